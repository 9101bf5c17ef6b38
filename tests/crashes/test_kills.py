"""``kill -9``, two hundred times: real processes, HTTP, Bot API and SQLite."""

import sqlite3
import sys
from collections import Counter
from contextlib import closing
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
from tests.crashes.life import POINTS, SENDING, FastClock
from tests.crashes.nursery import Nursery, a_nursery
from tests.crashes.verdict import all_told, attack, judge, towns, watchlist
from tests.newsroom import a_world

LIVES = 200
#: So many of ten lives are to end at a named point, the others wherever a signal
#: finds them.
NAMED = 7
FAULTS = (bad_gateway, drop_after_accepting, drop_before_reading, flood(5))
TOWNS = towns(LIVES // 5)


@pytest.mark.slow
async def test_two_hundred_deaths_lose_nothing_and_each_repeat_says_so(
    tmp_path: Path,
) -> None:
    chance, clock = Random(11), FastClock(began=monotonic())
    news, ends = enumerate(TOWNS), Counter[str]()
    async with (
        a_world(
            tmp_path,
            "/a",
            "/b",
            interval="10s",
            max_calls=1000,  # each attack in a message of its own, so that copies count
            watchlist=watchlist(TOWNS),
            clock=clock,
        ) as world,
        a_nursery(world, clock) as nursery,
    ):
        for life in range(LIVES):
            point = POINTS[life % len(POINTS)] if life % 10 < NAMED else None
            if point in SENDING:
                number, town = next(news)
                path = chance.choice(("/a", "/b"))
                world.outlets.feeds[path].append(attack(town, number + 2, world))
            if life % 7 == 0:
                world.bot_api.faults.append(chance.choice(FAULTS))
            ends[await _live_and_die(nursery, point, chance)] += 1
        await nursery.live("-")
        await all_told(world, TOWNS)
        await nursery.kill()
        figures = judge(world, TOWNS)
    # For `pytest -s`.
    sys.stdout.write(f"{LIVES} lives that ended {dict(ends)}: {figures}\n")
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert min(ends[point] for point in POINTS) >= LIVES // 20
    assert LIVES / 2 <= sum(ends[point] for point in POINTS) < LIVES


async def _live_and_die(nursery: Nursery, point: str | None, chance: Random) -> str:
    """Where it ended: at the named point, or "anywhere" that the signal found it."""
    number = 1 if point in SENDING else chance.randint(1, 2)
    await nursery.live(f"{point} {number}" if point else "-")
    if await nursery.killed(within=10 if point else 0.4 * chance.random()):
        return str(point)
    await nursery.kill()
    return "anywhere"
