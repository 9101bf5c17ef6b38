"""The schema's versions, and the steps from each to the next.

A database is brought to the latest version step by step, a new one from the first, in
one transaction. There is no way back: a database that a newer program has migrated is
refused, untouched.
"""

from collections.abc import Callable, Sequence
from functools import partial
from importlib.resources import files

from sqlalchemy import inspect, select

from monitor.errors import StoreError
from monitor.store.schema import TABLES, Tx, meta

#: What a script's types are called in each database.
_TYPES = {
    "sqlite": {"moment": "DATETIME", "seconds": "DOUBLE", "serial": "INTEGER"},
    "postgresql": {
        "moment": "TIMESTAMP WITH TIME ZONE",
        "seconds": "DOUBLE PRECISION",
        "serial": "SERIAL",
    },
}


def _run(script: str, tx: Tx) -> None:
    text = (files("monitor") / "data" / "schema" / script).read_text(encoding="utf-8")
    for statement in text.format_map(_TYPES[tx.dialect.name]).split(";\n"):
        if statement:
            tx.exec_driver_sql(statement)


#: Step i leads from version i to version i + 1. A step, once released, never changes:
#: it is the script of its day and knows nothing of the tables of today.
STEPS: tuple[Callable[[Tx], None], ...] = (
    partial(_run, "1.sql"),
    partial(_run, "2.sql"),
    partial(_run, "3.sql"),
    partial(_run, "4.sql"),
)


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
        steps: as ``STEPS``; after them the tables are those of ``schema``.

    Raises:
        StoreError: it is none of ours and holds tables of the same names.
    """
    found = version(tx)
    if found == len(steps):
        return
    if found == 0:
        _refuse_taken(tx)
    for step in steps[found:]:
        step(tx)
    if found == 0:
        tx.execute(meta.insert().values(name="schema_version", value=len(steps)))
    else:
        stamp = meta.update().where(meta.c.name == "schema_version")
        tx.execute(stamp.values(value=len(steps)))


def _refuse_taken(tx: Tx) -> None:
    if taken := TABLES.tables.keys() & set(inspect(tx).get_table_names()):
        msg = f"the database holds other tables named {sorted(taken)}; use an empty one"
        raise StoreError(msg)
