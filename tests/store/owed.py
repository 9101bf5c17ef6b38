"""Deliveries are claimed as the service does, without its pace."""

from datetime import datetime, timedelta

from monitor.model import Delivery
from monitor.store import Tx, deliveries


def claim_due(
    tx: Tx, *, now: datetime, channel_id: str, limit: int, lease: timedelta
) -> tuple[Delivery, ...]:
    """The oldest deliveries that are due, claimed."""
    keys = [
        key for key, *_ in deliveries.due(tx, now=now, channel_ids=[channel_id])[:limit]
    ]
    return deliveries.claim(tx, keys, now=now, lease=lease)
