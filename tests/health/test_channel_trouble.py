"""What is said of channels and destinations, from rows."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.deliveries.retry import UNAUTHORIZED_WAIT
from monitor.errors import Fate
from monitor.health.troubles import channel_troubles
from monitor.model import DeliveryStatus
from monitor.store import Store, Tx, deliveries, destinations
from tests.builders import NOW, a_delivery

MINUTE = timedelta(minutes=1)
DESK = {"desk": ("-1001",)}


def attempted(tx: Tx, key: str, fate: str, at: datetime) -> None:
    """Something was tried on the channel "desk", and came to that."""
    deliveries.add(tx, a_delivery(key=key))
    (claimed,) = deliveries.claim(tx, [key], now=at, lease=MINUTE)
    after = replace(claimed, status=DeliveryStatus.PENDING)
    deliveries.settle(tx, after, fate=fate, detail="", now=at)


def test_a_channel_is_locked_out_since_its_login_was_first_refused() -> None:
    store = Store.open("sqlite://")
    with store.begin() as tx:
        attempted(tx, "refused last month", Fate.UNAUTHORIZED, NOW - 300 * MINUTE)
        attempted(tx, "well again", "sent", NOW - 200 * MINUTE)
        for minutes in (100, 95, 90):
            attempted(tx, f"{minutes}", Fate.UNAUTHORIZED, NOW - minutes * MINUTE)
        until = NOW - 90 * MINUTE + UNAUTHORIZED_WAIT
        destinations.pause(tx, "desk", "*", until, "401 Unauthorized")
        (trouble,) = channel_troubles(tx, DESK, now=NOW - 90 * MINUTE)
        assert channel_troubles(tx, {}, now=NOW - 90 * MINUTE) == ()
    assert trouble.since_at == NOW - 100 * MINUTE
    store.close()
