"""A feed that fails is asked less and less often, until a person says: now."""

import json
import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.app import utc_now
from monitor.cli import cli
from monitor.errors import MonitorError
from monitor.pipeline.reload import Watched
from tests.newsroom import World, a_world


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A feed that is gone, asked every six hours by now; the service is stopped."""
    async with a_world(tmp_path, "/a", "/b") as world:
        world.clock.now = utc_now() - timedelta(hours=70)
        del world.outlets.feeds["/a"]
        async with world.start() as room:
            for _ in range(10):
                await world.pass_time(room, hours=7)
        world.outlets.requests.clear()
        yield world


def run(world: World, *words: str) -> Result:
    arguments = ["feeds", *words, "--config", str(world.config.path)]
    return CliRunner(env={"COLUMNS": "200"}).invoke(cli, arguments)


def asked(world: World) -> list[str]:
    return [request.path for request in world.outlets.requests]


async def test_the_list_says_when_a_feed_is_asked_next(world: World) -> None:
    _, *rows = run(world, "list").stdout.splitlines()
    (row,) = [row for row in rows if row.startswith("Outlet a")]
    assert re.search(r" in (6|6\.\d|5\.9) h +10 .*HTTP 404", row)
    run(world, "retry", "Outlet a")
    assert re.search(r"Outlet a .* due +10 ", run(world, "list").stdout)


async def test_a_feed_that_is_retried_is_asked_with_the_next_round(
    world: World,
) -> None:
    world.clock.now = utc_now()
    async with world.start() as room:
        await world.pass_time(room, minutes=1)
    assert "/a" not in asked(world)
    assert run(world, "retry", f"{world.web_url}/a").stdout == "1 feed due now\n"
    world.outlets.feeds["/a"] = []
    async with world.start() as room:
        await world.pass_time(room, minutes=1)
    assert asked(world).count("/a") == 1
    listed = json.loads(run(world, "list", "--json").stdout)["feeds"]
    assert [feed["failure_count"] for feed in listed] == [0, 0]


async def test_a_feed_may_be_named_by_its_outlet(world: World) -> None:
    assert run(world, "retry", "Outlet a", "Outlet b").stdout == "2 feeds due now\n"


async def test_a_feed_that_is_none_is_named_and_nothing_done(world: World) -> None:
    before = run(world, "list", "--json").stdout
    result = run(world, "retry", "Outlet a", "Outlet c")
    assert isinstance(result.exception, MonitorError)
    assert "Outlet c: no such feed; `monitor feeds list` has them" in str(
        result.exception
    )
    assert run(world, "list", "--json").stdout == before


async def test_beside_a_running_service_nothing_is_written(world: World) -> None:
    async with world.start():
        result = run(world, "retry", "Outlet a")
    assert "stop it first" in str(result.exception)


async def test_a_feed_under_a_new_address_is_asked_at_once(world: World) -> None:
    world.clock.now = utc_now()
    async with world.start() as room:
        watched = Watched(room)
        feeds = world.folder / "feeds.toml"
        feeds.write_text(feeds.read_text().replace('/a"', '/new"'))
        world.outlets.feeds["/new"] = []
        assert await watched.reload()
        await world.pass_time(room, seconds=1)
    assert asked(world).count("/new") == 1
