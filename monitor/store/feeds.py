"""Feeds and what is remembered of them between two polls.

When a feed is asked next is decided elsewhere and stored here as ``next_poll_at``.
"""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import ColumnElement, Row, Select, bindparam, or_, select

from monitor.model import Feed, FeedState, Habit
from monitor.store import claims, schema
from monitor.store.schema import Tx

#: A clock that is put back by less delays polls by as much.
SLIP = timedelta(minutes=5)

_CONFIG = tuple(field.name for field in fields(Feed))
_STATE = tuple(field.name for field in fields(FeedState))


def sync(tx: Tx, feeds: Collection[Feed], *, now: datetime) -> None:
    """Make the stored feeds those of the configuration.

    New feeds are due now; those that are gone are kept, unpolled, with all they
    know, until they come back. A feed whose URL changed starts afresh: validators
    and baseline belonged to another document.
    """
    known = {row.feed_id: row for row in tx.execute(select(schema.feed))}
    for wanted in feeds:
        row = known.pop(wanted.feed_id, None)
        if row is None:
            fresh = _values(FeedState(next_poll_at=now))
            tx.execute(schema.feed.insert().values(**_config(wanted), **fresh))
            continue
        changes = _config(wanted)
        if row.url != wanted.url:
            changes |= _values(FeedState(next_poll_at=now))
        elif row.removed_at is not None:
            changes["next_poll_at"] = now
        this = schema.feed.update().where(schema.feed.c.feed_id == wanted.feed_id)
        tx.execute(this.values(**changes, removed_at=None))
    gone = [feed_id for feed_id, row in known.items() if row.removed_at is None]
    tx.execute(
        schema.feed.update()
        .where(schema.feed.c.feed_id.in_(gone))
        .values(removed_at=now),
    )


def claim_due(
    tx: Tx, *, now: datetime, limit: int, lease: timedelta, per_host: int
) -> tuple[tuple[Feed, FeedState], ...]:
    """Feeds to poll now, longest overdue first, leased to the caller.

    A feed that is leased is given to nobody else until ``save`` or the end of the
    lease, so ``lease`` is longer than any poll may take. Its next poll is put off by
    its interval at once: if this one dies, its server is not asked again sooner.

    Args:
        per_host: feeds of one host that are polled at a time, by anybody.
    """
    present = schema.feed.c.removed_at.is_(None)
    due = tx.execute(
        select(schema.feed.c.feed_id, schema.feed.c.host)
        .where(present, _is_due(now))
        .where(claims.free(schema.feed.c.claimed_until, now))
        .order_by(schema.feed.c.next_poll_at, schema.feed.c.feed_id)
    )
    busy = tx.scalars(
        select(schema.feed.c.host).where(schema.feed.c.claimed_until > now)
    )
    picked = claims.pick(
        ((row.feed_id, row.host) for row in due.all()),
        busy.all(),
        limit=limit,
        per_peer=per_host,
    )
    rows = tx.execute(
        select(schema.feed)
        .where(
            schema.feed.c.feed_id.in_(picked),
            claims.free(schema.feed.c.claimed_until, now),
        )
        .order_by(schema.feed.c.next_poll_at, schema.feed.c.feed_id)
        .with_for_update(skip_locked=True)
    ).all()
    leased = schema.feed.update().where(schema.feed.c.feed_id == bindparam("this"))
    if rows:
        tx.execute(
            leased.values(claimed_until=now + lease),
            [{"this": r.feed_id, "next_poll_at": now + r.interval} for r in rows],
        )
    return tuple(_read(row) for row in rows)


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Its moment has come, or was reckoned by a clock that has been put back."""
    row = schema.feed.c
    return or_(claims.reached(row.next_poll_at, now), row.polled_at > now + SLIP)


def save(tx: Tx, feed_id: str, state: FeedState) -> None:
    """Remember what a poll found, and give the feed back."""
    this = schema.feed.update().where(schema.feed.c.feed_id == feed_id)
    tx.execute(this.values(**_values(state), claimed_until=None))


def states(tx: Tx) -> tuple[tuple[Feed, FeedState], ...]:
    """Every configured feed, by id."""
    return tuple(
        _read(row)
        for row in tx.execute(_all().where(schema.feed.c.removed_at.is_(None))).all()
    )


def by_id(tx: Tx, feed_id: str) -> tuple[Feed, FeedState] | None:
    """One configured feed; None where there is no such feed."""
    this = _all().where(
        schema.feed.c.feed_id == feed_id, schema.feed.c.removed_at.is_(None)
    )
    row = tx.execute(this).one_or_none()
    return None if row is None else _read(row)


def _all() -> Select[Any]:
    return select(schema.feed).order_by(schema.feed.c.feed_id)


def _config(value: Feed) -> dict[str, Any]:
    host = urlsplit(value.url).hostname or ""
    return {name: getattr(value, name) for name in _CONFIG} | {"host": host}


def _values(state: FeedState) -> dict[str, Any]:
    return {name: getattr(state, name) for name in _STATE}


def _read(row: Row[Any]) -> tuple[Feed, FeedState]:
    stored = row._mapping
    state = {name: stored[name] for name in _STATE}
    # NULL in rows older than the column.
    state["habit"] = state["habit"] or Habit()
    return Feed(**{name: stored[name] for name in _CONFIG}), FeedState(**state)
