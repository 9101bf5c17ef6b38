"""Two channels write to one chat, to its topics: the chat's limits are one."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.model import Call
from monitor.peers.bot_api_faults import flood, migrate
from monitor.peers.bot_api_values import Chat
from monitor.pipeline.deliver import deliver_due
from monitor.pipeline.newsroom import Newsroom
from monitor.store import Tx
from monitor.store import deliveries as delivery_rows
from tests.builders import a_delivery, a_message
from tests.newsroom import CHAT, World, a_world

TOPIC = """
[[channel]]
id = "topic"
type = "telegram"
chat_id = {chat}
thread_id = 7
token_file = "token"
api_url = "{api_url}/"
"""


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", max_calls=4) as world:
        world.bot_api.chats[CHAT] = Chat(topics=frozenset({7}))
        with world.config.path.open("a") as settings:
            settings.write(TOPIC.format(chat=CHAT, api_url=world.api_url))
        world.config = load_config(world.config.path)
        yield world


async def owe(room: Newsroom, *keys: str, calls: bool = False) -> None:
    """Owe "desk/1" on the channel "desk", and so on."""

    def write(tx: Tx) -> None:
        for key in keys:
            message = a_message(call=a_call(key, room.clock()) if calls else None)
            owed = a_delivery(
                key=key,
                channel_id=key.split("/")[0],
                destination=str(CHAT),
                message=message,
                created_at=room.clock(),
            )
            delivery_rows.add(tx, owed)

    await room.store.run(write)


def a_call(key: str, now: datetime) -> Call:
    return Call(severity=5.0, reported_at=now, feed_id=key)


async def rounds(world: World, room: Newsroom, seconds: int) -> list[str]:
    """The keys that a round each second sends."""
    sent: list[str] = []
    for _ in range(seconds):
        sent += [done.delivery.key for done in await deliver_due(room)]
        world.clock.forward(seconds=1)
    return sent


async def test_they_take_turns_and_the_oldest_goes_first(world: World) -> None:
    keys = ["desk/1", "topic/1", "topic/2", "desk/2"]
    async with world.start() as room:
        await owe(room, *keys)
        assert await rounds(world, room, 6) == keys
    assert world.bot_api.refused == []
    assert [sent.thread_id for sent in world.bot_api.sent] == [None, 7, 7, None]


async def test_a_flood_that_one_hears_of_pauses_the_other(world: World) -> None:
    async with world.start() as room:
        world.bot_api.faults.append(flood(10))
        await owe(room, "desk/1", "topic/1")
        assert len(await rounds(world, room, 10)) == 1
        assert world.bot_api.sent == []
        assert len(await rounds(world, room, 4)) == 2


async def test_their_calls_fill_one_hour(world: World) -> None:
    async with world.start() as room:
        await owe(room, *(f"desk/{n}" for n in range(3)), calls=True)
        await owe(room, *(f"topic/{n}" for n in range(3)), calls=True)
        alone = await rounds(world, room, 10)
        assert alone == ["desk/0", "desk/1", "desk/2", "topic/0"]
        world.clock.forward(minutes=2)
        (summary,) = await rounds(world, room, 5)
    assert summary.startswith("summary:")


async def test_a_chat_that_moved_has_moved_for_both(world: World) -> None:
    moved = -1_009_000
    async with world.start() as room:
        world.bot_api.chats[moved] = Chat(topics=frozenset({7}))
        world.bot_api.faults.append(migrate(moved))
        await owe(room, "desk/1", "topic/1")
        await rounds(world, room, 10)
    assert [sent.chat_id for sent in world.bot_api.sent] == [moved, moved]
    assert len(world.bot_api.refused) <= 1


def test_only_channels_of_one_server_are_counted_together(world: World) -> None:
    assert world.config.beside("desk") == ("desk", "topic")
    assert world.config.beside("morning") == ("morning",)
