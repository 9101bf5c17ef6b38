"""Folds the calls that are too many for a destination into one summary."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from monitor.alerts.route import Address
from monitor.config import Config
from monitor.deliveries.compose_summary import listed_of
from monitor.deliveries.fold import HOUR, Plan, plan
from monitor.deliveries.owe import SUMMARY, owe_summary
from monitor.logs import fields
from monitor.model import Call, Delivery
from monitor.store import Tx
from monitor.store import calls as call_rows

log = logging.getLogger(__name__)


def fold_calls(
    tx: Tx,
    config: Config,
    channel_ids: Collection[str],
    due: Iterable[str],
    *,
    now: datetime,
) -> frozenset[str]:
    """Owe summaries where calls are too many; returns the keys that may go alone.

    Args:
        channel_ids: of one service; what they call to one destination is counted
            together.
        due: keys of what may be sent now on these channels.
    """
    owed = call_rows.named(tx, list(due))
    edits = [delivery.key for delivery in owed if delivery.is_edit]
    vain = call_rows.fold_edits(tx, edits) if edits else frozenset()
    wanted = [delivery for delivery in owed if delivery.key not in vain]
    free = {delivery.key for delivery in wanted if _call(delivery) is None}
    for planned in plans(tx, config, channel_ids, wanted, now=now):
        free |= {delivery.key for delivery in planned.alone}
        if planned.folded:
            # What no digest has is listed, if not in this summary, then in the next.
            whole = planned.folded
            in_digest = config.has_digest(whole[0].channel_id)
            told = whole if in_digest else listed_of(whole)
            summary = owe_summary(told, waiting=len(whole) - len(told), now=now)
            keys = [delivery.key for delivery in told]
            call_rows.fold(tx, keys, summary)
            log.info("calls.folded %s", fields(into=summary.key, count=len(keys)))
            free.add(summary.key)
    return frozenset(free)


def plans(
    tx: Tx,
    config: Config,
    channel_ids: Collection[str],
    due: Iterable[Delivery],
    *,
    now: datetime,
) -> tuple[Plan, ...]:
    """Which of the calls among what is due go alone, one plan for each destination.

    Args:
        channel_ids: of one service.
    """
    calls: dict[Address, list[tuple[Delivery, Call]]] = defaultdict(list)
    due = tuple(due)
    for delivery in due:
        if (call := _call(delivery)) is not None:
            address = (delivery.channel_id, delivery.destination)
            calls[address].append((delivery, call))
    if not calls:
        return ()
    # A summary that is about to go out counts as one that has.
    going = [(delivery, now) for delivery in due if _is_summary(delivery)]
    went = (*call_rows.called(tx, channel_ids, now - HOUR, now), *going)
    return tuple(
        _plan(pairs, [(d, at) for d, at in went if d.destination == there], config, now)
        for (_, there), pairs in calls.items()
    )


def _call(delivery: Delivery) -> Call | None:
    """How much it calls; None where it does not, or may have arrived.

    One that may have arrived is repeated as itself, and marked.
    """
    return None if delivery.unknown_count > 0 else delivery.message.call


def _plan(
    pairs: Sequence[tuple[Delivery, Call]],
    went: Sequence[tuple[Delivery, datetime]],
    config: Config,
    now: datetime,
) -> Plan:
    return plan(
        pairs,
        [d.message.call for d, _ in went if d.message.call is not None],
        summaries=[at for d, at in went if _is_summary(d)],
        max_calls=config.settings.alerts.max_calls,
        now=now,
    )


def _is_summary(delivery: Delivery) -> bool:
    return delivery.key.startswith(SUMMARY)
