"""What is said of a feed, from what is remembered of it."""

from datetime import timedelta

import pytest

from monitor.health.feeds import feed_trouble
from monitor.model import FeedState, Habit, TroubleKind
from tests.builders import NOW, a_feed, a_feed_state

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
HOURLY = Habit(entry_count=20, newest_at=NOW - HOUR, usual_gap=HOUR)
WEEKLY = Habit(entry_count=20, newest_at=NOW - 7 * DAY, usual_gap=7 * DAY)
SLEEPS = Habit(entry_count=20, usual_gap=HOUR, longest_gap=60 * HOUR)

#: state, what is wrong with it
STATES: list[tuple[str, FeedState, TroubleKind | None]] = [
    ("well", a_feed_state(habit=HOURLY), None),
    ("never polled", FeedState(), None),
    (
        "failed four times",
        a_feed_state(failure="timeout", failure_count=4, failed_at=NOW - HOUR),
        None,
    ),
    (
        "failed five times",
        a_feed_state(failure="timeout", failure_count=5, failed_at=NOW - HOUR),
        TroubleKind.FAILING,
    ),
    (
        "failed twice in a day",
        a_feed_state(failure="timeout", failure_count=2, failed_at=NOW - DAY),
        TroubleKind.FAILING,
    ),
    (
        "failed once, and never worked",
        FeedState(failure="timeout", failure_count=1, failed_at=NOW),
        None,
    ),
    (
        "just emptied",
        a_feed_state(habit=Habit(entry_count=0, emptied_at=NOW - 59 * MINUTE)),
        None,
    ),
    (
        "empty for an hour",
        a_feed_state(habit=Habit(entry_count=0, emptied_at=NOW - HOUR)),
        TroubleKind.EMPTY,
    ),
    (
        "silent for a night",
        a_feed_state(habit=HOURLY, fresh_at=NOW - 12 * HOUR),
        None,
    ),
    (
        "silent for a day and a half",
        a_feed_state(habit=HOURLY, fresh_at=NOW - 36 * HOUR),
        TroubleKind.STALE,
    ),
    (
        "silent for a month, as usual",
        a_feed_state(habit=WEEKLY, fresh_at=NOW - 30 * DAY),
        None,
    ),
    (
        "silent for longer than five weeks",
        a_feed_state(habit=WEEKLY, fresh_at=NOW - 36 * DAY),
        TroubleKind.STALE,
    ),
    (
        "silent over a weekend that it had before",
        a_feed_state(habit=SLEEPS, fresh_at=NOW - 70 * HOUR),
        None,
    ),
    (
        "silent beyond any weekend",
        a_feed_state(habit=SLEEPS, fresh_at=NOW - 95 * HOUR),
        TroubleKind.STALE,
    ),
    (
        "never had anything in four days",
        a_feed_state(fresh_at=None, learned_at=NOW - 5 * DAY),
        TroubleKind.STALE,
    ),
    (
        "lost entries this morning",
        a_feed_state(habit=Habit(lost_count=12, lost_at=NOW - HOUR)),
        TroubleKind.OVERFLOW,
    ),
    (
        "lost entries yesterday",
        a_feed_state(habit=Habit(lost_count=12, lost_at=NOW - DAY)),
        None,
    ),
    (
        "dates nothing",
        a_feed_state(habit=Habit(entry_count=20, undated_at=NOW - HOUR)),
        TroubleKind.UNDATED,
    ),
]


@pytest.mark.parametrize(
    ("state", "kind"), [row[1:] for row in STATES], ids=[row[0] for row in STATES]
)
def test_trouble_of(state: FeedState, kind: TroubleKind | None) -> None:
    found = feed_trouble(a_feed(), state, now=NOW)
    assert (found and found.kind) == kind


def test_a_feed_without_dates_is_so_since_that_was_first_seen() -> None:
    habit = Habit(entry_count=20, undated_at=NOW - 9 * DAY)
    found = feed_trouble(a_feed(), a_feed_state(habit=habit), now=NOW)
    assert found is not None
    assert found.since_at == NOW - 9 * DAY


def test_the_loss_is_told_with_its_size_and_what_is_done_about_it() -> None:
    habit = Habit(lost_count=12, lost_at=NOW, hurried=2.5 * MINUTE)
    found = feed_trouble(a_feed(), a_feed_state(habit=habit), now=NOW)
    assert found is not None
    assert found.detail == (
        "about 12 entries came and went between two polls;"
        " it is now polled every 2.5 min"
    )


def test_silence_is_told_with_the_habit_it_breaks() -> None:
    state = a_feed_state(habit=HOURLY, fresh_at=NOW - 36 * HOUR)
    found = feed_trouble(a_feed(), state, now=NOW)
    assert found is not None
    assert (
        found.detail == "nothing new since 20 Jul 2022 18:00 UTC; usually every 60 min"
    )
