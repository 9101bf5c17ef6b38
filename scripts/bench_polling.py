"""What it costs to poll: CPU and memory of `monitor run` on many feeds.

A server on 127.0.0.1 serves the feeds, nine answers of ten being 304. The service
runs as a process of its own; its CPU time and memory, the parser's child included,
are read from /proc. The interval is shortened so that the measurement is short; the
cost is printed for the interval it was measured at and scaled to five minutes.
"""

import argparse
import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from monitor.peers.http import Reply, Request, serve
from monitor.shipped import shipped

CONFIG = """\
store = "sqlite:///monitor.db"
feeds = ["feeds.toml"]
watchlists = ["{watchlists}"]
[poll]
interval = "{interval}s"
allow_private = true
per_host = 20
[[channel]]
id = "console"
type = "console"
[[channel]]
id = "digest"
type = "file"
"""
ENTRY = """<item><title>Report {n} of outlet {feed}</title><guid>{feed}-{n}</guid>
<link>http://127.0.0.1/{feed}/{n}</link><description>The council met in town {n} to
speak of roads, schools and the harvest; {news} </description>
<pubDate>Fri, 22 Jul 2022 06:00:00 GMT</pubDate></item>"""
#: One entry in ten names a watched town, and has its event read.
NEWS = [
    "gunmen killed two soldiers near Kati, Mali.",
    *["nothing else was reported."] * 9,
]
ITEMS = 30
TICK = os.sysconf("SC_CLK_TCK")
FIVE_MINUTES = 300


class Web:
    """The feeds; each tenth request of a feed finds a new entry."""

    def __init__(self) -> None:
        self.asked: dict[str, int] = {}
        self.not_modified = 0
        self.requests = 0

    async def answer(self, request: Request) -> Reply:
        """304 to nine of ten, a body of `ITEMS` entries to the tenth."""
        count = self.asked[request.path] = self.asked.get(request.path, -1) + 1
        self.requests += 1
        offset = hash(request.path) % 10
        version = (count + offset) // 10
        etag = f'"{version}"'
        if request.header("if-none-match") == etag:
            self.not_modified += 1
            return Reply(status=304, headers=(("etag", etag),))
        entries = (
            ENTRY.format(n=n, feed=request.path[1:], news=NEWS[n % len(NEWS)])
            for n in range(version, version + ITEMS)
        )
        channel = f"<channel><title>F</title>{''.join(entries)}</channel>"
        body = f"<rss version='2.0'>{channel}</rss>"
        headers = (("etag", etag), ("content-type", "application/rss+xml"))
        return Reply(headers=headers, body=body.encode())


def family(pid: int) -> Iterator[int]:
    """The process and its children."""
    yield pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for child in children:
        yield from family(int(child))


def cpu_seconds(pid: int) -> float:
    """User and system time of the process and its children, ended ones included."""
    total = 0
    for member in family(pid):
        stat = Path(f"/proc/{member}/stat").read_text().rpartition(")")[2].split()
        own, ended = slice(11, 13), slice(13, 15)
        total += sum(map(int, stat[own])) + sum(map(int, stat[ended]))
    return total / TICK


def memory_mb(pid: int) -> float:
    """Memory of the process and its children; what they share counts once (PSS)."""
    rollups = (
        Path(f"/proc/{member}/smaps_rollup").read_text() for member in family(pid)
    )
    pss = (re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE) for text in rollups)
    return sum(int(found[1]) for found in pss if found is not None) / 1024


async def main() -> None:
    """Serve, run, warm up, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--feeds", type=int, default=300)
    parser.add_argument("--interval", type=int, default=60, help="seconds")
    parser.add_argument("--seconds", type=int, default=120, help="how long to measure")
    args = parser.parse_args()
    web = Web()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with serve(web.answer) as url:
            (folder / "feeds.toml").write_text(
                "".join(
                    f'[[feed]]\nurl = "{url}/{n}"\nsource = "Outlet {n}"\n'
                    for n in range(args.feeds)
                )
            )
            watchlists = shipped("config") / "watchlists" / "*.toml"
            (folder / "monitor.toml").write_text(
                CONFIG.format(watchlists=watchlists, interval=args.interval)
            )
            service = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "monitor", "run", "--config",
                str(folder / "monitor.toml"), stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            while web.requests < args.feeds:
                await asyncio.sleep(0.5)
            # The first polls learn and parse everything: not what is measured.
            await asyncio.sleep(args.interval)
            asked, known = web.requests, web.not_modified
            before, peak = cpu_seconds(service.pid), 0.0
            for _ in range(args.seconds):
                await asyncio.sleep(1)
                peak = max(peak, memory_mb(service.pid))
            spent = cpu_seconds(service.pid) - before
            requests, unchanged = web.requests - asked, web.not_modified - known
            service.terminate()
            await service.wait()
    share = 100 * spent / args.seconds
    print(f"{args.feeds} feeds every {args.interval} s for {args.seconds} s:")
    print(
        f"  {requests} polls, {100 * unchanged / max(1, requests):.0f} % answered 304"
    )
    each = 1000 * spent / max(1, requests)
    print(f"  CPU {share:.1f} % of one core, {each:.1f} ms a poll")
    scaled = share * args.interval / FIVE_MINUTES
    print(f"  at 5 minutes: about {scaled:.1f} % of one core")
    print(f"  memory at most {peak:.0f} MB, the parser's child included")


asyncio.run(main())
