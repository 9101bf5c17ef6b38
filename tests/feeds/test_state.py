"""What is remembered of a feed from one poll to the next."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest

from monitor.errors import FeedError
from monitor.feeds.politeness import after_failure, after_success
from monitor.feeds.reply import Reply
from monitor.model import FeedState
from tests.builders import NOW, a_feed, a_feed_state

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = a_feed(interval=5 * MINUTE)


def a_reply(**changes: Any) -> Reply:
    known = {"status": "new", "final_url": FEED.url, "etag": '"v2"', "body_hash": "h2"}
    return Reply(**{**known, **changes})


def an_error(reason: str = "timeout", pause: timedelta | None = None) -> FeedError:
    return FeedError("press.example is slow", reason=reason, retry_after=pause)


def test_a_good_poll_stores_what_the_next_one_needs() -> None:
    before = a_feed_state(failure_count=3, failure="slow")
    after = after_success(
        before,
        a_reply(cache_for=20 * MINUTE),
        NOW,
        feed=FEED,
        jitter=0.0,
        is_fresh=True,
    )
    assert (after.etag, after.body_hash, after.final_url) == ('"v2"', "h2", FEED.url)
    assert (after.failure_count, after.failure) == (0, None)
    assert after.polled_at == after.succeeded_at == after.fresh_at == NOW
    assert after.learned_at == before.learned_at
    assert after.next_poll_at == NOW + 20 * MINUTE


def test_the_first_good_poll_is_the_baseline() -> None:
    after = after_success(FeedState(), a_reply(), NOW, feed=FEED, jitter=0.0)
    assert after.learned_at == NOW
    assert after.fresh_at is None


def test_a_failed_poll_counts_and_keeps_what_is_good() -> None:
    before = a_feed_state()
    after = after_failure(before, an_error(), NOW, feed=FEED, jitter=0.0)
    assert (after.failure_count, after.failure) == (1, "press.example is slow")
    assert (after.etag, after.last_modified) == (before.etag, before.last_modified)
    assert after.polled_at == NOW
    assert after.succeeded_at == before.succeeded_at
    assert after.next_poll_at == NOW + 10 * MINUTE


@pytest.mark.parametrize("reason", ["truncated", "encoding", "not_a_feed", "parser"])
def test_validators_go_where_a_body_could_not_be_used(reason: str) -> None:
    before = a_feed_state(etag='"v1"', last_modified="L", body_hash="h")
    after = after_failure(before, an_error(reason), NOW, feed=FEED, jitter=0.0)
    assert (after.etag, after.last_modified) == (None, None)
    assert after.body_hash == "h"


@pytest.mark.parametrize("reason", ["dns", "http_404", "http_5xx", "tls", "too_big"])
def test_validators_stay_where_no_body_was_taken(reason: str) -> None:
    before = a_feed_state(etag='"v1"')
    after = after_failure(before, an_error(reason), NOW, feed=FEED, jitter=0.0)
    assert after.etag == '"v1"'


def test_a_pause_asked_for_is_kept_in_the_state() -> None:
    error = an_error("http_429", 2 * HOUR)
    after = after_failure(FeedState(), error, NOW, feed=FEED, jitter=0.0)
    assert after.next_poll_at == NOW + 2 * HOUR


@pytest.mark.parametrize(
    ("reason", "longest"),
    [
        *((down, HOUR) for down in ("timeout", "dns", "connect", "tls", "http_5xx")),
        *((no, 6 * HOUR) for no in ("http_404", "http_403", "http_429", "challenge")),
        ("http_410", DAY),
        ("not_a_feed", HOUR),
        ("parse_timeout", 6 * HOUR),
    ],
)
def test_failures_double_the_wait_up_to_its_longest_for_ever(
    reason: str, longest: timedelta
) -> None:
    state, now, spacings = a_feed_state(), NOW, []
    for _ in range(40):
        state = after_failure(state, an_error(reason), now, feed=FEED, jitter=0.0)
        assert state.next_poll_at is not None
        spacings.append(state.next_poll_at - now)
        now = state.next_poll_at
    assert spacings[:3] == [10 * MINUTE, 20 * MINUTE, 40 * MINUTE]
    assert set(spacings[9:]) == {longest}
    assert spacings == sorted(spacings)


def test_a_pause_asked_for_is_kept_beyond_the_longest_back_off() -> None:
    state = a_feed_state(failure_count=20)
    error = an_error("http_5xx", 9 * HOUR)
    after = after_failure(state, error, NOW, feed=FEED, jitter=0.0)
    assert after.next_poll_at == NOW + 9 * HOUR


def whole_polls(days: int, interval: timedelta) -> list[datetime]:
    """Polls without validators of a server that answers 304 to all others."""
    feed = a_feed(interval=interval)
    state, now, whole = FeedState(), NOW, []
    while now < NOW + days * DAY:
        status = "not_modified" if state.etag else "new"
        if status == "new":
            whole.append(now)
        state = after_success(state, a_reply(status=status), now, feed=feed, jitter=0.3)
        assert state.next_poll_at is not None
        now = state.next_poll_at
    return whole


@pytest.mark.parametrize("interval", [30 * MINUTE, 6 * HOUR, DAY])
def test_a_server_stuck_on_304_is_asked_for_all_of_it_once_a_week(
    interval: timedelta,
) -> None:
    whole = whole_polls(31, interval)
    assert len(whole) == 5  # the first poll, and one in each of four weeks
    gaps = [b - a for a, b in pairwise(whole)]
    assert max(gaps) <= 7 * DAY + 3 * interval


def test_the_clock_of_the_state_is_the_callers() -> None:
    later = datetime(2031, 1, 1, tzinfo=UTC)
    after = after_success(FeedState(), a_reply(), later, feed=FEED, jitter=0.0)
    assert after.polled_at == later
