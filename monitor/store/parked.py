"""What a person does with messages that were given up, or that wait."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import case, select

from monitor.model import DeliveryStatus
from monitor.store import schema
from monitor.store.deliveries import OPEN
from monitor.store.schema import Tx

_OPEN = [status.value for status in OPEN]
_DROPPABLE = [*_OPEN, DeliveryStatus.PARKED.value]


def strays(
    tx: Tx, channel_ids: Collection[str], *, due_before: datetime
) -> tuple[str, ...]:
    """Keys of what waits for a channel that is none of these, the oldest first.

    Args:
        due_before: it has been due since before then.
    """
    row = schema.delivery.c
    query = (
        select(row.key)
        .where(row.channel_id.not_in(channel_ids))
        .where(row.status.in_(_OPEN), row.next_attempt_at < due_before)
        .order_by(row.position)
    )
    return tuple(tx.scalars(query))


def retry(tx: Tx, keys: Collection[str], *, now: datetime) -> frozenset[str]:
    """Those of the keys that were parked; they are due now.

    One that may have arrived is still marked as a possible repeat.
    """
    row = schema.delivery.c
    may_have_arrived = row.unknown_count > 0
    unknown, pending = DeliveryStatus.UNKNOWN.value, DeliveryStatus.PENDING.value
    again = (
        schema.delivery.update()
        .where(row.key.in_(keys), row.status == DeliveryStatus.PARKED.value)
        .values(
            status=case((may_have_arrived, unknown), else_=pending),
            unknown_count=case((may_have_arrived, 1), else_=0),
            next_attempt_at=now,
        )
    )
    return frozenset(tx.scalars(again.returning(row.key)))


def drop(tx: Tx, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys that were parked or waited; they are never sent."""
    row = schema.delivery.c
    gone = (
        schema.delivery.update()
        .where(row.key.in_(keys), row.status.in_(_DROPPABLE))
        .values(status=DeliveryStatus.DROPPED.value)
    )
    return frozenset(tx.scalars(gone.returning(row.key)))
