"""A destination is told on from what it was told itself, not from what others were."""

from pathlib import Path

from sqlalchemy import text

from monitor.config import load_config
from monitor.model import DeliveryStatus
from monitor.pipeline.newsroom import Newsroom
from monitor.store import Tx
from monitor.store import deliveries as delivery_rows
from tests.newsroom import WATCHLIST, Item, World, a_world
from tests.test_service import ATTACK

ELSEWHERE = WATCHLIST.replace('alert_to = ["desk"]', 'alert_to = ["morning"]')
ROADS = """\
[watchlist]
id = "roads"
title = "Roads"
alert_to = ["morning"]
[[place]]
id = "kati-road"
names = ["Kati"]
country = "ML"
"""
TITLE = "Attaque de Kati : le bilan passe à trois morts"
WORSE = "Trois personnes ont été tuées dans l'attaque du camp militaire de Kati."


def with_the_desk(world: World) -> None:
    """From the next start on the desk is called, too."""
    file = world.folder / "watchlists/sahel.toml"
    file.write_text(file.read_text().replace('["morning"]', '["desk", "morning"]', 1))
    world.config = load_config(world.config.path)


def edits(room: Newsroom) -> list[str]:
    with room.store.read() as tx:
        owed = delivery_rows.by_status(tx, *DeliveryStatus)
    return [delivery.key for delivery in owed if delivery.is_edit]


async def test_a_channel_that_was_added_is_owed_no_edit_of_what_it_never_had(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a", "/b", watchlist=ELSEWHERE) as world:
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [ATTACK]
            await world.pass_time(room, minutes=10)
        with_the_desk(world)
        async with world.start() as room:
            world.outlets.feeds["/b"] = [Item(ATTACK.title, ATTACK.text, guid="b")]
            await world.pass_time(room, minutes=10)
            assert edits(room) == []
    assert world.phone() == []


async def test_its_first_message_about_an_older_story_is_no_update(
    tmp_path: Path,
) -> None:
    paths = ["/a", "/b", "/c"]
    async with a_world(tmp_path, *paths, watchlist=ELSEWHERE) as world:
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [ATTACK]
            await world.pass_time(room, minutes=10)
        with_the_desk(world)
        async with world.start() as room:
            world.outlets.feeds["/b"] = [Item(TITLE, WORSE)]
            await world.pass_time(room, minutes=10)
            (first,) = world.bot_api.sent
            assert "UPDATE" not in first.text.splitlines()[0]
            world.outlets.feeds["/c"] = [Item(TITLE, WORSE, guid="c")]
            await world.pass_time(room, minutes=10)
            await world.pass_time(room, minutes=10)
            assert len(edits(room)) == 1
    assert "As of" in world.bot_api.messages[first.chat_id, first.message_id].text


async def test_an_edit_names_no_watchlist_that_calls_elsewhere(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", "/b") as world:
        (tmp_path / "watchlists/roads.toml").write_text(ROADS)
        world.config = load_config(world.config.path)
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [ATTACK]
            await world.pass_time(room, minutes=10)
            world.outlets.feeds["/b"] = [Item(ATTACK.title, ATTACK.text, guid="b")]
            await world.pass_time(room, minutes=10)
            await world.pass_time(room, minutes=10)
    (first,) = world.bot_api.sent
    now = world.bot_api.messages[first.chat_id, first.message_id].text
    assert "2 outlets" in now
    assert "Central Sahel / Kati" in now
    assert "Roads" not in now


async def test_what_an_older_version_owed_under_a_shorter_key_is_answered(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a", "/b") as world:
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [ATTACK]
            await world.pass_time(room, minutes=10)
            with room.store.begin() as tx:
                shorten_keys(tx)
        async with world.start() as room:
            world.outlets.feeds["/b"] = [Item(TITLE, WORSE)]
            await world.pass_time(room, hours=1)
    first, update = world.bot_api.sent
    assert "UPDATE" in update.text.splitlines()[0]
    assert update.reply_to == first.message_id


def shorten_keys(tx: Tx) -> None:
    """As they were when moments were cut off after the second."""
    tx.execute(text("PRAGMA defer_foreign_keys = ON"))
    for table, key in (("attempt", "delivery_key"), ("delivery", "key")):
        shorter = f"UPDATE {table} SET {key} = replace({key}, '.000000Z@', 'Z@')"
        assert tx.execute(text(shorter)).rowcount
