"""What two reports cannot share if they tell of one event.

A veto needs both sides to say something; what is unknown forbids nothing.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from monitor.model import Event, EventStatus, EventType, Place, Precision, Toll

#: Statements that sum up, remember, try, rehearse or comment: they found no event for
#: others.
BACKGROUND = frozenset(
    {
        EventStatus.CUMULATIVE,
        EventStatus.OPINION,
        EventStatus.COMMEMORATION,
        EventStatus.PAST,
        EventStatus.JUDICIAL,
        EventStatus.EXERCISE,
    }
)
#: Those of them that tell of many events, or of none.
_OF_OTHERS = frozenset({EventStatus.CUMULATIVE, EventStatus.EXERCISE})
_SETTLEMENTS = frozenset({Precision.SITE, Precision.TOWN})
#: A site and the town it lies in are one settlement; what is near a town may be so far.
_SAME_SETTLEMENT_KM = 5.0
_NEAR_KM = 25.0
_EARTH_RADIUS_KM = 6371.0
_KM_PER_DEGREE = radians(1) * _EARTH_RADIUS_KM
_DATE_TOLERANCE = timedelta(days=1)
#: A toll is revised by less than this factor, or by fewer than this many people.
_TOLL_FACTOR = 5
_TOLL_PEOPLE = 20

_CLASHES = frozenset(
    {
        EventType.BATTLES,
        EventType.EXPLOSIONS_REMOTE_VIOLENCE,
        EventType.VIOLENCE_AGAINST_CIVILIANS,
        EventType.RIOTS,
        EventType.CRIME,
        EventType.STRATEGIC_DEVELOPMENTS,
    }
)
#: Types that reports of one event are seen to mix: who was hit, and whether a blast
#: was meant, is often not known at first.
_FAMILIES = (
    _CLASHES,
    frozenset({EventType.PROTESTS, EventType.RIOTS, EventType.STRATEGIC_DEVELOPMENTS}),
    frozenset(
        {
            EventType.ACCIDENT_DISASTER,
            EventType.EXPLOSIONS_REMOTE_VIOLENCE,
            EventType.VIOLENCE_AGAINST_CIVILIANS,
            EventType.CRIME,
        }
    ),
)
_ABDUCTION = "abduction_forced_disappearance"
#: Sub-events that no report takes for another of them.
_DISTINCT = frozenset(
    {
        _ABDUCTION,
        "agreement",
        "air_drone_strike",
        "government_regains_territory",
        "non_state_actor_overtakes_territory",
        "suicide_bomb",
    }
)


def is_background(event: Event) -> bool:
    """Whether the report founds no story for others and brings no facts to one."""
    return event.status in BACKGROUND


def is_of_others(event: Event) -> bool:
    """Whether the report tells of other events than the one that it resembles."""
    return event.status in _OF_OTHERS


def settlement(event: Event) -> Place | None:
    """The place, where it is known as exactly as a town or as near one."""
    place = event.place
    if place is None or place.unlisted:
        return None
    return place if place.is_near or place.precision in _SETTLEMENTS else None


def other_settlement(place: Place | None, known: Iterable[Place]) -> bool:
    """Whether ``known`` has settlements, and ``place`` is none of them."""
    known = tuple(known)
    return place is not None and bool(known) and not any(_same(place, k) for k in known)


def is_at(place: Place | None, known: Iterable[Place]) -> bool:
    """Whether ``known`` has the place or one in the same settlement."""
    return place is not None and any(_same(place, k) for k in known)


def other_date(day: date | None, known: Iterable[date]) -> bool:
    """Whether ``known`` has dates, and all are more than a day from ``day``."""
    known = tuple(known)
    return (
        day is not None
        and bool(known)
        and all(abs(day - other) > _DATE_TOLERANCE for other in known)
    )


def other_type(event: Event, known: Event) -> bool:
    """Whether the types, or the sub-events, exclude each other."""
    if EventType.NONE in (event.type, known.type):
        return False
    if {event.subtype, known.subtype} <= _DISTINCT and event.subtype != known.subtype:
        return True
    return not compatible(event.type, known.type)


def only_one_abducts(event: Event, known: Event) -> bool:
    """Whether one is an abduction and the other is not, as far as both are known."""
    kinds = {event.subtype, known.subtype}
    return None not in kinds and len(kinds) > 1 and _ABDUCTION in kinds


def only_one_kills(event: Event, known: Event) -> bool:
    """Whether one abducts and kills nobody, and the other kills and abducts nobody."""
    return any(
        one.subtype == _ABDUCTION != other.subtype
        and not _counts(one.killed)
        and _counts(other.killed)
        and not _counts(other.abducted)
        for one, other in ((event, known), (known, event))
    )


def _counts(toll: Toll | None) -> bool:
    return toll is not None and toll.high > 0


def compatible(one: EventType, other: EventType) -> bool:
    """Whether reports of one event may be typed so."""
    return one is other or any(one in f and other in f for f in _FAMILIES)


def other_toll(toll: Toll | None, known: Toll | None) -> bool:
    """Whether no revision leads from the one range to the other."""
    if toll is None or known is None or not toll.high or not known.high:
        return False
    less, more = sorted((toll, known), key=lambda t: t.low)
    return more.low >= _TOLL_FACTOR * less.high and more.low - less.high >= _TOLL_PEOPLE


def _same(one: Place, other: Place) -> bool:
    if one.place_id == other.place_id:
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    reach = _NEAR_KM if one.is_near or other.is_near else _SAME_SETTLEMENT_KM
    if abs(one.lat - other.lat) > reach / _KM_PER_DEGREE:
        return False
    return _distance_km(one.lat, one.lon, other.lat, other.lon) <= reach


def _distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine)."""
    dy, dx = radians(other_lat - lat), radians(other_lon - lon)
    chord = (
        sin(dy / 2) ** 2
        + cos(radians(lat)) * cos(radians(other_lat)) * sin(dx / 2) ** 2
    )
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(chord)))
