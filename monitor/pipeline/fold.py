"""Folds the calls that are too many for a destination into one summary."""

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from monitor.alerts.route import Address
from monitor.config import Config
from monitor.deliveries.compose_summary import listed_of
from monitor.deliveries.fold import HOUR, plan
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
    calls: dict[Address, list[tuple[Delivery, Call]]] = defaultdict(list)
    free: set[str] = set()
    edits = [delivery.key for delivery in owed if delivery.is_edit]
    vain = call_rows.fold_edits(tx, edits) if edits else frozenset()
    for delivery in owed:
        if delivery.key in vain:
            continue
        call = delivery.message.call
        # One that may have arrived is repeated as itself, and marked.
        if call is None or delivery.unknown_count > 0:
            free.add(delivery.key)
        else:
            address = (delivery.channel_id, delivery.destination)
            calls[address].append((delivery, call))
    if not calls:
        return frozenset(free)
    went = call_rows.called(tx, channel_ids, now - HOUR, now)
    for (channel_id, destination), pairs in calls.items():
        here = [(d, at) for d, at in went if d.destination == destination]
        planned = plan(
            pairs,
            [d.message.call for d, _ in here if d.message.call is not None],
            summaries=[
                *(at for d, at in here if _is_summary(d)),
                *(now for d in owed if _is_summary(d) and d.destination == destination),
            ],
            max_calls=config.settings.alerts.max_calls,
            now=now,
        )
        free |= {delivery.key for delivery in planned.alone}
        if planned.folded:
            # What no digest has is listed, if not in this summary, then in the next.
            whole = planned.folded
            told = whole if config.has_digest(channel_id) else listed_of(whole)
            summary = owe_summary(told, waiting=len(whole) - len(told), now=now)
            keys = [delivery.key for delivery in told]
            call_rows.fold(tx, keys, summary)
            log.info("calls.folded %s", fields(into=summary.key, count=len(keys)))
            free.add(summary.key)
    return frozenset(free)


def _is_summary(delivery: Delivery) -> bool:
    return delivery.key.startswith(SUMMARY)
