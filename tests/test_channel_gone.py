"""A channel is renamed or taken out while it is owed something."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.app import utc_now
from monitor.cli import cli
from monitor.config import load_config
from monitor.health.examine import examine
from monitor.model import DeliveryStatus
from monitor.pipeline.strays import GONE
from monitor.store import deliveries as delivery_rows
from tests.newsroom import CHAT, World, a_world
from tests.test_service import ATTACK


@pytest.fixture
async def renamed(tmp_path: Path) -> AsyncIterator[World]:
    """The desk is owed a call, and is called otherwise from the next start on."""
    async with a_world(tmp_path, "/a") as world:
        async with world.start() as room:
            await world.pass_time(room)
            token = world.folder / "token"
            token.rename(world.folder / "away")
            world.outlets.feeds["/a"] = [ATTACK]
            await world.pass_time(room, minutes=6)
            (world.folder / "away").rename(token)
        rename(world, "desk", "phone")
        yield world


def rename(world: World, channel_id: str, new: str) -> None:
    for file in (world.config.path, world.folder / "watchlists/sahel.toml"):
        file.write_text(file.read_text().replace(f'"{channel_id}"', f'"{new}"'))
    world.config = load_config(world.config.path)


async def test_what_it_was_owed_is_told_as_not_delivered(renamed: World) -> None:
    async with renamed.start() as room:
        await renamed.pass_time(room, minutes=70)
        renamed.clock.forward(seconds=1)
        with room.store.read() as tx:
            health = examine(tx, renamed.config.destinations, now=renamed.clock())
        await renamed.pass_time(room, hours=2)
        await renamed.pass_time(room, days=1)
    (lost,) = health.undelivered
    assert (lost.channel_id, lost.failure) == ("desk", GONE)
    assert health.troubles == ()
    first, second = sorted((renamed.folder / "digests").glob("*.html"))
    assert "Not delivered" not in first.read_text()  # a replica might know the channel
    assert f"desk to {CHAT}: {GONE}" in second.read_text()


async def test_it_can_be_retried_once_the_channel_is_back(renamed: World) -> None:
    async with renamed.start() as room:
        await renamed.pass_time(room, minutes=70)
        with room.store.read() as tx:
            (parked,) = delivery_rows.by_status(tx, DeliveryStatus.PARKED)
    command = ["deliveries", "retry", parked.key, "--config", str(renamed.config.path)]
    assert 'no channel "desk"' in str(CliRunner().invoke(cli, command).exception)
    rename(renamed, "phone", "desk")
    assert CliRunner().invoke(cli, command).exit_code == 0
    renamed.clock.now = utc_now()
    async with renamed.start() as room:
        await renamed.pass_time(room, minutes=1)
    assert "Kati" in renamed.phone()[0]
