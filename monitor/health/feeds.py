"""What is wrong with a feed, from what is remembered of it. Pure.

Silence of a feed must mean that nothing happened, or somebody is told otherwise.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from monitor.durations import in_words
from monitor.feeds.habits import LONGEST_PAUSE
from monitor.model import Feed, FeedState, Trouble, TroubleKind

#: A failing feed is told of after so many failures in a row, or so long.
FAILURES = 5
FAILING_FOR = timedelta(hours=24)
#: An empty document may be a publisher's hiccup for so long.
EMPTY_FOR = timedelta(hours=1)
#: Silent for so many usual gaps, or so much more than its longest, is stale; nobody
#: is stale within a day, for newsrooms sleep.
USUAL_GAPS = 5
LONGEST_GAPS = 1.5
STALE_FROM = timedelta(hours=24)
#: How long a loss between two polls counts.
LOST_FOR = timedelta(hours=24)


def unheard(
    feeds: Iterable[tuple[Feed, FeedState]], told: Iterable[Trouble]
) -> tuple[str, ...]:
    """Outlets whose feeds were asked and never read, but for those in ``told``."""
    subjects = {trouble.subject for trouble in told}
    return tuple(
        feed.source
        for feed, state in feeds
        if state.failure is not None
        and state.succeeded_at is None
        and f"feed:{feed.feed_id}" not in subjects
    )


def feed_trouble(feed: Feed, state: FeedState, *, now: datetime) -> Trouble | None:
    """The worst that is wrong with a feed; None where all is well."""
    found = next(_found(state, now), None)
    if found is None:
        return None
    kind, detail, since = found
    return Trouble(
        subject=f"feed:{feed.feed_id}",
        kind=kind,
        name=feed.source,
        detail=detail,
        since_at=since,
    )


def _found(
    state: FeedState, now: datetime
) -> Iterator[tuple[TroubleKind, str, datetime]]:
    """(kind, what is wrong, since when), worst first."""
    habit = state.habit
    # Rows of an older program have no failed_at.
    failed_at = state.failed_at or state.succeeded_at or now
    if state.failure is not None and (
        state.failure_count >= FAILURES or now - failed_at >= FAILING_FOR
    ):
        yield TroubleKind.FAILING, state.failure, failed_at
    if habit.emptied_at is not None and now - habit.emptied_at >= EMPTY_FOR:
        detail = "its document, which had entries, has none now"
        yield TroubleKind.EMPTY, detail, habit.emptied_at
    quiet_since = state.fresh_at or state.learned_at
    # As of the last good poll: while nobody listened, it was not silent.
    heard_at = state.succeeded_at
    if quiet_since and heard_at and heard_at - quiet_since > _patience(state):
        yield TroubleKind.STALE, _silence(state, quiet_since), quiet_since
    if habit.lost_at is not None and now - habit.lost_at < LOST_FOR:
        detail = f"about {habit.lost_count} entries came and went between two polls"
        if habit.hurried is not None:
            detail += f"; it is now polled every {in_words(habit.hurried)}"
        yield TroubleKind.OVERFLOW, detail, habit.lost_at
    if habit.undated_at is not None:
        detail = f"none of its {habit.entry_count} entries has a date that can be read"
        yield TroubleKind.UNDATED, detail, habit.undated_at


def _patience(state: FeedState) -> timedelta:
    habit = state.habit
    if habit.usual_gap is None:
        return LONGEST_PAUSE
    return max(
        STALE_FROM, USUAL_GAPS * habit.usual_gap, LONGEST_GAPS * habit.longest_gap
    )


def _silence(state: FeedState, quiet_since: datetime) -> str:
    habit = state.habit
    last = min(filter(None, [habit.newest_at, quiet_since]))
    usual = f"; usually every {in_words(habit.usual_gap)}" if habit.usual_gap else ""
    return f"nothing new since {last:%d %b %Y %H:%M} UTC{usual}"
