"""What the events of a report and a story say for or against their being one.

Vetoes forbid; signs add to or take from the likeness of the wording; where wording is
silent, as across languages, agreement can decide alone.
"""

from datetime import date, timedelta

from monitor.model import Event, EventType, Place, Toll
from monitor.stories.cluster import Cluster
from monitor.stories.elsewhere import elsewhere
from monitor.stories.reading import Rare, Reading
from monitor.stories.vetoes import (
    compatible,
    is_at,
    is_background,
    only_one_abducts,
    only_one_kills,
    other_date,
    other_settlement,
    other_toll,
    other_type,
    settlement,
)

#: What agreement or difference of the events adds to the likeness of the wording.
#: Small beside the bar (.14 for a summary): places, dates and types are misread in a
#: fifth to a third of follow-ups, and wording already holds the place's name.
_SAME_PLACE = 0.05
_SAME_QUIET_PLACE = 0.08
_SAME_BUSY_PLACE = 0.02
_PLACE_SHARE = 0.2
#: For each rare name in common, up to so many: the best sign there is after the
#: wording (a logistic regression over 35,000 pairs of a report and a story).
_RARE_NAME = 0.06
_RARE_NAMES = 4
_OTHER_PLACE = -0.04
_OTHER_DATE = -0.03
_SAME_TOLL = 0.045
_OTHER_TOLL = -0.03
_SAME_AGE = 0.03
_OTHER_AGE = -0.08
_SAME_ACTOR = 0.03
_OTHER_TYPE = -0.02
_LATER = -0.2
_AFTER_ALL = -0.1
_AFTER_FIRST = -0.05
#: The most that the events can add, a place and rare names in common apart.
MOST_BONUS = _SAME_TOLL + _SAME_ACTOR
#: Sub-events that do not say how people were killed.
_ANY_WAY = frozenset({"armed_clash", "attack", "other"})
#: Tolls of one event differ this widely only after counting.
_REVISED_AFTER = timedelta(hours=12)
_SAME_DAY = timedelta(days=1)


def veto(reading: Reading, cluster: Cluster) -> str | None:
    """Why the report cannot belong to the story; None where nothing forbids it."""
    event = reading.event
    is_sure = reading.is_sure_of_place and cluster.is_sure_of_place
    if is_sure and (other := elsewhere(reading, cluster)):
        return f"other settlement {other}"
    if other_type(event, cluster.event):
        return "other type of event"
    if only_one_abducts(event, cluster.event) and (
        only_one_kills(event, cluster.event) or not _is_day_told(reading, cluster)
    ):
        return "an abduction and another event"
    if _is_close(reading, cluster) and _is_other_toll(reading, cluster):
        return "other toll"
    if is_sure and _is_later(event.date, cluster) and _differ(event, cluster.event):
        return "happened after the story was told, with another toll"
    return None


def _is_other_toll(reading: Reading, cluster: Cluster) -> bool:
    """Whether no revision leads to the toll, and they are not of one place and day."""
    event, known = reading.event, cluster.event
    is_one = is_at(settlement(event), cluster.places) and _is_same_day(reading, cluster)
    return not is_one and other_toll(event.killed, known.killed)


def _is_later(day: date | None, cluster: Cluster) -> bool:
    """Whether the event is dated more than a day after the story's first report."""
    first_at = cluster.first_at
    return (
        day is not None and first_at is not None and day > (first_at + _SAME_DAY).date()
    )


def contradict(reading: Reading, cluster: Cluster) -> bool:
    """Whether two of three differ: the day, the way people were killed, the toll.

    "Attack" says of no way that it is another's; of two that say how, one is.
    """
    event, known = reading.event, cluster.event
    ways = {event.subtype, known.subtype} - {None}
    is_other_day = not _is_day_told(reading, cluster)
    if _differ(event, known):
        return is_other_day or len(ways - _ANY_WAY) > 1
    return is_other_day and len(ways) > 1 and bool(ways - _ANY_WAY)


def _differ(event: Event, known: Event) -> bool:
    """Whether both count the killed, and the counts have no number in common."""
    both = event.killed is not None and known.killed is not None
    return both and not _overlap(event.killed, known.killed)


def _is_close(reading: Reading, cluster: Cluster) -> bool:
    """Whether the report came so soon that tolls cannot have been revised far."""
    last_at = cluster.last_at
    return last_at is not None and abs(reading.at - last_at) <= _REVISED_AFTER


def agreement(
    reading: Reading, cluster: Cluster, *, is_quiet_place: bool
) -> str | None:
    """What a report and a story agree in, if that makes them one event.

    They agree in settlement, type, day, and in a named actor or the toll; or, in two
    languages where one of them knows no toll yet, in the hours they came; or nothing
    else is open at that place. Lethal events of one type within two days in one
    settlement with a like toll are different events in 1 to 5 of 100 cases, on one day
    whatever the toll in 1 to 3 (ACLED, Mali, Burkina Faso, Niger, since 2018).
    """
    event, known = reading.event, cluster.event
    place = settlement(event)
    if place is None or not cluster.places or not _may_agree(reading, cluster, place):
        return None
    is_day_told = _is_day_told(reading, cluster)
    common = _common_figure(reading, cluster)
    if is_day_told:
        common = _shared_actor(event, known) or common
    if common:
        return f"{place.name}, type, day and {common} agree"
    is_alone = is_quiet_place and reading.is_sure_of_place
    is_other = _differ(event, known) or _tell_other_ages(reading, cluster)
    if is_alone and is_day_told and not is_other:
        return f"{place.name}, type and day agree; nothing else happened there"
    return None


def _may_agree(reading: Reading, cluster: Cluster, place: Place) -> bool:
    event, known = reading.event, cluster.event
    return (
        not other_settlement(place, cluster.places[:1])
        and EventType.NONE not in (event.type, known.type)
        and compatible(event.type, known.type)
        and _is_same_day(reading, cluster)
    )


def _is_day_told(reading: Reading, cluster: Cluster) -> bool:
    """Whether its day is one of the story's, as far as it can be known.

    Days are a day off between languages and time zones, and in follow-ups.
    """
    is_foreign = reading.language not in cluster.languages
    day = reading.event.date
    if is_foreign or reading.is_follow_up or day is None or not cluster.dates:
        return True
    return day in cluster.dates


def _common_figure(reading: Reading, cluster: Cluster) -> str | None:
    event, known = reading.event, cluster.event
    if _is_told(event, cluster, "killed"):
        return "toll"
    uncounted = event.killed is None or known.killed is None
    is_foreign = reading.language not in cluster.languages
    if is_background(event) or not uncounted or not is_foreign:
        return None
    return "hour" if _is_close(reading, cluster) else None


def signs(reading: Reading, cluster: Cluster, rare: Rare) -> list[tuple[float, str]]:
    """Points, and their reasons, for what the events have and have not in common."""
    event, known = reading.event, cluster.event
    if EventType.NONE in (event.type, known.type):
        return []
    found = [
        *_date_signs(reading, cluster),
        *_name_signs(cluster, rare),
    ]
    if shared := _shared_actor(event, known):
        found.append((_SAME_ACTOR, f"same actor {shared}"))
    if _is_told(event, cluster, "killed") or _is_told(event, cluster, "wounded"):
        found.append((_SAME_TOLL, "same toll"))
    elif _differ(event, known):
        found.append((_OTHER_TOLL, "another toll"))
    found += _age_signs(reading, cluster)
    found += _later_signs(reading, cluster)
    if event.type is not known.type:
        found.append((_OTHER_TYPE, "another type"))
    return found


def place_signs(
    reading: Reading, cluster: Cluster, rare: Rare, likeness: float
) -> list[tuple[float, str]]:
    """Points, and their reason, for the place that they have or have not in common.

    Args:
        likeness: of their wording. In one language a place in common adds to it and
            does not stand in for it: of 20 reports that a place alone carried over
            the bar, 11 told of another event.
    """
    place, kinds = settlement(reading.event), (reading.event.type, cluster.event.type)
    if EventType.NONE in kinds:
        return []
    if other := elsewhere(reading, cluster):
        return [(_OTHER_PLACE, f"another place {other}")]
    if place is None or not cluster.places:
        return []
    if not other_settlement(place, cluster.places):
        points = _SAME_BUSY_PLACE if rare.is_busy_place else _SAME_PLACE
        if rare.is_quiet_place:
            points = _SAME_QUIET_PLACE
        if reading.language in cluster.languages:
            points = min(points, _PLACE_SHARE * likeness)
        return [(points, f"same place {place.name}")]
    return []


def _name_signs(cluster: Cluster, rare: Rare) -> list[tuple[float, str]]:
    shared = [name for name in rare.names if name in cluster.sums][:_RARE_NAMES]
    if not shared:
        return []
    named = " ".join(name[1:] for name in shared)
    return [(_RARE_NAME * len(shared), f"rare names {named}")]


def _age_signs(reading: Reading, cluster: Cluster) -> list[tuple[float, str]]:
    """A child of three is not a man of forty, though all other words agree."""
    if _tell_other_ages(reading, cluster):
        return [(_OTHER_AGE, "people of other ages")]
    if shared := reading.ages & cluster.ages:
        return [(_SAME_AGE, f"somebody aged {min(shared)} in both")]
    return []


def _tell_other_ages(reading: Reading, cluster: Cluster) -> bool:
    both = bool(reading.ages and cluster.ages)
    return both and reading.ages.isdisjoint(cluster.ages)


def _date_signs(reading: Reading, cluster: Cluster) -> list[tuple[float, str]]:
    day = reading.event.date
    if day is None or not cluster.dates:
        return []
    if other_date(day, cluster.dates) and not reading.is_follow_up:
        return [(_OTHER_DATE, f"another date {day}")]
    return []


def _later_signs(reading: Reading, cluster: Cluster) -> list[tuple[float, str]]:
    """What happened after a story was told is hardly what it tells of."""
    event, last_at = reading.event, cluster.last_at
    if reading.is_follow_up or not _is_later(event.date, cluster):
        return []
    if _differ(event, cluster.event):
        return [(_LATER, "happened after the story was told, with another toll")]
    if event.date and last_at and event.date > last_at.date():
        return [(_AFTER_ALL, "happened after the story's last report")]
    return [(_AFTER_FIRST, "happened after the story was told")]


def _is_same_day(reading: Reading, cluster: Cluster) -> bool:
    if reading.event.date and cluster.dates:
        return not other_date(reading.event.date, cluster.dates[:1])
    last_at = cluster.last_at
    return last_at is not None and abs(reading.at - last_at) <= _SAME_DAY


def _shared_actor(event: Event, known: Event) -> str | None:
    """The name of a group in both; not "the army" or "armed men", as most have."""
    ids = {actor.actor_id for actor in known.actors if actor.is_named}
    return next((a.name for a in event.actors if a.actor_id in ids), None)


def _is_told(event: Event, cluster: Cluster, figure: str) -> bool:
    """Whether a report of the story gives the same number of victims.

    The story's own range spans all their figures, and numbers that nobody gave.
    """
    toll = getattr(event, figure)
    return any(_overlap(toll, getattr(s.event, figure)) for s in cluster.statements)


def _overlap(one: Toll | None, other: Toll | None) -> bool:
    """Whether both give a number of victims, and it may be the same."""
    if one is None or other is None or not one.high or not other.high:
        return False
    return one.low <= other.high and other.low <= one.high
