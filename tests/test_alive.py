"""Signs of life: only of progress, and with nothing secret in them."""

import asyncio
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from monitor.alive import Pulse, ping, show_life
from monitor.app import guarded
from monitor.errors import StoreError
from monitor.peers.bot_api_values import Chat, ChatState
from monitor.peers.http import Reply
from monitor.systemd import notify
from tests.newsroom import CHAT, Item, World, a_world

SWITCH = "/ping/5f2c-canary-of-the-switch"
ATTACK = Item("Mali : un soldat tué dans l'attaque du camp de Kati, près de Bamako")


@pytest.fixture
def systemd() -> Iterator[socket.socket]:
    """What systemd reads from; its path is in ``getsockname``."""
    # Not pytest's own directory: the path of a socket has at most 107 bytes (unix(7)).
    with (
        TemporaryDirectory(prefix="monitor-") as folder,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire,
    ):
        wire.bind(f"{folder}/notify")
        wire.setblocking(False)
        yield wire


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    more = '[operator]\nping_file = "ping.url"\n'
    async with a_world(tmp_path, "/a", more=more) as world:
        world.outlets.pages[SWITCH] = Reply(body=b"OK")
        world.outlets.pages[f"{SWITCH}/fail"] = Reply(body=b"OK")
        (tmp_path / "ping.url").touch(mode=0o600)
        (tmp_path / "ping.url").write_text(f"{world.web_url}{SWITCH}\n")
        yield world


def pings(world: World) -> list[str]:
    paths = [request.path for request in world.outlets.requests]
    return [path.removeprefix(SWITCH) for path in paths if path.startswith(SWITCH)]


# systemd


def test_systemd_is_told_in_one_datagram(systemd: socket.socket) -> None:
    environ = {"NOTIFY_SOCKET": systemd.getsockname()}
    assert notify("READY=1", "STATUS=polling", environ=environ)
    assert systemd.recv(1000) == b"READY=1\nSTATUS=polling"


def test_an_abstract_socket_is_written_with_an_at_sign() -> None:
    name = f"monitor-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as wire:
        wire.bind(f"\0{name}")
        assert notify("WATCHDOG=1", environ={"NOTIFY_SOCKET": f"@{name}"})
        assert wire.recv(1000) == b"WATCHDOG=1"


@pytest.mark.parametrize("address", ["", "relative", "/nobody/listens/here"])
def test_without_systemd_nothing_is_told(address: str) -> None:
    assert not notify("READY=1", environ={"NOTIFY_SOCKET": address} if address else {})


async def test_the_service_says_when_it_is_ready_and_when_it_stops(
    world: World, systemd: socket.socket
) -> None:
    service = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "monitor", "run", "--config", world.config.path,
        env={**os.environ, "NOTIFY_SOCKET": systemd.getsockname()},
        stderr=asyncio.subprocess.DEVNULL, cwd=world.folder,
    )  # fmt: skip
    loop = asyncio.get_running_loop()
    async with asyncio.timeout(30):
        assert await loop.sock_recv(systemd, 1000) == b"READY=1"
        service.send_signal(signal.SIGTERM)
        assert await loop.sock_recv(systemd, 1000) == b"STOPPING=1"
        assert await service.wait() == 0


# Progress


def test_life_is_shown_only_after_a_round_of_each() -> None:
    pulse = Pulse()
    pulse.beat("poll")
    pulse.beat("poll")
    assert not pulse.take()
    pulse.beat("deliver")
    assert pulse.take()
    assert not pulse.take()


@pytest.mark.parametrize(
    ("end", "lives"),
    [(None, True), (StoreError("disk full"), True), (ZeroDivisionError(), False)],
)
async def test_a_round_that_crashes_is_no_progress(
    end: Exception | None, lives: bool
) -> None:
    async def job() -> None:
        if end is not None:
            raise end

    pulse = Pulse()
    for name in ("poll", "deliver"):
        await guarded(name, job, set(), pulse)()
    assert pulse.take() is lives


async def test_a_round_that_hangs_stops_the_signs_of_life(
    world: World, systemd: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", systemd.getsockname())
    async with world.start() as room:
        pulse = Pulse()
        pulse.beat("deliver")
        assert not await show_life(room, pulse)
        assert pings(world) == []
        pulse.beat("poll")
        assert await show_life(room, pulse)
    assert systemd.recv(1000) == b"WATCHDOG=1"
    with pytest.raises(BlockingIOError):
        systemd.recv(1000)
    assert pings(world) == [""]


# The dead-man's switch


async def test_the_switch_is_asked_after_a_good_round(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        await world.pass_time(room, minutes=5)
    assert pings(world) == ["", ""]


async def test_the_switch_hears_of_trouble(world: World) -> None:
    world.bot_api.chats[CHAT] = Chat(state=ChatState.BLOCKED)
    world.outlets.feeds["/a"] = [ATTACK]
    async with world.start() as room:
        await world.pass_time(room)
    assert pings(world) == ["/fail"]


async def test_a_switch_out_of_reach_stops_nothing_and_stays_secret(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    world.outlets.pages[SWITCH] = Reply(status=500)
    world.outlets.feeds["/a"] = [ATTACK]
    async with world.start() as room:
        await world.pass_time(room)
        assert await ping(room) == "unreachable"
    assert len(world.phone()) == 1
    # httpx, at DEBUG, is kept from logging by `logs.setup`: see test_secrets.
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("monitor")]
    assert "ping.failed reason=http_5xx" in ours
    assert not any("canary" in line for line in ours)


async def test_a_switch_whose_file_is_gone_is_logged(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    (world.folder / "ping.url").unlink()
    async with world.start() as room:
        assert await ping(room) is None
    assert "ping.failed" in caplog.text


async def test_without_a_switch_nobody_is_asked(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await world.pass_time(room)
        assert await ping(room) is None
        assert {request.path for request in world.outlets.requests} == {"/a"}


async def test_the_switch_may_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        world.outlets.pages[SWITCH] = Reply(body=b"OK")
        monkeypatch.setenv("MONITOR_OPERATOR_PING", f"{world.web_url}{SWITCH}")
        assert await ping(room) == "ok"
