"""Rows, on SQLite and PostgreSQL alike.

``Store`` opens the database and hands out transactions; the functions that read and
write rows are in one module per noun and take the open transaction first. It decides
nothing: what is due, what is told and what is tried again comes from the stages.

::

    with store.begin() as tx:               # one poll, all or nothing
        articles.add(tx, article, keys, now=now)
        feeds.save(tx, feed.feed_id, state)
"""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import URL, Engine, exc

from monitor.errors import StoreError
from monitor.store import address, claims, migrations, postgresql, sqlite
from monitor.store.lock import FileLock
from monitor.store.schema import Tx

__all__ = ["Store", "Tx"]

T = TypeVar("T")

#: Mistakes of this program, not of the database: these keep their traceback.
_OUR_FAULT = (exc.IntegrityError, exc.ProgrammingError, exc.DataError)


class Store:
    """An open database. Made by ``Store.open``; ``close`` it at the end."""

    def __init__(
        self,
        name: str,
        *,
        writer: Engine | None,
        reader: Engine,
        lock: FileLock | None = None,
    ) -> None:
        self._name = name
        self._writer = writer
        self._reader = reader
        self._lock = lock
        #: Write transactions that did not commit: what was decided in them is void.
        self.failure_count = 0
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="store")

    @classmethod
    def open(cls, url: str, *, exclusive: bool = True) -> "Store":
        """The database at a URL, created or migrated to this program's schema.

        Args:
            url: ``sqlite:///file``, ``sqlite://`` (in memory) or
                ``postgresql://user@host/database``.
            exclusive: False opens it beside a running service, to read only; nothing
                is created or migrated.

        Raises:
            StoreError: it cannot be used; the message says what to do.
        """
        parsed = address.parse(url)
        if parsed.drivername == "sqlite":
            store = cls._open_sqlite(parsed, exclusive=exclusive)
        else:
            store = cls._open_postgresql(parsed, exclusive=exclusive)
        try:
            store._fit_schema()
        except BaseException:
            store.close()
            raise
        return store

    @classmethod
    def _open_sqlite(cls, url: URL, *, exclusive: bool) -> "Store":
        path = sqlite.file_of(url)
        if path is None:
            engine = sqlite.writer(url)
            return cls("sqlite in memory", writer=engine, reader=engine)
        if not exclusive:
            sqlite.refuse_absent(path)
            return cls(str(path), writer=None, reader=sqlite.reader(url))
        lock = sqlite.seize(path)
        try:
            sqlite.prepare(path)
            writer, reader = sqlite.writer(url), sqlite.reader(url)
            return cls(str(path), writer=writer, reader=reader, lock=lock)
        except BaseException:
            lock.close()
            raise

    @classmethod
    def _open_postgresql(cls, url: URL, *, exclusive: bool) -> "Store":
        engine = postgresql.engine_for(url)
        reader = engine.execution_options(postgresql_readonly=True)
        name = url.render_as_string(hide_password=True)
        return cls(name, writer=engine if exclusive else None, reader=reader)

    def _fit_schema(self) -> None:
        if self._writer is None:
            with self.read() as tx:
                migrations.refuse_other(tx)
            return
        with self.begin() as tx:
            migrations.refuse_newer(tx)
            migrations.migrate(tx)
            if self._lock is not None:
                claims.end_all(tx)

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        """The one write transaction; waits for its turn, commits at the end.

        Raises:
            StoreError: the database failed, or is open to read only; nothing was
                written.
        """
        if self._writer is None:
            raise StoreError(f"{self._name}: open to read only")
        try:
            with self._told(), self._writer.begin() as tx:
                if tx.dialect.name == "postgresql":
                    postgresql.take_turn(tx)
                yield tx
        except BaseException:
            self.failure_count += 1
            raise

    @contextmanager
    def read(self) -> Iterator[Tx]:
        """A transaction that only reads; keep it short, it holds back clean-up.

        In memory it shares the writer's connection: never open one inside ``begin``.
        """
        with self._told(), self._reader.begin() as tx:
            yield tx

    async def run(self, work: Callable[[Tx], T]) -> T:
        """What ``work`` returns, done in one write transaction on the writer thread.

        Work that has begun is finished and committed even if the caller is cancelled.
        """

        def transaction() -> T:
            with self.begin() as tx:
                return work(tx)

        return await asyncio.get_running_loop().run_in_executor(
            self._thread, transaction
        )

    def close(self) -> None:
        """Finish the work at hand and let the database go; twice is harmless."""
        self._thread.shutdown()
        self._reader.dispose()
        if self._writer is not None:
            self._writer.dispose()
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn a failure of the database into words."""
        try:
            yield
        except _OUR_FAULT:
            raise
        except exc.DBAPIError as error:
            msg = f"{self._name}: {str(error.orig).strip()} (nothing was written)"
            raise StoreError(msg) from error
        except exc.TimeoutError as error:
            msg = f"{self._name}: no connection became free in time"
            raise StoreError(msg) from error
