"""What a person says of two stories is done within seconds, and stays."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from monitor.cli import cli
from monitor.config import load_config
from monitor.errors import MonitorError
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.reload import Watched
from monitor.pipeline.repair import repair
from monitor.store import stories as story_rows
from tests.newsroom import Item, World, a_world
from tests.test_service import ATTACK

ELSEWHERE = Item(
    "Ségou : six civils tués par des hommes armés dans un village",
    "Des hommes à moto ont tué six civils et brûlé des greniers près de Ségou.",
)
COPY = Item(ATTACK.title, ATTACK.text, guid="copy")


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", "/b") as world:
        yield world


def run(world: World, *words: str) -> Result:
    arguments = ["stories", *words, "--config", str(world.config.path)]
    return CliRunner().invoke(
        cli, arguments, catch_exceptions=False, standalone_mode=False
    )


def say(world: World, *words: str) -> str:
    return run(world, *words).output


def exit_status(world: World, *words: str) -> int:
    status: int = run(world, *words).return_value
    return status


def members(room: Newsroom) -> dict[str, int]:
    with room.store.read() as tx:
        ids = [f"s-{n:06}" for n in range(1, 5)]
        counts = {i: len(story_rows.article_ids(tx, i)) for i in ids}
    return {i: count for i, count in counts.items() if count}


async def test_stories_merged_by_hand_are_one(world: World) -> None:
    async with world.start() as room:
        watched = Watched(room)
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK, ELSEWHERE]
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=1)
        assert members(room) == {"s-000001": 1, "s-000002": 1}
        say(world, "merge", "s-000001", "s-000002")
        await watched.reload()
        assert members(room) == {"s-000001": 2}
        assert "1 of 1 pairs hold" in say(world, "check")
        await world.pass_time(room, minutes=50)
        assert members(room) == {"s-000001": 2}
        await world.pass_time(room, hours=2)
    assert len(world.phone()) == 2
    (page,) = (world.folder / "digests").iterdir()
    assert "1 new, 0 updates" in page.read_text()
    assert "#s-000002" not in page.read_text()


async def test_a_story_is_not_merged_with_itself(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
    with pytest.raises(MonitorError, match="is one story; name another"):
        run(world, "merge", "s-000001", "s-000001")
    assert not (world.folder / "labels.jsonl").exists()


async def test_a_story_is_shown_with_the_facts_of_its_alert(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
    (alert,) = world.phone()
    shown = say(world, "show", "s-000001")
    subject, *facts = alert.splitlines()[:5]
    assert shown.splitlines()[0] == f"s-000001  {subject}"
    for fact in (*facts, "Killed 1", "Who: unknown", "SINGLE SOURCE"):
        assert fact in shown
    assert shown.splitlines()[-1].endswith(f"Outlet a: {ATTACK.title}")
    as_json = json.loads(say(world, "show", "s-000001", "--json"))
    assert as_json["event"]["place"]["id"] == "kati"
    assert as_json["event"]["killed"]["high"] == 1
    assert as_json["confidence"].startswith("SINGLE SOURCE")


async def test_what_was_said_while_nothing_ran_holds_from_the_start(
    world: World,
) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK, ELSEWHERE]
        await world.pass_time(room, minutes=10)
    say(world, "merge", "s-000001", "s-000002")
    world.config = load_config(world.config.path)
    async with world.start() as room:
        assert members(room) == {"s-000001": 2}


async def test_an_article_split_by_hand_stays_away_though_it_is_a_copy(
    world: World,
) -> None:
    async with world.start() as room:
        watched = Watched(room)
        await world.pass_time(room)
        world.outlets.feeds |= {"/a": [ATTACK], "/b": [COPY]}
        await world.pass_time(room, minutes=10)
        assert members(room) == {"s-000001": 2}
        shown = json.loads(say(world, "show", "s-000001", "--json"))
        say(world, "split", "s-000001", shown["articles"][1]["id"])
        await watched.reload()
        assert members(room) == {"s-000001": 1, "s-000002": 1}
        await repair(room)
        assert members(room) == {"s-000001": 1, "s-000002": 1}
    async with world.start() as room:
        await repair(room)
        assert members(room) == {"s-000001": 1, "s-000002": 1}
    checked = say(world, "check")
    assert "clustered anew: " in checked
    assert "1 of 1 pairs hold; clustered anew without them, 0" in checked
    assert exit_status(world, "check") == 0
    assert exit_status(world, "check", "--strict") == 1


async def test_an_original_split_by_hand_leaves_its_copy_behind(world: World) -> None:
    async with world.start() as room:
        watched = Watched(room)
        await world.pass_time(room)
        world.outlets.feeds |= {"/a": [ATTACK], "/b": [COPY]}
        await world.pass_time(room, minutes=10)
        shown = json.loads(say(world, "show", "s-000001", "--json"))
        say(world, "split", "s-000001", shown["articles"][0]["id"])
        await watched.reload()
        assert members(room) == {"s-000001": 1, "s-000002": 1}
        await repair(room)
        assert members(room) == {"s-000001": 1, "s-000002": 1}
    assert "1 of 1 pairs hold" in say(world, "check")


async def test_a_pair_that_comes_out_right_by_itself_passes_strictly(
    world: World,
) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK, ELSEWHERE]
        await world.pass_time(room, minutes=10)
    shown = [json.loads(say(world, "show", f"s-00000{n}", "--json")) for n in (1, 2)]
    one, other = (story["articles"][0]["id"] for story in shown)
    labels = world.config.path.parent / "labels.jsonl"
    labels.write_text(json.dumps({"article": one, "other": other, "same": False}))
    assert exit_status(world, "check", "--strict") == 0
    assert "1 of 1 pairs hold; clustered anew without them, 1" in say(world, "check")


async def test_pairs_that_are_no_longer_stored_do_not_hold(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
    labels = world.config.path.parent / "labels.jsonl"
    labels.write_text(json.dumps({"article": "gone", "other": "too", "same": True}))
    assert "0 of 0 pairs hold" in say(world, "check")
    assert "1 are no longer stored" in say(world, "check")
