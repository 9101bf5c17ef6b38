"""When to poll a feed next, and what to remember of it: pure, no clock, no wire.

It never gives a feed up. A source in a conflict zone may be off for a month with its
server or its line; it is asked once an hour until it is back, so that its calls come
while they are news. Who refuses us is asked every six hours, and once a day who says
that the feed is gone for good.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.errors import FeedError
from monitor.feeds.reply import Reply
from monitor.http_dates import delta_seconds, http_date, pause
from monitor.model import Feed, FeedState, Habit

#: A server's Retry-After is held within these.
MIN_RETRY_AFTER = timedelta(seconds=60)
MAX_RETRY_AFTER = timedelta(hours=24)
#: Cache-Control may slow polling down to this and no further: news does not wait
#: the 12 hours that some blogs ask for.
MAX_CACHE = timedelta(minutes=60)
#: Nothing is put off for longer, unless the feed's own interval is.
MAX_WAIT = timedelta(hours=24)
#: Back-off grows to one of these and stays there: a server or a line that is down, an
#: answer that says no, and 410 Gone.
MAX_DOWN = timedelta(hours=1)
MAX_REFUSED = timedelta(hours=6)
MAX_GONE = MAX_WAIT
#: Part of the wait that jitter may add.
JITTER = 0.1
#: A server that answers 304 for ever is asked without validators this often.
WHOLE_EVERY = timedelta(days=7)

_AGE = re.compile(r"0*([0-9]+)")
_MAX_AGE = re.compile(r'(?:^|[,\s])max-age\s*=\s*"?0*([0-9]+)', re.IGNORECASE)
_NO_CACHE = re.compile(r'(?:^|[,\s"])no-(?:cache|store)(?![\w-])', re.IGNORECASE)

#: Reasons that say nothing about the body we last took: its validators stay good.
_BODY_UNTOUCHED = frozenset(
    {
        "bad_url",
        "blocked_address",
        "challenge",
        "connect",
        "dns",
        "protocol",
        "redirect",
        "timeout",
        "tls",
        "too_big",
    }
)


#: Reasons that pass when somebody has mended a server, a line or a page.
_DOWN = frozenset(
    {
        "connect",
        "dns",
        "http_5xx",
        "not_a_feed",
        "protocol",
        "timeout",
        "tls",
        "truncated",
    }
)


def longest_backoff(reason: str) -> timedelta:
    """What the back-off of a feed that fails for this reason grows to.

    Args:
        reason: of a ``FeedError``; one that is not known counts as a refusal.
    """
    if reason == "http_410":
        return MAX_GONE
    return MAX_DOWN if reason in _DOWN else MAX_REFUSED


def retry_after(value: str, now: datetime | None) -> timedelta | None:
    """How long a Retry-After header asks for, within one minute and one day.

    A negative number or a past date gives the minute; what is neither a number nor a
    date gives None. Arguments as for ``http_dates.pause``.
    """
    wait = pause(value, now)
    return None if wait is None else _clamped(wait)


def cache_lifetime(
    headers: Mapping[str, str], now: datetime | None
) -> timedelta | None:
    """How long an answer stays good, not negative; None where it does not say.

    RFC 9111 section 4.2.1: max-age, else Expires minus Date, less Age. s-maxage is
    for shared caches; no-cache and no-store mean that nothing is said.

    Args:
        headers: names in lower case; repeated ones joined with ", ".
        now: stands in for a missing Date; without either, Expires is not read.
    """
    control = headers.get("cache-control", "")
    if _NO_CACHE.search(control):
        return None
    date = http_date(headers.get("date", "")) or now
    if found := _MAX_AGE.search(control):
        lifetime = timedelta(seconds=delta_seconds(found[1]))
    elif "expires" in headers and date is not None:
        # RFC 9111 section 5.3: an Expires that is no date, like "0", has passed.
        lifetime = (http_date(headers["expires"]) or date) - date
    else:
        return None
    if age := _AGE.fullmatch(headers.get("age", "").strip()):
        lifetime -= timedelta(seconds=delta_seconds(age[1]))
    return max(lifetime, timedelta(0))


def next_poll_at(
    feed: Feed,
    state: FeedState,
    *,
    cache_for: timedelta | None = None,
    retry_after: timedelta | None = None,
    longest: timedelta = MAX_REFUSED,
    now: datetime,
    jitter: float,
) -> datetime:
    """The longest of what we want, what the server wants, and the back-off.

    Never sooner than the feed's interval, or the shorter one that a loss of entries
    asks for; never later than a day, or the interval where that is longer.

    Args:
        feed: gives the interval.
        state: gives the failures in a row, the latest included: each doubles the
            interval, up to ``longest``.
        cache_for: as the last answer said; counts up to one hour.
        retry_after: as the last answer said; counts from one minute to one day.
        longest: what the back-off grows to, of the last failure.
        now: when the last poll ended.
        jitter: in [0, 1], drawn anew for each poll so that feeds drift apart.
    """
    wait = max(
        min(feed.interval, state.habit.hurried or feed.interval),
        min(cache_for or timedelta(0), MAX_CACHE),
        timedelta(0) if retry_after is None else _clamped(retry_after),
        _backoff(feed.interval, state.failure_count, longest),
    )
    spread = wait * (JITTER * min(max(jitter, 0.0), 1.0))
    return now + min(wait + spread, max(MAX_WAIT, feed.interval))


def after_success(
    state: FeedState,
    reply: Reply,
    now: datetime,
    *,
    feed: Feed,
    jitter: float,
    is_fresh: bool = False,
    habit: Habit | None = None,
) -> FeedState:
    """The state after a poll that ended well, its articles taken in.

    Once a week the validators are left out, so that the next poll brings the whole
    feed: a server stuck on 304 would otherwise keep its news to itself for ever.

    Args:
        state: before the poll.
        reply: what it brought.
        now: when it ended.
        feed: the feed polled.
        jitter: as in ``next_poll_at``.
        is_fresh: whether it showed an article that was not known.
        habit: as the document shows it; None where there was none, as with a 304.
    """
    after = replace(
        state,
        etag=reply.etag,
        last_modified=reply.last_modified,
        final_url=reply.final_url,
        body_hash=reply.body_hash,
        failure_count=0,
        failure=None,
        failed_at=None,
        polled_at=now,
        succeeded_at=now,
        learned_at=state.learned_at or now,
        fresh_at=now if is_fresh else state.fresh_at,
        habit=habit or state.habit,
    )
    if reply.status == "not_modified" and _week_turned(state, now):
        after = replace(after, etag=None, last_modified=None)
    due = next_poll_at(feed, after, cache_for=reply.cache_for, now=now, jitter=jitter)
    return replace(after, next_poll_at=due)


def after_failure(
    state: FeedState, error: FeedError, now: datetime, *, feed: Feed, jitter: float
) -> FeedState:
    """The state after a poll that failed, whether on the wire or in the parser.

    The validators go where a body came and could not be used; the hash of the last
    good body stays, so that its return is recognised.
    """
    after = replace(
        state,
        failure_count=state.failure_count + 1,
        failure=str(error),
        failed_at=state.failed_at or now,
        polled_at=now,
    )
    if not (error.reason in _BODY_UNTOUCHED or error.reason.startswith("http_")):
        after = replace(after, etag=None, last_modified=None)
    due = next_poll_at(
        feed,
        after,
        retry_after=error.retry_after,
        longest=longest_backoff(error.reason),
        now=now,
        jitter=jitter,
    )
    return replace(after, next_poll_at=due)


def _week_turned(state: FeedState, now: datetime) -> bool:
    """Whether the last good poll and this one lie in different weeks of the feed."""
    if state.learned_at is None or state.succeeded_at is None:
        return False
    before = (state.succeeded_at - state.learned_at) // WHOLE_EVERY
    return before < (now - state.learned_at) // WHOLE_EVERY


def _backoff(interval: timedelta, failure_count: int, longest: timedelta) -> timedelta:
    if failure_count <= 0 or interval >= longest:
        return timedelta(0)
    # 2**17 seconds are more than a day: no larger power is ever needed.
    return min(longest, interval * (1 << min(failure_count, 17)))


def _clamped(wait: timedelta) -> timedelta:
    return min(max(wait, MIN_RETRY_AFTER), MAX_RETRY_AFTER)
