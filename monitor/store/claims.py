"""Leases on what is due, and a fair pick among rows that compete for one peer.

A lease is written by the noun whose rows they are; here is only what they share.
The conditions are about a moment that comes with the execution of a statement
(``moment``), so that a statement is built once.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, bindparam, or_

from monitor.store import schema
from monitor.store.schema import Tx

#: Nothing is put off for longer: what lies beyond was reckoned by a clock that was
#: wrong and has been put back, and would stand still until then.
FARTHEST = timedelta(days=8)


def moment(now: datetime) -> dict[str, datetime]:
    """The parameters of ``reached`` and ``free``."""
    return {"now": now, "farthest": now + FARTHEST}


def reached(column: Column[Any]) -> ColumnElement[bool]:
    """True where a moment has come, or is too far off to be one."""
    return or_(column <= bindparam("now"), column > bindparam("farthest"))


def free(claimed_until: Column[Any]) -> ColumnElement[bool]:
    """True where no lease is running: a holder that is late has lost its claim."""
    return or_(claimed_until.is_(None), reached(claimed_until))


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
