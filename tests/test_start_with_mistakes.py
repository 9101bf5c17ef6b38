"""A mistake in a list is no end: a start goes on with the lists last taken up."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli import cli
from monitor.errors import ConfigError
from monitor.pipeline.kept import load_or_kept
from monitor.pipeline.reload import Watched
from monitor.store import Store
from monitor.store import lists as list_rows
from tests.newsroom import Item, World, a_world

BROKEN = "\n[[place]]\nid = 7\n"
ATTACK = "Mali : une voiture piégée explose devant le camp militaire de Kati"


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    """A service that ran, and a watchlist that was broken since."""
    async with a_world(tmp_path, "/a") as world:
        world.clock.now = datetime.now(UTC)
        async with world.start() as room:
            await world.pass_time(room)
        spoil(world.folder / "watchlists/sahel.toml")
        yield world


def spoil(file: Path) -> None:
    file.write_text(file.read_text() + BROKEN)


def mend(file: Path) -> None:
    file.write_text(file.read_text().removesuffix(BROKEN))


async def asked(world: World, *words: str) -> tuple[int | None, str]:
    """A command in a process of its own: the peers answer from this one."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "monitor", *words, "--config", world.config.path),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    printed, _ = await process.communicate()
    return process.returncode, printed.decode()


def look(world: World, *words: str) -> Result:
    arguments = [*words, "--config", str(world.config.path)]
    return CliRunner().invoke(cli, arguments, catch_exceptions=False)


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("watchlists/sahel.toml", BROKEN),
        ("feeds.toml", '[[feed]]\nurl = "outlet"\nsource = "Outlet"\n'),
        ("labels.jsonl", "{}\n"),
    ],
)
async def test_a_pass_begins_with_the_lists_last_taken_up_and_says_so(
    tmp_path: Path, file: str, text: str
) -> None:
    async with a_world(tmp_path, "/a") as world:
        world.clock.now = datetime.now(UTC)
        status, first = await asked(world, "once")
        assert (status, "config.kept" in first) == (0, False)
        with (world.folder / file).open("a") as edited:
            edited.write(text)
        status, told = await asked(world, "once")
        assert status == 0
        assert "config.kept" in told
        assert file in told
        world.outlets.feeds["/a"] = [Item(ATTACK, published_at=world.clock.now)]
        world.config = load_or_kept(world.config.path, to_run=True)
        async with world.start() as room:
            await world.pass_time(room, minutes=10)
    (call,) = world.phone()
    assert "Kati" in call


async def test_where_nothing_was_ever_taken_up_the_mistake_ends_it(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a") as world:
        spoil(world.folder / "watchlists/sahel.toml")
        status, told = await asked(world, "run")
        assert status == 2
        assert "sahel.toml" in told
        with pytest.raises(ConfigError, match=r"sahel\.toml"):
            look(world, "status")


async def test_a_mistake_in_monitor_toml_ends_it(world: World) -> None:
    world.config.path.write_text("chanel = []\n" + world.config.path.read_text())
    with pytest.raises(ConfigError, match='did you mean "channel"'):
        load_or_kept(world.config.path, to_run=True)


async def test_kept_lists_name_no_channel_that_is_gone(world: World) -> None:
    settings = world.config.path.read_text()
    world.config.path.write_text(settings.replace('id = "morning"', 'id = "evening"'))
    with pytest.raises(ConfigError, match=r"sahel\.toml"):
        load_or_kept(world.config.path, to_run=True)


async def test_status_and_the_operator_are_told_until_it_is_mended(
    world: World,
) -> None:
    with world.config.path.open("a") as settings:
        settings.write('[operator]\nalert_to = ["desk"]\n')
    world.config = load_or_kept(world.config.path, to_run=True)
    async with world.start() as room:
        watched = Watched(room)
        await world.pass_time(room)
        shown = look(world, "status")
        assert shown.exit_code == 1
        assert "TROUBLE the configuration: the one before is still in use" in (
            shown.stdout
        )
        mend(world.folder / "watchlists/sahel.toml")
        assert await watched.reload()
        await world.pass_time(room, minutes=16)
        assert "TROUBLE the configuration" not in look(world, "status").stdout
    broken, mended = world.phone()
    assert "the configuration: not taken up" in broken
    assert "well again" in mended


async def test_without_an_operator_status_is_told_all_the_same(world: World) -> None:
    world.config = load_or_kept(world.config.path, to_run=True)
    async with world.start() as room:
        await world.pass_time(room)
    shown = look(world, "status")
    assert "TROUBLE the configuration" in shown.stdout
    assert world.phone() == []


@pytest.mark.parametrize(
    "words",
    [
        ("status", "--json"),
        ("stories", "list"),
        ("deliveries", "list"),
        ("feeds", "list", "--json"),
        ("digest", "--preview", "page.html"),
    ],
)
async def test_what_is_read_from_the_store_is_shown_with_a_warning(
    world: World, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(world.folder)
    shown = look(world, *words)
    warning = shown.stderr.splitlines()[0]
    assert warning.startswith(f"monitor: {world.folder}/watchlists/sahel.toml:")
    assert warning.endswith("; the lists last taken up stand in")
    if "--json" in words:
        assert json.loads(shown.stdout)


async def test_explain_answers_beside_a_broken_watchlist(world: World) -> None:
    mend(world.folder / "watchlists/sahel.toml")
    async with world.start() as room:
        at = world.clock.now
        world.outlets.feeds["/a"] = [Item(ATTACK, guid="k", published_at=at)]
        await world.pass_time(room, minutes=10)
    spoil(world.folder / "watchlists/sahel.toml")
    shown = look(world, "explain", "https://outlet.example/k")
    assert "first_report" in shown.stdout
    assert "sahel.toml" in shown.stderr


async def test_check_fails_as_before(world: World) -> None:
    status, told = await asked(world, "check")
    assert status == 2
    assert "sahel.toml" in told


async def test_lists_of_another_program_are_no_lists(world: World) -> None:
    with closing(Store.open(world.config.store_url)) as store:
        with store.begin() as tx:
            list_rows.keep(tx, world.config.lists)
            assert list_rows.kept(tx) == world.config.lists
            tx.exec_driver_sql("""UPDATE kept_lists SET lists = '{"feeds": 5}'""")
        with store.read() as tx:
            assert list_rows.kept(tx) is None


async def test_a_reload_keeps_what_it_took_up(world: World) -> None:
    mend(world.folder / "watchlists/sahel.toml")
    async with world.start() as room:
        watched = Watched(room)
        file = world.folder / "watchlists/sahel.toml"
        file.write_text(file.read_text().replace("Ségou", "Djenné"))
        assert await watched.reload()
    spoil(world.folder / "watchlists/sahel.toml")
    (watchlist,) = load_or_kept(world.config.path, to_run=True).watchlists
    assert "Djenné" in [watch.label for watch in watchlist.watches]
