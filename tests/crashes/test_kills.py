"""``kill -9``, two hundred times: real processes, HTTP, Bot API and SQLite."""

import asyncio
import os
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from monitor.peers.bot_api_faults import (
    bad_gateway,
    drop_after_accepting,
    drop_before_reading,
    flood,
)
from tests.crashes.life import POINTS, FastClock
from tests.newsroom import WATCHLIST, Item, World, a_world

LIVES = 200
TOP = Path(__file__).parent.parent.parent
FAULTS = (bad_gateway, drop_after_accepting, drop_before_reading, flood(5))
TOWNS = [f"Bourg-{chr(65 + n // 10)}{chr(97 + n % 10) * 3}" for n in range(LIVES // 4)]
PLACES = "".join(
    f'[[place]]\nid = "t{n}"\nnames = ["{town}"]\ncountry = "ML"\n'
    for n, town in enumerate(TOWNS)
)


@dataclass
class Nursery:
    """Where lives begin."""

    process: asyncio.subprocess.Process

    async def live(self, until: str) -> int:
        """A life that ends at a point ("sent 2"), or is ended by us ("-"); its pid."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{until}\n".encode())
        return int(await self._line())

    async def ended(self) -> None:
        assert await self._line() == b"ended\n"

    async def _line(self) -> bytes:
        assert self.process.stdout is not None
        async with asyncio.timeout(60):
            return await self.process.stdout.readline()


@asynccontextmanager
async def a_nursery(world: World, began: float) -> AsyncIterator[Nursery]:
    command = (sys.executable, "-m", "tests.crashes.life", world.config.path, began)
    with (world.folder / "log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            *map(str, command),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            cwd=TOP,
        )
    try:
        yield Nursery(process)
    finally:
        process.kill()
        await process.wait()


def attack(number: int, world: World) -> Item:
    return Item(
        f"Attaque contre {TOWNS[number]} : {number + 2} civils tués",
        f"Des hommes armés ont tué {number + 2} civils à {TOWNS[number]}, au Mali.",
        published_at=world.clock() - timedelta(minutes=5),
    )


@pytest.mark.slow
async def test_two_hundred_deaths_lose_nothing_and_each_repeat_says_so(
    tmp_path: Path,
) -> None:
    chance, clock, named = Random(11), FastClock(began=monotonic()), 0
    async with (
        a_world(
            tmp_path,
            "/a",
            "/b",
            interval="20s",
            max_calls=1000,  # each attack in a message of its own, so that copies count
            watchlist=WATCHLIST + PLACES,
            clock=clock,
        ) as world,
        a_nursery(world, clock.began) as nursery,
    ):
        for life in range(LIVES):
            if life % 4 == 0:
                path = chance.choice(("/a", "/b"))
                world.outlets.feeds[path].append(attack(life // 4, world))
            if life % 7 == 0:
                world.bot_api.faults.append(chance.choice(FAULTS))
            named += await _live_and_die(nursery, chance)
        pid = await nursery.live("-")
        await _told(world)
        os.kill(pid, signal.SIGKILL)
        await nursery.ended()
    _judge(world, named)


async def _live_and_die(nursery: Nursery, chance: Random) -> bool:
    """Whether it died at a named point, or else wherever the signal found it."""
    named = chance.random() < 0.6
    point = f"{chance.choice(POINTS)} {chance.randint(1, 3)}"
    pid = await nursery.live(point if named else "-")
    gone = asyncio.ensure_future(nursery.ended())
    await asyncio.wait([gone], timeout=1 if named else 0.5 * chance.random())
    if died := not gone.done():  # the nursery waits for it: the pid is still its own
        os.kill(pid, signal.SIGKILL)
    await gone
    return not died


async def _told(world: World) -> None:
    """Until every town was told and nothing is owed."""
    async with asyncio.timeout(60):
        while _owed(world) or any(town not in str(world.phone()) for town in TOWNS):  # noqa: ASYNC110  another process says nothing of itself
            await asyncio.sleep(0.1)


def _owed(world: World) -> int:
    open_ones = (
        "SELECT count(*) FROM delivery WHERE status NOT IN ('sent', 'parked', 'folded')"
    )
    with closing(sqlite3.connect(world.folder / "monitor.db")) as database:
        return int(database.execute(open_ones).fetchone()[0])


def _judge(world: World, named: int) -> None:
    with closing(sqlite3.connect(world.folder / "monitor.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        unknown = database.execute(
            "SELECT count(*) FROM attempt WHERE fate = 'unknown'"
        ).fetchone()[0]
        parked = database.execute(
            "SELECT count(*) FROM delivery WHERE status = 'parked'"
        ).fetchone()[0]
    copies = Counter(town for town in TOWNS for text in world.phone() if town in text)
    extra = copies.total() - len(TOWNS)
    marked = sum("possible repeat" in text for text in world.phone())
    # The run in figures, for `pytest -s`.
    sys.stdout.write(
        f"{LIVES} lives, {named} ended at a named point: lost 0, extra {extra}, "
        f"marked {marked}, worst {max(copies.values())}, unknown fates {unknown}, "
        f"parked {parked}\n"
    )
    assert [town for town in TOWNS if not copies[town]] == []
    for town in TOWNS:
        told = [text for text in world.phone() if town in text]
        assert all("possible repeat" in text for text in told[1:]), told
    assert extra <= unknown
    assert max(copies.values()) <= 4
