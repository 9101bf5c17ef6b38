"""Stories, and which article belongs to which, and why.

Membership and facts are decided by the stories stage; here they are only kept.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, func, select

from monitor.model import Assignment, Report, Story
from monitor.store import articles, schema
from monitor.store.rows import next_position, put
from monitor.store.schema import Tx

#: Names in ``meta``: the highest number a story was given, which outlives the story;
#: and how often anything that an open story is made of was changed.
_LAST = "last_story_number"
_VERSION = "stories_version"
_CHUNK = 500


def place(
    tx: Tx, report: Report, assignment: Assignment, story: Story, *, now: datetime
) -> None:
    """Put a stored article into a story, and keep the story's facts.

    An article that is read again keeps its position in the order of addition, but
    counts as added now.
    """
    save(tx, story)
    placed = schema.story_article
    values = {
        "article_id": report.article.article_id,
        "story_id": story.story_id,
        "assignment": assignment,
        "added_at": now,
        "position": next_position(tx, placed.c.position),
    }
    put(tx, placed, values, fixed="position")


def save(tx: Tx, story: Story) -> None:
    """Keep a story's facts; members are untouched."""
    values = {
        "story_id": story.story_id,
        "title": story.title,
        "first_at": story.first_at,
        "last_at": story.last_at,
        "facts": story,
    }
    put(tx, schema.story, values)
    _raise_last_number(tx, story.story_id)
    raise_version(tx)


def move(tx: Tx, article_id: str, story_id: str, reason: str) -> None:
    """Put an article into another stored story; both stories' facts stay as they are.

    Raises:
        KeyError: the article is in no story.
    """
    row = schema.story_article.c
    this = row.article_id == article_id
    assignment = tx.scalar(select(row.assignment).where(this))
    if assignment is None:
        raise KeyError(article_id)
    others = select(row.article_id).where(row.story_id == story_id, ~this).limit(1)
    moved = replace(
        assignment,
        story_id=story_id,
        is_new=tx.execute(others).first() is None,
        reason=reason,
    )
    update = schema.story_article.update().where(this)
    tx.execute(update.values(story_id=story_id, assignment=moved))
    raise_version(tx)


def placed_since(tx: Tx, since: datetime) -> Iterator[tuple[Assignment, Report]]:
    """What was placed since a moment, in the order of addition."""
    return _members(tx, schema.story_article.c.added_at >= since)


def open_members(tx: Tx, since: datetime) -> Iterator[tuple[Assignment, Report]]:
    """All of the stories with a report since a moment, in the order of addition."""
    return _members(tx, schema.story_article.c.story_id.in_(open_ids(since)))


def open_ids(since: datetime) -> Select[str]:
    """The query for the stories with a report since a moment."""
    row = schema.story.c
    return select(row.story_id).where(row.last_at >= since)


def _members(
    tx: Tx, wanted: ColumnElement[bool]
) -> Iterator[tuple[Assignment, Report]]:
    placed = schema.story_article
    query = (
        select(placed.c.assignment, schema.article, schema.report)
        .join_from(placed, schema.article)
        .join(schema.report, schema.report.c.article_id == schema.article.c.article_id)
        .where(wanted)
        .order_by(placed.c.position)
    )
    for row in tx.execute(query, execution_options={"yield_per": _CHUNK}):
        yield row._mapping[placed.c.assignment], articles.read_report(row)


def first_placed_at(tx: Tx, article_ids: Collection[str]) -> datetime | None:
    """When the first of these articles was put into a story; None where none was."""
    row = schema.story_article.c
    query = select(func.min(row.added_at)).where(row.article_id.in_(article_ids))
    first_at: datetime | None = tx.scalar(query)
    return first_at


def story(tx: Tx, story_id: str) -> Story | None:
    """The story as it stands; None where there is no such story."""
    found: Story | None = tx.scalar(
        select(schema.story.c.facts).where(schema.story.c.story_id == story_id)
    )
    return found


def recent(tx: Tx, since: datetime) -> tuple[Story, ...]:
    """The stories with a report since a moment, the newest first.

    A story whose articles have all moved to others is left out.
    """
    row = schema.story.c
    placed = select(schema.story_article.c.story_id)
    query = select(row.facts).where(row.last_at >= since, row.story_id.in_(placed))
    return tuple(tx.scalars(query.order_by(row.last_at.desc(), row.story_id)))


def article_ids(tx: Tx, story_id: str) -> tuple[str, ...]:
    """The articles that are in a story now, in the order they came."""
    row = schema.story_article.c
    query = select(row.article_id).where(row.story_id == story_id)
    return tuple(tx.scalars(query.order_by(row.position)))


def story_of(tx: Tx, article_id: str) -> str | None:
    """The story that an article is in; None where it is in none."""
    row = schema.story_article.c
    return tx.scalar(select(row.story_id).where(row.article_id == article_id))


def version(tx: Tx) -> int:
    """Another number whenever what open stories are made of has changed."""
    return _number(tx, _VERSION)


def raise_version(tx: Tx) -> None:
    """Let whoever remembers open stories know that they are others now."""
    put(tx, schema.meta, {"name": _VERSION, "value": version(tx) + 1})


def last_number(tx: Tx) -> int:
    """The highest number at the end of any story_id there ever was; 0 before the first.

    A pruned story's number stays taken: deliveries are keyed by it.
    """
    return _number(tx, _LAST)


def _number(tx: Tx, name: str) -> int:
    return tx.scalar(_named(), {"wanted": name}) or 0


@cache
def _named() -> Select[int]:
    row = schema.meta.c
    return select(row.value).where(row.name == bindparam("wanted"))


def _raise_last_number(tx: Tx, story_id: str) -> None:
    digits = re.search(r"[0-9]+$", story_id)
    if digits is not None and int(digits[0]) > last_number(tx):
        put(tx, schema.meta, {"name": _LAST, "value": int(digits[0])})
