"""Answers that are not a feed, by status."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.errors import FeedError
from monitor.feeds.fetch import Fetcher
from monitor.model import FeedState
from monitor.peers.http import Reply

NOW = datetime(2022, 7, 22, 6, 0, tzinfo=UTC)


async def failure(fetcher: Fetcher, url: str, **options: Any) -> FeedError:
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch(url, FeedState(), **options)
    return caught.value


STATUSES = [
    (204, "http_2xx"),
    (206, "http_2xx"),
    (300, "http_3xx"),
    (400, "http_4xx"),
    (401, "http_401"),
    (403, "http_403"),
    (404, "http_404"),
    (410, "http_410"),
    (418, "http_4xx"),
    (429, "http_429"),
    (451, "http_4xx"),
    (500, "http_5xx"),
    (503, "http_5xx"),
    (526, "http_5xx"),
]


@pytest.mark.parametrize(("status", "reason"), STATUSES)
async def test_every_status_has_a_stable_reason_and_names_the_host(
    status: int, reason: str, site: Any, fetcher: Fetcher
) -> None:
    site.pages["/k3y"] = Reply(status=status)
    url = site.base.replace("//", "//desk:s3cret@") + "/k3y?token=s3cret"
    error = await failure(fetcher, url)
    assert error.reason == reason
    assert error.retry_after is None
    assert "127.0.0.1" in str(error)
    assert str(status) in str(error)
    assert "s3cret" not in str(error)
    assert "k3y" not in str(error)


PAUSES = [
    ("120", 120),
    ("-5", 60),
    ("0", 60),
    ("100000000000000000000", 86_400),
    ("Fri, 22 Jul 2022 06:10:00 GMT", 600),
    ("Thu, 21 Jul 2022 06:10:00 GMT", 60),
]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(("value", "seconds"), PAUSES)
async def test_retry_after_is_read_in_both_forms(
    value: str, seconds: int, status: int, site: Any, fetcher: Fetcher
) -> None:
    site.pages["/"] = Reply(
        status=status,
        headers=(("Retry-After", value), ("Date", "Fri, 22 Jul 2022 06:00:00 GMT")),
    )
    error = await failure(fetcher, site.base)
    assert error.retry_after == timedelta(seconds=seconds)


async def test_a_date_in_retry_after_is_counted_from_now_without_a_date(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages["/"] = Reply(
        status=503, headers=(("Retry-After", "Fri, 22 Jul 2022 06:10:00 GMT"),)
    )
    assert (await failure(fetcher, site.base)).retry_after is None
    error = await failure(fetcher, site.base, now=NOW)
    assert error.retry_after == timedelta(minutes=10)


@pytest.mark.parametrize("status", [403, 503, 200])
async def test_a_cloudflare_challenge_is_called_by_its_name(
    status: int, site: Any, fetcher: Fetcher
) -> None:
    site.pages["/"] = Reply(
        status=status, headers=(("cf-mitigated", "challenge"),), body=b"<html>"
    )
    error = await failure(fetcher, site.base)
    assert error.reason == "challenge"
    assert "Cloudflare" in str(error)
