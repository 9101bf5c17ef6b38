"""What the operator was told of and is not over: told once, across restarts.

What is wrong at present is not kept here; it is read off the other rows.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select

from monitor.model import Trouble
from monitor.store import schema
from monitor.store.rows import put
from monitor.store.schema import Tx


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
