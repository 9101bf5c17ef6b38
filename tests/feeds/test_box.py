import asyncio
import os
import signal
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor.articles.parse import ParsedFeed, decode, parse_feed
from monitor.errors import FeedError
from monitor.feeds.box import ParseBox
from monitor.model import Feed

NOW = datetime(2022, 7, 23, 12, 0, tzinfo=UTC)
FEED = Feed(
    feed_id="f",
    url="https://feeds.example/rss",
    source="Desk",
    language="fr",
    interval=timedelta(minutes=7),
)
GOOD = (
    "<rss version='2.0'><channel><title>T</title><item><title>Des tirs à Kati</title>"
    "<link>/1</link><pubDate>Fri, 22 Jul 2022 05:40:00 GMT</pubDate></item>"
    "</channel></rss>"
).encode()

on_linux = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="looks at processes in /proc"
)


def item(content: bytes) -> bytes:
    return b"<rss version='2.0'><channel><item>" + content + b"</item></channel></rss>"


#: Each takes feedparser far longer than the deadlines below; time grows with n * n.
QUADRATIC = {
    "tags": item(b"<a>" * 200_000),
    "categories": item(b"".join(b"<category>%d</category>" % n for n in range(40_000))),
}


async def ask(box: ParseBox, body: bytes) -> ParsedFeed:
    answer = await box.parse(
        body, url=FEED.url, content_type="text/xml", feed=FEED, fetched_at=NOW
    )
    return decode(answer)


def children() -> list[int]:
    """Process ids of this process's children that are alive."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = path.read_text().rpartition(")")[2].split()[:2]
        except OSError:
            continue
        if int(parent) == os.getpid() and state != "Z":
            found.append(int(path.parent.name))
    return found


def of_process(number: int) -> tuple[bytes, list[str]]:
    """Environment and limits of a process."""
    process = Path(f"/proc/{number}")
    environment = (process / "environ").read_bytes()
    return environment, (process / "limits").read_text().splitlines()


async def test_answer_is_what_the_parser_gives_in_this_process():
    async with ParseBox() as box:
        parsed = await ask(box, GOOD)
    assert parsed == parse_feed(
        GOOD, url=FEED.url, content_type="text/xml", feed=FEED, fetched_at=NOW
    )
    assert parsed.articles[0].article.title == "Des tirs à Kati"


@on_linux
async def test_child_starts_when_needed_serves_on_and_ends_with_the_box():
    before = children()
    box = ParseBox()
    assert children() == before
    await ask(box, GOOD)
    (child,) = set(children()) - set(before)
    await ask(box, b"not a feed")
    assert set(children()) - set(before) == {child}
    await box.aclose()
    assert children() == before


@pytest.mark.parametrize("name", QUADRATIC)
async def test_crafted_feed_is_ended_at_the_deadline_and_holds_nobody(name):
    worst = 0.0

    async def tick() -> None:
        nonlocal worst
        while True:
            asked = time.monotonic()
            await asyncio.sleep(0.01)
            worst = max(worst, time.monotonic() - asked)

    async with ParseBox(deadline=timedelta(seconds=0.4)) as box:
        await ask(box, GOOD)
        ticking = asyncio.create_task(tick())
        started = time.monotonic()
        with pytest.raises(FeedError, match="took over") as caught:
            await ask(box, QUADRATIC[name])
        assert time.monotonic() - started < 3
        ticking.cancel()
        assert caught.value.reason == "parse_timeout"
        assert worst < 1  # in this process it would be as long as the parsing
    async with box:
        assert (await ask(box, GOOD)).entries == 1


@on_linux
async def test_feed_is_tried_again_when_the_child_was_killed():
    async with ParseBox() as box:
        await ask(box, GOOD)
        for child in children():
            os.kill(child, signal.SIGKILL)
        assert (await ask(box, GOOD)).entries == 1


@pytest.mark.slow
async def test_feed_that_needs_too_much_memory_is_given_up():
    # One character beyond U+FFFF makes each of the others take four bytes.
    body = "😀".encode() + bytes(110_000_000)
    async with ParseBox(deadline=timedelta(seconds=20)) as box:
        with pytest.raises(FeedError, match="died twice") as caught:
            await ask(box, body)
        assert caught.value.reason == "parse_crashed"
        assert (await ask(box, GOOD)).entries == 1


async def test_answer_to_a_cancelled_request_is_not_given_to_the_next():
    async with ParseBox() as box:
        await ask(box, GOOD)
        asked = asyncio.create_task(ask(box, QUADRATIC["tags"]))
        await asyncio.sleep(0.05)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert (await ask(box, GOOD)).title == "T"


async def test_more_feeds_than_workers_are_parsed_in_turn():
    async with ParseBox(workers=2) as box:
        bodies = [GOOD.replace(b">T<", b">T%d<" % n) for n in range(20)]
        parsed = await asyncio.gather(*(ask(box, body) for body in bodies))
    assert [one.title for one in parsed] == [f"T{n}" for n in range(20)]


@on_linux
async def test_child_knows_no_secret_and_has_its_limits(monkeypatch):
    monkeypatch.setenv("TELEGRAM_TOKEN", "123:secret")
    before = children()
    async with ParseBox() as box:
        await ask(box, GOOD)
        (child,) = set(children()) - set(before)
        environment, limits = of_process(child)
    assert b"secret" not in environment
    soft = {line[:26].strip(): line[26:].split()[0] for line in limits}
    assert soft["Max address space"] == str(512 * 1024 * 1024)
    assert soft["Max file size"] == "0"
    assert soft["Max core file size"] == "0"
    assert int(soft["Max cpu time"]) <= 60
