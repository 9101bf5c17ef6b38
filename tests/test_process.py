"""`monitor run` as a process of its own: started, stopped, killed, reconfigured."""

import asyncio
import resource
import signal
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.peers.bot_api_faults import delay
from monitor.store import Store
from monitor.store import articles as article_rows
from tests.builders import NOW, an_article
from tests.newsroom import WATCHLIST, Item, World, a_world
from tests.waiting import until

PATIENCE = 30  # seconds, on a busy machine


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", interval="1s") as world:
        world.clock.now = datetime.now(UTC)
        yield world


async def started(world: World) -> asyncio.subprocess.Process:
    command = [sys.executable, "-m", "monitor", "run", "--config", world.config.path]
    with (world.folder / "log").open("ab") as lines:
        return await asyncio.create_subprocess_exec(
            *command, stderr=lines, cwd=world.folder
        )


def log(world: World) -> str:
    return (world.folder / "log").read_text()


def attack(town: str) -> Item:
    return Item(
        f"Mali : une voiture piégée explose à {town}",
        f"Deux soldats ont été tués à {town}, au Mali, dit l'armée.",
        published_at=datetime.now(UTC),
    )


async def test_sigterm_ends_it_cleanly_and_the_next_start_repeats_nothing(
    world: World,
) -> None:
    world.outlets.feeds["/a"] = [attack("Kati")]
    service = await started(world)
    await until(lambda: len(world.bot_api.sent) == 1)
    service.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(service.wait(), PATIENCE) == 0
    assert "service.stopped" in log(world)
    asked = len(world.outlets.requests)
    again = await started(world)
    await until(lambda: len(world.outlets.requests) > asked + 1)
    again.terminate()
    assert await asyncio.wait_for(again.wait(), PATIENCE) == 0
    assert len(world.bot_api.sent) == 1


async def test_sigterm_waits_for_the_answer_to_what_is_on_the_wire(
    world: World,
) -> None:
    world.bot_api.faults.append(delay(2))
    world.outlets.feeds["/a"] = [attack("Kati")]
    service = await started(world)
    await until(lambda: len(world.bot_api.sent) == 1)
    service.terminate()
    assert await asyncio.wait_for(service.wait(), PATIENCE) == 0
    with closing(sqlite3.connect(world.folder / "monitor.db")) as database:
        fates = database.execute("SELECT fate FROM attempt").fetchall()
    assert fates == [("sent",)]


async def test_kill_9_before_the_answer_repeats_the_message_and_says_so(
    world: World,
) -> None:
    world.bot_api.faults.append(delay(60))
    world.outlets.feeds["/a"] = [attack("Kati")]
    service = await started(world)
    await until(lambda: len(world.bot_api.sent) == 1)
    service.kill()
    await service.wait()
    world.clock.forward(seconds=5)  # the Bot API counts a second between two messages
    again = await started(world)
    await until(lambda: len(world.bot_api.sent) == 2)
    again.terminate()
    assert await asyncio.wait_for(again.wait(), PATIENCE) == 0
    assert ["possible repeat" in text for text in world.phone()] == [False, True]


async def test_a_feed_that_hangs_holds_up_no_round_of_polls(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", "/b", interval="1s") as world:
        world.outlets.hanging["/b"] = answered = asyncio.Event()
        service = await started(world)
        await until(lambda: len(world.outlets.requests) == 2)
        world.outlets.feeds["/a"] = [attack("Kati")]
        await until(lambda: len(world.bot_api.sent) == 1)
        assert [request.path for request in world.outlets.requests].count("/b") == 1
        answered.set()
        service.terminate()
        assert await asyncio.wait_for(service.wait(), PATIENCE) == 0


async def test_a_second_process_on_one_database_is_refused(world: World) -> None:
    first = await started(world)
    await until(lambda: bool(world.outlets.requests))
    second = await started(world)
    assert await asyncio.wait_for(second.wait(), PATIENCE) == 1
    assert "Traceback" not in log(world)
    first.terminate()
    assert await asyncio.wait_for(first.wait(), PATIENCE) == 0


async def test_a_changed_watchlist_is_taken_up_and_a_broken_one_is_not(
    world: World,
) -> None:
    service = await started(world)
    await until(lambda: bool(world.outlets.requests))
    file = world.folder / "watchlists/sahel.toml"
    file.write_text(WATCHLIST + '[[place]]\nid = "nara"\n')
    await until(lambda: "config.kept" in log(world))
    assert "names: is missing; write names = {" in log(world)
    nara = '[[place]]\nid = "nara"\nnames = ["Nara"]\ncountry = "ML"\n'
    file.write_text(WATCHLIST + nara)
    await until(lambda: "config.reloaded" in log(world))
    world.outlets.feeds["/a"] = [attack("Nara")]
    await until(lambda: len(world.bot_api.sent) == 1)
    assert "Nara" in world.phone()[0]
    service.terminate()
    assert await asyncio.wait_for(service.wait(), PATIENCE) == 0


async def test_a_start_clears_out_what_is_too_old(world: World) -> None:
    with closing(Store.open(world.config.store_url)) as store, store.begin() as tx:
        article_rows.add(tx, an_article(), ["guid:1"], now=NOW)
    service = await started(world)
    await until(lambda: "articles.pruned" in log(world))
    service.terminate()
    assert await asyncio.wait_for(service.wait(), PATIENCE) == 0


async def test_no_secret_reaches_the_log(world: World) -> None:
    world.bot_api.chats.clear()
    world.outlets.feeds["/a"] = [attack("Kati")]
    service = await started(world)
    await until(lambda: "delivery.parked" in log(world))
    service.terminate()
    await asyncio.wait_for(service.wait(), PATIENCE)
    assert world.bot_api.token not in log(world)


async def test_without_file_handles_it_waits_and_loses_nothing(world: World) -> None:
    service = await started(world)
    await until(lambda: bool(world.outlets.requests))
    before = resource.prlimit(service.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(service.pid, resource.RLIMIT_NOFILE, (4, before[1]))
    world.outlets.feeds["/a"] = [attack("Kati")]
    await until(lambda: "Too many open files" in log(world))
    assert world.bot_api.sent == []
    resource.prlimit(service.pid, resource.RLIMIT_NOFILE, before)
    await until(lambda: len(world.bot_api.sent) == 1)
    assert "Kati" in world.phone()[0]
    service.terminate()
    assert await asyncio.wait_for(service.wait(), PATIENCE) == 0
