"""What forbids that two reports are one event."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.model import Event, EventStatus, EventType, Place, Precision, Toll
from monitor.stories.vetoes import (
    compatible,
    is_background,
    other_date,
    other_settlement,
    other_toll,
    other_type,
    settlement,
)
from tests.stories.wire import KATI, MALI, SEGOU, a_wire, attack, stories_of

CAMP = Place(
    place_id="ml-kati-camp",
    name="Soundiata",
    lat=12.75,
    lon=-8.08,
    precision=Precision.SITE,
)

VILLAGE = replace(KATI, place_id="ml-village", lat=12.9, lon=-8.07)


@pytest.mark.parametrize(
    ("place", "known", "expected"),
    [
        (VILLAGE, [KATI], True),
        (VILLAGE, [replace(KATI, is_near=True)], False),
        (KATI, [SEGOU], True),
        (KATI, [SEGOU, KATI], False),
        (KATI, [CAMP], False),
        (KATI, [replace(CAMP, lat=None)], True),
        (KATI, [], False),
        (None, [KATI], False),
    ],
)
def test_other_settlement(
    place: Place | None, known: list[Place], expected: bool
) -> None:
    assert other_settlement(place, known) is expected


def test_a_country_is_no_settlement() -> None:
    assert settlement(Event(place=MALI)) is None
    assert settlement(Event(place=KATI)) == KATI
    assert settlement(Event(place=replace(KATI, unlisted="Wolongodo"))) is None
    near = replace(KATI, precision=Precision.DISTRICT, is_near=True)
    assert settlement(Event(place=near)) == near


@pytest.mark.parametrize(
    ("day", "known", "expected"),
    [
        (date(2022, 7, 22), [date(2022, 7, 21)], False),
        (date(2022, 7, 22), [date(2022, 7, 20)], True),
        (date(2022, 7, 22), [date(2022, 7, 1), date(2022, 7, 22)], False),
        (date(2022, 7, 22), [], False),
        (None, [date(2022, 7, 20)], False),
    ],
)
def test_other_date(day: date | None, known: list[date], expected: bool) -> None:
    assert other_date(day, known) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (EventType.BATTLES, EventType.VIOLENCE_AGAINST_CIVILIANS, True),
        (EventType.PROTESTS, EventType.RIOTS, True),
        (EventType.ACCIDENT_DISASTER, EventType.EXPLOSIONS_REMOTE_VIOLENCE, True),
        (EventType.ACCIDENT_DISASTER, EventType.BATTLES, False),
        (EventType.PROTESTS, EventType.BATTLES, False),
    ],
)
def test_types_that_reports_of_one_event_mix(
    one: EventType, other: EventType, expected: bool
) -> None:
    assert compatible(one, other) is compatible(other, one) is expected


def test_an_abduction_is_no_air_strike_and_unknown_forbids_nothing() -> None:
    taken = Event(
        type=EventType.VIOLENCE_AGAINST_CIVILIANS,
        subtype="abduction_forced_disappearance",
    )
    bombed = Event(
        type=EventType.EXPLOSIONS_REMOTE_VIOLENCE, subtype="air_drone_strike"
    )
    assert other_type(taken, bombed)
    assert not other_type(taken, Event())


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [((3, 3), (40, 40), True), ((3, 3), (12, 12), False), ((8, 20), (40, 40), False)],
)
def test_other_toll(
    one: tuple[int, int], other: tuple[int, int], expected: bool
) -> None:
    tolls = [Toll(low=low, high=high, text="") for low, high in (one, other)]
    assert other_toll(*tolls) is other_toll(*reversed(tolls)) is expected
    assert not other_toll(tolls[0], None)


@pytest.mark.parametrize("status", list(EventStatus))
def test_only_what_tells_an_event_founds_a_story(status: EventStatus) -> None:
    tells_an_event = {"reported", "claimed", "denied", "threat", "foiled"}
    assert is_background(Event(status=status)) is (status.value not in tells_an_event)


def test_an_abduction_and_a_killing_are_two_events_on_one_day() -> None:
    title = "Moribabougou: {} on the road to Bamako on Friday"
    killing = a_wire("a", title.format("two soldiers killed"), **attack(KATI, 2))
    taken = Toll(low=1, high=1, text="1")
    subtype = "abduction_forced_disappearance"
    kind = EventType.VIOLENCE_AGAINST_CIVILIANS
    event = attack(KATI, type=kind, subtype=subtype, abducted=taken)
    abduction = a_wire("b", title.format("nurse abducted"), **event)
    raid = a_wire(
        "c",
        title.format("nurse abducted"),
        **{**event, "killed": Toll(low=2, high=2, text="2")},
    )
    assert len(set(stories_of(killing, abduction))) == 2
    assert len(set(stories_of(killing, raid))) == 1
