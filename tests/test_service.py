"""The service between real peers: what reaches the phone, and what does not."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.model import DeliveryStatus
from monitor.peers.bot_api_faults import bad_gateway, delay, flood, migrate
from monitor.peers.bot_api_values import Chat, ChatState
from monitor.pipeline.reload import Watched
from monitor.store import deliveries as delivery_rows
from tests.builders import NOW
from tests.newsroom import CHAT, Item, World, a_world
from tests.waiting import until

ATTACK = Item(
    title="Mali : une voiture piégée explose devant le camp militaire de Kati",
    text="Un soldat a été tué vendredi à l'aube à Kati, près de Bamako, dit l'armée.",
)
#: The same event in the words of twenty outlets, half of them an agency's.
WIRE = (
    "Un soldat malien a été tué et six personnes ont été blessées vendredi à l'aube "
    "dans une attaque à la voiture piégée contre le camp militaire de Kati, la "
    "ville-garnison proche de Bamako, a annoncé l'état-major dans un communiqué. (AFP)"
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", "/b") as world:
        yield world


async def test_an_attack_is_told_once_with_its_facts(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=10)
    (message,) = world.phone()
    first_line = message.splitlines()[0]
    assert "Kati" in first_line
    assert "Mali" in first_line
    assert "Killed 1" in message
    assert "Central Sahel / Kati" in message
    assert "https://outlet.example/" in str(world.bot_api.sent[0].entities)


async def test_twenty_outlets_with_one_event_make_one_message(tmp_path: Path) -> None:
    paths = [f"/{n}" for n in range(20)]
    async with a_world(tmp_path, *paths) as world, world.start() as room:
        await world.pass_time(room)
        for number, path in enumerate(paths):
            title = f"{ATTACK.title} ({number})" if number % 3 else ATTACK.title
            item = Item(title, WIRE if number % 2 else ATTACK.text, guid=path)
            world.outlets.feeds[path] = [item]
            if number % 5 == 0:
                await world.pass_time(room, minutes=6)
        await world.pass_time(room, minutes=6)
        await world.pass_time(room, hours=2)
    assert len(world.phone()) == 1


async def test_a_restart_sends_nothing_again(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
    copy = Item(ATTACK.title, ATTACK.text, guid="elsewhere")
    world.outlets.feeds["/b"] = [copy]
    async with world.start() as room:
        await world.pass_time(room, minutes=10)
    assert len(world.phone()) == 1


async def test_a_toll_that_rises_is_told_after_the_cooldown(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        worse = Item(
            "Attaque de Kati : le bilan passe à trois morts",
            "Trois personnes ont été tuées dans l'attaque du camp militaire de Kati.",
            published_at=NOW + timedelta(minutes=15),
        )
        world.outlets.feeds["/b"] = [worse]
        await world.pass_time(room, minutes=10)
        assert len(world.phone()) == 1
        await world.pass_time(room, minutes=40)
    _, update = world.phone()
    assert "UPDATE" in update.splitlines()[0]
    assert "killed 1 -> 1-3" in update
    assert world.bot_api.sent[1].reply_to == world.bot_api.sent[0].message_id


async def test_a_burst_of_fifty_alerts_is_told_whole_and_folded(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await world.pass_time(room)
        # Fifty towns, each attacked in its own words.
        watchlist = world.folder / "watchlists/sahel.toml"
        towns = [f"Bourg-{chr(65 + n // 10)}{chr(97 + n % 10) * 3}" for n in range(50)]
        places = "".join(
            f'[[place]]\nid = "t{n}"\nnames = ["{town}"]\ncountry = "ML"\n'
            for n, town in enumerate(towns)
        )
        watchlist.write_text(watchlist.read_text() + places)
        watched = Watched(room)
        watchlist.touch()
        await watched.reload()
        world.outlets.feeds["/a"] = [
            Item(
                f"Attaque contre {town} : {n + 2} civils tués",
                f"Des hommes armés ont tué {n + 2} civils à {town}, au Mali.",
            )
            for n, town in enumerate(towns)
        ]
        world.bot_api.faults.extend([flood(35), flood(5)])
        await world.pass_time(room, minutes=10)
        for _ in range(200):
            await world.pass_time(room, seconds=1)
    told = " ".join(world.phone())
    assert [town for town in towns if town not in told] == []
    assert len(world.phone()) <= 30
    assert sum("in one message" in text for text in world.phone()) == 1
    assert world.bot_api.refused == []  # our own pace never met the server's limits


async def test_a_first_poll_alerts_only_on_what_is_young(world: World) -> None:
    old = Item("Mali : attaque du camp de Kati, deux soldats tués", guid="old",
               published_at=NOW - timedelta(days=3))  # fmt: skip
    undated = Item("Kati, Mali : explosion au camp, un mort", published_at=None)
    world.outlets.feeds["/a"] = [old, undated, ATTACK]
    async with world.start() as room:
        await world.pass_time(room)
    (message,) = world.phone()
    assert ATTACK.title in message or ATTACK.text[:30] in message


async def test_changed_guids_alert_nobody(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        world.outlets.feeds["/a"] = [Item(ATTACK.title, ATTACK.text, guid="new")]
        await world.pass_time(room, minutes=10)
    assert len(world.phone()) == 1


async def test_a_lost_answer_is_repeated_once_and_marked(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        world.bot_api.faults.append(bad_gateway)
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=1)
        await world.pass_time(room, minutes=30)
    first, repeat = world.phone()
    assert "possible repeat" not in first
    assert "possible repeat" in repeat


async def test_a_reload_while_a_message_is_on_the_wire_changes_nothing_about_it(
    world: World,
) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        watched = Watched(room)
        file = world.folder / "watchlists/sahel.toml"
        file.write_text(file.read_text().replace("Central Sahel", "Sahel"))
        world.outlets.feeds["/a"] = [ATTACK]
        world.bot_api.faults.append(delay(0.2))
        passing = asyncio.ensure_future(world.pass_time(room, minutes=6))
        await until(lambda: bool(world.bot_api.sent))
        assert await watched.reload()
        assert not passing.done()
        await passing
        await world.pass_time(room, hours=1)
    assert len(world.phone()) == 1


async def test_a_migrated_chat_is_followed(world: World) -> None:
    moved = -100200300
    world.bot_api.chats[moved] = Chat()
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        world.bot_api.faults.append(migrate(moved))
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=1)
    assert [sent.chat_id for sent in world.bot_api.sent] == [moved]


async def test_a_blocked_chat_is_parked_and_shown(world: World) -> None:
    world.bot_api.chats[CHAT] = Chat(state=ChatState.BLOCKED)
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        with room.store.read() as tx:
            (parked,) = delivery_rows.by_status(tx, DeliveryStatus.PARKED)
    assert "blocked" in (parked.failure or "")
    assert world.phone() == []


async def test_one_digest_a_day_is_written(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, hours=2)
        await world.pass_time(room, hours=1)
    (page,) = (world.folder / "digests").iterdir()
    assert page.name == "digest-2022-07-22@morning.html".replace("@", "-")
    text = page.read_text()
    assert "1 new, 0 updates" in text
    assert "2 of 2 feeds healthy" in text


async def test_a_failing_feed_stands_in_the_digest(world: World) -> None:
    del world.outlets.feeds["/b"]
    async with world.start() as room:
        await world.pass_time(room)
        for _ in range(8):
            await world.pass_time(room, hours=4)
    page = max((world.folder / "digests").iterdir())
    assert "1 of 2 feeds healthy" in page.read_text()
    assert "Outlet b" in page.read_text()


async def test_it_runs_on_postgresql_too(tmp_path: Path, postgresql_url: str) -> None:
    async with a_world(tmp_path, "/a", store=postgresql_url) as world:
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [ATTACK]
            await world.pass_time(room, minutes=10)
        async with world.start() as room:
            await world.pass_time(room, minutes=10)
    assert len(world.phone()) == 1


async def test_two_processes_on_one_database_open_one_story(
    tmp_path: Path, postgresql_url: str
) -> None:
    async with (
        a_world(tmp_path, "/a", "/b", store=postgresql_url) as world,
        world.start() as first,
        world.start() as second,
    ):
        await world.pass_time(first)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(first, minutes=10)
        world.outlets.feeds["/b"] = [Item(ATTACK.title, ATTACK.text, guid="b")]
        await world.pass_time(second, minutes=10)
    assert len(world.phone()) == 1


async def test_a_sent_message_is_kept_up_to_date_without_a_sound(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [ATTACK]
        await world.pass_time(room, minutes=10)
        first = world.bot_api.sent[0]
        assert "1 outlet," in first.text
        world.outlets.feeds["/b"] = [Item(ATTACK.title, ATTACK.text, guid="elsewhere")]
        await world.pass_time(room, minutes=6)
        await world.pass_time(room, minutes=6)
    assert len(world.bot_api.sent) == 1
    now = world.bot_api.messages[first.chat_id, first.message_id]
    assert "2 outlets, 1 independent origin" in now.text
    assert "As of" in now.text
    assert "possible repeat" not in now.text


async def test_many_reports_within_minutes_make_one_edit(tmp_path: Path) -> None:
    paths = [f"/{n}" for n in range(6)]
    async with a_world(tmp_path, *paths) as world, world.start() as room:
        await world.pass_time(room)
        for path in paths:
            world.outlets.feeds[path] = [Item(ATTACK.title, ATTACK.text, guid=path)]
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=6)
        with room.store.read() as tx:
            edits = [
                d for d in delivery_rows.by_status(tx, DeliveryStatus.SENT) if d.is_edit
            ]
    assert len(edits) == 1
    assert "6 outlets" in next(iter(world.bot_api.messages.values())).text
