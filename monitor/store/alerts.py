"""Decisions on every article that names something watched, and the alerts among them.

Decisions are only added to: the last one on an article and watchlist is what holds.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, func, select

from monitor.model import Alert, Decision, Report, Verdict
from monitor.store import articles, schema, stories
from monitor.store.schema import Tx

#: Verdicts of reports that did not call and are accounted for in the digest.
KEPT = (Verdict.DIGEST, Verdict.HOLD, Verdict.MERGE, Verdict.EDIT)
_CALLS = (Verdict.ALERT.value, Verdict.UPDATE.value)


@dataclass(frozen=True, kw_only=True, slots=True)
class Ruling:
    """A decision as it was recorded."""

    watchlist_id: str
    #: None where the article reached no story.
    story_id: str | None
    decision: Decision
    decided_at: datetime


def add(tx: Tx, alert: Alert) -> None:
    """Store an alert."""
    values = {
        "alert_id": alert.alert_id,
        "story_id": alert.story_id,
        "watchlist_id": alert.watchlist_id,
        "number": alert.number,
        "alert": alert,
        "created_at": alert.created_at,
    }
    tx.execute(schema.alert.insert(), values)


def add_decision(
    tx: Tx,
    *,
    article_id: str,
    watchlist_id: str,
    story_id: str | None,
    decision: Decision,
    now: datetime,
) -> None:
    """Record what was decided on a stored article for one watchlist."""
    values = {
        "article_id": article_id,
        "watchlist_id": watchlist_id,
        "story_id": story_id,
        "verdict": decision.verdict.value,
        "reason": decision.reason,
        "detail": decision.detail,
        "decided_at": now,
    }
    tx.execute(schema.decision.insert(), values)


def decisions(tx: Tx, article_id: str) -> tuple[Ruling, ...]:
    """Everything decided on an article, in the order it was decided."""
    row = schema.decision.c
    query = select(schema.decision).where(row.article_id == article_id).order_by(row.id)
    return tuple(
        Ruling(
            watchlist_id=found.watchlist_id,
            story_id=found.story_id,
            decision=_decision(found.verdict, found.reason, found.detail),
            decided_at=found.decided_at,
        )
        for found in tx.execute(query)
    )


def created_since(tx: Tx, since: datetime) -> tuple[Alert, ...]:
    """Alerts created since a moment, oldest first."""
    return _alerts(tx, schema.alert.c.created_at >= since)


def of_open_stories(tx: Tx, since: datetime) -> tuple[Alert, ...]:
    """Every alert about what is now in a story with a report since, oldest first."""
    return _alerts(tx, schema.alert.c.story_id.in_(told_ids(since)))


def told_ids(since: datetime) -> Select[str]:
    """The query for the stories that the alerts of open stories were created about.

    An article that called may be in another story by now; its alert is not.

    Args:
        since: stories with a report since then are open.
    """
    called = schema.decision.c
    return (
        select(called.story_id)
        .join_from(
            schema.decision,
            schema.story_article,
            called.article_id == schema.story_article.c.article_id,
        )
        .where(schema.story_article.c.story_id.in_(stories.open_ids(since)))
        .where(called.verdict.in_(_CALLS), called.story_id.is_not(None))
    )


def _alerts(tx: Tx, wanted: ColumnElement[bool]) -> tuple[Alert, ...]:
    row = schema.alert.c
    query = select(row.alert).where(wanted)
    return tuple(
        tx.scalars(
            query.order_by(row.created_at, row.story_id, row.watchlist_id, row.number)
        )
    )


def kept(
    tx: Tx, watchlist_ids: Collection[str], since: datetime, until: datetime
) -> tuple[tuple[Report, Decision], ...]:
    """Reports that did not call in [since, until), in the order of the decisions.

    Only where that is the last word on the article for the watchlist. A report comes
    once for each of the watchlists that it was decided for.
    """
    row = schema.decision.c
    last = select(func.max(row.id)).where(row.decided_at >= since)
    last = last.group_by(row.article_id, row.watchlist_id)
    query = (
        select(row.verdict, row.reason, row.detail, schema.article, schema.report)
        .join_from(schema.decision, schema.article)
        .join(schema.report, schema.report.c.article_id == schema.article.c.article_id)
        .where(row.decided_at >= since, row.decided_at < until)
        .where(row.watchlist_id.in_(watchlist_ids))
        .where(row.verdict.in_([verdict.value for verdict in KEPT]))
        .where(row.id.in_(last))
        .order_by(row.id)
    )
    return tuple(
        (
            articles.read_report(found),
            _decision(found.verdict, found.reason, found.detail),
        )
        for found in tx.execute(query)
    )


def counts(tx: Tx, since: datetime) -> dict[str, dict[str, int]]:
    """Decisions since a moment: verdict -> reason -> how many, without the zeros."""
    row = schema.decision.c
    query = select(row.verdict, row.reason, func.count().label("many"))
    query = query.where(row.decided_at >= since).group_by(row.verdict, row.reason)
    result: dict[str, dict[str, int]] = defaultdict(dict)
    for found in tx.execute(query):
        result[found.verdict][found.reason] = found.many
    return dict(result)


def _decision(verdict: str, reason: str, detail: str) -> Decision:
    return Decision(verdict=Verdict(verdict), reason=reason, detail=detail)
