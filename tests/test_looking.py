"""The commands that look at a store: explain, status, feeds list, digest, check."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from monitor.app import utc_now
from monitor.cli import cli
from monitor.errors import MonitorError
from monitor.peers.bot_api_values import Chat, ChatState
from monitor.peers.http import Reply
from tests.newsroom import CHAT, Item, World, a_world

ATTACK = Item(
    title="Mali : une voiture piégée explose devant le camp militaire de Kati",
    text="Un soldat a été tué vendredi à l'aube à Kati, près de Bamako, dit l'armée.",
)
RUNNER = Item(title="Kati Virtanen gagne la course à Helsinki")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", "/b") as world:
        del world.outlets.feeds["/b"]
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [ATTACK, RUNNER]
            await world.pass_time(room, minutes=10)
        yield world


def run(world: World, *arguments: str) -> Result:
    command = [*arguments, "--config", str(world.config.path)]
    return CliRunner().invoke(cli, command, catch_exceptions=False)


def link(item: Item) -> str:
    return f"https://outlet.example/{quote(item.guid or item.title)}"


async def test_explain_says_why_i_got_it(world: World) -> None:
    shown = " ".join(run(world, "explain", link(ATTACK)).stdout.split())
    assert "sahel: alert (first_report)" in shown
    assert "Story s-000001: 1 article, origins Outlet a" in shown
    assert f"To {CHAT} by desk: sent after 1 attempt" in shown


async def test_explain_knows_an_article_by_any_spelling_of_its_address(
    world: World,
) -> None:
    address = link(ATTACK)
    for spelling in (
        f"{address}?utm_source=rss",
        f"{address}#top",
        address.replace("https://outlet", "http://OUTLET"),
    ):
        assert "first_report" in run(world, "explain", spelling).stdout
    with pytest.raises(MonitorError, match="not in the store"):
        run(world, "explain", f"{address}?page=2")


async def test_explain_says_until_when_an_update_waits(tmp_path: Path) -> None:
    at = utc_now().replace(microsecond=0) - timedelta(minutes=20)
    more = Item(
        title="Mali : douze soldats tués dans l'explosion au camp militaire de Kati",
        text="Douze soldats ont été tués vendredi à l'aube à Kati, dit l'armée.",
        published_at=at,
    )
    async with a_world(tmp_path, "/a") as world:
        world.clock.now = at
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [replace(ATTACK, published_at=at)]
            await world.pass_time(room, minutes=6)
            called_at = world.clock.now
            world.outlets.feeds["/a"].append(more)
            await world.pass_time(room, minutes=6)
    shown = " ".join(run(world, "explain", link(more)).stdout.split())
    until = called_at + timedelta(minutes=45)
    assert "pending: an update: its story called a while ago" in shown
    assert f", until {until:%Y-%m-%d %H:%M:%S}" in shown


async def test_explain_tells_times_to_the_second_and_their_zone_once(
    world: World,
) -> None:
    shown = run(world, "explain", link(ATTACK)).stdout
    assert "published 2022-07-22 06:00:00 · fetched 2022-07-22 06:10:00 (UTC)" in shown
    assert "2022-07-22 06:10:00 sahel: alert (first_report)" in shown
    assert "sent after 1 attempt at 2022-07-22 06:10:00" in shown
    assert shown.count("UTC") == 1
    assert not re.search(r"GMT|\dZ|\+00:00", shown)


async def test_explain_says_why_i_did_not(world: World) -> None:
    shown = run(world, "explain", link(RUNNER)).stdout
    assert "sahel: ignore (" in shown


async def test_feeds_are_listed_with_their_health(world: World) -> None:
    listed = json.loads(run(world, "feeds", "list", "--json").stdout)["feeds"]
    good, bad = sorted(listed, key=lambda feed: feed["source"])
    assert good["failure"] is None
    assert good["succeeded_at"] == "2022-07-22T06:10:00Z"
    assert bad["failure_count"] >= 1
    assert "404" in bad["failure"]
    assert "Outlet b" in run(world, "feeds", "list").stdout


async def test_intervals_are_listed_as_they_are_configured(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", interval="30s") as world:
        shown = run(world, "feeds", "list").stdout
    assert shown.splitlines()[1].split()[:3] == ["Outlet", "a", "30s"]


async def test_a_feed_that_serves_junk_is_not_told_as_quiet(world: World) -> None:
    version = "https://jsonfeed.org/version/1.1"
    for junk in ({}, {"items": [{"headline": "Kati", "link": "/1"}, {}]}):
        page = json.dumps({"version": version, "title": "Radio"} | junk).encode()
        world.outlets.pages["/a"] = Reply(body=page)
        async with world.start() as room:
            await world.pass_time(room, minutes=30)
        listed = json.loads(run(world, "feeds", "list", "--json").stdout)["feeds"]
        told = next(feed for feed in listed if feed["source"] == "Outlet a")
        assert told["failure_count"] >= 1
        assert "items" in told["failure"] or "no entry can be read" in told["failure"]


async def test_status_tells_what_was_sent_and_decided(world: World) -> None:
    told = json.loads(run(world, "status", "--json").stdout)
    assert told["deliveries"] == {"desk": {"sent": 1}}
    assert told["feed_count"] == 2
    # The last poll was years ago by the clock on the wall.
    assert "is the service running?" in told["troubles"][0]
    assert run(world, "status").exit_code == 1


async def test_a_chat_that_refuses_is_trouble_and_no_want_of_life(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a") as world:
        world.clock.now = utc_now() - timedelta(minutes=20)
        world.bot_api.chats[CHAT] = Chat(state=ChatState.BLOCKED)
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [replace(ATTACK, published_at=world.clock())]
            await world.pass_time(room, minutes=10)
    assert run(world, "status").exit_code == 1
    assert run(world, "status", "--alive").exit_code == 0


async def test_a_service_that_polls_no_more_is_not_alive(world: World) -> None:
    asked = run(world, "status", "--alive")
    assert asked.exit_code == 1
    assert "is the service running?" in asked.stdout


async def test_a_mistake_in_a_watchlist_is_no_death(world: World) -> None:
    """The service goes on with the list as it was; a restart would end it."""
    async with world.start() as room:
        world.clock.now = utc_now()
        await world.pass_time(room)
    watchlist = world.folder / "watchlists/sahel.toml"
    watchlist.write_text(watchlist.read_text() + "\n[[place]]\nid = 7\n")
    assert run(world, "status", "--alive").exit_code == 0


async def test_a_digest_can_be_looked_at_before_it_is_sent(world: World) -> None:
    page = world.folder / "page.html"
    assert run(world, "digest", "--preview", str(page)).exit_code == 0
    assert "Conflict digest" in page.read_text()
    refused = CliRunner().invoke(
        cli,
        ["digest", "--preview", str(page), "--channel", "desk", "--config",
         str(world.config.path)],
    )  # fmt: skip
    assert refused.exception is not None
    assert "no watchlist sends digests" in str(refused.exception)


async def test_a_live_check_names_the_chat_that_is_closed(world: World) -> None:
    world.bot_api.chats[CHAT] = Chat(state=ChatState.KICKED)
    shown = " ".join((await live(world)).split())
    assert "ok desk: bot token" in shown
    assert f"FAILS desk: chat {CHAT}" in shown
    assert "ok Outlet a rss20, 2 entries" in shown
    assert "FAILS Outlet b" in shown
    assert world.bot_api.token not in shown


async def test_one_pass_says_what_it_did(world: World) -> None:
    status, told = await apart(world, "once")
    assert status == 0
    assert "2 feeds asked, 1 failed; 0 new or changed articles, 0 called; " in told


async def test_a_pass_that_is_asked_to_tells_each_fetch_and_send(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a") as world:
        world.outlets.feeds["/a"] = [replace(ATTACK, published_at=utc_now())]
        _, told = await apart(world, "once", "-v")
        assert re.search(r"feed\.fetched .*status=new bytes=\d+ ms=\d+", told)
        assert re.search(r"delivery\.answered key=\S+ ms=\d+", told)
        _, told = await apart(world, "once")
        assert " DEBUG " not in told


async def test_a_secret_that_is_met_elsewhere_is_not_logged(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world:
        feeds = world.folder / "feeds.toml"
        feeds.write_text(feeds.read_text().replace("Outlet a", "Radio open-sesame"))
        with world.config.path.open("a") as settings:
            settings.write('[operator]\nping_file = "ping"\n')
        (world.folder / "ping").write_text("open-sesame\n")
        _, told = await apart(world, "once")
    assert "Radio ***" in told
    assert "open-sesame" not in told


async def test_a_pass_in_which_every_feed_fails_is_a_failure(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a", "/b") as world:
        world.outlets.feeds.clear()
        status, told = await apart(world, "once")
    assert status == 1
    assert "2 feeds asked, 2 failed" in told
    shown = run(world, "status")
    assert "0 of 2 feeds healthy; 2 failed at the last poll" in shown.stdout
    assert shown.exit_code == 0


async def test_feeds_that_all_fail_twice_are_trouble_at_once(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", "/b") as world:
        world.outlets.feeds.clear()
        world.clock.now = utc_now() - timedelta(hours=2)
        async with world.start() as room:
            await world.pass_time(room)
            await world.pass_time(room, hours=1)
    shown = run(world, "status")
    assert "TROUBLE none of 2 feeds could be read the last two times" in shown.stdout
    assert shown.exit_code == 1


async def live(world: World) -> str:
    status, printed = await apart(world, "check", "--live")
    assert status == 1
    return printed


async def apart(world: World, *arguments: str) -> tuple[int | None, str]:
    """A command in a process of its own: the peers answer from this one."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "monitor", *arguments, "--config", world.config.path),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env={"COLUMNS": "300", "PATH": "/usr/bin"},
    )
    printed, _ = await process.communicate()
    return process.returncode, printed.decode()


async def test_near_misses_are_read_from_what_was_polled(tmp_path: Path) -> None:
    watchlist = (
        '[watchlist]\nid = "w"\ntitle = "W"\nalert_to = ["desk"]\n'
        '[[place]]\nid = "tessalit"\nnames = ["Tessalit"]\ncountry = "ML"\n'
    )
    told = "Des tirs ont éclaté au camp militaire de Tassalik, au Mali."
    async with a_world(tmp_path, "/a", "/b", watchlist=watchlist) as world:
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [
                Item(title="Mali : des tirs au nord", text=told)
            ]
            world.outlets.feeds["/b"] = [Item(title=f"Mali. {told}"), RUNNER]
            await world.pass_time(room, minutes=10)
        # The world's clock stands in 2022, the command's on the wall.
        lines = run(world, "watchlists", "near-misses", "--since", "9000d", "--json")
        lately = run(world, "watchlists", "near-misses", "--since", "1d", "--json")
    (found,) = map(json.loads, lines.stdout.splitlines())
    assert (found["watch"], found["written"]) == ("tessalit", "Tassalik")
    assert (found["articles"], sorted(found["sources"])) == (
        2,
        ["Outlet a", "Outlet b"],
    )
    assert lately.stdout == ""
