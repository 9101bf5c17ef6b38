"""Connections to an SQLite file, or to one in memory.

One connection writes, the others only read. WAL with two writing connections can
corrupt the file before SQLite 3.51.3, and ``synchronous=NORMAL`` loses commits in a
power cut; both are avoided here at no cost, as one poll is one transaction.
"""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc
from sqlalchemy.pool import NullPool, QueuePool

from monitor.errors import StoreError
from monitor.store import migrations
from monitor.store.lock import FileLock, refuse_network

#: RETURNING, which claims rely on, came with 3.35.
OLDEST = (3, 35)
READERS = 4
#: Pragmas of every connection. A schema from outside must not run functions.
_EVERY = ("busy_timeout=5000", "foreign_keys=ON", "trusted_schema=OFF")
#: Where the file system cannot share memory, SQLite keeps to DELETE by itself.
_WRITER = ("journal_mode=WAL", "synchronous=FULL")
_READER = ("query_only=ON",)


def file_of(url: URL) -> Path | None:
    """The database file; None where the database is in memory."""
    return None if url.database in {None, "", ":memory:"} else Path(str(url.database))


def seize(path: Path) -> FileLock:
    """The lock on a file that is in the right place, whether it exists or not.

    Raises:
        StoreError: its directory is missing or not local, or another process has it.
    """
    refuse_homeless(path)
    refuse_network(path)
    return FileLock(path)


def refuse_homeless(path: Path) -> None:
    """Check that the file's directory exists.

    Raises:
        StoreError: it does not.
    """
    if not path.parent.is_dir():
        msg = f"{path}: the directory {path.parent} does not exist; create it first"
        raise StoreError(msg)


def refuse_absent(path: Path) -> None:
    """Check that there is a file to read.

    Raises:
        StoreError: there is none.
    """
    if not path.exists():
        msg = f"{path}: no database yet; `monitor run` makes it"
        raise StoreError(msg)


def prepare(path: Path) -> None:
    """Check a file before anything is written to it; create it if there is none.

    Raises:
        StoreError: it cannot be opened, is damaged, or was made by a newer program.
    """
    if not path.exists():
        # It will hold chat ids and mail addresses.
        path.touch(mode=0o600)
        return
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            found = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
            if found != "ok":
                raise _damaged(path, str(found))
            migrations.refuse_newer(connection)
    except exc.OperationalError as error:
        msg = f"{path}: cannot be opened: {error.orig}"
        raise StoreError(msg) from error
    except exc.DatabaseError as error:
        raise _damaged(path, str(error.orig)) from error


def _damaged(path: Path, cause: str) -> StoreError:
    return StoreError(
        f"{path}: damaged ({cause.splitlines()[-1]}); put the last backup in its "
        "place, or move it away and save what is left: "
        f'sqlite3 OLD .recover | sqlite3 "{path}"'
    )


def writer(url: URL) -> Engine:
    """An engine with one connection, whose transactions come one after another.

    Raises:
        StoreError: Python's SQLite is too old.
    """
    if sqlite3.sqlite_version_info < OLDEST:
        msg = f"SQLite {sqlite3.sqlite_version} is too old; 3.35 or newer is needed"
        raise StoreError(msg)
    return _engine(url, size=1, pragmas=_EVERY + _WRITER, begin="BEGIN IMMEDIATE")


def reader(url: URL) -> Engine:
    """An engine whose connections cannot write; for files only."""
    return _engine(url, size=READERS, pragmas=_EVERY + _READER, begin="BEGIN")


def _engine(url: URL, *, size: int, pragmas: tuple[str, ...], begin: str) -> Engine:
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        connect_args={"check_same_thread": False},
    )

    def set_up(connection: Any, _record: Any) -> None:
        # Otherwise the driver begins transactions itself, and only at a write.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", set_up)
    event.listen(engine, "begin", start)
    return engine
