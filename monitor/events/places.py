"""Where an event happened: the most specific place that its sentences are tied to.

Watched places come first, then the gazetteer; a dateline or "90 km from" is no place
of an event. Where only the neighbourhood is known, the precision says so.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from monitor.events.bearings import Bearing
from monitor.events.candidates import (
    SPECIFIC,
    Candidate,
    in_gazetteer,
    place_of,
    watched,
)
from monitor.events.capitals import find_capitals
from monitor.events.countries import countries_of
from monitor.events.gazetteer import Site, gazetteer
from monitor.events.mentions import Mention, find_mentions
from monitor.events.namesakes import Focus, Setting, choose
from monitor.events.ranking import likeliest
from monitor.events.scene import Scene
from monitor.model import Match, Place, Precision, Watch

_ENOUGH = 1.0
_MIN_COUNTRY = 0.5
#: Inhabitants of a town that tells its country.
_CITY = 500_000
#: A country that is followed at all is a little likelier.
_FOLLOWED = 0.2


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
    mentions += find_capitals(scene, mentions, gazetteer())
    setting = _setting(scene, mentions, home, focus)
    known = [
        *watched(scene, matches, watches, mentions, setting),
        *in_gazetteer(mentions, setting),
    ]
    best = likeliest(known, _ENOUGH)
    unlisted = _unlisted(mentions)
    if best is None or best.score <= _ENOUGH:
        place, why = _country(setting.countries)
        if unlisted is None:
            return place, why
        return _with(place, unlisted), f"{unlisted.why} (on no list of places)"
    place = _with_region(_as_told(best), mentions)
    if unlisted and unlisted.tie.score + SPECIFIC["town"] > best.score:
        place = _with(_around(place), unlisted)
    return place, best.why


def _unlisted(mentions: Sequence[Mention]) -> Mention | None:
    """The settlement that is tied most to the event of those that no list has."""
    unknown = (mention for mention in mentions if not mention.sites)
    return max(unknown, key=lambda mention: mention.tie.score, default=None)


def _with(place: Place | None, unlisted: Mention) -> Place:
    """The place with the name of a settlement in it that no list has."""
    name = unlisted.told_as
    if place is None:
        key = f"unlisted:{unlisted.name}"
        place = Place(place_id=key, name=name, precision=Precision.COUNTRY)
    return replace(place, unlisted=name)


def _setting(
    scene: Scene, mentions: Sequence[Mention], home: str | None, focus: Focus
) -> Setting:
    """What the whole text says that may tell one namesake from another."""
    told = _told(scene, mentions, home)
    countries = _voted(told, mentions)
    for code in focus.countries:
        countries[code] = countries.get(code, 0.0) + _FOLLOWED
    named = frozenset(mention.name for mention in mentions)
    plain = Setting(countries, frozenset(told), named, focus=focus)
    likely = {code for code, votes in countries.items() if votes >= _MIN_COUNTRY}
    anchors = []
    for mention in mentions:
        sites = [s for s in mention.of_its_kind if s.country in likely]
        sites = sites or list(mention.of_its_kind)
        if len({(site.lat, site.lon) for site in sites}) == 1:
            anchors.append(choose(sites, mention.name, plain))
    return replace(plain, anchors=[a for a in anchors if a.kind != "country"])


def _around(place: Place) -> Place:
    """The neighbourhood of a place; a region or a country stays what it is."""
    if place.precision in (Precision.REGION, Precision.COUNTRY):
        return place
    return replace(place, precision=Precision.DISTRICT)


def _as_told(best: Candidate) -> Place:
    """The place of a candidate, as exactly as its words say."""
    place = replace(best.place(), told_as=best.told_as)
    if best.how.bearing is not None:
        return _off(place, best.how.bearing)
    if best.how.is_near:
        return _near(place)
    return _around(place) if best.how.is_division else place


def _off(place: Place, bearing: Bearing) -> Place:
    """What lies north of a place; of a region or country that is a part of it."""
    if place.precision in (Precision.REGION, Precision.COUNTRY):
        return place
    if bearing.km is None or place.lat is None or place.lon is None:
        return _near(place)
    lat, lon = bearing.from_point(place.lat, place.lon)
    return replace(_near(place), lat=lat, lon=lon)


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
    return place_of(site), f"{site.name} (only country)"


def is_capital(place: Place) -> bool:
    """Whether a place is the capital of its country."""
    if place.country is None or place.precision is not Precision.TOWN:
        return False
    _, capital = gazetteer().country(place.country)
    return capital is not None and (capital.lat, capital.lon) == (place.lat, place.lon)


def _told(
    scene: Scene, mentions: Sequence[Mention], home: str | None
) -> dict[str, float]:
    """How strongly the text points to each country by its name, people and parts."""
    votes: defaultdict[str, float] = defaultdict(float)
    if home:
        votes[home] += _MIN_COUNTRY
    for sentence in scene.sentences:
        for code in countries_of(
            (word.folded for word in sentence.words), scene.language
        ):
            votes[code] += 0.5
    for mention in mentions:
        for site in _telling(mention):
            votes[site.country] += 1.0 if site.kind == "country" else 0.5
    return votes


def _telling(mention: Mention) -> list[Site]:
    """The place of a mention that tells its country: a country, a region, a city.

    "From Nigeria" does not tell where something happened.
    """
    states = [site for site in mention.sites if site.kind == "country"]
    if states and mention.tie.is_direction:
        return []
    if mention.tie.is_division and len({s.country for s in mention.of_its_kind}) == 1:
        return list(mention.of_its_kind[:1])
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
