"""Polls what is due: fetched and parsed side by side, taken in one by one.

A feed that fails costs itself a back-off and nobody else anything; one that is slow
costs a place for as long.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from monitor.articles.wire import ParsedFeed
from monitor.errors import FeedError, MonitorError
from monitor.feeds.habits import observe
from monitor.feeds.politeness import after_failure, after_success
from monitor.feeds.reply import Reply
from monitor.logs import fields
from monitor.model import Feed, FeedState, Habit
from monitor.pipeline.desk import CALLS, Desk, Outcome
from monitor.pipeline.ingest import Ingested, ingest
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.parse import parse
from monitor.store import Tx
from monitor.store import feeds as feed_rows

log = logging.getLogger(__name__)

#: Longer than a poll may take: fetch, parse and commit.
LEASE = timedelta(seconds=90)


@dataclass(slots=True)
class Polled:
    """What a round of polls did."""

    feed_count: int = 0
    #: Nobody was asked, for rounds before it have not let go of any place.
    is_full: bool = False
    #: (source, what went wrong)
    failures: list[tuple[str, str]] = field(default_factory=list)
    outcomes: list[Outcome] = field(default_factory=list)

    @property
    def alert_count(self) -> int:
        """Articles that called."""
        return sum(o.loudest.verdict in CALLS for o in self.outcomes)


async def poll_due(room: Newsroom) -> Polled:
    """Poll every feed that is due, as far as there are places.

    Rounds may overlap: a feed that is slow takes up one place, and holds up no other.

    Raises:
        StoreError: a claim or a failure could not be written; every poll that was begun
            has ended.
    """
    done = Polled()
    due = await _claim_due(room, done)
    done.feed_count = len(due)
    ended = await asyncio.gather(
        *(_begin(room, feed, state, done) for feed, state in due),
        return_exceptions=True,
    )
    for result in ended:
        if result is not None:
            raise result
    return done


async def _claim_due(
    room: Newsroom, done: Polled
) -> tuple[tuple[Feed, FeedState], ...]:
    settings = room.config.settings.poll
    async with room.claiming:
        under_way = frozenset(room.being_polled)
        limit = settings.parallel - len(under_way)
        if limit <= 0:
            done.is_full = True
            return ()
        now = room.clock()
        due = await room.store.run(
            lambda tx: feed_rows.claim_due(
                tx,
                now=now,
                limit=limit,
                lease=LEASE,
                per_host=settings.per_host,
                under_way=under_way,
            )
        )
        room.being_polled.update(feed.feed_id for feed, _ in due)
    return due


def _begin(
    room: Newsroom, feed: Feed, state: FeedState, done: Polled
) -> asyncio.Task[None]:
    polling = asyncio.ensure_future(_poll(room, feed, state, done))
    # Not "finally": a task that is cancelled before its first step has no such end.
    polling.add_done_callback(lambda _: room.being_polled.discard(feed.feed_id))
    return polling


async def _poll(room: Newsroom, feed: Feed, state: FeedState, done: Polled) -> None:
    """One feed, whatever happens to it; only cancellation passes."""
    try:
        await _take(room, feed, state, done)
    except FeedError as error:
        log.warning(
            "feed.failed %s", fields(feed=feed.source, reason=error.reason, why=error)
        )
        await _fail(room, feed, state, error, done)
    except MonitorError as error:
        done.failures.append((feed.source, str(error)))
        log.error("feed.kept %s", fields(feed=feed.source, why=error))  # noqa: TRY400  expected: one line, no traceback
    except Exception:
        log.exception("feed.crashed %s", fields(feed=feed.source))
        words = "an error of this program; the log has its traceback"
        await _fail(room, feed, state, FeedError(words, reason="crashed"), done)


async def _take(room: Newsroom, feed: Feed, state: FeedState, done: Polled) -> None:
    began = asyncio.get_running_loop().time()
    reply = await room.fetcher.fetch(feed.url, state, now=room.clock())
    _note(feed, reply, began)
    if reply.status == "not_modified":
        await room.store.run(
            lambda tx: _succeed(tx, room, feed, state, reply=reply, is_fresh=False)
        )
        return
    parsed = await parse(room.box, reply, feed=feed, fetched_at=room.clock())
    if (fault := parsed.fault) is not None:
        raise FeedError(f"{feed.source}: {fault}", reason="not_a_feed")
    ingested = await _take_in(room, feed, state, reply, parsed)
    done.outcomes += ingested.outcomes
    log.info("feed.polled %s", _told(feed, parsed, ingested.outcomes))


def _note(feed: Feed, reply: Reply, began: float) -> None:
    seconds = asyncio.get_running_loop().time() - began
    size = None if reply.body is None else len(reply.body)
    log.debug(
        "feed.fetched %s",
        fields(
            feed=feed.source, status=reply.status, bytes=size, ms=round(1000 * seconds)
        ),
    )


async def _fail(
    room: Newsroom, feed: Feed, state: FeedState, error: FeedError, done: Polled
) -> None:
    done.failures.append((feed.source, str(error)))
    failed = after_failure(state, error, room.clock(), feed=feed, jitter=room.jitter())
    await room.store.run(lambda tx: feed_rows.save(tx, feed.feed_id, failed))


async def _take_in(
    room: Newsroom, feed: Feed, state: FeedState, reply: Reply, parsed: ParsedFeed
) -> Ingested:
    def write(tx: Tx, desk: Desk) -> Ingested:
        # Asked here, in its turn: a digest written while this waited ends before it.
        now = room.clock()
        done = ingest(tx, desk, room.config, parsed, feed=feed, state=state, now=now)
        habit = observe(
            feed,
            state,
            [entry.article.published_at for entry in parsed.articles],
            known_count=done.known_count,
            now=now,
        )
        # What was edited says nothing: a dead feed can show a counter that moves.
        is_fresh = done.known_count < len(parsed.articles)
        _succeed(tx, room, feed, state, reply=reply, is_fresh=is_fresh, habit=habit)
        return done

    return await room.decide(write)


def _succeed(
    tx: Tx,
    room: Newsroom,
    feed: Feed,
    state: FeedState,
    *,
    reply: Reply,
    is_fresh: bool,
    habit: Habit | None = None,
) -> None:
    after = after_success(
        state,
        reply,
        room.clock(),
        feed=feed,
        jitter=room.jitter(),
        is_fresh=is_fresh,
        habit=habit,
    )
    feed_rows.save(tx, feed.feed_id, after)


def _told(feed: Feed, parsed: ParsedFeed, outcomes: Sequence[Outcome]) -> str:
    return fields(
        feed=feed.source,
        entries=parsed.entries,
        new=len(outcomes),
        alerts=sum(o.loudest.verdict in CALLS for o in outcomes),
        problems="; ".join(parsed.problems) or None,
    )
