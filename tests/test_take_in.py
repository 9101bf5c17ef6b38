"""What of a poll counts as new, and what is only another version of what is known."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from monitor.pipeline.newsroom import Newsroom
from monitor.store import alerts, articles
from tests.builders import NOW
from tests.newsroom import Item, a_world

ATTACK = "Deux soldats tués dans une attaque à Ségou"
PAGE = "https://outlet.example/alertes/"
OPERATOR = '[operator]\nalert_to = ["desk"]\n'


async def test_a_dead_feed_whose_view_counters_move_is_told(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", more=OPERATOR) as world, world.start() as room:
        for day in range(4):
            world.outlets.feeds["/a"] = [
                Item(
                    f"Marché de Ségou, chronique numéro {n}",
                    f"Lu {100 * day + n} fois.",
                    published_at=NOW - timedelta(hours=n),
                )
                for n in range(10)
            ]
            await world.pass_time(room, days=1)
        (note,) = world.phone()
    assert "Outlet a: silent" in note


async def test_two_feeds_of_one_page_do_not_rewrite_it_in_turns(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a", "/b") as world, world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [Item(ATTACK, "Deux soldats sont morts.", guid="1")]
        await world.pass_time(room, minutes=10)
        world.outlets.feeds["/b"] = [Item(ATTACK, "Lire la suite", guid="1")]
        await world.pass_time(room, minutes=10)
        decided = decisions(room)
        await world.pass_time(room, minutes=10)
        await world.pass_time(room, minutes=10)
        assert decisions(room) == decided == 1


async def test_old_news_that_an_edit_dates_anew_calls_nobody(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        old = Item(ATTACK, guid="1", published_at=NOW - timedelta(days=12))
        world.outlets.feeds["/a"] = [old]
        await world.pass_time(room)
        anew = Item(ATTACK, "Photo d'archives.", guid="1", published_at=NOW)
        world.outlets.feeds["/a"] = [anew]
        await world.pass_time(room, minutes=10)
        assert decisions(room) == 2
    assert world.phone() == []


async def test_a_live_text_rings_after_a_day_where_its_story_did(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await world.pass_time(room)
        world.outlets.feeds["/a"] = [Item(ATTACK, "Selon l'armée.", guid="1")]
        await world.pass_time(room, minutes=10)
        worse = ATTACK.replace("Deux", "Soixante")
        world.outlets.feeds["/a"] = [Item(worse, "Selon l'armée.", guid="1")]
        await world.pass_time(room, hours=30)
    _, update = world.phone()
    assert "▲ killed 2 -> 60" in update


async def test_each_entry_of_a_feed_that_leads_to_one_page_calls(
    tmp_path: Path,
) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await world.pass_time(room)
        attack = Item(ATTACK, guid="1", link=PAGE)
        kidnapping = Item("Trois humanitaires enlevés à Kati, près de Bamako", guid="2")
        mine = Item("Quatre civils tués par une mine à Ségou", guid="3", link=PAGE)
        kidnapping.link = f"{PAGE}?utm_source=rss"
        mine.text, kidnapping.text = "Une mine.", "Un enlèvement."
        for item in (attack, kidnapping, mine):
            item.published_at = world.clock()
            world.outlets.feeds["/a"] = [item]
            await world.pass_time(room, hours=1)
        assert len(world.phone()) == 3
        for item in (kidnapping, replace(mine, guid="renewed")):
            world.outlets.feeds["/a"] = [item]
            await world.pass_time(room, hours=1)
        with room.store.read() as tx:
            stored = articles.between(tx, NOW, world.clock())
            assert [article.title for article in stored] == [
                item.title for item in (attack, kidnapping, mine)
            ]
        assert decisions(room) == len(world.phone()) == 3


def decisions(room: Newsroom) -> int:
    """How many there are on all articles."""
    with room.store.read() as tx:
        counted = alerts.counts(tx, NOW)
    return sum(sum(reasons.values()) for reasons in counted.values())
