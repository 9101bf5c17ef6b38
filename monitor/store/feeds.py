"""Feeds and what is remembered of them between two polls.

When a feed is asked next is decided elsewhere and stored here as ``next_poll_at``.
"""

from collections.abc import Collection
from dataclasses import fields
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Row, Select, Update, bindparam, or_, select

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
    know, until they come back. Another URL is another feed, for ids are made of URLs:
    validators and baseline belong to one document.
    """
    known = {row.feed_id: row for row in tx.execute(select(schema.feed))}
    for wanted in feeds:
        row = known.pop(wanted.feed_id, None)
        if row is None:
            fresh = _values(FeedState(next_poll_at=now))
            tx.execute(schema.feed.insert().values(**_config(wanted), **fresh))
            continue
        changes = _config(wanted)
        if row.removed_at is not None:
            changes["next_poll_at"] = now
        changes |= {"this": wanted.feed_id, "removed_at": None}
        tx.execute(_change(), changes)
    gone = [feed_id for feed_id, row in known.items() if row.removed_at is None]
    if gone:
        tx.execute(
            _change(), [{"this": feed_id, "removed_at": now} for feed_id in gone]
        )


def claim_due(
    tx: Tx,
    *,
    now: datetime,
    limit: int,
    lease: timedelta,
    per_host: int,
    under_way: Collection[str] = (),
) -> tuple[tuple[Feed, FeedState], ...]:
    """Feeds to poll now, longest overdue first, leased to the caller.

    A feed that is leased is given to nobody else until ``save`` or the end of the
    lease, so ``lease`` is longer than any poll may take. Its next poll is put off by
    its interval at once: if this one dies, its server is not asked again sooner.

    Args:
        per_host: feeds of one host that are polled at a time, by anybody.
        under_way: ids of feeds that the caller is still polling, passed over even
            where their lease has run out.
    """
    moment = claims.moment(now)
    due = tx.execute(_due(), moment | {"slipped": now + SLIP}).all()
    if not due:
        return ()
    picked = claims.pick(
        ((row.feed_id, row.host) for row in due if row.feed_id not in under_way),
        tx.scalars(_busy(), moment).all(),
        limit=limit,
        per_peer=per_host,
    )
    rows = tx.execute(_free(), moment | {"picked": picked}).all()
    leases = [
        {
            "this": row.feed_id,
            "next_poll_at": now + row.interval,
            "claimed_until": now + lease,
        }
        for row in rows
    ]
    if leases:
        tx.execute(_change(), leases)
    return tuple(_read(row) for row in rows)


@cache
def _due() -> Select[str, str]:
    """Its moment has come, or was reckoned by a clock that has been put back."""
    row = schema.feed.c
    is_due = or_(claims.reached(row.next_poll_at), row.polled_at > bindparam("slipped"))
    return (
        select(row.feed_id, row.host)
        .where(row.removed_at.is_(None), is_due, claims.free(row.claimed_until))
        .order_by(row.next_poll_at, row.feed_id)
    )


@cache
def _busy() -> Select[str]:
    """The host of every lease that is running, as ``claims.free`` sees it."""
    row = schema.feed.c
    return select(row.host).where(
        row.claimed_until > bindparam("now"),
        row.claimed_until <= bindparam("farthest"),
    )


@cache
def _free() -> Select[Any]:
    row = schema.feed.c
    picked = row.feed_id.in_(bindparam("picked", expanding=True))
    return (
        select(schema.feed)
        .where(picked, claims.free(row.claimed_until))
        .order_by(row.next_poll_at, row.feed_id)
        .with_for_update(skip_locked=True)
    )


@cache
def _change() -> Update:
    """What is changed stands in the parameters."""
    return schema.feed.update().where(schema.feed.c.feed_id == bindparam("this"))


def save(tx: Tx, feed_id: str, state: FeedState) -> None:
    """Remember what a poll found, and give the feed back."""
    changes = _values(state) | {"claimed_until": None}
    tx.execute(_change(), {"this": feed_id} | changes)


def retry(tx: Tx, feed_ids: Collection[str], *, now: datetime) -> None:
    """These are due now, however often they failed or were asked to wait."""
    due = [{"this": feed_id, "next_poll_at": now} for feed_id in feed_ids]
    tx.execute(_change(), due)


def states(tx: Tx) -> tuple[tuple[Feed, FeedState], ...]:
    """Every configured feed, by id."""
    return tuple(
        _read(row)
        for row in tx.execute(_all().where(schema.feed.c.removed_at.is_(None))).all()
    )


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
