"""The operator is told, once, what keeps the service from seeing or being heard."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli import cli
from monitor.peers.bot_api_values import Chat, ChatState
from monitor.peers.http import Reply
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.operator import tell_operator
from monitor.pipeline.reload import Watched
from tests.builders import NOW
from tests.newsroom import CHAT, TOKEN, Item, World, a_world

OPERATOR = '[operator]\nalert_to = ["desk", "morning"]\n'
ATTACK = Item("Mali : un soldat tué dans l'attaque du camp de Kati, près de Bamako")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", "/b", more=OPERATOR) as world:
        yield world


def notes(world: World) -> list[str]:
    return [text for text in world.phone() if text.startswith("⚙")]


def pages(world: World) -> list[str]:
    """What the second channel got, as pages."""
    folder = world.folder / "digests"
    return [page.read_text() for page in sorted(folder.glob("note*"))]


async def hours(world: World, room: Newsroom, count: int) -> None:
    for _ in range(count * 2):
        await world.pass_time(room, minutes=30)


def daily(title: str, *, newest_hours: int, count: int = 8) -> list[Item]:
    """Entries an hour apart, the newest so many hours after the start."""
    return [
        Item(f"{title} {h}", published_at=NOW + timedelta(hours=h))
        for h in range(newest_hours, newest_hours - count, -1)
    ]


async def test_a_feed_that_fails_is_told_once_and_its_return_once(world: World) -> None:
    del world.outlets.feeds["/b"]
    async with world.start() as room:
        await hours(world, room, 1)
        assert notes(world) == []  # a hiccup is nobody's business
        await hours(world, room, 3)
    async with world.start() as room:
        await hours(world, room, 30)
        (note,) = notes(world)
        assert "Outlet b: fails" in note
        assert "404" in note
        world.outlets.feeds["/b"] = []
        await hours(world, room, 30)
    _, over = notes(world)
    assert "Outlet b: well again" in over
    assert len(pages(world)) == 2


async def test_a_login_page_in_place_of_a_feed_is_named(world: World) -> None:
    world.outlets.pages["/b"] = Reply(
        headers=(("content-type", "text/html"),),
        body=b"<!doctype html><html><body><form>Sign in</form></body></html>",
    )
    async with world.start() as room:
        await hours(world, room, 4)
    (note,) = notes(world)
    assert "an HTML page, not a feed" in note


async def test_a_cut_line_that_fails_every_feed_makes_one_note(tmp_path: Path) -> None:
    paths = [f"/{n}" for n in range(30)]
    async with a_world(tmp_path, *paths, more=OPERATOR) as world:
        world.outlets.feeds.clear()
        async with world.start() as room:
            await hours(world, room, 8)
    (note,) = notes(world)
    assert "and 29 more" in note.splitlines()[0]
    assert "and 10 more" in note


async def test_a_feed_that_lost_its_entries_is_told(world: World) -> None:
    world.outlets.feeds["/a"] = daily("Bamako : réunion", newest_hours=0)
    async with world.start() as room:
        await hours(world, room, 1)
        world.outlets.feeds["/a"] = []
        await hours(world, room, 3)
    (note,) = notes(world)
    assert "Outlet a: empty" in note


async def test_a_feed_that_falls_silent_is_told(world: World) -> None:
    world.outlets.feeds["/a"] = daily("Bamako : réunion", newest_hours=0)
    world.outlets.feeds["/b"] = daily("Ségou : marché", newest_hours=0)
    async with world.start() as room:
        for hour in range(5, 40, 5):
            world.outlets.feeds["/b"] = daily("Ségou : marché", newest_hours=hour)
            await world.pass_time(room, hours=5)
    told = " ".join(notes(world))
    assert "Outlet a: silent" in told
    assert "Outlet b" not in told


async def test_entries_lost_between_polls_are_counted_and_polls_come_faster(
    world: World,
) -> None:
    world.outlets.feeds["/a"] = daily("Bamako : réunion", newest_hours=-20)
    async with world.start() as room:
        await world.pass_time(room)
        # Twelve came and went, and eight are shown: none of them known.
        world.outlets.feeds["/a"] = daily("Ségou : marché", newest_hours=0)
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=1)
        (note,) = notes(world)
        assert "about 12 entries came and went" in note
        world.outlets.requests.clear()
        for _ in range(30):
            await world.pass_time(room, minutes=1)
    polls = [request.path for request in world.outlets.requests]
    assert polls.count("/a") > 1.5 * polls.count("/b")


async def test_a_broken_watchlist_is_told_and_its_repair(world: World) -> None:
    file = world.folder / "watchlists/sahel.toml"
    good = file.read_text()
    async with world.start() as room:
        await world.pass_time(room)
        watched = Watched(room)
        file.write_text(good + "\n[[place]]\nid = 7\n")
        await watched.reload()
        await world.pass_time(room, minutes=1)
        file.write_text(good)
        await watched.reload()
        await world.pass_time(room, minutes=20)
    broken, mended = notes(world)
    assert "the configuration: not taken up" in broken
    assert "sahel.toml" in broken
    assert "well again" in mended


async def test_a_configuration_that_one_replica_keeps_is_told_once(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with (
        a_world(tmp_path, "/a", store=postgresql_url, more=OPERATOR) as world,
        world.start() as two,
    ):
        async with world.start() as one:
            await world.pass_time(one)
            watched = Watched(one)
            file = world.config.path
            file.write_text(file.read_text().replace("per_host = 20", "per_host = 9"))
            await watched.reload()
            for _ in range(40):
                await world.pass_time(one, minutes=1)
                await tell_operator(two)
            (kept,) = notes(world)
            assert "needs a restart" in kept
        # The replica is gone, and with it the configuration that it kept.
        for _ in range(10):
            await world.pass_time(two, minutes=2)
    _, over = notes(world)
    assert "the configuration: well again" in over


async def test_a_chat_that_blocks_the_bot_is_told_elsewhere(world: World) -> None:
    world.bot_api.chats[CHAT] = Chat(state=ChatState.BLOCKED)
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=30)
        (page,) = pages(world)
        assert f"desk to {CHAT}: refuses messages" in page
        assert "blocked" in page


async def test_a_token_that_was_withdrawn_is_told_elsewhere(world: World) -> None:
    (world.folder / "token").write_text(TOKEN.replace("AAF", "BBF"))
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        for _ in range(10):
            await world.pass_time(room, minutes=6)
        (page,) = pages(world)
        assert "desk: locked out" in page
        assert "BBF" not in page
        (world.folder / "token").write_text(TOKEN)
        for _ in range(10):
            await world.pass_time(room, minutes=6)
    assert any("Kati" in text for text in world.phone())
    _, over = pages(world)
    assert "desk: well again" in over


async def test_status_and_the_list_of_feeds_say_the_same(world: World) -> None:
    del world.outlets.feeds["/b"]
    async with world.start() as room:
        await hours(world, room, 8)
    config = str(world.config.path)
    run = CliRunner().invoke
    (trouble,) = json.loads(run(cli, ["status", "--json", "--config", config]).stdout)[
        "failing"
    ]
    assert (trouble["source"], trouble["kind"]) == ("Outlet b", "failing")
    listed = json.loads(
        run(cli, ["feeds", "list", "--json", "--config", config]).stdout
    )
    kinds = {feed["source"]: feed["trouble"] for feed in listed["feeds"]}
    assert kinds["Outlet b"] == "failing"


async def test_without_an_operator_nobody_is_told(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world:
        world.outlets.feeds.clear()
        async with world.start() as room:
            await hours(world, room, 8)
    assert world.phone() == []
