"""An outlet whose clock or zone is wrong is heard all the same."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.newsroom import Item, a_world

ATTACK = Item("Mali : une voiture piégée explose devant le camp militaire de Kati")
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize("ahead", [2, 3, 14, 15, 72])
async def test_an_outlet_that_calls_its_local_time_gmt_still_calls(
    tmp_path: Path, ahead: int
) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await world.pass_time(room)
        local = world.clock() + timedelta(hours=ahead)
        world.outlets.feeds["/a"] = [replace(ATTACK, published_at=local + 5 * MINUTE)]
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, days=1)
    (call,) = world.phone()
    assert "reported 22 Jul 06:10 UTC" in call


async def test_what_is_dated_by_local_time_calls_on_a_first_poll(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        local = world.clock() + timedelta(hours=3)
        world.outlets.feeds["/a"] = [
            replace(ATTACK, published_at=local - 5 * MINUTE),
            Item("Deux soldats tués à Ségou", published_at=local - timedelta(days=2)),
        ]
        await world.pass_time(room)
    assert len(world.phone()) == 1
