"""What is parked or waits is listed, and retried or dropped by a person."""

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.app import utc_now
from monitor.cli import cli
from monitor.errors import MonitorError
from monitor.model import DeliveryStatus
from monitor.peers.bot_api_values import Chat, ChatState
from monitor.store import Store, deliveries, parked
from tests.builders import NOW, a_delivery
from tests.newsroom import CHAT, World, a_world
from tests.test_service import ATTACK


@pytest.fixture
async def blocked(tmp_path: Path) -> AsyncIterator[World]:
    """A call to a chat that blocks the bot; the service is stopped."""
    async with a_world(tmp_path, "/a") as world:
        world.bot_api.chats[CHAT] = Chat(state=ChatState.BLOCKED)
        world.clock.now = utc_now() - timedelta(hours=1)
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [replace(ATTACK, published_at=world.clock())]
            await world.pass_time(room, minutes=10)
        yield world


def run(world: World, *words: str) -> Result:
    arguments = [*words, "--config", str(world.config.path)]
    return CliRunner().invoke(cli, arguments)


def listed(world: World) -> list[dict[str, str]]:
    lines = run(world, "deliveries", "list", "--json").stdout.splitlines()
    return [json.loads(text) for text in lines]


async def test_what_is_parked_is_listed_with_its_reason(blocked: World) -> None:
    (parked,) = listed(blocked)
    assert (parked["status"], parked["destination"]) == ("parked", str(CHAT))
    assert "blocked" in parked["failure"]
    text = run(blocked, "deliveries", "list").stdout
    assert text.startswith(parked["key"])
    assert "Kati" in text


async def test_what_is_retried_goes_out(blocked: World) -> None:
    (parked,) = listed(blocked)
    assert run(blocked, "deliveries", "retry", parked["key"]).exit_code == 0
    blocked.bot_api.chats[CHAT] = Chat()
    blocked.clock.now = utc_now() + timedelta(minutes=1)
    async with blocked.start() as room:
        await blocked.pass_time(room)
    (message,) = blocked.phone()
    assert "Kati" in message
    assert listed(blocked) == []


async def test_what_is_dropped_is_not_sent_and_in_trouble_no_more(
    blocked: World,
) -> None:
    (parked,) = listed(blocked)
    assert "TROUBLE desk" in run(blocked, "status").stdout
    assert run(blocked, "deliveries", "drop", parked["key"]).exit_code == 0
    status = run(blocked, "status").stdout
    assert "TROUBLE desk" not in status
    assert "1 dropped" in status
    blocked.bot_api.chats[CHAT] = Chat()
    async with blocked.start() as room:
        await blocked.pass_time(room, hours=2)
    assert blocked.phone() == []


@pytest.mark.parametrize("command", ["retry", "drop"])
async def test_a_key_that_is_none_is_named_and_nothing_done(
    blocked: World, command: str
) -> None:
    (parked,) = listed(blocked)
    result = run(blocked, "deliveries", command, parked["key"], "alert:nothing")
    assert isinstance(result.exception, MonitorError)
    assert "alert:nothing: is n" in str(result.exception)
    assert listed(blocked) == [parked]


async def test_beside_a_running_service_nothing_is_written(blocked: World) -> None:
    (parked,) = listed(blocked)
    async with blocked.start():
        result = run(blocked, "deliveries", "drop", parked["key"])
        assert "stop it first" in str(result.exception)
        assert listed(blocked) == [parked]


def test_what_may_have_arrived_is_retried_with_its_mark(store: Store) -> None:
    given_up = a_delivery(status=DeliveryStatus.PARKED, unknown_count=4)
    with store.begin() as tx:
        deliveries.add(tx, given_up)
        deliveries.add(tx, replace(given_up, key="refused", unknown_count=0))
        deliveries.add(tx, a_delivery(key="waits", next_attempt_at=NOW))
        later = NOW + timedelta(days=3)
        keys = [given_up.key, "refused", "waits"]
        assert parked.retry(tx, keys, now=later) == {given_up.key, "refused"}
        (unknown,) = deliveries.by_status(tx, DeliveryStatus.UNKNOWN)
        pending = deliveries.by_status(tx, DeliveryStatus.PENDING)
    assert (unknown.unknown_count, unknown.next_attempt_at) == (1, later)
    assert [delivery.key for delivery in pending] == ["refused", "waits"]
