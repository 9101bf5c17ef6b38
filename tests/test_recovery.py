"""A feed that was off for long: its news is told when it is back, while it is news."""

from pathlib import Path

import pytest

from monitor.peers.http import Reply
from tests.newsroom import World, a_world
from tests.test_slow import attack

#: By when the first call must be there, in hours; jitter adds a tenth.
SOON = {503: 1.1, 404: 6.6}


async def off_for_two_days(world: World, status: int) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.pages["/a"] = Reply(status=status)
        for _ in range(24):
            await world.pass_time(room, hours=2)


@pytest.mark.parametrize("status", SOON)
async def test_what_a_feed_brings_after_days_off_is_called_soon(
    tmp_path: Path, status: int
) -> None:
    async with a_world(tmp_path, "/a") as world:
        await off_for_two_days(world, status)
        del world.outlets.pages["/a"]
        world.outlets.feeds["/a"] = [attack("Kati", world)]
        async with world.start() as room:
            await world.pass_time(room, hours=SOON[status])
        (message,) = world.phone()
        assert "Kati" in message


async def test_a_feed_that_is_gone_for_good_is_asked_once_a_day(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a") as world:
        await off_for_two_days(world, 410)
        asked = len(world.outlets.requests)
        async with world.start() as room:
            for _ in range(24):
                await world.pass_time(room, hours=2)
        assert len(world.outlets.requests) - asked <= 2
