"""The schema's versions, and the steps from each to the next.

A new database gets the tables of ``schema`` at once and is stamped with the latest
version; an older one is brought there step by step, in one transaction. There is no
way back: a database that a newer program has migrated is refused, untouched.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Column, inspect, select, text

from monitor.errors import StoreError
from monitor.store import schema
from monitor.store.schema import TABLES, Tx, meta


def _create(tx: Tx) -> None:
    # "create if not exists" would take somebody else's table for ours.
    if taken := TABLES.tables.keys() & set(inspect(tx).get_table_names()):
        msg = f"the database holds other tables named {sorted(taken)}; use an empty one"
        raise StoreError(msg)
    TABLES.create_all(tx, checkfirst=False)


def _add_habits_and_troubles(tx: Tx) -> None:
    _add_column(tx, schema.feed.c.failed_at)
    _add_column(tx, schema.feed.c.habit)
    schema.trouble.create(tx)


def _add_column(tx: Tx, column: Column[Any]) -> None:
    """Add a column that may be NULL, as the existing rows are."""
    kind = column.type.compile(dialect=tx.dialect)
    tx.execute(text(f"ALTER TABLE {column.table.name} ADD COLUMN {column.name} {kind}"))


#: Step i leads from version i to version i + 1. A step, once released, never changes.
STEPS: tuple[Callable[[Tx], None], ...] = (_create, _add_habits_and_troubles)


def version(tx: Tx) -> int:
    """The version that the database is at; 0 where it holds no tables of ours."""
    if not inspect(tx).has_table(meta.name):
        return 0
    stored = tx.scalar(select(meta.c.value).where(meta.c.name == "schema_version"))
    return stored or 0


def refuse_newer(tx: Tx) -> None:
    """Check that this program knows the database's version; writes nothing.

    Raises:
        StoreError: the schema is newer than this program.
    """
    found = version(tx)
    if found > len(STEPS):
        msg = (
            f"the database has schema {found}, this program knows {len(STEPS)}; "
            "install the version of conflict-monitor that it was last run with, "
            "or a newer one (nothing was changed)"
        )
        raise StoreError(msg)


def refuse_other(tx: Tx) -> None:
    """Check that the database is at this program's version; writes nothing.

    Raises:
        StoreError: it is newer, older or empty.
    """
    refuse_newer(tx)
    found = version(tx)
    if found != len(STEPS):
        msg = (
            f"the database has schema {found}, this program reads {len(STEPS)}; "
            "`monitor run` brings it there"
        )
        raise StoreError(msg)


def migrate(tx: Tx, steps: Sequence[Callable[[Tx], None]] = STEPS) -> None:
    """Bring the database to the latest version; does nothing where it is there.

    Args:
        steps: as ``STEPS``; the first creates every table as ``schema`` has it today.
    """
    found = version(tx)
    if found == len(steps):
        return
    for step in steps[:1] if found == 0 else steps[found:]:
        step(tx)
    if found == 0:
        tx.execute(meta.insert().values(name="schema_version", value=len(steps)))
    else:
        stamp = meta.update().where(meta.c.name == "schema_version")
        tx.execute(stamp.values(value=len(steps)))
