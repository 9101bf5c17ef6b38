"""What changes while a story's next call waits is in that call, all of it."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from monitor.model import Assignment, Report
from monitor.pipeline.newsroom import Newsroom
from monitor.stories.open import OpenStories
from tests.newsroom import Item, World, a_world
from tests.test_service import ATTACK


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", "/b", "/c", "/d", interval="1m") as world:
        yield world


def toll_of(number: str, world: World) -> Item:
    return Item(
        f"Attaque de Kati : le bilan passe à {number} morts",
        f"L'attaque du camp militaire de Kati a fait {number} morts, selon l'armée.",
        published_at=world.clock(),
    )


async def comes(world: World, room: Newsroom, feed: str, item: Item) -> None:
    world.outlets.feeds[feed] = [item]
    await world.pass_time(room, minutes=5)


async def test_all_that_three_updates_say_is_told_in_the_last(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        await comes(world, room, "/a", ATTACK)
        for feed, number in (("/b", "trois"), ("/c", "huit"), ("/d", "vingt")):
            await comes(world, room, feed, toll_of(number, world))
        await world.pass_time(room, hours=1)
    _, update = world.phone()
    changes = [line for line in update.splitlines() if line.startswith("▲")]
    assert changes == [
        "▲ killed 1 -> 3; confirmed by Outlet b",
        "▲ killed 3 -> 8",
        "▲ killed 8 -> 20",
    ]


async def test_a_doubt_does_not_take_the_place_of_a_call_that_waits(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        await comes(world, room, "/a", ATTACK)
        await comes(world, room, "/b", toll_of("trois", world))
        doubt_all(monkeypatch)
        for feed in ("/c", "/d"):
            await comes(world, room, feed, Item(f"{ATTACK.title} {feed}", ATTACK.text))
        await world.pass_time(room, hours=1)
        await world.pass_time(room, minutes=1)
        await world.pass_time(room, minutes=1)
    silent = [sent.text for sent in world.bot_api.sent if sent.silent]
    _, update = (sent.text for sent in world.bot_api.sent if not sent.silent)
    assert "▲ killed 1 -> 3" in update
    assert [text.count("MAY BE ANOTHER EVENT") for text in silent] == [1, 1]


def doubt_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, what joins a story may be of another event."""
    assign = OpenStories.assign

    def unsure(stories: OpenStories, report: Report, *, now: datetime) -> Assignment:
        found = assign(stories, report, now=now)
        return replace(found, copy_of=None, is_sure=False)

    monkeypatch.setattr(OpenStories, "assign", unsure)
