"""What the operator was told of and is not over: told once, across restarts.

What is wrong at present is read off the other rows, but for what a process alone can
know: that it keeps an old configuration. It says so again and again while it lives.
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from monitor.model import Trouble
from monitor.store import schema
from monitor.store.rows import put
from monitor.store.schema import Tx

#: What a process said longer ago than this, it says no more: several of its rounds.
HEARD_FOR = timedelta(minutes=5)


def told(tx: Tx) -> tuple[Trouble, ...]:
    """The troubles as they were told, by subject."""
    row = schema.trouble.c
    return tuple(tx.scalars(select(row.trouble).order_by(row.subject)))


def note(tx: Tx, trouble: Trouble, *, now: datetime) -> None:
    """Remember a trouble as told; it takes the place of another of its subject."""
    values = {"subject": trouble.subject, "trouble": trouble, "told_at": now}
    put(tx, schema.trouble, values)


def forget(tx: Tx, subjects: Collection[str]) -> None:
    """These are over, and that was told."""
    tx.execute(delete(schema.trouble).where(schema.trouble.c.subject.in_(subjects)))


def say_kept(tx: Tx, process: str, trouble: Trouble | None, *, now: datetime) -> None:
    """Note that a process keeps an old configuration, and why; None: it does not.

    What processes said before that had a SQLite database, which is one process's at a
    time, is over.
    """
    row = schema.kept_config.c
    old = delete(schema.kept_config)
    is_shared = tx.dialect.name == "postgresql"
    tx.execute(old.where(row.process == process) if is_shared else old)
    if trouble is not None:
        values = {"process": process, "trouble": trouble, "seen_at": now}
        put(tx, schema.kept_config, values)


def kept_configs(tx: Tx, *, now: datetime) -> tuple[Trouble, ...]:
    """The old configurations that living processes keep; clocks may differ a little."""
    row = schema.kept_config.c
    is_heard = row.seen_at.between(now - HEARD_FOR, now + HEARD_FOR)
    query = select(row.trouble).where(is_heard)
    return tuple(tx.scalars(query.order_by(row.process)))
