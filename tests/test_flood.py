"""Nobody is flooded, whatever comes at once; and nothing is dropped for it."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.app import once
from monitor.model import Call, DeliveryStatus
from monitor.peers.bot_api_faults import bad_gateway
from monitor.peers.bot_api_values import Chat, ChatState
from monitor.store import deliveries as delivery_rows
from tests.builders import NOW, a_delivery, a_message
from tests.newsroom import CHAT, WATCHLIST, Item, World, a_world

TOWNS = [f"Bourg-{chr(65 + n // 10)}{chr(97 + n % 10) * 3}" for n in range(100)]
WATCHED = WATCHLIST + "".join(
    f'[[place]]\nid = "t{n}"\nnames = ["{town}"]\ncountry = "ML"\n'
    for n, town in enumerate(TOWNS)
)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path, "/a", "/b", watchlist=WATCHED) as world:
        yield world


def attack(town: str, *, hours: float = 0, guid: str = "") -> Item:
    return Item(
        f"Attaque contre {town} : deux civils tués",
        f"Des hommes armés ont tué deux civils à {town}, au Mali.",
        guid=guid or town,
        published_at=NOW + timedelta(hours=hours),
    )


def untold(world: World) -> list[str]:
    told = " ".join(world.phone())
    return [town for town in TOWNS if town not in told]


async def test_a_feed_with_new_ids_makes_one_summary(world: World) -> None:
    old = [attack(town, hours=-n) for n, town in enumerate(TOWNS[:60])]
    # They were told of by nobody: outside what is watched when they came.
    quiet = [Item(f"Réunion {n}", published_at=item.published_at)
             for n, item in enumerate(old)]  # fmt: skip
    world.outlets.feeds["/a"] = quiet
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = old
        await world.pass_time(room, minutes=10)
        for _ in range(10):
            await world.pass_time(room, minutes=10)
    (summary,) = world.phone()
    assert "calls held" in summary.splitlines()[0]
    assert "Outlet a" in summary


async def test_what_a_repeating_feed_says_anew_of_a_known_article_still_calls(
    world: World,
) -> None:
    meetings = [Item(f"Réunion {n}") for n in range(20)]
    known = Item(f"À {TOWNS[0]}, le marché a rouvert", guid=TOWNS[0])
    world.outlets.feeds["/a"] = [*meetings, known]
    async with world.start() as room:
        await world.pass_time(room)
        renewed = [attack(town) for town in TOWNS[1:20]]
        world.outlets.feeds["/a"] = [*renewed, attack(TOWNS[0])]
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=1)
    call, held = sorted(world.phone(), key=lambda text: "calls held" in text)
    assert TOWNS[0] in call.splitlines()[0]
    assert "19 calls held" in held


async def test_what_a_repeating_feed_held_still_calls_from_another(
    world: World,
) -> None:
    world.outlets.feeds["/a"] = [Item(f"Réunion {n}") for n in range(20)]
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [attack(town) for town in TOWNS[:20]]
        await world.pass_time(room, minutes=10)
        world.outlets.feeds["/b"] = [attack(TOWNS[3], hours=0.2, guid="b")]
        await world.pass_time(room, minutes=10)
    held, call = world.phone()
    assert "calls held" in held
    assert TOWNS[3] in call.splitlines()[0]


async def test_a_new_feed_makes_one_summary(world: World) -> None:
    world.outlets.feeds["/a"] = [
        attack(town, hours=-3 - n / 3) for n, town in enumerate(TOWNS[:40])
    ]
    async with world.start() as room:
        for _ in range(10):
            await world.pass_time(room, minutes=1)
    (summary,) = world.phone()
    assert "in one message" in summary
    assert untold(world) == TOWNS[40:]


async def test_a_restored_backup_makes_one_summary(world: World) -> None:
    world.outlets.feeds["/a"] = [Item("Bamako : réunion")]
    async with world.start() as room:
        await world.pass_time(room)
    shutil.copy(world.folder / "monitor.db", world.folder / "backup.db")
    async with world.start() as room:
        for hour in range(20):
            fresh = attack(TOWNS[hour], hours=hour)
            world.outlets.feeds["/a"].insert(0, fresh)
            await world.pass_time(room, hours=1)
    assert len(world.phone()) == 20
    shutil.copy(world.folder / "backup.db", world.folder / "monitor.db")
    async with world.start() as room:
        for _ in range(10):
            await world.pass_time(room, minutes=1)
    again = world.phone()[20:]
    assert sum("in one message" in text for text in again) == 1
    # The youngest are no older than a call may be.
    assert len(again) <= 4


async def test_a_feed_gone_mad_leaves_room_for_the_others(tmp_path: Path) -> None:
    async with (
        a_world(tmp_path, "/a", "/b", watchlist=WATCHED, interval="1m") as world,
        world.start() as room,
    ):
        await world.pass_time(room)
        for minute in range(50):
            at = minute / 60
            towns = TOWNS[max(0, minute - 3) : minute + 1]
            world.outlets.feeds["/a"] = [attack(town, hours=at) for town in towns]
            if minute == 45:
                world.outlets.feeds["/b"] = [attack(TOWNS[99], hours=at)]
            await world.pass_time(room, minutes=1)
        for _ in range(70):
            await world.pass_time(room, minutes=1)
    first = [text.splitlines()[0] for text in world.phone()]
    assert any(TOWNS[99] in line for line in first)
    summaries = [sent for sent in world.bot_api.sent if "in one message" in sent.text]
    assert len(summaries) <= 6
    assert all(sent.silent for sent in summaries)
    assert untold(world) == TOWNS[50:99]


async def test_a_day_without_telegram_is_caught_up_in_a_few_messages(
    world: World,
) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        with room.store.begin() as tx:
            for n in range(2000):
                at = NOW - timedelta(minutes=n * 24 * 60 / 2000)
                call = Call(severity=n % 10, reported_at=at, feed_id=f"f{n % 30}")
                message = a_message(subject=f"call {n}", call=call)
                delivery_rows.add(
                    tx,
                    a_delivery(
                        key=f"alert:{n}",
                        channel_id="desk",
                        destination=str(CHAT),
                        message=message,
                        created_at=at,
                        next_attempt_at=at,
                    ),
                )
        for _ in range(60):
            await world.pass_time(room, seconds=2)
        for _ in range(26):
            await world.pass_time(room, minutes=10)
        with room.store.read() as tx:
            assert delivery_rows.by_status(tx, *delivery_rows.OPEN) == ()
            folded = delivery_rows.by_status(tx, DeliveryStatus.FOLDED)
    # What has just come in, and the gravest of the day, go alone.
    assert len(world.phone()) <= 20
    assert len(folded) > 1900


async def test_a_call_that_may_have_arrived_is_repeated_as_itself(
    tmp_path: Path,
) -> None:
    async with (
        a_world(tmp_path, "/a", "/b", watchlist=WATCHED, max_calls=15) as world,
        world.start() as room,
    ):
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [attack(t, hours=0.1) for t in TOWNS[:7]]
        world.outlets.feeds["/b"] = [attack(t, hours=0.1) for t in TOWNS[7:14]]
        await world.pass_time(room, minutes=10)
        for _ in range(20):
            await world.pass_time(room, seconds=2)
        assert len(world.phone()) == 14
        # The last that may go alone is of unknown fate; then come too many.
        world.bot_api.faults.append(bad_gateway)
        world.outlets.feeds["/b"] = [attack(TOWNS[14], hours=0.2)]
        await world.pass_time(room, minutes=6)
        world.outlets.feeds["/a"] = [attack(t, hours=0.3) for t in TOWNS[15:30]]
        await world.pass_time(room, minutes=6)
        for _ in range(20):
            await world.pass_time(room, seconds=10)
    (again,) = [text for text in world.phone() if "possible repeat" in text]
    assert TOWNS[14] in again.splitlines()[0]
    assert untold(world) == TOWNS[30:]


async def test_the_digest_has_what_a_summary_folds(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [attack(town, hours=0.1) for town in TOWNS[:70]]
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, hours=1)
    page = (world.folder / "digests/digest-2022-07-22-morning.html").read_text()
    assert "70 new, 0 updates" in page
    assert [town for town in TOWNS[:70] if town not in page] == []


async def test_what_was_told_in_a_summary_has_nothing_to_edit(tmp_path: Path) -> None:
    async with (
        a_world(tmp_path, "/a", "/b", watchlist=WATCHED, max_calls=1) as world,
        world.start() as room,
    ):
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [attack(town, hours=0.1) for town in TOWNS[:9]]
        await world.pass_time(room, minutes=10)
        # The same by another outlet: each first message would name it, too.
        world.outlets.feeds["/b"] = [
            replace(attack(town, hours=0.2), guid=f"b {town}") for town in TOWNS[:9]
        ]
        for _ in range(10):
            await world.pass_time(room, minutes=6)
        with room.store.read() as tx:
            edits = [
                delivery.status
                for delivery in delivery_rows.by_status(tx, *DeliveryStatus)
                if delivery.is_edit
            ]
    assert len(edits) > 1
    assert set(edits) == {DeliveryStatus.SENT, DeliveryStatus.FOLDED}


async def test_one_pass_waits_for_the_pace_of_a_chat(world: World) -> None:
    async def wait(seconds: float) -> None:
        world.clock.forward(seconds=seconds)

    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [attack(town) for town in TOWNS[:3]]
        world.clock.forward(minutes=10)
        done = await once(room, wait=wait)
    assert done.sent_count == 3
    assert len(world.phone()) == 3
    assert untold(world) == TOWNS[3:]
    assert world.bot_api.refused == []


async def test_one_pass_does_not_wait_for_ever(world: World) -> None:
    waits: list[float] = []

    async def stand_still(seconds: float) -> None:
        waits.append(seconds)

    async with world.start() as room:
        await world.pass_time(room)
        await once(room, wait=stand_still)
        assert waits == []
        world.outlets.feeds["/a"] = [attack(town) for town in TOWNS[:3]]
        world.clock.forward(minutes=10)
        done = await once(room, wait=stand_still)
    assert done.sent_count == 1
    assert sum(waits) == 120


async def test_a_pass_tells_sent_from_not_sent(world: World) -> None:
    async with world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [attack(TOWNS[0])]
        world.bot_api.chats[CHAT] = Chat(state=ChatState.BLOCKED)
        world.clock.forward(minutes=10)
        done = await once(room)
    assert (done.alert_count, done.sent_count, done.unsent_count) == (1, 0, 1)
