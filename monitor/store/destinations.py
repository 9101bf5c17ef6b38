"""Destinations that must be left alone for a while, and those that have moved.

Both are what a provider said (429 with retry_after, a migrated chat), kept where
every process and the next start see it. How long a pause lasts is decided elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, delete, exists, select
from sqlalchemy.dialects.postgresql import insert

from monitor.model import EDIT, DeliveryStatus
from monitor.store import claims, schema
from monitor.store.rows import put
from monitor.store.schema import Tx

#: In place of a destination: the whole channel.
EVERYWHERE = "*"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pause:
    """A destination, or with ``*`` a channel, that is sent nothing until then."""

    channel_id: str
    destination: str
    until: datetime
    reason: str


def pause(
    tx: Tx, channel_id: str, destination: str, until: datetime, reason: str
) -> None:
    """Send nothing there until a moment; a longer pause that is running stays."""
    statement = insert(schema.pause).values(
        channel_id=channel_id, destination=destination, until=until, reason=reason
    )
    new = statement.excluded
    tx.execute(
        statement.on_conflict_do_update(
            index_elements=[schema.pause.c.channel_id, schema.pause.c.destination],
            set_={"until": new.until, "reason": new.reason},
            where=schema.pause.c.until < new.until,
        )
    )


def pauses(tx: Tx, now: datetime) -> tuple[Pause, ...]:
    """The pauses that are running, by channel and destination."""
    row = schema.pause.c
    query = select(schema.pause).where(row.until > now)
    return tuple(
        Pause(**found._mapping)
        for found in tx.execute(query.order_by(row.channel_id, row.destination))
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """A destination whose last message was parked."""

    channel_id: str
    destination: str
    #: When that message was last tried, and what was said to it.
    at: datetime
    failure: str


def refusing(tx: Tx, configured: Mapping[str, Iterable[str]]) -> tuple[Refusal, ...]:
    """Destinations that refused a message and have taken none since, by name.

    Edits are left out: what they rewrite was delivered.

    Args:
        configured: destinations of each channel, by its id; of others nobody is told.
    """
    here = {
        (channel_id, _now_called(moved(tx, channel_id), destination))
        for channel_id, destinations in configured.items()
        for destination in destinations
    }
    row, attempt = schema.delivery.c, schema.attempt.c
    tries = (attempt.delivery_key == row.key) & (attempt.number == row.attempt_count)
    query = (
        select(row.channel_id, row.destination, row.failure, attempt.started_at)
        .join_from(schema.delivery, schema.attempt, tries)
        .where(row.status == DeliveryStatus.PARKED.value)
        .where(~row.key.startswith(EDIT))
        .order_by(attempt.started_at)
    )
    last = {
        (found.channel_id, found.destination): Refusal(
            channel_id=found.channel_id,
            destination=found.destination,
            at=found.started_at,
            failure=found.failure or "",
        )
        for found in tx.execute(query)
    }
    return tuple(
        refusal
        for place, refusal in sorted(last.items())
        if place in here and not _took_since(tx, refusal)
    )


def _now_called(moved_to: Mapping[str, str], destination: str) -> str:
    return moved_to.get(destination, destination)


def _took_since(tx: Tx, refusal: Refusal) -> bool:
    row = schema.delivery.c
    query = (
        select(row.key)
        .where(row.channel_id == refusal.channel_id)
        .where(row.destination == refusal.destination)
        .where(row.sent_at > refusal.at)
    )
    return tx.execute(query.limit(1)).first() is not None


def is_paused(channel_id: Any, destination: Any) -> ColumnElement[bool]:
    """True where the destination, or its whole channel, is paused at ``moment``."""
    row = schema.pause.c
    return exists().where(
        row.channel_id == channel_id,
        row.destination.in_([destination, EVERYWHERE]),
        ~claims.reached(row.until),
    )


def move(tx: Tx, channel_id: str, destination: str, moved_to: str) -> None:
    """Remember a destination's new name, and redirect what is still owed to it.

    A destination that moves twice is followed to where it is now.
    """
    row = schema.address.c
    earlier = (row.channel_id == channel_id) & (row.moved_to == destination)
    tx.execute(schema.address.update().where(earlier).values(moved_to=moved_to))
    # It may move back: then it is no longer moved.
    returned = (row.channel_id == channel_id) & (row.destination == row.moved_to)
    tx.execute(delete(schema.address).where(returned))
    values = {
        "channel_id": channel_id,
        "destination": destination,
        "moved_to": moved_to,
    }
    put(tx, schema.address, values)
    owed = schema.delivery.c
    tx.execute(
        schema.delivery.update()
        .where(owed.channel_id == channel_id, owed.destination == destination)
        .where(owed.status != DeliveryStatus.SENT.value)
        .values(destination=moved_to)
    )


def moved(tx: Tx, channel_id: str) -> dict[str, str]:
    """Old name -> new name of every destination that has moved."""
    found = tx.execute(_moved(), {"channel": channel_id})
    return {row.destination: row.moved_to for row in found}


@cache
def _moved() -> Select[str, str]:
    row = schema.address.c
    here = row.channel_id == bindparam("channel")
    return select(row.destination, row.moved_to).where(here)
