"""Why each unsent message waits, read off the rows as the next round would see them."""

from collections.abc import Collection
from datetime import datetime

from monitor.config import Config
from monitor.deliveries import pace, waits
from monitor.deliveries.waits import Wait
from monitor.model import Delivery
from monitor.pipeline.fold import plans
from monitor.store import Tx
from monitor.store import attempts as attempt_rows
from monitor.store import calls as call_rows
from monitor.store import deliveries as delivery_rows
from monitor.store import destinations as destination_rows
from monitor.store.destinations import EVERYWHERE


def why_unsent(
    tx: Tx, config: Config, unsent: Collection[Delivery], *, now: datetime
) -> dict[str, Wait]:
    """Why each of these messages waits, by key; nothing is changed."""
    pauses = {
        (p.channel_id, p.destination): p for p in destination_rows.pauses(tx, now)
    }
    in_line: dict[str, Wait] = {}
    for channel_ids in dict.fromkeys(map(config.beside, config.destinations)):
        in_line |= _in_line(tx, config, channel_ids, now)

    def wait(delivery: Delivery) -> Wait:
        channel_id = delivery.channel_id
        is_configured = channel_id in config.destinations
        if standing := waits.standing(delivery, is_configured=is_configured):
            return standing
        for place in (EVERYWHERE, delivery.destination):
            if pause := pauses.get((channel_id, place)):
                return waits.paused(pause.reason, pause.until)
        return in_line.get(delivery.key) or waits.not_yet(delivery)

    return {delivery.key: wait(delivery) for delivery in unsent}


def _in_line(
    tx: Tx, config: Config, channel_ids: tuple[str, ...], now: datetime
) -> dict[str, Wait]:
    """Why what is due on a service is not on the wire, by key."""
    due = delivery_rows.due(tx, now=now, channel_ids=channel_ids)
    owed = call_rows.named(tx, [key for key, *_ in due])
    found: dict[str, Wait] = {}
    for plan in plans(tx, config, channel_ids, owed, now=now):
        held = waits.held(plan.summary_at)
        found |= {d.key: held for d in (*plan.folded, *plan.waiting)}
    paced = config.channel(channel_ids[0]).is_paced
    since = now - pace.HORIZON
    attempts = list(attempt_rows.recent(tx, channel_ids, since) if paced else ())
    for key, _, destination in due:
        if key in found:
            continue
        if pace.may_send(destination, attempts, now=now) or not paced:
            found[key] = waits.DUE
            attempts.append((destination, now))
        else:
            found[key] = waits.PACED
    return found
