"""Writing one row: added once, replaced, or put at the end.

It knows no noun. Statements are built once per table: building one takes longer than
running it.
"""

from functools import cache
from typing import Any

from sqlalchemy import Column, Select, Table, func, select
from sqlalchemy.dialects.postgresql import Insert, insert
from sqlalchemy.sql.dml import ReturningInsert

from monitor.store.schema import Tx


def add_once(tx: Tx, table: Table, values: dict[str, Any]) -> bool:
    """Insert a row; False, and nothing changed, where its key exists."""
    return tx.execute(_once(table), values).first() is not None


def put(tx: Tx, table: Table, values: dict[str, Any], *, fixed: str = "") -> None:
    """Insert a row, or give the row of that key these values.

    Args:
        values: of all columns that are not NULL.
        fixed: a column that keeps its value where the row exists.
    """
    tx.execute(_put(table, fixed), values)


def next_position(tx: Tx, column: Column[int]) -> int:
    """One more than the highest position; writers take turns, so nobody else has it."""
    return (tx.scalar(_highest(column)) or 0) + 1


@cache
def _once(table: Table) -> ReturningInsert[Any]:
    statement = insert(table).on_conflict_do_nothing()
    # Not rowcount: PostgreSQL's driver is not asked for it after an INSERT.
    return statement.returning(*table.primary_key.columns)


@cache
def _put(table: Table, fixed: str) -> Insert:
    statement = insert(table)
    changed = {
        column.name: statement.excluded[column.name]
        for column in table.columns
        if not column.primary_key and column.name != fixed
    }
    return statement.on_conflict_do_update(
        index_elements=list(table.primary_key.columns), set_=changed
    )


@cache
def _highest(column: Column[int]) -> Select[int]:
    return select(func.max(column))
