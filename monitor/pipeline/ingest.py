"""One parsed feed becomes rows, in one transaction: the serial half of a poll.

Articles, what they say, their stories, the decisions and the deliveries are written
in the transaction that also keeps the feed's new validators: a validator kept without
its articles would hide them behind a 304 for ever.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from monitor.alerts.decide import REPUBLISHED, UNREADABLE
from monitor.articles.wire import Entry, ParsedFeed
from monitor.config import Config
from monitor.feeds.habits import is_churn
from monitor.logs import fields
from monitor.model import (
    Article,
    Event,
    Feed,
    FeedState,
    Report,
    Verdict,
)
from monitor.pipeline.desk import Desk, Outcome
from monitor.pipeline.outbox import owe_held_calls, owe_outcome
from monitor.pipeline.take_in import take_in
from monitor.store import Tx
from monitor.store import alerts as alert_rows
from monitor.store import articles as article_rows
from monitor.store import stories as story_rows

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Ingested:
    """What one poll added."""

    #: Articles that were not known, or said something else than before.
    outcomes: list[Outcome] = field(default_factory=list)
    #: Entries that were known, edited ones included.
    known_count: int = 0


def ingest(
    tx: Tx,
    desk: Desk,
    config: Config,
    parsed: ParsedFeed,
    *,
    feed: Feed,
    state: FeedState,
    now: datetime,
) -> Ingested:
    """Take in what a poll brought, oldest first.

    Args:
        state: before the poll; without ``learned_at`` this is the feed's first good
            one, when what carries no date cannot count as new.
    """
    baseline = state.learned_at is None
    entries = _oldest_first(parsed.articles)
    taken = [take_in(tx, entry, now) for entry in entries]
    fresh = [
        entry.article.published_at
        for entry, (_, is_new) in zip(entries, taken, strict=True)
        if is_new
    ]
    churn = not baseline and is_churn(fresh, len(taken), state.habit)
    done = Ingested(known_count=len(taken) - len(fresh))
    for article, is_new in taken:
        if article is None:
            continue
        report = _read(desk, article)
        if report is None:
            outcome = _unread(desk, article)
        else:
            outcome = desk.consider(
                report,
                now=now,
                baseline=baseline,
                heard_at=state.fresh_at or state.learned_at,
                hold=REPUBLISHED if churn and is_new else None,
            )
        _write(tx, desk, config, outcome, now)
        done.outcomes.append(outcome)
    owe_held_calls(tx, desk, config, feed, done.outcomes, now=now)
    return done


def _oldest_first(entries: Iterable[Entry]) -> list[Entry]:
    def at(entry: Entry) -> datetime:
        return entry.article.published_at or entry.article.fetched_at

    return sorted(entries, key=at)


def _read(desk: Desk, article: Article) -> Report | None:
    """What the article says; None where a fault of ours keeps it from being read."""
    try:
        return desk.read(article)
    except (OSError, MemoryError):
        raise  # the machine's trouble, not the article's: it is read when that is over
    except Exception as error:
        # An error may quote what it met, and the article's words are for nobody's log.
        wordless = RuntimeError(type(error).__name__)
        log.exception(
            "article.unreadable %s",
            fields(article=article.article_id, source=article.source),
            exc_info=wordless.with_traceback(error.__traceback__),
        )
        return None


def _unread(desk: Desk, article: Article) -> Outcome:
    return Outcome(
        report=Report(article=article, matches=(), event=Event()),
        assignment=None,
        story=None,
        decisions=tuple((name, UNREADABLE) for name in desk.watchlists),
        alerts=(),
    )


def _write(tx: Tx, desk: Desk, config: Config, outcome: Outcome, now: datetime) -> None:
    report = outcome.report
    article_id = report.article.article_id
    is_unread = all(decision == UNREADABLE for _, decision in outcome.decisions)
    if not (is_unread and article_rows.is_read(tx, article_id)):
        article_rows.add_report(tx, report)
    if outcome.assignment is not None and outcome.story is not None:
        story_rows.place(tx, report, outcome.assignment, outcome.story, now=now)
    for watchlist_id, decision in outcome.decisions:
        if decision.verdict is Verdict.IGNORE and not report.matches:
            continue
        alert_rows.add_decision(
            tx,
            article_id=article_id,
            watchlist_id=watchlist_id,
            story_id=outcome.story.story_id if outcome.story else None,
            decision=decision,
            now=now,
        )
    for alert in outcome.alerts:
        alert_rows.add(tx, alert)
    owe_outcome(tx, desk, config, outcome, now=now)
