"""Forgets rows that are older than they are kept, whatever the noun.

What is owed stays, and what an open story is made of: its articles, what was told of
them, and the messages that further ones answer or rewrite. So does what a chat or
mailbox has refused, until it takes something.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, select

from monitor.model import DeliveryStatus
from monitor.store import alerts, schema, stories
from monitor.store.schema import Tx

#: How much longer than its article a key is kept: a feed that shows a year-old entry
#: again must not make it news.
KEY_AGE = timedelta(days=400)
#: Parameters of one statement; SQLite's default limit is 32,766 (sqlite.org/limits).
CHUNK = 1000
#: Deliveries that will never be tried again.
_ENDED = (
    DeliveryStatus.SENT,
    DeliveryStatus.FOLDED,
    DeliveryStatus.DROPPED,
    DeliveryStatus.PARKED,
)


def prune(tx: Tx, before: datetime, *, open_since: datetime) -> int:
    """Forget what is older than a moment, with all that hangs on it.

    Keys stay for ``KEY_AGE`` more.

    Args:
        open_since: stories with a report since then are open.

    Returns:
        The number of articles forgotten.
    """
    count = _prune_articles(tx, before, open_since)
    stale = schema.article_key.c.seen_at < before - KEY_AGE
    tx.execute(delete(schema.article_key).where(stale))
    silent = schema.kept_config.c.seen_at < before
    tx.execute(delete(schema.kept_config).where(silent))
    _prune_alerts(tx, before, open_since)
    _prune_deliveries(tx, before)
    return count


def _prune_articles(tx: Tx, before: datetime, open_since: datetime) -> int:
    row, placed = schema.article.c, schema.story_article.c
    is_in_open = (
        select(placed.article_id)
        .where(placed.article_id == row.article_id)
        .where(placed.story_id.in_(stories.open_ids(open_since)))
        .exists()
    )
    old = delete(schema.article).where(row.fetched_at < before, ~is_in_open)
    count = tx.execute(old).rowcount
    emptied = schema.story.c.story_id.not_in(select(placed.story_id))
    tx.execute(delete(schema.story).where(schema.story.c.last_at < before, emptied))
    if count:
        stories.raise_version(tx)
    return count


def _prune_alerts(tx: Tx, before: datetime, open_since: datetime) -> None:
    row = schema.alert.c
    is_needed = row.story_id.in_(alerts.told_ids(open_since))
    tx.execute(delete(schema.alert).where(row.created_at < before, ~is_needed))


def _prune_deliveries(tx: Tx, before: datetime) -> None:
    """Those of the old that have ended, and that no alert which is left is about."""
    row, told = schema.delivery.c, schema.alert.c
    left = tx.scalars(select(told.alert).where(told.created_at < before))
    needed = {alert.report.article.article_id for alert in left}
    ended = row.status.in_([status.value for status in _ENDED])
    old = select(row.key).where(row.created_at < before, ended, ~_is_refused())
    # A key names its article between colons, as for ``deliveries.about``.
    gone = [key for key in tx.scalars(old) if needed.isdisjoint(key.split(":"))]
    for start in range(0, len(gone), CHUNK):
        tx.execute(delete(schema.delivery).where(row.key.in_(gone[start:][:CHUNK])))


def _is_refused() -> ColumnElement[bool]:
    """True of what was parked, where nothing has been taken since its last attempt."""
    row, later, attempt = schema.delivery.c, schema.delivery.alias().c, schema.attempt.c
    refused_at = select(func.max(attempt.started_at))
    refused_at = refused_at.where(attempt.delivery_key == row.key).correlate(
        schema.delivery
    )
    taken = (
        select(later.key)
        .where(later.channel_id == row.channel_id)
        .where(later.destination == row.destination)
        .where(later.sent_at > refused_at.scalar_subquery())
        .correlate(schema.delivery)
    )
    return and_(row.status == DeliveryStatus.PARKED.value, ~taken.exists())
