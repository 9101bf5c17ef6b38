"""What the digest has that the phone has not."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from monitor.app import utc_now
from monitor.channels.email_html import text_part
from monitor.cli import cli
from monitor.model import DeliveryStatus
from monitor.peers.bot_api_values import Chat, ChatState
from monitor.pipeline.deliver import deliver_due
from monitor.pipeline.digest import digest_due
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.poll import poll_due
from monitor.store import Tx
from monitor.store import deliveries as delivery_rows
from tests.builders import NOW
from tests.newsroom import CHAT, Item, World, a_world

ATTACK = Item("Mali : un soldat tué dans l'attaque du camp de Kati, près de Bamako")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", "/b") as world:
        yield world


def pages(world: World) -> list[str]:
    folder = world.folder / "digests"
    return [page.read_text() for page in sorted(folder.glob("digest*"))]


async def test_what_could_not_be_delivered_since_the_last_is_listed(
    world: World,
) -> None:
    world.bot_api.chats[CHAT] = Chat(state=ChatState.BLOCKED)
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, hours=2)
        with room.store.read() as tx:
            (owed,) = delivery_rows.by_status(tx, DeliveryStatus.SENT)
        await world.pass_time(room, days=1)
    first, second = pages(world)
    for text in (first, text_part(owed.message)):
        assert "Not delivered" in text
        assert f"desk to {CHAT}: " in text
        assert "Kati" in text
    assert "Not delivered" not in second


async def test_status_lists_what_could_not_be_delivered(world: World) -> None:
    world.bot_api.chats[CHAT] = Chat(state=ChatState.BLOCKED)
    world.clock.now = utc_now() - timedelta(hours=1)
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [replace(ATTACK, published_at=world.clock())]
        await world.pass_time(room, minutes=10)
    config = str(world.config.path)
    told = CliRunner().invoke(cli, ["status", "--config", config]).stdout
    assert "not delivered in 24 h:" in told
    assert f"desk to {CHAT}: " in told
    machine = CliRunner().invoke(cli, ["status", "--json", "--config", config]).stdout
    (given_up,) = json.loads(machine)["undelivered"]
    assert (given_up["channel"], given_up["destination"]) == ("desk", str(CHAT))


async def test_what_a_feed_carried_while_it_failed_is_listed(world: World) -> None:
    item = replace(ATTACK, published_at=NOW + timedelta(hours=1))
    async with world.start() as room:
        await world.pass_time(room)
        del world.outlets.feeds["/a"]
        for _ in range(4):
            await world.pass_time(room, hours=8)
        world.outlets.feeds["/a"] = [item]
        for _ in range(3):
            await world.pass_time(room, days=1)
    assert world.phone() == []
    assert any("came too late to call" in page for page in pages(world))


async def test_an_old_article_that_a_feed_had_all_along_is_not_listed(
    world: World,
) -> None:
    late = replace(ATTACK, published_at=NOW + timedelta(days=1))
    fresh = Item("Le marché a rouvert", published_at=NOW + timedelta(days=3))
    async with world.start() as room:
        await world.pass_time(room)
        await world.pass_time(room, days=3)
        world.outlets.feeds["/a"] = [fresh]
        await world.pass_time(room, hours=1)
        world.outlets.feeds["/a"] = [fresh, late]
        for _ in range(2):
            await world.pass_time(room, days=1)
    assert world.phone() == []
    assert not any("camp de Kati" in page for page in pages(world))


async def behind_a_digest(
    world: World, room: Newsroom, work: Callable[[Newsroom], Awaitable[object]]
) -> None:
    """The second transaction of the work waits: the digest's is before it."""
    run, count = room.store.run, 0

    async def late(transaction: Callable[[Tx], Any]) -> Any:
        nonlocal count
        count += 1
        if count == 2:
            world.clock.forward(seconds=1)
            await digest_due(room)
            world.clock.forward(seconds=1)
        return await run(transaction)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(room.store, "run", late)
        await work(room)


async def test_what_is_taken_in_behind_a_digest_is_in_the_next(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        world.clock.forward(minutes=59, seconds=59.5)
        await behind_a_digest(world, room, poll_due)
        await world.pass_time(room, days=1)
        first, second = pages(world)
    assert "Kati" not in first
    assert "Kati" in second


async def test_what_a_clock_of_2099_told_is_in_no_digest_of_today(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await world.pass_time(room)
        world.clock.forward(days=27_000)
        world.outlets.feeds["/a"] = [replace(ATTACK, published_at=world.clock())]
        await poll_due(room)
        world.clock.forward(days=-27_000)
        await world.pass_time(room, hours=2)
        (page,) = pages(world)
    assert "Kati" not in page


async def test_what_is_given_up_behind_a_digest_is_in_the_next(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        world.bot_api.chats[CHAT] = Chat(state=ChatState.BLOCKED)
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        world.clock.forward(minutes=59, seconds=59.5)
        await poll_due(room)
        await behind_a_digest(world, room, deliver_due)
        await world.pass_time(room, days=1)
        first, second = pages(world)
    assert "Not delivered" not in first
    assert "Not delivered" in second
