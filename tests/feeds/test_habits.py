"""What a feed usually shows, and what is noticed when it does not."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.habits import is_churn, lost_between, observe
from monitor.feeds.politeness import next_poll_at
from monitor.model import FeedState, Habit
from tests.builders import NOW, a_feed, a_feed_state

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = a_feed(interval=5 * MINUTE)


def hourly(count: int, *, newest: datetime = NOW) -> list[datetime | None]:
    return [newest - n * HOUR for n in range(count)]


def after(
    state: FeedState, dates: list[datetime | None], *, known: int, now: datetime = NOW
) -> FeedState:
    habit = observe(FEED, state, dates, known_count=known, now=now)
    return a_feed_state(habit=habit, succeeded_at=now)


def test_the_habit_is_read_off_the_dates_of_one_document() -> None:
    habit = after(a_feed_state(), [*hourly(10), NOW - 40 * HOUR], known=0).habit
    assert habit.entry_count == 11
    assert habit.newest_at == NOW
    assert habit.usual_gap == HOUR
    assert habit.longest_gap == 31 * HOUR
    assert habit.undated_at is None


def test_a_month_without_entries_does_not_excuse_the_next() -> None:
    dates: list[datetime | None] = [NOW, NOW - 30 * DAY, NOW - 31 * DAY]
    assert after(a_feed_state(), dates, known=0).habit.longest_gap == 4 * DAY


@pytest.mark.parametrize(("count", "undated"), [(2, False), (3, True)])
def test_a_feed_whose_entries_have_no_dates_is_noticed(
    count: int, undated: bool
) -> None:
    habit = after(a_feed_state(), [None] * count, known=0).habit
    assert habit.undated_at == (NOW if undated else None)
    assert habit.usual_gap is None


def test_since_when_a_feed_has_no_dates_is_remembered() -> None:
    undated = after(a_feed_state(), [None] * 3, known=0)
    still = after(undated, [None] * 4, known=3, now=NOW + HOUR)
    assert still.habit.undated_at == NOW
    assert after(still, hourly(5), known=0).habit.undated_at is None


def test_a_document_that_lost_its_entries_is_noticed_once() -> None:
    full = after(a_feed_state(), hourly(5), known=0)
    empty = after(full, [], known=0, now=NOW + HOUR)
    still = after(empty, [], known=0, now=NOW + 2 * HOUR)
    assert still.habit.emptied_at == empty.habit.emptied_at == NOW + HOUR
    assert after(still, hourly(5), known=5).habit.emptied_at is None


def test_a_feed_that_never_had_entries_has_lost_none() -> None:
    assert after(FeedState(), [], known=0).habit.emptied_at is None


# Entries that come and go between two polls


def test_a_gap_before_the_oldest_entry_is_counted_in_usual_gaps() -> None:
    habit = Habit(newest_at=NOW, usual_gap=HOUR)
    later = [NOW + 13 * HOUR + n * HOUR for n in range(5)]
    assert lost_between(habit, later) == 12


@pytest.mark.parametrize(
    "document",
    [
        [NOW + HOUR, NOW + 2 * HOUR, NOW + 3 * HOUR],  # it goes on where it ended
        [NOW + 2 * HOUR, NOW + 3 * HOUR, NOW + 4 * HOUR],  # one gap more is chance
        [NOW - HOUR, NOW + 30 * HOUR, NOW + 31 * HOUR],  # it reaches back
        [NOW + 30 * HOUR, NOW + 31 * HOUR],  # too few to know a pace
    ],
)
def test_nothing_is_called_lost_without_a_gap(document: list[datetime]) -> None:
    assert lost_between(Habit(newest_at=NOW, usual_gap=HOUR), document) == 0


def test_after_a_loss_the_feed_is_asked_more_often_for_a_week() -> None:
    known = after(a_feed_state(), hourly(5), known=0)
    now = NOW + 20 * MINUTE
    fast: list[datetime | None] = [
        NOW + 10 * HOUR + n * HOUR for n in range(5)
    ]  # a document that shows nothing known
    lossy = after(known, fast, known=0, now=now)
    assert lossy.habit.lost_count == 9
    assert lossy.habit.hurried == 2.5 * MINUTE
    due = next_poll_at(FEED, lossy, now=now, jitter=0.0)
    assert due == now + 2.5 * MINUTE
    calm = after(lossy, fast, known=5, now=now + 6 * DAY)
    assert calm.habit.hurried == 2.5 * MINUTE
    assert after(calm, fast, known=5, now=now + 8 * DAY).habit.hurried is None


def test_a_loss_by_our_own_absence_hurries_nobody() -> None:
    known = after(a_feed_state(), hourly(5), known=0)
    away = hourly(5, newest=NOW + 3 * DAY)
    back = after(known, away, known=0, now=NOW + 3 * DAY)
    assert back.habit.lost_count > 0
    assert back.habit.hurried is None


@given(st.lists(st.integers(0, 5000), max_size=8, unique=True), st.integers(1, 60))
def test_the_hurried_interval_stays_between_a_minute_and_the_configured_one(
    minutes: list[int], interval: int
) -> None:
    feed = a_feed(interval=interval * MINUTE)
    state = a_feed_state(habit=Habit(newest_at=NOW - DAY, usual_gap=MINUTE))
    dates: list[datetime | None] = [NOW + m * MINUTE for m in minutes]
    for _ in range(10):
        habit = observe(feed, state, dates, known_count=0, now=NOW)
        assert habit.hurried is None or MINUTE <= habit.hurried <= feed.interval
        state = a_feed_state(habit=habit)


# Too much new at once

KNOWN = Habit(entry_count=60, newest_at=NOW, usual_gap=HOUR)
CHURN = [
    # what is new to us, entries of the document, is it churn?
    ("sixty entries with new ids", hourly(60), 60, True),
    ("a site that moved and dates nothing", [None] * 60, 60, True),
    ("half of the document", hourly(30), 60, False),
    ("ten of ten", hourly(10), 10, False),
    ("eleven of eleven", hourly(11), 11, True),
    ("a day of outage", hourly(24, newest=NOW + DAY), 60, False),
    ("an offensive", [NOW + n * MINUTE for n in range(1, 61)], 60, False),
    ("old ones under a few new", [*hourly(40), NOW + HOUR], 60, True),
]


@pytest.mark.parametrize(
    ("fresh", "count", "expected"),
    [row[1:] for row in CHURN],
    ids=[c[0] for c in CHURN],
)
def test_what_is_dated_as_before_and_new_at_once_is_no_news(
    fresh: list[datetime | None], count: int, expected: bool
) -> None:
    assert is_churn(fresh, count, KNOWN) is expected


def test_a_feed_that_had_nothing_yet_repeats_nothing() -> None:
    assert not is_churn([None] * 60, 60, Habit(entry_count=0))


def test_a_day_of_hourly_polls_loses_nothing() -> None:
    """A feed that overlaps with itself from poll to poll is never called lossy."""
    state = a_feed_state(habit=Habit())
    for now, later in pairwise(NOW + n * HOUR for n in range(25)):
        state = after(state, hourly(20, newest=now), known=19, now=later)
    assert state.habit.lost_at is None
