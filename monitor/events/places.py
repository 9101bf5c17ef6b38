"""Where an event happened: the most specific place that its sentences are tied to.

Watched places come first, then the gazetteer; a dateline or "15 km from" is no place
of an event.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.events.gazetteer import Gazetteer, Site, countries_of, gazetteer, name_key
from monitor.events.mentions import Mention, find_mentions, weigh
from monitor.events.passages import Sentence
from monitor.events.scene import Scene
from monitor.model import Match, Place, Precision, Watch

_SPECIFIC = {"site": 2.6, "town": 3.0, "district": 2.4, "region": 1.2, "country": -1.0}
_PRECISION = {
    "site": Precision.SITE,
    "town": Precision.TOWN,
    "district": Precision.DISTRICT,
    "region": Precision.REGION,
    "country": Precision.COUNTRY,
}
_ENOUGH = 1.0
_WATCHED = 2.0
_MIN_COUNTRY = 0.5
#: A country that is followed at all is a little likelier.
_FOLLOWED = 0.2


def find_place(
    scene: Scene,
    matches: Sequence[Match],
    watches: Mapping[str, Watch],
    home: str | None,
) -> tuple[Place | None, str]:
    """The place of the event and the words that say so.

    Args:
        scene: of the article.
        matches: accepted matches of places.
        watches: by watch_id.
        home: country code of the outlet, if known.
    """
    places = gazetteer()
    mentions = find_mentions(scene.sentences, scene.background, places)
    countries = vote_countries(scene.sentences, mentions, places, home)
    for code in {watch.country for watch in watches.values() if watch.country}:
        countries[code] = countries.get(code, 0.0) + _FOLLOWED
    best: tuple[float, Place | None, str] = (_ENOUGH, None, "")
    for match in matches:
        score, place, why = _watched(scene, match, watches, places, countries)
        if place is not None and score > best[0]:
            best = (score, place, why)
    for score, site, why in _ranked(mentions, places, countries):
        if score > best[0]:
            best = (score, _place(site), why)
    if best[1] is None:
        return _country(countries)
    return _with_region(best[1], mentions, places), best[2]


def _with_region(place: Place, mentions: Sequence[Mention], places: Gazetteer) -> Place:
    """The place with the region that the text names, if the gazetteer knows none."""
    if place.region is not None or place.precision is not Precision.TOWN:
        return place
    for mention in mentions:
        for site in places.find(mention.name):
            if site.kind == "region" and site.country == place.country:
                return replace(place, region=site.name)
    return place


def _country(countries: Mapping[str, float]) -> tuple[Place | None, str]:
    """The country alone, where the text points to one and names no place.

    It is drawn at the country's largest town, as ACLED codes an event of unknown
    location to the capital (codebook 2024, geo-precision 3).
    """
    ranked = sorted(countries.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _MIN_COUNTRY:
        return None, ""
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return None, ""
    site, point = gazetteer().country(ranked[0][0])
    if site is None or point is None:
        return None, ""
    place = _place(site)
    return replace(place, lat=point.lat, lon=point.lon), f"{site.name} (only country)"


def is_capital(place: Place) -> bool:
    """Whether a place is the largest town of its country."""
    if place.country is None or place.precision is not Precision.TOWN:
        return False
    _, town = gazetteer().country(place.country)
    return town is not None and (town.lat, town.lon) == (place.lat, place.lon)


def _ranked(
    mentions: Sequence[Mention], places: Gazetteer, countries: Mapping[str, float]
) -> list[tuple[float, Site, str]]:
    repeats = Counter(mention.name for mention in mentions)
    found = []
    for mention in mentions:
        site = choose(
            places.find(mention.name), countries, mention.name, frozenset(repeats)
        )
        score = mention.score + _SPECIFIC[site.kind] + 0.3 * (repeats[mention.name] - 1)
        score += min(1.0, countries.get(site.country, 0.0) / 2)
        if site.population == 0 and " " not in mention.name:
            score -= 0.4
        found.append((score, site, mention.why))
    return found


def choose(
    sites: Sequence[Site],
    countries: Mapping[str, float],
    name: str = "",
    named: frozenset[str] = frozenset(),
) -> Site:
    """The likeliest of several places of one name: country first, then size.

    A place whose first name it is comes before one that only an old spelling fits;
    one whose region is `named` too comes first.
    """
    return max(sites, key=lambda site: _likelihood(site, countries, name, named))


def _likelihood(
    site: Site, countries: Mapping[str, float], name: str, named: frozenset[str]
) -> float:
    kind = {"country": 3.0, "town": 1.5, "region": 0.7, "district": 0.6, "site": 0.0}
    size = math.log10(site.population + 1) / 2
    own = 1.5 if name and name_key(site.name) == name else 0.0
    for container in (site.region, site.district):
        if container and name_key(container) in named and name_key(container) != name:
            own += 2.0
    return own + 3 * min(2.0, countries.get(site.country, 0.0)) + kind[site.kind] + size


def vote_countries(
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    places: Gazetteer,
    home: str | None,
) -> dict[str, float]:
    """How strongly the text points to each country; by name, demonym, other places."""
    votes: defaultdict[str, float] = defaultdict(float)
    if home:
        votes[home] += _MIN_COUNTRY
    for sentence in sentences:
        for word in sentence.words:
            for code in countries_of(word.folded):
                votes[code] += 0.5
    for mention in mentions:
        sites = places.find(mention.name)
        codes = {site.country for site in sites}
        if any(site.kind == "country" for site in sites):
            code = next(site.country for site in sites if site.kind == "country")
            votes[code] += 1.0
        else:
            for code in codes:
                votes[code] += 0.8 / len(codes)
    return dict(votes)


def _watched(
    scene: Scene,
    match: Match,
    watches: Mapping[str, Watch],
    places: Gazetteer,
    countries: Mapping[str, float],
) -> tuple[float, Place | None, str]:
    watch = watches.get(match.watch_id)
    if watch is None:
        return 0.0, None, ""
    found = locate(scene.sentences, match)
    if found is None:
        return 0.0, None, ""
    sentence, start, end = found
    is_behind = any(sentence is other for other in scene.background)
    score, why = weigh(sentence, start, end, is_behind=is_behind)
    site = _site_of(watch, places)
    kind = site.kind if site else "town"
    lat, lon = (site.lat, site.lon) if site else (None, None)
    if watch.lat is not None:
        lat, lon = watch.lat, watch.lon
    place = Place(
        place_id=watch.watch_id,
        name=watch.label,
        country=watch.country or (site.country if site else None),
        lat=lat,
        lon=lon,
        precision=_PRECISION[kind],
        region=watch.region or (site.region or None if site else None),
    )
    return score + _SPECIFIC[kind] + _WATCHED, place, why


def _site_of(watch: Watch, places: Gazetteer) -> Site | None:
    sites = [
        site
        for name in watch.names
        for site in places.find(name_key(name.text))
        if watch.country in (None, site.country)
    ]
    return choose(sites, {}) if sites else None


def locate(
    sentences: Sequence[Sentence], match: Match
) -> tuple[Sentence, int, int] | None:
    """The sentence and tokens that a match's code points fall on."""
    for sentence in sentences:
        last = sentence.offset + len(sentence.text)
        if sentence.where != match.field or not sentence.offset <= match.start < last:
            continue
        tokens = [
            i
            for i, at in enumerate(sentence.starts)
            if at < match.end and at + len(sentence.surfaces[i]) > match.start
        ]
        if tokens:
            return sentence, tokens[0], tokens[-1] + 1
    return None


def _place(site: Site) -> Place:
    return Place(
        place_id=site.place_id,
        name=site.name,
        country=site.country or None,
        lat=site.lat,
        lon=site.lon,
        precision=_PRECISION[site.kind],
        region=site.region or None,
    )
