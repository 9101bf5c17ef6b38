"""What the desk remembers is what the rows say: at start, after a failure, and where
another process has been at work.
"""

from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.model import Label
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.repair import repair
from monitor.store import Tx
from monitor.store import alerts as alert_rows
from tests.builders import NOW
from tests.newsroom import Item, World, a_world

FIRST = Item(
    "Mali : une voiture piégée explose devant le camp militaire de Kati",
    "Un soldat a été tué vendredi à l'aube à Kati, près de Bamako, dit l'armée.",
)
SECOND = Item(
    "Kati : l'explosion de la voiture piégée devant le camp militaire a tué un soldat",
    "La voiture piégée qui a explosé devant le camp militaire de Kati a tué un soldat, "
    "près de Bamako, au Mali, confirme l'armée.",
)
THIRD = Item(
    "Kati : une voiture piégée explose devant le camp militaire, un soldat tué",
    "La voiture piégée a explosé devant le camp militaire de Kati, près de Bamako, au "
    "Mali. Elle a tué un soldat, selon l'armée.",
)
WORSE = "Douze soldats ont été tués à Kati, près de Bamako, dit l'armée."
ELSEWHERE = Item(
    "Ségou : six civils tués par des hommes armés dans un village",
    "Des hommes à moto ont tué six civils et brûlé des greniers près de Ségou.",
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    days = '[stories]\nwindow = "3d"\n'
    async with a_world(tmp_path, "/a", "/b", "/c", more=days) as world:
        yield world


async def told(world: World, room: Newsroom, path: str, item: Item, days: float) -> int:
    """Messages after that many days, when a feed carries this as new."""
    world.clock.forward(days=days)
    now = world.clock.now
    item = Item(item.title, item.text, guid=path + item.title, published_at=now)
    world.outlets.feeds[path] = [item]
    await world.pass_time(room, minutes=6)
    return len(world.phone())


async def two_reports_two_days_apart(world: World, room: Newsroom) -> None:
    await world.pass_time(room)
    assert await told(world, room, "/a", FIRST, 0) == 1
    assert await told(world, room, "/b", SECOND, 2) == 1


async def test_a_story_still_open_is_known_after_a_restart(world: World) -> None:
    async with world.start() as room:
        await two_reports_two_days_apart(world, room)
    world.clock.forward(days=1.4)
    async with world.start() as room:
        assert await told(world, room, "/c", THIRD, 0.1) == 1
        story = room.desk.story("s-000001")
    assert story is not None
    assert len(story.article_ids) == 3


async def test_a_story_still_open_is_known_after_a_failed_transaction(
    world: World,
) -> None:
    def fail(_: Tx) -> None:
        raise StoreError("disk is full")

    async with world.start() as room:
        await two_reports_two_days_apart(world, room)
        world.clock.forward(days=1.4)
        with suppress(StoreError):
            await room.store.run(fail)
        assert await told(world, room, "/c", THIRD, 0.1) == 1


async def test_a_story_that_has_closed_calls_anew_after_a_restart(
    world: World,
) -> None:
    async with world.start() as room:
        await two_reports_two_days_apart(world, room)
    async with world.start() as room:
        assert await told(world, room, "/c", THIRD, 3.1) == 2


@pytest.fixture
async def shared(tmp_path: Path, postgresql_url: str) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", "/b", store=postgresql_url) as world:
        yield world


async def test_a_revision_that_one_replica_told_is_not_told_by_another(
    shared: World,
) -> None:
    async with shared.start() as one, shared.start() as two:
        await shared.pass_time(one)
        item = Item(FIRST.title, FIRST.text, guid="g")
        shared.outlets.feeds["/a"] = [item]
        await shared.pass_time(one, minutes=6)
        await two.store.run(two.catch_up)
        shared.outlets.feeds["/a"] = [Item(item.title, WORSE, guid="g")]
        await shared.pass_time(one, minutes=50)
        assert len(shared.phone()) == 2
        shared.outlets.feeds["/b"] = [
            Item(SECOND.title, WORSE, guid="h", published_at=shared.clock.now)
        ]
        await shared.pass_time(two, minutes=6)
        await shared.pass_time(two, minutes=50)
    assert len(shared.phone()) == 2


async def test_what_one_replica_has_moved_another_knows_to_be_there(
    shared: World,
) -> None:
    async with shared.start() as one, shared.start() as two:
        await shared.pass_time(one)
        shared.outlets.feeds["/a"] = [FIRST, ELSEWHERE]
        await shared.pass_time(one, minutes=6)
        await two.store.run(two.catch_up)
        first, other = (
            alert.report.article.article_id
            for alert in await one.store.run(
                lambda tx: alert_rows.created_since(tx, NOW)
            )
        )
        one.desk.label([Label(article_id=first, other_id=other, is_same=True)])
        assert len(await repair(one)) == 1
        story = await two.decide(lambda _, desk: desk.story("s-000001"))
    assert story is not None
    assert len(story.article_ids) == 2
