"""What the outcome for an article owes, and to whom: calls, edits, what is withdrawn.

It decides nothing; it writes deliveries in the transaction that writes the decisions.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import partial

from monitor.alerts.decide import REPUBLISHED
from monitor.alerts.route import Address, route
from monitor.config import Config
from monitor.deliveries.owe import (
    alert_keys,
    owe_alert,
    owe_edit,
    owe_held,
    unsaid,
)
from monitor.model import (
    UNCONFIRMED,
    Alert,
    Decision,
    Delivery,
    Feed,
    Report,
    Verdict,
)
from monitor.pipeline.desk import Desk, Outcome
from monitor.store import Tx
from monitor.store import deliveries as delivery_rows

#: Verdicts after which a sent message no longer says all that is known.
SILENT = {Verdict.UPDATE, Verdict.EDIT, Verdict.MERGE}


def owe_outcome(
    tx: Tx, desk: Desk, config: Config, outcome: Outcome, *, now: datetime
) -> None:
    """Owe what an article calls, and rewrite what was told where it says less now."""
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
    known = desk.told_before(alerts[0], channel_id)
    keyed = _told_there(tx, known, address)
    told = [alert for _, alert in keyed]
    # The first message stays, whichever call it was for others, and doubts do.
    updates = {
        key
        for key, a in keyed
        if a.number > 0 and a.report != told[0].report and not a.may_be_another
    }
    is_doubt = alerts[0].may_be_another
    gone = delivery_rows.withdraw(tx, () if is_doubt else updates)
    standing = [alert for key, alert in keyed if key not in gone]
    delivery_rows.add(
        tx,
        owe_alert(
            alerts,
            told=told,
            reply_to=keyed[0][0] if keyed else None,
            withdrawn=() if is_doubt else unsaid(known, standing),
            watchlists=desk.watchlists,
            channel_id=channel_id,
            destination=destination,
            zone=config.zone(channel_id),
            cooldown=config.settings.alerts.cooldown,
            now=now,
        ),
    )


def owe_held_calls(
    tx: Tx,
    desk: Desk,
    config: Config,
    feed: Feed,
    outcomes: Iterable[Outcome],
    *,
    now: datetime,
) -> None:
    """Owe one summary of what would have called, had the feed been believed."""
    held: dict[Address, list[Report]] = defaultdict(list)
    for outcome in outcomes:
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
