"""Articles, the keys that recognise them, and what was read in them.

Whether two articles are the same is decided by the keys it is given; it compares
nothing but their equality.
"""

from collections.abc import Collection, Iterator
from dataclasses import fields, replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.dialects.postgresql import Insert, insert

from monitor.model import Article, Report
from monitor.store import schema
from monitor.store.rows import add_once, put
from monitor.store.schema import Tx

#: How stale ``seen_at`` may get before it is worth a write.
SEEN_STEP = timedelta(days=1)
#: Parameters of one statement; SQLite's default limit is 32,766 (sqlite.org/limits).
CHUNK = 1000

_FIELDS = tuple(field.name for field in fields(Article))


def known(tx: Tx, keys: Collection[str]) -> dict[str, str]:
    """The article_id behind each key that was seen before; others are left out."""
    wanted = list(keys)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = tx.execute(_known(), {"keys": wanted[start : start + CHUNK]})
        found.update((row.key, row.article_id) for row in rows)
    return found


@cache
def _known() -> Select[str, str]:
    row = schema.article_key.c
    wanted = row.key.in_(bindparam("keys", expanding=True))
    return select(row.key, row.article_id).where(wanted)


def add(tx: Tx, article: Article, keys: Collection[str], *, now: datetime) -> bool:
    """Store a new article and what recognises it; False where its id is known."""
    is_new = add_once(tx, schema.article, _values(article))
    add_keys(tx, article.article_id, keys, now=now)
    return is_new


def add_keys(tx: Tx, article_id: str, keys: Collection[str], *, now: datetime) -> None:
    """Let an article be recognised by these keys, too.

    A key that is known keeps its article and is noted as seen now, so that keys of
    what a feed still shows do not age.
    """
    if not keys:
        return
    shared = {"article_id": article_id, "seen_at": now, "stale": now - SEEN_STEP}
    tx.execute(_add_key(), [{"key": key, **shared} for key in keys])


def pass_on(tx: Tx, article_id: str, keys: Collection[str]) -> None:
    """Let known keys recognise this article from now on, and no other."""
    row = schema.article_key.c
    moved = schema.article_key.update().where(row.key.in_(keys))
    tx.execute(moved.values(article_id=article_id))


@cache
def _add_key() -> Insert:
    row = schema.article_key.c
    statement = insert(schema.article_key)
    return statement.on_conflict_do_update(
        index_elements=[row.key],
        set_={"seen_at": statement.excluded.seen_at},
        where=row.seen_at < bindparam("stale", type_=row.seen_at.type),
    )


def revise(tx: Tx, article_id: str, article: Article) -> Article | None:
    """The article under its first id, where the outlet has edited title or text.

    None where it says what it said before, was pruned since, or belongs to another
    feed: no news either way. Two feeds of one page would rewrite it in turns. The
    first ``fetched_at`` stays, and the first ``published_at``: an edit that dates old
    news anew makes none.
    """
    row = schema.article.c
    this = row.article_id == article_id
    stored = tx.execute(
        select(row.content_hash, row.fetched_at, row.published_at, row.feed_id).where(
            this
        )
    ).one_or_none()
    if stored is None or stored.feed_id != article.feed_id:
        return None
    if stored.content_hash == _content_hash(article):
        return None
    edited = replace(
        article,
        article_id=article_id,
        fetched_at=stored.fetched_at,
        published_at=_first_published(
            stored.published_at, stored.fetched_at, article.published_at
        ),
    )
    tx.execute(schema.article.update().where(this).values(**_values(edited)))
    return edited


def _first_published(
    known: datetime | None, fetched_at: datetime, stated: datetime | None
) -> datetime | None:
    """When an article came out, whatever an edit states: not after its first fetch."""
    if known is not None and known <= fetched_at:
        return known
    return stated and min(stated, fetched_at)


def find(tx: Tx, url_or_id: str, *, key: str | None = None) -> Article | None:
    """The article of that id or URL; the newest where several share the URL.

    Args:
        key: recognises it, too, as other spellings of its URL do.
    """
    row = schema.article.c
    article_id = known(tx, [key]).get(key) if key else None
    found = tx.execute(
        select(schema.article)
        .where(row.article_id.in_([url_or_id, article_id]) | (row.url == url_or_id))
        .order_by(row.fetched_at.desc())
        .limit(1)
    ).one_or_none()
    return None if found is None else read(found)


def between(tx: Tx, since: datetime, until: datetime) -> Iterator[Article]:
    """Articles fetched in [since, until), in the order they were fetched."""
    row = schema.article.c
    query = (
        select(schema.article)
        .where(row.fetched_at >= since, row.fetched_at < until)
        .order_by(row.fetched_at, row.article_id)
    )
    for found in tx.execute(query, execution_options={"yield_per": CHUNK}):
        yield read(found)


def add_report(tx: Tx, report: Report) -> None:
    """Store what was read in an article; replaces an earlier reading."""
    values = {
        "article_id": report.article.article_id,
        "matches": report.matches,
        "event": report.event,
    }
    put(tx, schema.report, values)


def is_read(tx: Tx, article_id: str) -> bool:
    """Whether there is a reading of the article."""
    there = schema.report.c.article_id == article_id
    return tx.scalar(select(schema.report.c.article_id).where(there)) is not None


def report(tx: Tx, article_id: str) -> Report | None:
    """What was read in an article; None where it was not read or is gone."""
    query = select(schema.article, schema.report).join(schema.report)
    found = tx.execute(
        query.where(schema.article.c.article_id == article_id)
    ).one_or_none()
    return None if found is None else read_report(found)


def read(row: Row[Any]) -> Article:
    """The article in a row that holds the columns of ``schema.article``."""
    stored = row._mapping
    return Article(**{name: stored[schema.article.c[name]] for name in _FIELDS})


def read_report(row: Row[Any]) -> Report:
    """The report in a row that holds the columns of ``article`` and ``report``."""
    stored = row._mapping
    return Report(
        article=read(row),
        matches=stored[schema.report.c.matches],
        event=stored[schema.report.c.event],
    )


def _values(article: Article) -> dict[str, Any]:
    values = {name: getattr(article, name) for name in _FIELDS}
    return values | {"content_hash": _content_hash(article)}


def _content_hash(article: Article) -> str:
    content = f"{article.title}\n{article.text}"
    return sha256(content.encode("utf-8", "replace")).hexdigest()
