"""Calls that went out of late, and calls that are folded into a summary.

How many are too many is decided by the deliveries stage.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select

from monitor.errors import Fate
from monitor.model import Delivery, DeliveryStatus
from monitor.store import deliveries, schema
from monitor.store.deliveries import OPEN, add, as_delivery
from monitor.store.schema import Tx

#: Parameters of one statement; SQLite's default limit is 32,766 (sqlite.org/limits).
CHUNK = 1000
_OPEN = [status.value for status in OPEN]


def called(
    tx: Tx, channel_ids: Collection[str], since: datetime, until: datetime
) -> tuple[tuple[Delivery, datetime], ...]:
    """Deliveries handed to the wire in [since, until] that may have arrived, and when.

    What lies ahead was noted by a clock that has been put back.
    """
    attempt = schema.attempt.c
    tries = attempt.delivery_key == schema.delivery.c.key
    query = (
        select(schema.delivery, attempt.started_at)
        .join_from(schema.attempt, schema.delivery, tries)
        .where(attempt.started_at >= since, attempt.started_at <= until)
        .where(schema.delivery.c.channel_id.in_(channel_ids))
        .where(attempt.fate.is_(None) | attempt.fate.in_(["sent", Fate.UNKNOWN.value]))
    )
    return tuple((as_delivery(found), found.started_at) for found in tx.execute(query))


def named(tx: Tx, keys: Collection[str]) -> tuple[Delivery, ...]:
    """The deliveries of these keys, in the order given by the thousand."""
    wanted = list(keys)
    return tuple(
        delivery
        for start in range(0, len(wanted), CHUNK)
        for delivery in deliveries.named(tx, wanted[start : start + CHUNK])
    )


def fold(tx: Tx, keys: Collection[str], summary: Delivery) -> bool:
    """Owe a summary in place of these deliveries, which are not sent any more."""
    row = schema.delivery.c
    wanted = list(keys)
    folded = {"status": DeliveryStatus.FOLDED.value, "failure": f"in {summary.key}"}
    for start in range(0, len(wanted), CHUNK):
        these = row.key.in_(wanted[start : start + CHUNK])
        update = schema.delivery.update().where(these, row.status.in_(_OPEN))
        tx.execute(update.values(**folded))
    return add(tx, summary)


def fold_edits(tx: Tx, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys that rewrite a folded call: there is nothing to rewrite."""
    row = schema.delivery.c
    folded = DeliveryStatus.FOLDED.value
    written = select(row.key).where(row.status == folded)
    return frozenset(
        tx.scalars(
            schema.delivery.update()
            .where(row.key.in_(keys), row.reply_to.in_(written))
            .values(status=folded, failure="what it rewrites was told in a summary")
            .returning(row.key)
        )
    )
