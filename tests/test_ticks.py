"""What the service does of itself at each tick: clear out, look over its stories."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from monitor.alive import Pulse
from monitor.app import TICKS, jobs
from monitor.model import Label
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.repair import repair
from monitor.store import articles as article_rows
from monitor.store import schema
from monitor.store import stories as story_rows
from tests.newsroom import Item, World, a_world
from tests.test_service import ATTACK

ELSEWHERE = Item(
    "Ségou : six civils tués par des hommes armés dans un village",
    "Des hommes à moto ont tué six civils et brûlé des greniers près de Ségou.",
)
SHORT = '[stories]\nwindow = "2d"\n[keep]\narticles = "2d"\n'


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", more=SHORT) as world:
        yield world


async def two_stories(world: World, room: Newsroom) -> tuple[str, ...]:
    """The ids of an article of each."""
    await world.pass_time(room)
    world.outlets.feeds["/a"] = [ATTACK, ELSEWHERE]
    await world.pass_time(room, minutes=10)
    return article_ids(room)


def article_ids(room: Newsroom) -> tuple[str, ...]:
    with room.store.read() as tx:
        return tuple(tx.scalars(select(schema.article.c.article_id)))


async def test_every_job_of_the_service_has_a_tick(world: World) -> None:
    async with world.start() as room:
        assert set(jobs(room, Pulse())) == set(TICKS)


async def test_a_tick_clears_out_what_is_too_old(world: World) -> None:
    async with world.start() as room:
        assert len(await two_stories(world, room)) == 2
        world.clock.forward(days=3)
        await jobs(room, Pulse())["prune"]()
        assert article_ids(room) == ()


async def test_one_pass_clears_out_what_is_too_old(world: World) -> None:
    async with world.start() as room:
        assert len(await two_stories(world, room)) == 2
        await world.pass_time(room, days=3)
        assert article_ids(room) == ()


async def test_a_tick_looks_over_the_stories_again(world: World) -> None:
    async with world.start() as room:
        one, other = await two_stories(world, room)
        room.desk.label([Label(article_id=one, other_id=other, is_same=True)])
        await jobs(room, Pulse())["repair"]()
        with room.store.read() as tx:
            assert len(story_rows.article_ids(tx, "s-000001")) == 2


async def test_what_was_cleared_out_is_not_moved(world: World) -> None:
    async with world.start() as room:
        one, other = await two_stories(world, room)
        world.clock.forward(days=1, hours=23)
        fresh = "Ségou : une mine tue deux soldats"
        world.outlets.feeds["/a"] = [Item(fresh, published_at=world.clock.now)]
        await world.pass_time(room)
        await world.pass_time(room, hours=2)
        with room.store.read() as tx:
            assert article_rows.find(tx, one) is None
        room.desk.label([Label(article_id=one, other_id=other, is_same=True)])
        assert await repair(room) == ()
