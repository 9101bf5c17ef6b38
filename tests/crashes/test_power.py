"""The power goes: what was said to be committed is there, and the file is sound."""

from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from monitor.store import Store, schema
from tests.crashes.power import Disk, is_traceable, traced

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_traceable(), reason="needs strace(1)"),
]
ARTICLES = 60


def lost(folder: Path, *, level: str, images: int) -> list[int]:
    """Of each image, how many committed articles are missing."""
    database = folder / "monitor.db"
    url = f"sqlite:///{database}"
    Store.open(url).close()
    disk = Disk({str(database): bytearray(database.read_bytes())})
    calls = traced(url, folder, count=ARTICLES, level=level)
    calls = [c for c in calls if c.file == "stdout" or Path(c.file).parent == folder]
    chance = Random(5)
    cuts = set(chance.sample(range(len(calls)), images))
    missing = []
    for number, call in enumerate(calls):
        disk.take(call)
        if number in cuts:
            missing.append(disk.said + 1 - _found(disk, chance, folder / str(number)))
    return missing


def _found(disk: Disk, chance: Random, folder: Path) -> int:
    folder.mkdir()
    disk.cut(chance, folder)
    with (
        closing(Store.open(f"sqlite:///{folder / 'monitor.db'}")) as store,
        store.read() as tx,
    ):
        assert tx.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
        return tx.scalar(select(func.count()).select_from(schema.article)) or 0


def test_no_commit_is_lost_in_a_power_cut(tmp_path: Path) -> None:
    assert [
        number for number in lost(tmp_path, level="FULL", images=100) if number > 0
    ] == []


def test_it_would_show_what_the_usual_advice_loses(tmp_path: Path) -> None:
    missing = lost(tmp_path, level="NORMAL", images=30)
    assert any(number > 0 for number in missing)
