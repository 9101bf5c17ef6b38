from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.feeds.politeness import (
    cache_lifetime,
    next_poll_at,
    retry_after,
)
from monitor.http_dates import http_date
from monitor.model import FeedState
from tests.builders import NOW, a_feed

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
FEED = a_feed(interval=5 * MINUTE)


# Retry-After

PAUSES = [
    ("120", 120),
    ("  120 ", 120),
    ("0", 60),
    ("59", 60),
    ("-5", 60),
    ("00000000000000000000300", 300),
    ("86401", 86_400),
    ("9" * 5000, 86_400),
    ("Fri, 22 Jul 2022 06:10:00 GMT", 600),
    ("Friday, 22-Jul-22 06:10:00 GMT", 600),
    ("Fri Jul 22 06:10:00 2022", 600),
    ("Fri, 22 Jul 2022 05:00:00 GMT", 60),
    ("Fri, 22 Jul 2050 05:00:00 GMT", 86_400),
    ("1e9", None),
    ("1.5", None),
    ("+5", None),
    ("soon", None),
    ("", None),
    ("\u0663\u0660\u0660", None),  # Arabic digits
    ("\u00b2", None),
    ("120 s", None),
    ("Fri, 99 Jul 2022 06:10:00 GMT", None),
]


@pytest.mark.parametrize(("value", "seconds"), PAUSES)
def test_retry_after(value: str, seconds: int | None) -> None:
    expected = None if seconds is None else timedelta(seconds=seconds)
    assert retry_after(value, NOW) == expected


NUMBER = st.integers(-1, 99)
HEADER = st.one_of(
    st.text(),
    st.text("0123456789-+eE., \u0663", max_size=40),
    st.builds(
        "{}, {} {} {} {}:{}:{} {}".format,
        st.sampled_from(["Fri", "Friday", "", "\u0436"]),
        NUMBER,
        st.sampled_from(["Jan", "Feb", "Dec", "Foo", "13"]),
        st.integers(-1, 99_999),
        NUMBER,
        NUMBER,
        NUMBER,
        st.sampled_from(["GMT", "-0000", "+2460", "-9999", "EST", ""]),
    ),
)


@given(HEADER)
@example("Mon, 01 Jan 0001 00:00:00 +1400")
@example("Fri, 31 Dec 9999 23:59:59 -2359")
def test_retry_after_is_total_and_within_its_bounds(value: str) -> None:
    wait = retry_after(value, NOW)
    assert wait is None or MINUTE <= wait <= DAY


@given(HEADER)
@example("Mon, 01 Jan 0001 00:00:00 +1400")
def test_http_date_is_total_and_in_utc(value: str) -> None:
    date = http_date(value)
    assert date is None or date.utcoffset() == timedelta(0)


# Cache lifetime

DATE = "Fri, 22 Jul 2022 05:00:00 GMT"
LIFETIMES: list[tuple[dict[str, str], timedelta | None]] = [
    ({}, None),
    ({"cache-control": "public"}, None),
    ({"cache-control": "max-age=300"}, 5 * MINUTE),
    ({"cache-control": "Public, Max-Age = 300 , must-revalidate"}, 5 * MINUTE),
    ({"cache-control": 'max-age="300"'}, 5 * MINUTE),
    ({"cache-control": "max-age=300, max-age=900"}, 5 * MINUTE),
    ({"cache-control": "s-maxage=900"}, None),
    ({"cache-control": "s-maxage=900, max-age=300"}, 5 * MINUTE),
    ({"cache-control": "x-max-age=900"}, None),
    ({"cache-control": "max-age=300, no-cache"}, None),
    ({"cache-control": "no-store"}, None),
    ({"cache-control": "max-age=soon"}, None),
    ({"cache-control": "max-age=-1"}, None),
    ({"cache-control": "max-age=300", "age": "60"}, 4 * MINUTE),
    ({"cache-control": "max-age=300", "age": "900"}, timedelta(0)),
    ({"cache-control": "max-age=300", "age": "-60"}, 5 * MINUTE),
    ({"cache-control": "max-age=300", "expires": DATE}, 5 * MINUTE),
    ({"expires": "Fri, 22 Jul 2022 06:30:00 GMT"}, 30 * MINUTE),
    ({"expires": "Fri, 22 Jul 2022 06:30:00 GMT", "date": DATE}, 90 * MINUTE),
    ({"expires": DATE}, timedelta(0)),
    ({"expires": "0"}, timedelta(0)),
    ({"expires": "-1", "cache-control": "private"}, timedelta(0)),
    ({"cache-control": "max-age=" + "9" * 5000}, timedelta(seconds=2**31)),
]


@pytest.mark.parametrize(("headers", "lifetime"), LIFETIMES)
def test_cache_lifetime(headers: dict[str, str], lifetime: timedelta | None) -> None:
    assert cache_lifetime(headers, NOW) == lifetime


@given(
    st.dictionaries(
        st.sampled_from(["cache-control", "expires", "date", "age"]),
        st.one_of(HEADER, HEADER.map("max-age={}".format)),
    )
)
def test_cache_lifetime_is_total_and_not_negative(headers: dict[str, str]) -> None:
    lifetime = cache_lifetime(headers, NOW)
    assert lifetime is None or lifetime >= timedelta(0)


# Next poll

WAITS = [
    ({}, 0, 5 * MINUTE),
    ({"cache_for": MINUTE}, 0, 5 * MINUTE),
    ({"cache_for": 20 * MINUTE}, 0, 20 * MINUTE),
    ({"cache_for": 12 * HOUR}, 0, HOUR),
    ({"retry_after": 10 * MINUTE}, 1, 10 * MINUTE),
    ({"retry_after": 7 * DAY}, 1, DAY),
    ({}, 1, 10 * MINUTE),
    ({}, 2, 20 * MINUTE),
    ({}, 5, 160 * MINUTE),
    ({}, 9, 6 * HOUR),
    ({}, 10_000, 6 * HOUR),
    ({"longest": HOUR}, 5, HOUR),
    ({"longest": DAY}, 10_000, DAY),
    ({"longest": HOUR, "retry_after": 5 * HOUR}, 5, 5 * HOUR),
    ({"cache_for": 20 * MINUTE, "retry_after": 30 * MINUTE}, 1, 30 * MINUTE),
]


@pytest.mark.parametrize(("hints", "failure_count", "wait"), WAITS)
def test_the_longest_wait_counts(
    hints: dict[str, timedelta], failure_count: int, wait: timedelta
) -> None:
    state = FeedState(failure_count=failure_count)
    assert next_poll_at(FEED, state, now=NOW, jitter=0.0, **hints) == NOW + wait


def test_a_short_retry_after_is_a_minute() -> None:
    feed = a_feed(interval=timedelta(seconds=1))
    due = next_poll_at(feed, FeedState(), retry_after=timedelta(0), now=NOW, jitter=0.0)
    assert due == NOW + MINUTE


def test_jitter_adds_up_to_a_tenth() -> None:
    due = next_poll_at(FEED, FeedState(), now=NOW, jitter=1.0)
    assert due == NOW + 5.5 * MINUTE


@pytest.mark.parametrize("interval", [2 * HOUR, 3 * DAY])
def test_an_interval_longer_than_the_back_off_is_kept(interval: timedelta) -> None:
    due = next_poll_at(
        a_feed(interval=interval),
        FeedState(failure_count=4),
        longest=HOUR,
        now=NOW,
        jitter=0.0,
    )
    assert due == NOW + interval


waits = st.none() | st.timedeltas(timedelta(0), timedelta(days=4000))


@given(
    interval=st.timedeltas(timedelta(seconds=1), timedelta(days=30)),
    failure_count=st.integers(0, 10**6),
    cache_for=waits,
    pause=waits,
    jitter=st.floats(0, 1),
)
def test_the_next_poll_is_never_early_and_never_given_up(
    interval: timedelta,
    failure_count: int,
    cache_for: timedelta | None,
    pause: timedelta | None,
    jitter: float,
) -> None:
    def wait(failures: int) -> timedelta:
        return (
            next_poll_at(
                a_feed(interval=interval),
                FeedState(failure_count=failures),
                cache_for=cache_for,
                retry_after=pause,
                now=NOW,
                jitter=jitter,
            )
            - NOW
        )

    assert interval <= wait(failure_count) <= max(interval, DAY)
    assert wait(failure_count) <= wait(failure_count + 1)
    if pause is not None:
        assert wait(failure_count) >= min(max(pause, MINUTE), DAY)
