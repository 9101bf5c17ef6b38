"""One that is slow delays nobody else."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from monitor.alive import Pulse
from monitor.app import guarded
from monitor.config import load_config
from monitor.peers.bot_api_values import Chat
from monitor.peers.http import Reply
from monitor.pipeline.deliver import deliver_due
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.poll import poll_due
from tests.newsroom import CHAT, WATCHLIST, Item, World, a_world
from tests.waiting import until

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


def count(world: World, path: str) -> int:
    """How often an outlet was asked."""
    return [request.path for request in world.outlets.requests].count(path)


async def test_a_slow_feed_delays_no_other_and_is_not_asked_again(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a", "/b") as world, world.start() as room:
        await world.pass_time(room)
        world.outlets.hanging["/b"] = answered = asyncio.Event()
        world.outlets.feeds["/b"].append(attack("Kati", world))
        world.clock.forward(minutes=10)
        slow = asyncio.ensure_future(poll_due(room))
        await until(lambda: count(world, "/b") == 2 and len(room.being_polled) == 1)
        # Longer than its lease, so that the rows alone would give it away.
        await news(world, room, "Ségou")
        assert "Ségou" in world.phone()[0]
        assert (await poll_due(room)).feed_count == 0
        assert not slow.done()
        answered.set()
        assert (await slow).failures == []
        world.clock.forward(seconds=2)
        await deliver_due(room)
        assert count(world, "/b") == 2
        world.clock.forward(minutes=10)
        assert (await poll_due(room)).feed_count == 2
    assert "Kati" in world.phone()[1]


async def test_no_more_feeds_are_asked_at_a_time_than_configured(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a", "/b", "/c") as world:
        file = world.config.path
        file.write_text(file.read_text().replace("[poll]", "[poll]\nparallel = 2"))
        world.config = load_config(file)
        hanging = dict.fromkeys(("/a", "/b", "/c"), asyncio.Event())
        world.outlets.hanging = hanging
        async with world.start() as room:
            pulse = Pulse()
            pulse.beat("deliver")
            slow = asyncio.ensure_future(poll_due(room))
            await until(lambda: len(world.outlets.requests) == 2)
            # One that finds no place asks nobody, and is no sign of life.
            await guarded("poll", lambda: poll_due(room), set(), pulse)()
            assert len(world.outlets.requests) == 2
            assert not pulse.take()
            hanging["/a"].set()
            assert (await slow).feed_count == 2
            await guarded("poll", lambda: poll_due(room), set(), pulse)()
            assert len(world.outlets.requests) == 3
            assert pulse.take()


async def test_a_poll_that_is_given_up_frees_its_place(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        world.outlets.hanging["/a"] = answered = asyncio.Event()
        slow = asyncio.ensure_future(poll_due(room))
        await until(lambda: count(world, "/a") == 1)
        slow.cancel()
        await asyncio.wait([slow])
        answered.set()
        world.clock.forward(minutes=10)
        assert (await poll_due(room)).feed_count == 1


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
            await until(lambda: len(world.bot_api.sent) == 2)
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
