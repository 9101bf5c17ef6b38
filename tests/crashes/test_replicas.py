"""Replicas on one PostgreSQL, killed while they hold claims; the others take over."""

import sys
from collections.abc import Iterator
from contextlib import AsyncExitStack
from itertools import cycle
from pathlib import Path
from time import monotonic

import pytest

from tests.crashes.life import POINTS, FastClock
from tests.crashes.nursery import Nursery, a_nursery
from tests.crashes.verdict import all_told, attack, judge, towns, watchlist
from tests.newsroom import World, a_world

REPLICAS = 3
#: So many deaths at a named point, and as many at a moment of chance before them.
DEATHS = 15
TOWNS = towns(60)


@pytest.mark.slow
async def test_a_replica_that_is_killed_at_work_is_relieved(
    tmp_path: Path, postgresql_url: str
) -> None:
    # A lease of three minutes lasts six seconds: longer than a busy machine stalls.
    clock, news = FastClock(began=monotonic(), haste=30), iter(TOWNS)
    async with AsyncExitStack() as stack:
        world = await stack.enter_async_context(
            a_world(
                tmp_path,
                *("/a", "/b", "/c"),
                store=postgresql_url,
                interval="10s",
                max_calls=1000,  # each in a message of its own, so that copies count
                watchlist=watchlist(TOWNS),
                clock=clock,
            )
        )
        replicas = [
            await stack.enter_async_context(a_nursery(world, clock))
            for _ in range(REPLICAS)
        ]
        for replica in replicas:
            await replica.live("-")
        for number, point in zip(range(DEATHS), cycle(POINTS), strict=False):
            replica = replicas[number % REPLICAS]
            await replica.kill()
            await replica.live(f"{point} 1")
            await _die_at_work(replica, world, news)
            await replica.live("-")
        told = TOWNS[: len(TOWNS) - len(list(news))]
        await all_told(world, told)
        for replica in replicas:
            await replica.kill()
        figures = judge(world, told)
    # For `pytest -s`.
    sys.stdout.write(f"{2 * DEATHS} kills among {REPLICAS} replicas: {figures}\n")


async def _die_at_work(replica: Nursery, world: World, news: Iterator[str]) -> None:
    """Give all of them work until this one, too, has got at the point to die."""
    is_dead = False
    while not is_dead:
        town = next(news)
        paths = sorted(world.outlets.feeds)
        place = TOWNS.index(town)
        item = attack(town, place + 2, world)
        world.outlets.feeds[paths[place % len(paths)]].append(item)
        is_dead = await replica.killed(within=1)
