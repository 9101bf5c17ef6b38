"""Column types that mean the same on SQLite and on PostgreSQL.

They convert single values; which columns there are is told in ``schema``.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import DateTime, Dialect, Double, Text
from sqlalchemy.types import TypeDecorator

from monitor.store import codec


class UtcDateTime(TypeDecorator[datetime]):
    """Aware UTC in and out; SQLite alone would return naive values."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """Refuse a naive value: it would be stored as somebody's local time."""
        if value is None:
            return None
        if value.tzinfo is None:
            msg = f"a naive datetime cannot be stored: {value!r}"
            raise ValueError(msg)
        return value.astimezone(UTC)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        """PostgreSQL answers in the session's zone, SQLite in none: both mean UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else _utc(value)


def _utc(value: datetime) -> datetime:
    return value.astimezone(UTC)


class Duration(TypeDecorator[timedelta]):
    """A length of time, stored as seconds."""

    impl = Double
    cache_ok = True

    def process_bind_param(
        self, value: timedelta | None, dialect: Dialect
    ) -> float | None:
        """Seconds with fractions."""
        return None if value is None else value.total_seconds()

    def process_result_value(
        self, value: float | None, dialect: Dialect
    ) -> timedelta | None:
        """The duration, exact to the microsecond."""
        return None if value is None else timedelta(seconds=value)


class PlainText(TypeDecorator[str]):
    """Text that both databases take.

    PostgreSQL refuses U+0000 and neither database takes a lone surrogate; one such
    character from outside would undo the whole transaction that it came in.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """The same text with U+0000 and lone surrogates replaced by marks."""
        if value is None:
            return None
        cleaned = value.replace("\0", "\N{REPLACEMENT CHARACTER}")
        return cleaned.encode("utf-8", "replace").decode("utf-8")


class Json(TypeDecorator[Any]):
    """A value of the model as JSON text.

    Args:
        kind: its type: a dataclass of the model, or a tuple of them.
    """

    impl = Text
    cache_ok = True

    def __init__(self, kind: Any) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        """JSON text, or NULL for None."""
        return None if value is None else codec.dump(self.kind, value)

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """The value itself."""
        return None if value is None else codec.load(self.kind, value)
