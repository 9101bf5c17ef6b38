"""Leases on what is due, and a fair pick among rows that compete for one peer.

A lease is written by the noun whose rows they are; here is only what they share.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, or_

from monitor.store import schema
from monitor.store.schema import Tx

#: Nothing is put off for longer: what lies beyond was reckoned by a clock that was
#: wrong and has been put back, and would stand still until then.
FARTHEST = timedelta(days=8)


def reached(moment: Column[Any], now: datetime) -> ColumnElement[bool]:
    """True where a moment has come, or is too far off to be one."""
    return or_(moment <= now, moment > now + FARTHEST)


def free(claimed_until: Column[Any], now: datetime) -> ColumnElement[bool]:
    """True where no lease is running: a holder that is late has lost its claim."""
    return or_(claimed_until.is_(None), reached(claimed_until, now))


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
