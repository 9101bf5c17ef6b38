"""Messages owed to a destination: enqueued, leased to a sender, settled.

A row is written before the wire is touched and again after the provider answered;
what happened in between and was never settled counts as unknown, never as sent.
When to try again, and when to give up, is decided by the deliveries stage.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Update,
    bindparam,
    delete,
    func,
    select,
)

from monitor.errors import Fate
from monitor.model import EDIT, Delivery, DeliveryStatus
from monitor.store import claims, schema
from monitor.store.destinations import is_paused, moved
from monitor.store.rows import add_once, next_position
from monitor.store.schema import Tx

#: What may be handed to the wire.
OPEN = (DeliveryStatus.PENDING, DeliveryStatus.UNKNOWN)
NO_WORD = "the sender stopped before it told the outcome"

_FIELDS = tuple(field.name for field in fields(Delivery))
#: What ``settle`` writes; the rest belongs to ``add``, ``claim`` and ``move``.
_OUTCOME = ("unknown_count", "next_attempt_at", "sent_at", "receipt", "failure")


def add(tx: Tx, delivery: Delivery) -> bool:
    """Owe a message; False, and nothing changed, where the key exists.

    A destination that is known to have moved is replaced by its new name.
    """
    values = {name: getattr(delivery, name) for name in _FIELDS}
    current = moved(tx, delivery.channel_id)
    values["destination"] = current.get(delivery.destination, delivery.destination)
    values["status"] = delivery.status.value
    values["position"] = next_position(tx, schema.delivery.c.position)
    return add_once(tx, schema.delivery, values)


def due(
    tx: Tx, *, now: datetime, channel_ids: Collection[str]
) -> tuple[tuple[str, str, str], ...]:
    """(key, channel, destination) of what may be sent now, edits last, none paused."""
    found = tx.execute(_due(), claims.moment(now) | {"channels": list(channel_ids)})
    return tuple((row.key, row.channel_id, row.destination) for row in found)


@cache
def _due() -> Select[str, str, str]:
    row = schema.delivery.c
    return (
        select(row.key, row.channel_id, row.destination)
        .where(row.channel_id.in_(bindparam("channels", expanding=True)))
        .where(row.status.in_(_values(OPEN)), claims.reached(row.next_attempt_at))
        .where(~is_paused(row.channel_id, row.destination))
        .order_by(row.key.startswith(EDIT), row.position)
    )


def claim(
    tx: Tx, keys: Collection[str], *, now: datetime, lease: timedelta
) -> tuple[Delivery, ...]:
    """These deliveries, leased to the caller as ``SENDING``, oldest first.

    Each comes with this attempt counted in ``attempt_count`` and opened in the
    history. It must be settled before the lease ends. What somebody else has claimed
    is left out.
    """
    if not keys:
        return ()
    free = tx.scalars(_free(), {"keys": list(keys)}).all()
    if not free:
        return ()
    tx.execute(_lease(), {"keys": free, "until": now + lease})
    claimed = named(tx, free)
    started = [
        {"delivery_key": d.key, "number": d.attempt_count, "started_at": now}
        for d in claimed
    ]
    tx.execute(schema.attempt.insert(), started)
    return claimed


@cache
def _free() -> Select[str]:
    row = schema.delivery.c
    is_open = row.status.in_(_values(OPEN))
    return select(row.key).where(_named(), is_open).with_for_update(skip_locked=True)


@cache
def _lease() -> Update:
    sending = {
        "status": DeliveryStatus.SENDING.value,
        "attempt_count": schema.delivery.c.attempt_count + 1,
        "claimed_until": bindparam("until"),
    }
    return schema.delivery.update().where(_named()).values(sending)


def _named() -> ColumnElement[bool]:
    return schema.delivery.c.key.in_(bindparam("keys", expanding=True))


def renew(tx: Tx, delivery: Delivery, *, now: datetime, lease: timedelta) -> bool:
    """Begin the lease of a claimed delivery anew; False where it is lost.

    It is lost where it ran out and was noticed to have: the delivery may be on the
    wire again, or sent, by somebody else.
    """
    this = {"this": delivery.key, "attempt": delivery.attempt_count}
    return tx.execute(_renew(), this | {"until": now + lease}).rowcount == 1


@cache
def _renew() -> Update:
    row = schema.delivery.c
    return (
        schema.delivery.update()
        .where(row.key == bindparam("this"), row.attempt_count == bindparam("attempt"))
        .where(row.status == DeliveryStatus.SENDING.value)
        .values(claimed_until=bindparam("until"))
    )


def withdraw(tx: Tx, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys that were certainly not delivered and now never will be.

    Their rows are gone; what is on the wire, sent, parked or unknown stays.
    """
    row = schema.delivery.c
    gone = delete(schema.delivery).where(
        row.key.in_(keys),
        row.status == DeliveryStatus.PENDING.value,
        row.unknown_count == 0,
    )
    return frozenset(tx.scalars(gone.returning(row.key)))


def settle(
    tx: Tx, delivery: Delivery, *, fate: str, detail: str, now: datetime
) -> bool:
    """Write down what became of a claimed delivery.

    Args:
        delivery: as claimed, with its new status, receipt, failure, unknown_count
            and next_attempt_at; ``attempt_count`` says which attempt this is.
        fate: "sent", or what is known of the message (``errors.Fate``).

    Returns:
        False where the delivery's row was left alone: it is sent already, or a later
        attempt is under way and this one did not succeed. The history has both.
    """
    this = {"this": delivery.key, "attempt": delivery.attempt_count}
    ended = {"ended_at": now, "fate": str(fate), "detail": detail}
    tx.execute(_end_attempt(), this | ended)
    values = {name: getattr(delivery, name) for name in _OUTCOME}
    values |= {"status": delivery.status.value, "claimed_until": None}
    # A receipt is a fact however late it comes; anything else only from the last try.
    is_sent = delivery.status is DeliveryStatus.SENT
    return tx.execute(_settle(is_sent), this | values).rowcount == 1


@cache
def _end_attempt() -> Update:
    row = schema.attempt.c
    this = row.delivery_key == bindparam("this")
    return schema.attempt.update().where(this, row.number == bindparam("attempt"))


@cache
def _settle(is_sent: bool) -> Update:
    row = schema.delivery.c
    this = row.key == bindparam("this"), row.status != DeliveryStatus.SENT.value
    last = () if is_sent else (row.attempt_count == bindparam("attempt"),)
    return schema.delivery.update().where(*this, *last)


def expire(tx: Tx, *, now: datetime) -> int:
    """Turn what was sent beyond its lease into ``UNKNOWN``, due at once; how many."""
    keys = tx.scalars(_late(), claims.moment(now)).all()
    if not keys:
        return 0
    row = schema.delivery.c
    tx.execute(
        schema.attempt.update()
        .where(schema.attempt.c.delivery_key.in_(keys))
        .where(schema.attempt.c.ended_at.is_(None))
        .values(ended_at=now, fate=Fate.UNKNOWN.value, detail=NO_WORD)
    )
    tx.execute(
        schema.delivery.update()
        .where(row.key.in_(keys))
        .values(
            status=DeliveryStatus.UNKNOWN.value,
            unknown_count=row.unknown_count + 1,
            failure=NO_WORD,
            claimed_until=None,
        )
    )
    return len(keys)


@cache
def _late() -> Select[str]:
    row = schema.delivery.c
    sending = row.status == DeliveryStatus.SENDING.value
    return select(row.key).where(sending, claims.free(row.claimed_until))


def receipt(tx: Tx, key: str) -> str | None:
    """The provider's id of a sent message; None where it is not sent."""
    row = schema.delivery.c
    return tx.scalar(select(row.receipt).where(row.key == key))


def about(tx: Tx, article_id: str) -> tuple[Delivery, ...]:
    """Deliveries that an article called for: their key holds ":article_id:"."""
    named = schema.delivery.c.key.contains(f":{article_id}:", autoescape=True)
    return read(tx, named)


def by_status(tx: Tx, *statuses: DeliveryStatus) -> tuple[Delivery, ...]:
    """Every delivery that stands so, oldest first."""
    return read(tx, schema.delivery.c.status.in_(_values(statuses)))


def counts(tx: Tx) -> dict[str, dict[str, int]]:
    """Channel -> status -> how many; without the zeros."""
    row = schema.delivery.c
    many = func.count().label("many")
    query = select(row.channel_id, row.status, many)
    result: dict[str, dict[str, int]] = defaultdict(dict)
    for found in tx.execute(query.group_by(row.channel_id, row.status)):
        result[found.channel_id][found.status] = found.many
    return dict(result)


def owed(tx: Tx, keys: Collection[str]) -> frozenset[str]:
    """Those of the keys that something was owed under, and was not withdrawn."""
    return frozenset(tx.scalars(_owed(), {"keys": list(keys)}))


@cache
def _owed() -> Select[str]:
    return select(schema.delivery.c.key).where(_named())


def last_owed_at(tx: Tx, key_start: str) -> datetime | None:
    """When a delivery whose key begins so was last owed; None where none was."""
    row = schema.delivery.c
    named = row.key.startswith(key_start, autoescape=True)
    return tx.scalar(
        select(row.created_at).where(named).order_by(row.position.desc()).limit(1)
    )


def _values(statuses: Iterable[DeliveryStatus]) -> list[str]:
    return [status.value for status in statuses]


def read(tx: Tx, condition: Any) -> tuple[Delivery, ...]:
    """The deliveries that meet a condition, oldest first."""
    row = schema.delivery.c
    query = select(schema.delivery).where(condition).order_by(row.position)
    return tuple(as_delivery(found) for found in tx.execute(query))


def named(tx: Tx, keys: Collection[str]) -> tuple[Delivery, ...]:
    """The deliveries of at most a thousand keys, oldest first."""
    found = tx.execute(_by_key(), {"keys": list(keys)})
    return tuple(as_delivery(row) for row in found)


@cache
def _by_key() -> Select[Any]:
    return select(schema.delivery).where(_named()).order_by(schema.delivery.c.position)


def as_delivery(row: Row[Any]) -> Delivery:
    """The delivery in a row that holds the columns of ``schema.delivery``."""
    values = {name: row._mapping[name] for name in _FIELDS}
    values["status"] = DeliveryStatus(values["status"])
    return Delivery(**values)
