"""Leases on what is due, and a fair pick among rows that compete for one peer.

A lease is written by the noun whose rows they are; here is only what they share.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, or_

from monitor.store import schema
from monitor.store.schema import Tx


def free(claimed_until: Column[Any], now: datetime) -> ColumnElement[bool]:
    """True where no lease is running: a holder that is late has lost its claim."""
    return or_(claimed_until.is_(None), claimed_until <= now)


def end_all(tx: Tx) -> None:
    """End every lease: for a process that is alone and has just started.

    Whoever held them is dead, and nothing has to wait until they run out.
    """
    for table in (schema.feed, schema.delivery):
        tx.execute(table.update().values(claimed_until=None))


def pick(
    due: Iterable[tuple[str, str]],
    busy: Iterable[str],
    *,
    limit: int,
    per_peer: int,
) -> list[str]:
    """Ids to claim, in the order given.

    Args:
        due: (id, peer), most urgent first.
        busy: the peer of every claim that is still running.
        per_peer: claims that one peer may have at a time, running ones included.
    """
    load = Counter(busy)
    picked: list[str] = []
    for row_id, peer in due:
        if len(picked) == limit:
            break
        if load[peer] < per_peer:
            load[peer] += 1
            picked.append(row_id)
    return picked
