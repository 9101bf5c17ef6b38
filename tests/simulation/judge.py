"""Runs seeds one after another and has each judged."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.config import Config, load_config
from monitor.pipeline.desk import Desk
from monitor.store import schema
from tests.simulation import archive, check
from tests.simulation.doors import FaultyStore
from tests.simulation.history import History
from tests.simulation.outlets import TOWNS
from tests.simulation.run import Doors, a_world, honest, run

_MONITOR = """\
store = "sqlite://"
[poll]
interval = "1h"
[[channel]]
id = "desk"
type = "telegram"
chat_id = -1001
[[channel]]
id = "morning"
type = "email"
from = "monitor@outlet.example"
to = ["desk@outlet.example"]
host = "127.0.0.1"
digest_at = "07:00"
"""
#: What somebody writes into the files between two starts, and takes back.
_EDITED = """\
[stories]
window = "12h"
[keep]
articles = "12h"
[alerts]
cooldown = "5m"
"""
_WATCHLIST = """\
[watchlist]
id = "sahel"
title = "Central Sahel"
alert_to = ["desk"]
digest_to = ["morning"]
"""


def configuration(folder: Path, more: str = "") -> Config:
    """Two feeds, eight towns, one chat, one mail address."""
    folder.mkdir()
    (folder / "monitor.toml").write_text(_MONITOR + more)
    (folder / "feeds.toml").write_text(
        "".join(
            f'[[feed]]\nurl = "https://outlet.example/{n}"\nsource = "Outlet {n}"\n'
            'language = "fr"\ncountry = "ML"\n'
            for n in range(2)
        )
    )
    (folder / "watchlists").mkdir()
    (folder / "watchlists/sahel.toml").write_text(
        _WATCHLIST
        + "".join(
            f'[[place]]\nid = "p{n}"\nnames = ["{town}"]\ncountry = "ML"\n'
            for n, town in enumerate(TOWNS)
        )
    )
    return load_config(folder / "monitor.toml")


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """What became of one seed."""

    seed: int
    history: History
    tally: check.Tally
    #: Promises that were broken, in words.
    faults: tuple[str, ...]


def judge(seeds: Iterable[int], doors: Doors = honest) -> Iterator[Judged]:
    """Each seed's run, judged; the same seed gives the same on any machine."""
    with (
        _silence(),
        TemporaryDirectory() as folder,
        closing(FaultyStore.open("sqlite://")) as store,
    ):
        configs = [
            configuration(Path(folder) / name, more)
            for name, more in (("first", ""), ("edited", _EDITED))
        ]
        editions = [(c, Desk(c.watchlists, c.settings)) for c in configs]
        interval = configs[0].settings.poll.interval
        with store.begin() as tx:
            archive.keep(tx)
        for seed in seeds:
            _empty(store)
            history = run(a_world(seed, editions, store), doors)
            store.luck = None
            with store.begin() as tx:
                archive.put_back(tx)
            with store.read() as tx:
                yield Judged(
                    seed=seed,
                    history=history,
                    tally=check.tally(history, tx),
                    faults=tuple(check.faults(history, tx, interval=interval)),
                )


_TABLES = [
    table.name
    for table in reversed(schema.TABLES.sorted_tables)
    if table.name != "meta"
]


@contextmanager
def _silence() -> Iterator[None]:
    """No log is written, also where nobody asks for the last seed."""
    logging.disable()
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)


def _empty(store: FaultyStore) -> None:
    store.luck = None
    with store.begin() as tx:
        for table in _TABLES:
            tx.exec_driver_sql(f"DELETE FROM {table}")
        tx.exec_driver_sql("DELETE FROM meta WHERE name <> 'schema_version'")
        archive.forget(tx)
