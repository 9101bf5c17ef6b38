"""Rounds of sends that overlap."""

import threading
from collections.abc import Iterator
from pathlib import Path

from monitor.pipeline.deliver import deliver_due
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.poll import poll_due
from tests.newsroom import World, a_world
from tests.test_slow import attack


class OnTheLoop(set[tuple[str, str]]):
    """A set that is read where it is changed, and nowhere else."""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        assert threading.current_thread() is threading.main_thread()
        return super().__iter__()


async def an_attack_is_owed(world: World, room: Newsroom) -> None:
    await world.pass_time(room)
    world.outlets.feeds["/a"] = [attack("Kati", world)]
    world.clock.forward(minutes=10)
    await poll_due(room)


async def test_what_is_on_the_wire_is_read_where_it_is_changed(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await an_attack_is_owed(world, room)
        room.on_the_wire = OnTheLoop()
        assert len(await deliver_due(room)) == 1
