"""One parsed feed becomes rows, in one transaction: the serial half of a poll.

Articles, what they say, their stories, the decisions and the deliveries are written
in the transaction that also keeps the feed's new validators: a validator kept without
its articles would hide them behind a 304 for ever.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from monitor.alerts.decide import REPUBLISHED, UNREADABLE
from monitor.alerts.route import Address, route
from monitor.articles.wire import Entry, ParsedFeed
from monitor.config import Config
from monitor.deliveries.owe import alert_keys, owe_alert, owe_edit, owe_held
from monitor.feeds.habits import is_churn
from monitor.logs import fields
from monitor.model import (
    UNCONFIRMED,
    Alert,
    Article,
    Decision,
    Delivery,
    Event,
    Feed,
    FeedState,
    Report,
    Verdict,
)
from monitor.pipeline.desk import Desk, Outcome
from monitor.pipeline.take_in import take_in
from monitor.store import Tx
from monitor.store import alerts as alert_rows
from monitor.store import articles as article_rows
from monitor.store import deliveries as delivery_rows
from monitor.store import stories as story_rows

log = logging.getLogger(__name__)

#: Verdicts after which a sent message no longer says all that is known.
SILENT = {Verdict.UPDATE, Verdict.EDIT, Verdict.MERGE}


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
    _tell_of_held(tx, desk, config, feed, done=done, now=now)
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
    routed = route(outcome.alerts, desk.watchlists, config.destinations)
    for address, alerts in routed.items():
        _owe(tx, desk, config, address, alerts=alerts, now=now)
    if any(_may_edit(decision) for _, decision in outcome.decisions):
        _owe_edits(tx, desk, config, outcome, now)


def _owe_edits(
    tx: Tx, desk: Desk, config: Config, outcome: Outcome, now: datetime
) -> None:
    """Rewrite the first message about the story wherever it was told."""
    story = outcome.story
    for channel in config.settings.channel:
        if story is None or not channel.can_edit:
            continue
        for destination in channel.destinations:
            here = (channel.id, destination)
            keyed = _told_there(tx, desk.told(story.story_id, channel.id), here)
            if not keyed:
                continue
            told = [alert for _, alert in keyed]
            edit = partial(
                owe_edit,
                [alert for alert in told if alert.report == told[0].report],
                story,
                written=keyed[0][0],
                watchlists=desk.watchlists,
                channel_id=channel.id,
                destination=destination,
                zone=config.zone(channel.id),
            )
            if told[0].report != outcome.report:
                _replace(tx, edit(now=now))
            _await_confirmation(tx, desk, edit, told)


def _told_there(
    tx: Tx, told: Sequence[Alert], address: Address
) -> tuple[tuple[str, Alert], ...]:
    """Those of a channel's alerts that the destination was owed, and under which key.

    What was told before the channel or the destination was configured is none of them.
    """
    keyed = [(key, alert) for alert in told for key in alert_keys(alert, *address)]
    owed = delivery_rows.owed(tx, [key for key, _ in keyed]) if keyed else frozenset()
    return tuple((key, alert) for key, alert in keyed if key in owed)


def _await_confirmation(
    tx: Tx, desk: Desk, edit: Callable[..., Delivery], told: Sequence[Alert]
) -> None:
    """Let the message say "not confirmed" in time, unless a call came before."""
    watchlist = desk.watchlists[told[0].watchlist_id]
    late = edit(now=told[0].created_at + watchlist.confirm_within)
    if all(alert.is_silent for alert in told):
        _replace(tx, late)
    else:
        delivery_rows.withdraw(tx, (late.key,))


def _replace(tx: Tx, edit: Delivery) -> None:
    """Owe an edit; one of the same key that has not gone out is forgotten."""
    delivery_rows.withdraw(tx, (edit.key,))
    delivery_rows.add(tx, edit)


def _may_edit(decision: Decision) -> bool:
    """Whether a message that was sent, or is silent, has to be looked at again."""
    return decision.verdict in SILENT or decision.reason == UNCONFIRMED


def _owe(
    tx: Tx,
    desk: Desk,
    config: Config,
    address: Address,
    *,
    alerts: tuple[Alert, ...],
    now: datetime,
) -> None:
    channel_id, destination = address
    keyed = _told_there(tx, desk.told_before(alerts[0], channel_id), address)
    told = [alert for _, alert in keyed]
    # The first message stays, whichever call it was for others.
    updates = {
        key: a for key, a in keyed if a.number > 0 and a.report != told[0].report
    }
    gone = delivery_rows.withdraw(tx, tuple(updates))
    delivery_rows.add(
        tx,
        owe_alert(
            alerts,
            told=told,
            reply_to=keyed[0][0] if keyed else None,
            withdrawn=[alert for key, alert in updates.items() if key in gone],
            watchlists=desk.watchlists,
            channel_id=channel_id,
            destination=destination,
            zone=config.zone(channel_id),
            cooldown=config.settings.alerts.cooldown,
            now=now,
        ),
    )


def _tell_of_held(
    tx: Tx, desk: Desk, config: Config, feed: Feed, *, done: Ingested, now: datetime
) -> None:
    """Owe one summary of what would have called, had the feed been believed."""
    held: dict[Address, list[Report]] = defaultdict(list)
    for outcome in done.outcomes:
        lists = [
            desk.watchlists[name]
            for name, decision in outcome.decisions
            if decision == REPUBLISHED
        ]
        for channel_id in dict.fromkeys(c for lst in lists for c in lst.alert_to):
            for destination in config.destinations[channel_id]:
                held[channel_id, destination].append(outcome.report)
    for (channel_id, destination), reports in held.items():
        summary = owe_held(
            feed,
            reports,
            channel_id=channel_id,
            destination=destination,
            has_digest=config.has_digest(channel_id),
            now=now,
        )
        delivery_rows.add(tx, summary)
