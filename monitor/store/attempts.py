"""The history of attempts: what was handed to the wire, and what came of it.

An attempt is opened and closed with its delivery, in ``deliveries``.
"""

from collections.abc import Collection
from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select

from monitor.errors import Fate
from monitor.model import Delivery, DeliveryStatus
from monitor.store import schema
from monitor.store.deliveries import as_delivery
from monitor.store.schema import Tx


def recent(
    tx: Tx, channel_ids: Collection[str], since: datetime
) -> tuple[tuple[str, datetime], ...]:
    """(destination, started_at) of what was handed to the wire, oldest first."""
    found = tx.execute(_recent(), {"since": since, "channels": list(channel_ids)})
    return tuple((row.destination, row.started_at) for row in found)


@cache
def _recent() -> Select[str, datetime]:
    attempt = schema.attempt.c
    return (
        select(schema.delivery.c.destination, attempt.started_at)
        .join_from(schema.attempt, schema.delivery)
        .where(attempt.started_at >= bindparam("since"))
        .where(schema.delivery.c.channel_id.in_(bindparam("channels", expanding=True)))
        .order_by(attempt.started_at, attempt.id)
    )


def refused_since(tx: Tx, channel_id: str) -> datetime | None:
    """When the channel's login was first refused since it last sent anything."""
    attempt = schema.attempt.c
    here = (
        select(attempt.started_at)
        .join_from(schema.attempt, schema.delivery)
        .where(schema.delivery.c.channel_id == channel_id)
    )
    sent = here.where(attempt.fate == "sent")
    last = tx.scalar(sent.order_by(attempt.started_at.desc()).limit(1))
    refused = here.where(attempt.fate == Fate.UNAUTHORIZED.value)
    if last is not None:
        refused = refused.where(attempt.started_at > last)
    return tx.scalar(refused.order_by(attempt.started_at).limit(1))


def given_up(
    tx: Tx, channel_ids: Collection[str], since: datetime, until: datetime
) -> tuple[Delivery, ...]:
    """Messages whose last attempt ended in [since, until) and was one too many.

    Edits are left out: what they rewrite was delivered.
    """
    row, attempt = schema.delivery.c, schema.attempt.c
    last = (attempt.delivery_key == row.key) & (attempt.number == row.attempt_count)
    query = (
        select(schema.delivery)
        .join_from(schema.delivery, schema.attempt, last)
        .where(row.status == DeliveryStatus.PARKED.value)
        .where(row.channel_id.in_(channel_ids))
        .where(attempt.ended_at >= since, attempt.ended_at < until)
        .order_by(row.position)
    )
    found = (as_delivery(found) for found in tx.execute(query))
    return tuple(delivery for delivery in found if not delivery.is_edit)
