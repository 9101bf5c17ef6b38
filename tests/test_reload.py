"""A changed configuration is taken up whole, or refused whole and said so."""

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.model import Story
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.reload import Watched
from monitor.store import Store
from monitor.store import feeds as feed_rows
from tests.newsroom import WATCHLIST, Item, World, a_world
from tests.test_service import ATTACK


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    window = '[stories]\nwindow = "3d"\n'
    async with a_world(tmp_path, "/a", more=window) as world:
        yield world


def edit(world: World, old: str, new: str) -> None:
    text = world.config.path.read_text()
    assert old in text
    world.config.path.write_text(text.replace(old, new))


def intervals(room: Newsroom) -> set[timedelta]:
    with room.store.read() as tx:
        return {feed.interval for feed, _ in feed_rows.states(tx)}


async def open_story(room: Newsroom) -> Story | None:
    return await room.decide(lambda _, desk: desk.story("s-000001"))


async def test_changed_rules_are_those_of_the_next_decision(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        watched = Watched(room)
        edit(world, "[alerts]\n", '[alerts]\nmax_age = "1h"\n')
        assert await watched.reload()
        hours_ago = world.clock.now - timedelta(hours=5)
        world.outlets.feeds["/a"] = [
            Item(ATTACK.title, ATTACK.text, published_at=hours_ago)
        ]
        await world.pass_time(room, minutes=6)
    assert world.phone() == []


async def test_a_changed_window_opens_and_closes_stories(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=6)
        world.clock.forward(days=2)
        watched = Watched(room)
        edit(world, '"3d"', '"1d"')
        assert await watched.reload()
        assert await open_story(room) is None
        edit(world, '"1d"', '"4d"')
        assert await watched.reload()
        assert await open_story(room) is not None


async def test_a_changed_interval_is_taken_up(world: World) -> None:
    async with world.start() as room:
        watched = Watched(room)
        edit(world, 'interval = "5m"', 'interval = "9m"')
        assert await watched.reload()
        assert intervals(room) == {timedelta(minutes=9)}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("allow_private = true", "allow_private = false"),
        ("per_host = 20", 'per_host = 20\ntimeout = "9s"'),
        ("chat_id = ", "thread_id = 7\nchat_id = "),
    ],
)
async def test_what_needs_a_restart_is_refused_with_all_that_came_with_it(
    world: World, old: str, new: str
) -> None:
    async with world.start() as room:
        watched = Watched(room)
        edit(world, old, new)
        edit(world, 'interval = "5m"', 'interval = "9m"')
        assert not await watched.reload()
        assert room.kept_config is not None
        assert "needs a restart" in room.kept_config.detail
        assert intervals(room) == {timedelta(minutes=5)}


def fill(store: Store) -> Callable[[], None]:
    """Let the disk be full until what is returned is called."""

    def limit(pages: int) -> None:
        with store.begin() as tx:
            tx.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    limit(1)  # SQLite takes the pages there are for it.
    return lambda: limit(1_000_000)


async def test_a_change_that_could_not_be_stored_is_taken_up_when_it_can_be(
    world: World,
) -> None:
    async with world.start() as room:
        watched = Watched(room)
        feeds = "".join(
            f'[[feed]]\nurl = "https://outlet.example/{n}"\nsource = "Outlet {n}"\n'
            for n in range(300)
        )
        (world.folder / "feeds.toml").write_text(feeds)
        make_room = fill(room.store)
        with pytest.raises(StoreError, match="disk is full"):
            await watched.reload()
        assert len(room.config.feeds) == 1
        make_room()
        assert await watched.reload()
        assert len(room.config.feeds) == 300
        with room.store.read() as tx:
            assert len(feed_rows.states(tx)) == 300
        assert not await watched.reload()


async def test_a_new_list_in_another_folder_is_taken_up_when_it_is_mended(
    world: World,
) -> None:
    new = world.folder / "more" / "mine.toml"
    new.parent.mkdir()
    good = WATCHLIST.replace('id = "sahel"', 'id = "mine"')
    async with world.start() as room:
        watched = Watched(room)
        new.write_text(good.replace('country = "ML"', 'country = "Mali"'))
        named = 'watchlists = ["watchlists/*.toml", "more/mine.toml"]\n'
        world.config.path.write_text(named + world.config.path.read_text())
        assert not await watched.reload()
        assert room.kept_config is not None
        assert room.kept_config.detail.endswith("more: `monitor check` tells all)")
        new.write_text(good)
        assert await watched.reload()
        assert room.kept_config is None
        assert [w.watchlist_id for w in room.config.watchlists] == ["sahel", "mine"]


async def test_what_was_edited_while_the_service_began_is_taken_up(
    world: World,
) -> None:
    async with world.start() as room:
        edit(world, "[alerts]\n", '[alerts]\nmax_age = "1h"\n')
        watched = Watched(room)
        assert await watched.reload()
        assert not await watched.reload()
