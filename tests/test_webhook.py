"""The service between real peers, one of them a webhook: told once, or kept."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from monitor.cli import cli
from monitor.peers.http import Reply, Request
from tests.builders import NOW
from tests.canaries import SIGNING_KEY, WEBHOOK_PATH
from tests.newsroom import WATCHLIST, Item, World, a_world
from tests.waiting import until

ATTACK = Item(
    title="Mali : une voiture piégée explose devant le camp militaire de Kati",
    text="Un soldat a été tué vendredi à l'aube à Kati, près de Bamako, dit l'armée.",
)
WORSE = Item(
    "Attaque de Kati : le bilan passe à trois morts",
    "Trois personnes ont été tuées dans l'attaque du camp militaire de Kati.",
    published_at=NOW + timedelta(minutes=15),
)
ALERTED = WATCHLIST.replace('alert_to = ["desk"]', 'alert_to = ["morning"]')
#: What stands between the quotes of the channel's type.
BY_WEBHOOK = 'webhook"\nurl_file = "chat.url"\nkey_file = "chat.key'
OPERATOR = '[operator]\nalert_to = ["desk"]\n'


def hide(world: World, name: str, value: str) -> None:
    (world.folder / name).touch(mode=0o600)
    (world.folder / name).write_text(value)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A webhook gets the calls and the digest, the phone what the operator is told."""
    async with a_world(
        tmp_path, "/a", "/b", watchlist=ALERTED, morning=BY_WEBHOOK, more=OPERATOR
    ) as world:
        hide(world, "chat.url", f"{world.web_url}{WEBHOOK_PATH}")
        hide(world, "chat.key", SIGNING_KEY)
        world.outlets.pages[WEBHOOK_PATH] = Reply(body=b"ok")
        yield world


def posts(world: World) -> list[Request]:
    return [request for request in world.outlets.requests if request.method == "POST"]


def told(world: World) -> list[dict[str, Any]]:
    return [json.loads(request.body)["data"] for request in posts(world)]


async def test_a_call_its_update_and_the_digest_are_posted_once(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        world.outlets.feeds["/b"] = [WORSE]
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=40)
    async with world.start() as room:
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, hours=2)
    call, update, digest = told(world)
    assert "Kati" in call["subject"]
    assert call["reply_to"] is None
    assert "UPDATE" in update["subject"]
    assert update["reply_to"] == call["id"]
    assert "digest" in digest["subject"]
    assert world.phone() == []


async def test_a_lost_answer_is_repeated_once_marked_and_known_again(
    world: World,
) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.pages[WEBHOOK_PATH] = Reply(raw=b"")
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        world.outlets.pages[WEBHOOK_PATH] = Reply(body=b"ok")
        await world.pass_time(room, minutes=1)
        await world.pass_time(room, minutes=10)
    first, second = told(world)
    assert first["id"] == second["id"]
    assert (first["repeat"], second["repeat"]) == (False, True)


async def test_a_crash_after_the_post_is_repeated_marked_and_known_again(
    world: World,
) -> None:
    world.outlets.hanging[WEBHOOK_PATH] = asyncio.Event()
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        dying = asyncio.create_task(world.pass_time(room, minutes=10))
        await until(lambda: bool(posts(world)))
        dying.cancel()
        with pytest.raises(asyncio.CancelledError):
            await dying
    world.outlets.hanging.clear()
    async with world.start() as room:
        await world.pass_time(room, minutes=4)
        await world.pass_time(room, minutes=4)
    before, after = posts(world)
    assert before.header("webhook-id") == after.header("webhook-id")
    assert [data["repeat"] for data in told(world)] == [False, True]


async def test_while_the_webhook_is_closed_the_queue_is_kept_and_the_operator_told(
    world: World,
) -> None:
    new = "/hooks/the-new-one"
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.pages[WEBHOOK_PATH] = Reply(status=410, body=b"no_service")
        world.outlets.feeds["/a"] = [ATTACK]
        for _ in range(6):
            await world.pass_time(room, minutes=10)
        world.outlets.pages[new] = Reply(body=b"ok")
        hide(world, "chat.url", f"{world.web_url}{new}")
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=20)
    taken = [request for request in posts(world) if request.path == new]
    assert any(b"Kati" in request.body for request in taken)
    locked, well = world.phone()
    assert "morning: locked out" in locked
    assert "has closed this webhook" in locked
    assert "HTTP 410, no_service" in locked
    assert "morning" in well
    assert WEBHOOK_PATH not in locked + well


async def test_a_pause_that_is_asked_for_is_kept(world: World) -> None:
    busy = Reply(status=429, headers=(("retry-after", "600"),))
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.pages[WEBHOOK_PATH] = busy
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        world.outlets.pages[WEBHOOK_PATH] = Reply(body=b"ok")
        await world.pass_time(room, minutes=9)
        assert len(posts(world)) == 1
        await world.pass_time(room, minutes=2)
    assert [data["repeat"] for data in told(world)] == [False, False]


async def test_check_looks_and_posts_nothing(world: World) -> None:
    command = ["check", "--config", str(world.config.path)]
    shown = await asyncio.to_thread(CliRunner().invoke, cli, [*command, "--live"])
    assert posts(world) == []
    for line in ("morning: url", "morning: key", "morning: webhook 127.0.0.1"):
        assert line in shown.output
    (world.folder / "chat.url").unlink()
    without = CliRunner().invoke(cli, command)
    assert without.exit_code == 1
    assert WEBHOOK_PATH not in shown.output + without.output
