"""One of several places of one name: which one an article speaks of.

What counts is what else the text names (country, region, neighbours), how large a
place is, and whether it lies where the watchlists look.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from monitor.events.gazetteer import DIVISIONS, Gazetteer, Site, gazetteer, name_key
from monitor.model import Watch, WatchKind
from monitor.text import Memory

_KINDS = {"country": 3.0, "town": 1.5, "region": 0.7, "district": 0.6, "site": 0.0}
_OWN_NAME = 1.5
_COUNTRY, _MOST_COUNTRY = 3.0, 2.0
_CONTAINER = 2.0
#: What another place that the text names adds: all of it up to the first distance,
#: nothing from the second on.
_NEIGHBOUR, _NEAR_KM, _FAR_KM = 2.5, 80.0, 240.0
_FOLLOWED, _WATCHED = 1.0, 2.0
#: Inhabitants of a town that is known by its name alone.
_LARGE = 50_000
#: Degrees of a square of the map, and the watched places around that say the most.
_SQUARE, _MOST_AROUND = 0.5, 8
_KM_A_DEGREE = 111.2
#: A division is drawn no further from the town that is its seat.
_SEAT_KM = 5.0
_KEYS = Memory(name_key)


@dataclass(frozen=True, slots=True)
class Focus:
    """Where the watchlists look."""

    countries: frozenset[str] = frozenset()
    #: Ids of the gazetteer's places that are watched.
    watched: frozenset[str] = frozenset()
    #: Where each watch is, by its id, if that is known.
    sites: Mapping[str, Site] = field(default_factory=dict)
    #: How many of them are in each square of the map and those next to it.
    around: Mapping[tuple[int, int], int] = field(default_factory=dict)

    def weight(self, site: Site) -> float:
        """How much a place is one that is watched, or among them, 0 to 1."""
        if site.place_id in self.watched:
            return 1.0
        return min(1.0, self.around.get(_square(site), 0) / _MOST_AROUND)


def _square(site: Site) -> tuple[int, int]:
    return math.floor(site.lat / _SQUARE), math.floor(site.lon / _SQUARE)


def look_at(watches: Iterable[Watch]) -> Focus:
    """Where the watches are: by their own point, else by the gazetteer."""
    places = [watch for watch in watches if watch.kind is WatchKind.PLACE]
    known = gazetteer()
    countries = frozenset(watch.country for watch in places if watch.country)
    found = {watch.watch_id: _site_of(watch, known) for watch in places}
    sites = {watch_id: site for watch_id, site in found.items() if site is not None}
    squares = map(_square, sites.values())
    around = Counter(
        (row + up, column + right)
        for row, column in squares
        for up in (-1, 0, 1)
        for right in (-1, 0, 1)
    )
    ids = frozenset(site.place_id for site in sites.values())
    return Focus(countries, ids, sites, dict(around))


def _site_of(watch: Watch, known: Gazetteer) -> Site | None:
    site = _in_gazetteer(watch, known)
    if watch.lat is None or watch.lon is None:
        return site
    return Site(
        place_id=watch.watch_id,
        name=watch.label,
        country=watch.country or "",
        region=watch.region or "",
        district="",
        kind=site.kind if site else "town",
        lat=watch.lat,
        lon=watch.lon,
        population=site.population if site else 0,
    )


def _in_gazetteer(watch: Watch, known: Gazetteer) -> Site | None:
    keys = [name_key(name.text) for name in watch.names]
    sites = [
        site
        for key in keys
        for site in known.find(key)
        if watch.country in (None, site.country)
    ]
    if not sites:
        return None
    near = [site for name in watch.near for site in known.find(name_key(name))]
    named = frozenset([name_key(watch.region)] if watch.region else [])
    anchors = [site for site in near if site.kind != "country"]
    return choose(sites, keys[0], Setting(named=named, anchors=anchors))


@dataclass(frozen=True, slots=True)
class Setting:
    """What speaks for one place of a name against another."""

    #: How strongly the text points to each country.
    countries: Mapping[str, float] = field(default_factory=dict)
    #: The countries that it names or whose people it names.
    told: frozenset[str] = frozenset()
    #: Every name of a place in the text.
    named: frozenset[str] = frozenset()
    #: Places that the text names beyond doubt.
    anchors: Sequence[Site] = ()
    focus: Focus = field(default_factory=Focus)


def is_stray(site: Site, setting: Setting, *, is_sure: bool) -> bool:
    """Whether a place lies where nothing else in the text points to.

    A large town needs no other word for it. Where the text points nowhere, a sure name
    stands for itself, another only in a country that is followed.
    """
    if site.country in setting.told or site.population >= _LARGE:
        return False
    if setting.told:
        return True
    return not is_sure and site.country not in setting.focus.countries


def choose(sites: Sequence[Site], name: str, setting: Setting) -> Site:
    """The likeliest of several places of one name.

    A place whose first name it is comes before one that only another spelling fits;
    one whose region or neighbour the text names comes first. A region gives way to the
    town that it is governed from and named after.
    """
    if len(sites) == 1:
        return sites[0]
    best = max(sites, key=lambda site: _likelihood(site, name, setting))
    if best.kind not in DIVISIONS:
        return best
    towns = (site for site in sites if site.kind == "town")
    return next((t for t in towns if distance_km(t, best) < _SEAT_KM), best)


def _likelihood(site: Site, name: str, setting: Setting) -> float:
    told = setting.countries.get(site.country, 0.0)
    score = _COUNTRY * min(_MOST_COUNTRY, told) + _KINDS[site.kind]
    if site.kind != "district":  # GeoNames gives some the people of a whole region
        score += math.log10(site.population + 1) / 2
    if _KEYS[site.name] == name:
        score += _OWN_NAME
    for container in (site.region, site.district):
        key = _KEYS[container]
        if key in setting.named and key != name:
            score += _CONTAINER
    anchors = [other for other in setting.anchors if _KEYS[other.name] != name]
    score += _NEIGHBOUR * _closeness(site, anchors)
    if site.country in setting.focus.countries:
        score += _FOLLOWED
    return score + _WATCHED * setting.focus.weight(site)


def _closeness(site: Site, anchors: Sequence[Site]) -> float:
    """How near the nearest other place is that the text names, 0 to 1."""
    others = (other for other in anchors if other.place_id != site.place_id)
    nearest = min((distance_km(site, other) for other in others), default=_FAR_KM)
    return min(1.0, max(0.0, (_FAR_KM - nearest) / (_FAR_KM - _NEAR_KM)))


def distance_km(one: Site, other: Site) -> float:
    """Between two places, on a flat map: exact enough for neighbours."""
    up = one.lat - other.lat
    right = (one.lon - other.lon) * math.cos(math.radians(one.lat))
    return math.hypot(up, right) * _KM_A_DEGREE
