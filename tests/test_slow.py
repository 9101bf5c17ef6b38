"""One that is slow delays nobody else."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from monitor.config import load_config
from monitor.peers.bot_api_values import Chat
from monitor.peers.http import Reply
from monitor.pipeline.deliver import deliver_due
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.poll import poll_due
from tests.newsroom import CHAT, WATCHLIST, Item, World, a_world

FAR = 1002
TWO_CHATS = WATCHLIST.replace('["desk"]', '["desk", "far"]')
FAR_CHANNEL = """
[[channel]]
id = "far"
type = "telegram"
chat_id = {far}
token_file = "token"
api_url = "{api_url}"
"""


def attack(town: str, world: World) -> Item:
    return Item(
        f"Mali : une voiture piégée explose à {town}",
        f"Deux soldats ont été tués à {town}, au Mali, dit l'armée.",
        published_at=world.clock(),
    )


def told(world: World, chat: int) -> int:
    return sum(sent.chat_id == chat for sent in world.bot_api.sent)


def tell_far_too(world: World) -> None:
    """A second chat gets the same calls."""
    world.bot_api.chats[FAR] = Chat()
    with world.config.path.open("a") as settings:
        settings.write(FAR_CHANNEL.format(far=FAR, api_url=world.api_url))
    (world.folder / "watchlists/sahel.toml").write_text(TWO_CHATS)
    world.config = load_config(world.config.path)


async def news(world: World, room: Newsroom, town: str) -> None:
    """Something happens, is polled, and is sent in a round of its own."""
    world.outlets.feeds["/a"].append(attack(town, world))
    world.clock.forward(minutes=10)
    await poll_due(room)
    await deliver_due(room)


async def test_a_slow_chat_delays_no_other_and_keeps_its_order(tmp_path: Path) -> None:
    answered = asyncio.Event()

    async def hang(accept: Callable[[], Reply]) -> Reply:
        reply = accept()
        await answered.wait()
        return reply

    async with a_world(tmp_path, "/a") as world:
        tell_far_too(world)
        async with world.start() as room:
            await world.pass_time(room)
            world.bot_api.faults.append(hang)
            slow = asyncio.ensure_future(news(world, room, "Kati"))
            async with asyncio.timeout(10):
                while len(world.bot_api.sent) < 2:  # noqa: ASYNC110  what hangs says nothing
                    await asyncio.sleep(0.01)
            await news(world, room, "Ségou")
            counts = sorted([told(world, CHAT), told(world, FAR)])
            assert counts == [1, 2]
            assert not slow.done()
            answered.set()
            await slow
            world.clock.forward(seconds=2)
            await deliver_due(room)
    assert (told(world, CHAT), told(world, FAR)) == (2, 2)
    assert not any("possible repeat" in text for text in world.phone())
