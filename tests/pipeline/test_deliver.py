"""Rounds of sends that overlap, and what one that fails leaves of the others."""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from monitor.errors import StoreError
from monitor.model import DeliveryStatus
from monitor.peers.bot_api_values import Chat
from monitor.peers.http import Reply
from monitor.pipeline.deliver import PARALLEL, deliver_due
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.poll import poll_due
from monitor.store import Tx
from monitor.store import deliveries as delivery_rows
from tests.builders import a_delivery
from tests.newsroom import CHAT, World, a_world
from tests.test_slow import attack, tell_far_too


class OnTheLoop(set[tuple[str, str]]):
    """A set that is read where it is changed, and nowhere else."""

    def __iter__(self) -> Iterator[tuple[str, str]]:
        assert threading.current_thread() is threading.main_thread()
        return super().__iter__()


async def an_attack_is_owed(world: World, room: Newsroom) -> None:
    await world.pass_time(room)
    world.outlets.feeds["/a"] = [attack("Kati", world)]
    world.clock.forward(minutes=10)
    await poll_due(room)


async def test_what_is_on_the_wire_is_read_where_it_is_changed(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await an_attack_is_owed(world, room)
        room.on_the_wire = OnTheLoop()
        assert len(await deliver_due(room)) == 1


async def test_a_replica_that_wakes_after_its_lease_sends_nothing(
    tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        a_world(tmp_path, "/a", store=postgresql_url) as world,
        world.start() as asleep,
        world.start() as awake,
    ):
        await an_attack_is_owed(world, asleep)
        wakes = stopped_after_its_claim(asleep, monkeypatch)
        late = asyncio.ensure_future(deliver_due(asleep))
        await wakes.claimed.wait()
        world.clock.forward(minutes=4)
        assert len(await deliver_due(awake)) == 1
        world.clock.forward(seconds=5)  # the chat would take another
        wakes.up.set()
        (nothing,) = await late
        assert nothing.fate == "not_sent"
        world.clock.forward(minutes=4)
        assert await deliver_due(asleep) == await deliver_due(awake) == ()
        with awake.store.read() as tx:
            (sent,) = delivery_rows.by_status(tx, DeliveryStatus.SENT)
    (message,) = world.phone()
    assert "possible repeat" in message
    assert sent.attempt_count == 2


async def test_one_that_wakes_before_anybody_took_over_sends_unmarked(
    tmp_path: Path, postgresql_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        a_world(tmp_path, "/a", store=postgresql_url) as world,
        world.start() as asleep,
        world.start() as awake,
    ):
        await an_attack_is_owed(world, asleep)
        wakes = stopped_after_its_claim(asleep, monkeypatch)
        late = asyncio.ensure_future(deliver_due(asleep))
        await wakes.claimed.wait()
        world.clock.forward(minutes=4)
        wakes.up.set()
        await late
        # Its lease began anew: nobody takes over while it waits for an answer.
        assert await deliver_due(awake) == ()
    (message,) = world.phone()
    assert "possible repeat" not in message


@dataclass
class Stop:
    """A process that the machine stops once it has committed its claims."""

    claimed: asyncio.Event = field(default_factory=asyncio.Event)
    up: asyncio.Event = field(default_factory=asyncio.Event)


def stopped_after_its_claim(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> Stop:
    run, stop = room.store.run, Stop()

    async def stopped(work: Callable[..., Any]) -> Any:
        result = await run(work)
        if not stop.claimed.is_set():
            stop.claimed.set()
            await stop.up.wait()
        return result

    monkeypatch.setattr(room.store, "run", stopped)
    return stop


class ThenCancelled(set[tuple[str, str]]):
    """A set whose first entry ends the round, before anything is handed over."""

    task: "asyncio.Task[object] | None" = None

    def update(self, *others: Iterable[tuple[str, str]]) -> None:
        super().update(*others)
        if self.task is not None:
            asyncio.get_running_loop().call_soon(self.task.cancel)


async def test_a_round_that_is_given_up_keeps_no_chat_closed(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await an_attack_is_owed(world, room)
        on_the_wire = ThenCancelled()
        room.on_the_wire = on_the_wire
        on_the_wire.task = asyncio.ensure_future(deliver_due(room))
        with pytest.raises(asyncio.CancelledError):
            await on_the_wire.task
        assert on_the_wire == set()
        on_the_wire.task = None
        world.clock.forward(minutes=4)
        await deliver_due(room)
    assert len(world.phone()) == 1


async def test_chats_that_wait_for_their_pace_hold_up_no_other(tmp_path: Path) -> None:
    chats = range(2000, 2000 + PARALLEL)
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        world.bot_api.chats |= {chat: Chat() for chat in (*chats, CHAT)}
        await owe_one_to_each(room, chats, "first")
        assert len(await deliver_due(room)) == PARALLEL
        await owe_one_to_each(room, [*chats, CHAT], "second")
        (sent,) = await deliver_due(room)
    assert sent.delivery.destination == str(CHAT)


async def test_a_channel_has_so_many_on_the_wire_and_no_more(tmp_path: Path) -> None:
    chats = range(2000, 2001 + PARALLEL)
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        world.bot_api.chats |= {chat: Chat() for chat in chats}
        await owe_one_to_each(room, chats, "one")
        room.on_the_wire |= {("desk", "3000"), ("morning", "morning")}
        assert len(await deliver_due(room)) == PARALLEL - 1
        room.on_the_wire.clear()
        assert len(await deliver_due(room)) == 2


async def owe_one_to_each(room: Newsroom, chats: Iterable[int], name: str) -> None:
    def write(tx: Tx) -> None:
        for chat in chats:
            owed = a_delivery(key=f"{name}/{chat}", destination=str(chat))
            delivery_rows.add(tx, owed)

    await room.store.run(write)


async def test_an_outcome_that_is_not_recorded_ends_no_other_send(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    failed = asyncio.Event()

    async def wait(accept: Callable[[], Reply]) -> Reply:
        reply = accept()
        await failed.wait()
        return reply

    async with a_world(tmp_path, "/a") as world:
        tell_far_too(world)
        async with world.start() as room:
            await an_attack_is_owed(world, room)
            world.bot_api.faults.append(wait)
            monkeypatch.setattr(room.store, "run", failing_once(room, failed))
            with pytest.raises(StoreError, match="disk"):
                await deliver_due(room)
            with room.store.read() as tx:
                sent = delivery_rows.by_status(tx, DeliveryStatus.SENT)
                unsettled = delivery_rows.by_status(tx, DeliveryStatus.SENDING)
    assert (len(sent), len(unsettled)) == (1, 1)


def failing_once(room: Newsroom, failed: asyncio.Event) -> Callable[..., Any]:
    """The store's `run`, whose second transaction from now on is refused."""
    run, count = room.store.run, 0

    async def faulty(work: Callable[..., Any]) -> Any:
        nonlocal count
        count += 1
        if count == 2:
            failed.set()
            raise StoreError("the disk is full")
        return await run(work)

    return faulty
