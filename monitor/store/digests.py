"""Which digests were owed: one for each channel and local date, never two.

What is in a digest and whom it goes to is not kept here: its deliveries hold it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from sqlalchemy import Select, bindparam, select

from monitor.store import schema
from monitor.store.rows import add_once
from monitor.store.schema import Tx


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    """A digest that was made into deliveries."""

    #: Local date that it is for.
    date: date
    #: End of what it covers; the next one begins here.
    until: datetime


def add(tx: Tx, channel_id: str, day: date, *, until: datetime) -> bool:
    """Note a channel's digest for a date as owed; False where it was before."""
    values = {"channel_id": channel_id, "date": day, "until": until}
    return add_once(tx, schema.digest, values)


def last(tx: Tx, channel_id: str, *, today: date) -> Owed | None:
    """The channel's digest with the latest date; None before the first.

    Args:
        today: later dates are of a clock that has been put back.
    """
    this = {"channel": channel_id, "today": today}
    found = tx.execute(_last(), this).one_or_none()
    return None if found is None else Owed(date=found.date, until=found.until)


@cache
def _last() -> Select[date, datetime]:
    row = schema.digest.c
    query = select(row.date, row.until)
    query = query.where(row.channel_id == bindparam("channel"))
    query = query.where(row.date <= bindparam("today"))
    return query.order_by(row.date.desc()).limit(1)
