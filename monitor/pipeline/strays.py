"""Parks what is owed to a channel that was renamed or removed: nobody would send it."""

import logging
from datetime import datetime, timedelta

from monitor.config import Config
from monitor.deliveries import retry
from monitor.errors import Fate
from monitor.logs import fields
from monitor.store import Tx
from monitor.store import deliveries as delivery_rows
from monitor.store import parked as parked_rows

log = logging.getLogger(__name__)

GONE = "its channel is configured no more; it was renamed or removed"
#: Replicas may be restarted one after the other with a new channel.
NOBODY_FOR = timedelta(hours=1)
#: Claimed at a time.
CHUNK = 1000


def park_strays(tx: Tx, config: Config, *, now: datetime) -> int:
    """Park what no configured channel can send, as refused; returns how many.

    The digest and `monitor status` list it as not delivered. It has been due for an
    hour: a replica that knows the channel would have sent it.
    """
    due_before = now - NOBODY_FOR
    keys = parked_rows.strays(tx, list(config.destinations), due_before=due_before)
    for start in range(0, len(keys), CHUNK):
        these = keys[start : start + CHUNK]
        for stray in delivery_rows.claim(tx, these, now=now, lease=timedelta()):
            fate = Fate.REFUSED
            after = retry.failed(
                stray, fate=fate, failure=GONE, retry_after=None, now=now
            )
            delivery_rows.settle(tx, after, fate=fate.value, detail=GONE, now=now)
            log.warning("delivery.parked %s", fields(key=stray.key, why=GONE))
    return len(keys)
