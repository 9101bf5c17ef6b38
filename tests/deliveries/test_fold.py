"""Who is called alone, and what is told together."""

from collections.abc import Iterable
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.deliveries.fold import Plan, plan
from monitor.model import Call, Delivery
from tests.builders import NOW, a_delivery, a_message

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
MAX = 20
SHARE = 13  # two thirds of it


def a_call(severity: float = 5.0, *, age: timedelta = MINUTE, feed: str = "") -> Call:
    return Call(severity=severity, reported_at=NOW - age, feed_id=feed)


def due(
    calls: Iterable[Call], *, since: timedelta = MINUTE
) -> list[tuple[Delivery, Call]]:
    return [
        (
            a_delivery(
                key=f"alert:{n}", message=a_message(call=call), created_at=NOW - since
            ),
            call,
        )
        for n, call in enumerate(calls)
    ]


def planned(
    calls: Iterable[Call],
    recent: Iterable[Call] = (),
    *,
    since: timedelta = MINUTE,
    summary: timedelta | None = None,
) -> Plan:
    return plan(
        due(calls, since=since),
        list(recent),
        summary_at=None if summary is None else NOW - summary,
        max_calls=MAX,
        now=NOW,
    )


def from_feeds(count: int, severity: float = 5.0) -> list[Call]:
    """So many calls, each of another feed."""
    return [a_call(severity, feed=str(n)) for n in range(count)]


def lengths(found: Plan) -> tuple[int, int, int]:
    return len(found.alone), len(found.folded), len(found.waiting)


#: what is due, calls of the last hour: how many go alone, are folded, wait
HOURS = [
    ("a quiet hour", from_feeds(3), [], (3, 0, 0)),
    ("the cap, exactly", from_feeds(MAX), [], (MAX, 0, 0)),
    ("an offensive", from_feeds(50), [], (MAX, 30, 0)),
    ("a full hour", from_feeds(5), from_feeds(MAX), (0, 5, 0)),
    ("one too many waits for others", from_feeds(1), from_feeds(MAX), (0, 0, 1)),
    ("a grave one still comes through", from_feeds(1, 8.0), from_feeds(MAX), (1, 0, 0)),
    ("not every grave one", from_feeds(9, 8.0), from_feeds(MAX), (4, 5, 0)),
    ("a feed gone mad", [a_call(feed="mad")] * 500, [], (SHARE, 487, 0)),
    (
        "the others beside it",
        [*[a_call(feed="mad")] * 100, *from_feeds(5)],
        [],
        (SHARE + 5, 87, 0),
    ),
    ("a few late ones", [a_call(age=3 * HOUR)] * 5, [], (5, 0, 0)),
    ("a new feed", [a_call(age=3 * HOUR)] * 6, [], (0, 6, 0)),
    ("a day of outage", [a_call(age=24 * HOUR)] * 2000, [], (0, 2000, 0)),
    (
        "a day of outage with grave ones",
        [*[a_call(age=9 * HOUR)] * 500, *[a_call(9.0, age=9 * HOUR)] * 500],
        [],
        (5, 995, 0),
    ),
]


@pytest.mark.parametrize(
    ("calls", "recent", "expected"),
    [row[1:] for row in HOURS],
    ids=[row[0] for row in HOURS],
)
def test_so_many_go_alone_are_folded_or_wait(
    calls: list[Call], recent: list[Call], expected: tuple[int, int, int]
) -> None:
    assert lengths(planned(calls, recent)) == expected


def test_there_is_one_summary_an_hour() -> None:
    full = from_feeds(MAX)
    assert lengths(planned(from_feeds(9), full, summary=59 * MINUTE)) == (0, 0, 9)
    assert lengths(planned(from_feeds(9), full, summary=HOUR)) == (0, 9, 0)


def test_one_that_waited_long_enough_is_told_in_a_summary_of_its_own() -> None:
    found = planned(from_feeds(1), from_feeds(MAX), since=10 * MINUTE)
    assert lengths(found) == (0, 1, 0)


@given(
    calls=st.lists(
        st.builds(
            a_call,
            st.floats(0, 10),
            age=st.integers(0, 3000).map(lambda m: m * MINUTE),
            feed=st.sampled_from("abcd"),
        ),
        max_size=60,
    ),
    recent=st.integers(0, 30),
    summary=st.none() | st.integers(0, 90).map(lambda m: m * MINUTE),
)
def test_every_call_goes_one_way_and_never_too_many_alone(
    calls: list[Call], recent: int, summary: timedelta | None
) -> None:
    found = planned(calls, from_feeds(recent), summary=summary)
    keys = [d.key for part in (found.alone, found.folded, found.waiting) for d in part]
    assert sorted(keys) == sorted(delivery.key for delivery, _ in due(calls))
    assert len(found.alone) <= max(0, MAX + 4 - recent)
