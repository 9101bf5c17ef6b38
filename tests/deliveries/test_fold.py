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
MAX = 30
SHARE = 20  # two thirds of it


def a_call(severity: float = 5.0, *, age: timedelta = MINUTE, feed: str = "") -> Call:
    return Call(severity=severity, reported_at=NOW - age, feed_id=feed)


def due(
    calls: Iterable[Call], *, since: timedelta = MINUTE / 2
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
    since: timedelta = MINUTE / 2,
    summaries: Iterable[timedelta] = (),
) -> Plan:
    return plan(
        due(calls, since=since),
        list(recent),
        summaries=[NOW - ago for ago in summaries],
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
    ("an offensive", from_feeds(60), [], (MAX, 30, 0)),
    ("a full hour", from_feeds(5), from_feeds(MAX), (0, 5, 0)),
    ("one too many waits for others", from_feeds(1), from_feeds(MAX), (0, 0, 1)),
    ("a grave one still comes through", from_feeds(1, 8.0), from_feeds(MAX), (1, 0, 0)),
    ("not every grave one", from_feeds(9, 8.0), from_feeds(MAX), (5, 4, 0)),
    ("a feed gone mad", [a_call(feed="mad")] * 500, [], (SHARE, 480, 0)),
    (
        "the others beside it",
        [*[a_call(feed="mad")] * 100, *from_feeds(5)],
        [],
        (SHARE + 5, 80, 0),
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


@pytest.mark.parametrize(
    ("summaries", "minutes"), [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32)]
)
def test_while_it_lasts_summaries_come_less_and_less_often(
    summaries: int, minutes: int
) -> None:
    earlier = [50 * MINUTE] * (summaries - 1)
    full = from_feeds(MAX)
    early = planned(from_feeds(9), full, summaries=[*earlier, 0.9 * minutes * MINUTE])
    assert lengths(early) == (0, 0, 9)
    due = planned(from_feeds(9), full, summaries=[*earlier, minutes * MINUTE])
    assert lengths(due) == (0, 9, 0)


def test_one_that_waited_long_enough_is_told_in_a_summary_of_its_own() -> None:
    found = planned(from_feeds(1), from_feeds(MAX), since=MINUTE)
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
    summary=st.integers(0, 59).map(lambda m: m * MINUTE),
)
def test_every_call_goes_one_way_and_never_too_many_alone(
    calls: list[Call], recent: int, summary: timedelta
) -> None:
    found = planned(calls, from_feeds(recent), summaries=[summary])
    keys = [d.key for part in (found.alone, found.folded, found.waiting) for d in part]
    assert sorted(keys) == sorted(delivery.key for delivery, _ in due(calls))
    assert len(found.alone) <= max(0, MAX + 5 - recent)
