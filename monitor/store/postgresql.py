"""Connections to PostgreSQL, and the lock that makes writers take turns.

Any number of processes may use one database; their write transactions come one
after another, as they do on SQLite.
"""

from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select

from monitor.errors import StoreError

#: Key of the advisory lock that a write transaction holds; any number, but always it.
WRITER_LOCK = int.from_bytes(b"monitor", "big")

#: libpq's parameters. A peer that is gone is noticed within a minute, not two hours.
_CONNECT = {
    "connect_timeout": 10,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
    "application_name": "conflict-monitor",
}


def engine_for(url: URL) -> Engine:
    """An engine on psycopg 3.

    Raises:
        StoreError: psycopg is not installed.
    """
    try:
        engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            # Under REPEATABLE READ a writer would act on what it saw before its turn.
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            connect_args=_CONNECT,
        )
    except ModuleNotFoundError as error:
        msg = (
            "PostgreSQL needs the package psycopg: "
            'pip install "conflict-monitor[postgres]"'
        )
        raise StoreError(msg) from error
    event.listen(engine, "connect", _limit)
    return engine


def _limit(connection: Any, _record: Any) -> None:
    # A writer that is stopped or cut off would otherwise keep its turn for ever.
    for name in ("idle_in_transaction_session_timeout", "lock_timeout"):
        connection.execute(f"SET {name} = '60s'")
    connection.commit()


def take_turn(tx: Connection) -> None:
    """Wait until no other write transaction is open; ends with the transaction."""
    tx.execute(select(func.pg_advisory_xact_lock(WRITER_LOCK)))
