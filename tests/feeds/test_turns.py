import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from monitor.errors import FeedError
from monitor.feeds.fetch import Fetcher
from monitor.model import FeedState
from monitor.peers.http import Reply, Request


class Gauge:
    """Counts the requests that are open at once, and lets them go on order."""

    def __init__(self) -> None:
        self.open_count = 0
        self.most = 0

    async def __call__(self, request: Request) -> Reply:
        self.open_count += 1
        self.most = max(self.most, self.open_count)
        for _ in range(20):
            await asyncio.sleep(0)  # lets others in, were they allowed
        self.open_count -= 1
        return Reply(body=request.path.encode())


async def test_fifty_feeds_of_one_host_are_asked_two_at_a_time(
    site: Any, fetcher: Fetcher
) -> None:
    gauge = Gauge()
    site.pages = {f"/{n}": gauge for n in range(50)}
    replies = await asyncio.gather(
        *(fetcher.fetch(f"{site.base}/{n}", FeedState()) for n in range(50))
    )
    assert [reply.body for reply in replies] == [f"/{n}".encode() for n in range(50)]
    assert gauge.most == 2


async def test_all_hosts_together_are_asked_as_many_at_a_time_as_allowed(
    site: Any, internet: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    gauge = Gauge()
    site.pages = {"/": gauge}
    names = {f"h{n}_example": [[f"93.184.216.{n}"]] for n in range(12)}
    net = internet(**names)
    fetcher = open_fetcher(total=3, resolve=net.resolve, network=net)
    await asyncio.gather(
        *(fetcher.fetch(f"http://h{n}.example/", FeedState()) for n in range(12))
    )
    assert gauge.most == 3


@pytest.mark.parametrize(
    "limits", [{"per_host": 1}, {"per_host": 10, "total": 1}], ids=str
)
async def test_waiting_for_a_turn_is_not_counted_against_the_feed(
    limits: dict[str, int], site: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    # Ten slow feeds on one host, one at a time: together longer than the timeout.
    async def slow(request: Request) -> Reply:
        await asyncio.sleep(0.05)  # the slowness itself
        return Reply(body=b"x")

    site.pages = {f"/{n}": slow for n in range(10)}
    fetcher = open_fetcher(**limits, timeout=timedelta(seconds=0.4))
    replies = await asyncio.gather(
        *(fetcher.fetch(f"{site.base}/{n}", FeedState()) for n in range(10))
    )
    assert len(replies) == 10


async def test_hosts_that_redirect_to_each_other_do_not_block(
    site: Any, internet: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    net = internet(a_example=[["93.184.216.34"]], b_example=[["93.184.216.35"]])

    async def page(request: Request) -> Reply:
        other = "b" if request.header("host") == "a.example" else "a"
        if request.path == "/end":
            return Reply(body=b"x")
        where = (("Location", f"http://{other}.example/end"),)
        return Reply(status=302, headers=where)

    site.pages = {"/": page, "/end": page}
    fetcher = open_fetcher(per_host=1, total=2, resolve=net.resolve, network=net)
    replies = await asyncio.gather(
        *(fetcher.fetch(f"http://{h}.example/", FeedState()) for h in "abab")
    )
    assert [reply.body for reply in replies] == [b"x"] * 4


async def test_after_429_no_feed_of_the_host_is_asked_within_the_pause(
    site: Any, fetcher: Fetcher
) -> None:
    site.pages = {
        "/a": Reply(status=429, headers=(("Retry-After", "120"),)),
        "/b": Reply(body=b"x"),
    }
    with pytest.raises(FeedError):
        await fetcher.fetch(f"{site.base}/a", FeedState())
    with pytest.raises(FeedError) as caught:
        await fetcher.fetch(f"{site.base}/b", FeedState())
    assert caught.value.reason == "http_429"
    assert caught.value.retry_after is not None
    assert 110 <= caught.value.retry_after.total_seconds() <= 120
    assert site.paths == ["/a"]


async def test_another_host_is_asked_during_the_pause(
    site: Any, internet: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    net = internet(a_example=[["93.184.216.34"]], b_example=[["93.184.216.35"]])
    fetcher = open_fetcher(resolve=net.resolve, network=net)
    site.pages = {
        "/a": Reply(status=429, headers=(("Retry-After", "120"),)),
        "/b": Reply(body=b"x"),
    }
    with pytest.raises(FeedError):
        await fetcher.fetch("http://a.example/a", FeedState())
    reply = await fetcher.fetch("http://b.example/b", FeedState())
    assert reply.body == b"x"


async def test_a_503_rests_its_own_feed_only(site: Any, fetcher: Fetcher) -> None:
    site.pages = {
        "/a": Reply(status=503, headers=(("Retry-After", "120"),)),
        "/b": Reply(body=b"x"),
    }
    with pytest.raises(FeedError):
        await fetcher.fetch(f"{site.base}/a", FeedState())
    assert (await fetcher.fetch(f"{site.base}/b", FeedState())).body == b"x"


async def test_a_failed_or_abandoned_fetch_gives_its_turn_back(
    site: Any, open_fetcher: Callable[..., Fetcher]
) -> None:
    asked = asyncio.Event()

    async def never(request: Request) -> Reply:
        asked.set()
        await asyncio.Event().wait()
        return Reply()

    site.pages = {"/hangs": never, "/ok": Reply(body=b"x")}
    fetcher = open_fetcher(per_host=1, total=1)
    hanging = asyncio.create_task(fetcher.fetch(f"{site.base}/hangs", FeedState()))
    await asked.wait()
    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hanging
    with pytest.raises(FeedError):
        await fetcher.fetch(f"{site.base}/missing", FeedState())
    assert (await fetcher.fetch(f"{site.base}/ok", FeedState())).body == b"x"
