"""Keeps what the service clears out, so that a run is judged by all that it stored."""

from sqlalchemy import Table

from monitor.store import Tx, schema

#: What the checker reads; whom a row refers to comes before it.
_JUDGED = (schema.article, schema.decision, schema.delivery, schema.attempt)


def keep(tx: Tx) -> None:
    """From now on a row that is deleted is kept aside."""
    for table in _JUDGED:
        old = ", ".join(f"OLD.{name}" for name in _names(table))
        tx.exec_driver_sql(
            f"CREATE TABLE gone_{table.name} AS SELECT * FROM {table.name} WHERE 0"
        )
        tx.exec_driver_sql(
            f"CREATE TRIGGER keep_{table.name} AFTER DELETE ON {table.name} "
            f"BEGIN INSERT INTO gone_{table.name} VALUES ({old}); END"
        )


def forget(tx: Tx) -> None:
    """Another run begins."""
    for table in _JUDGED:
        tx.exec_driver_sql(f"DELETE FROM gone_{table.name}")


def put_back(tx: Tx) -> None:
    """Let the rows be there again, but for deliveries that were withdrawn untried."""
    for table in _JUDGED:
        again = ", ".join(map(_again, _names(table)))
        kept = (
            "attempt_count + (status <> 'pending')" if table is schema.delivery else 1
        )
        tx.exec_driver_sql(
            f"INSERT OR IGNORE INTO {table.name} ({', '.join(_names(table))}) "
            f"SELECT {again} FROM gone_{table.name} WHERE {kept}"
        )


def _again(name: str) -> str:
    """Positions and numbers of what is gone may have been given to others."""
    return "-rowid" if name in ('"position"', '"id"') else name


def _names(table: Table) -> list[str]:
    return [f'"{column.name}"' for column in table.columns]
