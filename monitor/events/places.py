"""Where an event happened: the most specific place that its sentences are tied to.

Watched places come first, then the gazetteer; a dateline or "90 km from" is no place
of an event. Where only the neighbourhood is known, the precision says so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from monitor.events.countries import countries_of
from monitor.events.gazetteer import Site, gazetteer, name_key
from monitor.events.mentions import Mention, find_mentions
from monitor.events.namesakes import Focus, Setting, choose, is_stray
from monitor.events.passages import Sentence
from monitor.events.scene import Scene
from monitor.events.ties import Tie, tie
from monitor.model import Match, MatchMode, Place, Precision, Watch

_SPECIFIC = {"site": 2.6, "town": 3.0, "district": 2.4, "region": 1.2, "country": -1.0}
_PRECISION = {
    "site": Precision.SITE,
    "town": Precision.TOWN,
    "district": Precision.DISTRICT,
    "region": Precision.REGION,
    "country": Precision.COUNTRY,
}
_DIVISIONS = ("district", "region")
#: How a watch is found in words that are not its name; they may be another's.
_GUESSED = (MatchMode.SKELETON, MatchMode.FUZZY)
_OTHER_NAME = 2.5
_ENOUGH = 1.0
#: The event is near the place, not in it.
_NEAR = 1.5
_WATCHED = 2.0
_MIN_COUNTRY = 0.5
#: Inhabitants of a town that tells its country.
_CITY = 500_000
#: A country that is followed at all is a little likelier.
_FOLLOWED = 0.2


class _Candidate(NamedTuple):
    """A place that the event may have happened at; None if nobody knows where it is."""

    score: float
    place: Place | None
    why: str


_NOWHERE = _Candidate(_ENOUGH, None, "")


def find_place(
    scene: Scene,
    matches: Sequence[Match],
    watches: Mapping[str, Watch],
    home: str | None,
    focus: Focus,
) -> tuple[Place | None, str]:
    """The place of the event and the words that say so.

    Args:
        scene: of the article.
        matches: accepted matches of places.
        watches: by watch_id.
        home: country code of the outlet, if known.
        focus: where the watchlists look.
    """
    mentions = find_mentions(scene.sentences, scene.background, gazetteer())
    setting = _setting(scene, mentions, home, focus)
    known = [*_watched(scene, matches, watches, setting), *_ranked(mentions, setting)]
    best = max([_NOWHERE, *known], key=lambda candidate: candidate.score)
    lost = max((m.tie.score for m in mentions if not m.sites), default=None)
    if best.place is None:
        return _country(setting.countries)
    place = _with_region(best.place, mentions)
    if lost is not None and lost + _SPECIFIC["town"] > best.score:
        place = _around(place)
    return place, best.why


def _setting(
    scene: Scene, mentions: Sequence[Mention], home: str | None, focus: Focus
) -> Setting:
    """What the whole text says that may tell one namesake from another."""
    told = _told(scene.sentences, mentions, home)
    countries = _voted(told, mentions)
    for code in focus.countries:
        countries[code] = countries.get(code, 0.0) + _FOLLOWED
    named = frozenset(mention.name for mention in mentions)
    plain = Setting(countries, frozenset(told), named, focus=focus)
    likely = {code for code, votes in countries.items() if votes >= _MIN_COUNTRY}
    anchors = []
    for mention in mentions:
        sites = [s for s in mention.sites if s.country in likely] or mention.sites
        if len({(site.lat, site.lon) for site in sites}) == 1:
            anchors.append(choose(sites, mention.name, plain))
    return replace(plain, anchors=[a for a in anchors if a.kind != "country"])


def _around(place: Place) -> Place:
    """The neighbourhood of a place; a region or a country stays what it is."""
    if place.precision in (Precision.REGION, Precision.COUNTRY):
        return place
    return replace(place, precision=Precision.DISTRICT)


def _as_told(place: Place, how: Tie) -> Place:
    if how.is_near:
        return _near(place)
    return _around(place) if how.is_division else place


def _near(place: Place) -> Place:
    return replace(_around(place), is_near=True)


def _with_region(place: Place, mentions: Sequence[Mention]) -> Place:
    """The place with the region that the text names, if the gazetteer knows none."""
    if place.region is not None or place.precision is not Precision.TOWN:
        return place
    for mention in mentions:
        for site in mention.sites:
            if site.kind == "region" and site.country == place.country:
                return replace(place, region=site.name)
    return place


def _country(countries: Mapping[str, float]) -> tuple[Place | None, str]:
    """The country alone, where the text points to one and names no place.

    It is drawn at the capital, as ACLED codes an event of unknown location (codebook
    2024, geo-precision 3).
    """
    ranked = sorted(countries.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _MIN_COUNTRY:
        return None, ""
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return None, ""
    site, _ = gazetteer().country(ranked[0][0])
    if site is None:
        return None, ""
    return _place(site), f"{site.name} (only country)"


def is_capital(place: Place) -> bool:
    """Whether a place is the capital of its country."""
    if place.country is None or place.precision is not Precision.TOWN:
        return False
    _, capital = gazetteer().country(place.country)
    return capital is not None and (capital.lat, capital.lon) == (place.lat, place.lon)


def _ranked(mentions: Sequence[Mention], setting: Setting) -> Iterator[_Candidate]:
    repeats = Counter(mention.name for mention in mentions)
    for mention in mentions:
        if not mention.sites:
            continue
        how = mention.tie
        sites = mention.sites
        if how.is_division:
            sites = tuple(s for s in sites if s.kind in _DIVISIONS) or sites
        site = choose(sites, mention.name, setting)
        is_sure = how.is_place and not mention.is_like
        if is_stray(site, setting, is_sure=is_sure):
            continue
        score = how.score + _SPECIFIC[site.kind] + 0.3 * (repeats[mention.name] - 1)
        score += min(1.0, setting.countries.get(site.country, 0.0) / 2)
        if site.population == 0 and " " not in mention.name:
            score -= 0.4
        place = _place(site)
        if how.is_near:
            score -= _NEAR
        yield _Candidate(score, _as_told(place, how), how.why)


def _told(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], home: str | None
) -> dict[str, float]:
    """How strongly the text points to each country by its name, people and parts."""
    votes: defaultdict[str, float] = defaultdict(float)
    if home:
        votes[home] += _MIN_COUNTRY
    for sentence in sentences:
        for word in sentence.words:
            for code in countries_of(word.folded):
                votes[code] += 0.5
    for mention in mentions:
        for site in _telling(mention):
            votes[site.country] += 1.0 if site.kind == "country" else 0.5
    return votes


def _telling(mention: Mention) -> list[Site]:
    """The place of a mention that tells its country: a country, a region, a city."""
    states = [site for site in mention.sites if site.kind == "country"]
    if states and not mention.tie.is_division:
        return states[:1]
    regions = [site for site in mention.sites if site.kind == "region"]
    if len({site.country for site in regions}) == 1:
        return regions[:1]
    return [site for site in mention.sites if site.population >= _CITY][:1]


def _voted(told: Mapping[str, float], mentions: Sequence[Mention]) -> dict[str, float]:
    """How strongly the text points to each country, by its towns too."""
    votes = dict(told)
    for mention in mentions:
        codes = {site.country for site in mention.sites}
        if mention.is_like or any(site.kind == "country" for site in mention.sites):
            continue
        for code in codes:
            votes[code] = votes.get(code, 0.0) + 0.8 / len(codes)
    return votes


def _watched(
    scene: Scene,
    matches: Sequence[Match],
    watches: Mapping[str, Watch],
    setting: Setting,
) -> Iterator[_Candidate]:
    for match in matches:
        watch = watches.get(match.watch_id)
        found = locate(scene.sentences, match)
        if watch is None or found is None:
            continue
        sentence, start, end = found
        is_behind = any(sentence is other for other in scene.background)
        how = tie(sentence, start, end, is_behind=is_behind)
        site = setting.focus.sites.get(watch.watch_id)
        kind = site.kind if site else "town"
        place = Place(
            place_id=watch.watch_id,
            name=watch.label,
            country=watch.country or (site.country if site else None),
            lat=site.lat if site else None,
            lon=site.lon if site else None,
            precision=_PRECISION[kind],
            region=watch.region or (site.region or None if site else None),
        )
        score = how.score + _SPECIFIC[kind] + _WATCHED
        if match.mode in _GUESSED and gazetteer().find(name_key(match.surface)):
            score -= _OTHER_NAME
        if how.is_near:
            score -= _NEAR
        yield _Candidate(score, _near(place) if how.is_near else place, how.why)


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
