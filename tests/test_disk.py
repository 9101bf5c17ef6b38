"""The disk is full for a while; a backup is put back."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from monitor.pipeline.newsroom import Newsroom
from tests.newsroom import Item, World, a_world


def attack(town: str, world: World) -> Item:
    return Item(
        f"Mali : une voiture piégée explose à {town}",
        f"Deux soldats ont été tués à {town}, au Mali, dit l'armée.",
        published_at=world.clock(),
    )


def limit(room: Newsroom, pages: int) -> None:
    """No room on the disk beyond so many pages, or plenty."""
    engine = room.store._writer
    assert engine is not None
    with engine.connect() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar() or 0
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used + pages}")


async def test_a_full_disk_delays_and_loses_nothing(tmp_path: Path) -> None:
    async with a_world(tmp_path, "/a") as world, world.start() as room:
        await world.pass_time(room)
        limit(room, 0)
        long = attack("Kati", world)
        long.text += " Le bilan est provisoire." * 2000
        world.outlets.feeds["/a"] = [long]
        for _ in range(3):
            await world.pass_time(room, minutes=6)
        assert world.phone() == []
        limit(room, 10_000)
        await world.pass_time(room, minutes=6)
        assert len(world.phone()) == 1
        database = tmp_path / "monitor.db"
        with closing(sqlite3.connect(database)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_a_backup_put_back_tells_only_what_came_after_it(tmp_path: Path) -> None:
    database, saved = tmp_path / "monitor.db", tmp_path / "saved.db"
    async with a_world(tmp_path, "/a") as world:
        async with world.start() as room:
            await world.pass_time(room)
            world.outlets.feeds["/a"] = [attack("Kati", world)]
            await world.pass_time(room, minutes=6)
            with (
                closing(sqlite3.connect(database)) as source,
                closing(sqlite3.connect(saved)) as target,
            ):
                source.backup(target)
            await world.pass_time(room, hours=25)
            world.outlets.feeds["/a"].append(attack("Ségou", world))
            await world.pass_time(room, minutes=6)
        for file in list(tmp_path.glob("monitor.db-*")):  # noqa: ASYNC240  two small files
            file.unlink()
        shutil.copy(saved, database)
        async with world.start() as room:
            await world.pass_time(room, minutes=6)
            await world.pass_time(room, hours=2)
        towns = [
            town for text in world.phone() for town in ("Kati", "Ségou") if town in text
        ]
    assert towns == ["Kati", "Ségou", "Ségou"]
