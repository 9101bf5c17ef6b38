"""What a feed usually shows, and what is unusual for it: pure, no clock, no wire.

Learnt from the dates of its own entries, so that a feed which publishes once a week
is not called silent, and one whose entries come and go between two polls is noticed.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise

from monitor.model import Feed, FeedState, Habit

#: Dates that make a habit; fewer say nothing.
MIN_DATES = 3
#: The longest pause that a habit may hold: a long weekend. A feed that was dead for a
#: month must not be allowed another month.
LONGEST_PAUSE = timedelta(days=4)
#: A poll is not brought forward beyond this, nor for longer than this after a loss.
FASTEST = timedelta(minutes=1)
HURRY = timedelta(days=7)
#: Polls further apart than this many intervals lose entries by our absence: asking
#: more often would not have helped.
ABSENCE = 4
#: A known feed that shows more than this as new in one poll, and more than half of
#: its document, and dates it no later than what it showed before, has changed its ids
#: or its shop, not published.
CHURN = 10


def observe(
    feed: Feed,
    state: FeedState,
    dates: Sequence[datetime | None],
    *,
    known_count: int,
    now: datetime,
) -> Habit:
    """The habit after a poll that brought a whole document.

    Args:
        state: before the poll.
        dates: of the document's entries; None where one has none.
        known_count: entries of the document that were known.
    """
    habit = state.habit
    dated = sorted(date for date in dates if date is not None)
    gaps = [later - earlier for earlier, later in pairwise(dated)]
    longest = max([habit.longest_gap, *(min(gap, LONGEST_PAUSE) for gap in gaps)])
    after = replace(
        habit,
        entry_count=len(dates),
        emptied_at=_emptied_at(habit, dates, now),
        undated_at=_undated_at(habit, dates, now),
        newest_at=max(filter(None, [habit.newest_at, *dated[-1:]]), default=None),
        usual_gap=_usual(dated) or habit.usual_gap,
        longest_gap=longest,
    )
    if known_count == 0 and (lost := lost_between(habit, dated)):
        return _hurried(after, feed, state, lost, now)
    if habit.lost_at is not None and now - habit.lost_at > HURRY:
        return replace(after, hurried=None)
    return after


def lost_between(habit: Habit, dated: Sequence[datetime]) -> int:
    """About how many entries came and went between two polls; 0 where none did.

    An estimate for a document that shows nothing known: the time between the newest
    entry known before and its oldest, in usual gaps.

    Args:
        dated: the document's dates, ascending.
    """
    if habit.newest_at is None or habit.usual_gap is None or len(dated) < MIN_DATES:
        return 0
    gap = max(habit.usual_gap, _usual(dated) or timedelta(0))
    missing = round((dated[0] - habit.newest_at) / gap) - 1
    # One gap more than usual is chance.
    return missing if missing > 1 else 0


def is_churn(fresh: Sequence[datetime | None], entry_count: int, habit: Habit) -> bool:
    """Whether a known feed shows so much as new that it cannot be news.

    Renewed ids, another address, a changed system: what is new to us is old, and its
    dates say so, or say nothing. What is dated later than anything known is news,
    however much it is: an offensive, or an absence of ours.

    Args:
        fresh: dates of the entries that were not known; None where one has none.
        entry_count: entries in the document.
        habit: before the poll.
    """
    if not habit.entry_count and habit.newest_at is None:
        return False  # it has shown nothing yet that this could be
    old_count = sum(not _is_later(date, habit.newest_at) for date in fresh)
    return old_count > max(CHURN, entry_count / 2)


def _is_later(date: datetime | None, newest: datetime | None) -> bool:
    return date is not None and newest is not None and date > newest


def _usual(dated: Sequence[datetime]) -> timedelta | None:
    """The median gap; None for too few dates, or where most are equal."""
    if len(dated) < MIN_DATES:
        return None
    gaps = sorted(later - earlier for earlier, later in pairwise(dated))
    return gaps[len(gaps) // 2] or None


def _emptied_at(
    habit: Habit, dates: Sequence[datetime | None], now: datetime
) -> datetime | None:
    if dates or not (habit.entry_count or habit.emptied_at):
        return None
    return habit.emptied_at or now


def _undated_at(
    habit: Habit, dates: Sequence[datetime | None], now: datetime
) -> datetime | None:
    if len(dates) < MIN_DATES or any(dates):
        return None
    return habit.undated_at or now


def _hurried(
    after: Habit, feed: Feed, state: FeedState, lost: int, now: datetime
) -> Habit:
    current = min(feed.interval, after.hurried or feed.interval)
    after = replace(after, lost_count=lost, lost_at=now)
    if state.succeeded_at is None or now - state.succeeded_at > ABSENCE * current:
        return after
    # Halved, and at least as often as it could have been seen.
    return replace(after, hurried=min(current, max(FASTEST, current / 2)))
