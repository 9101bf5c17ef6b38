"""What becomes of a delivery after an attempt.

A message that was certainly not delivered is tried again, with patience. One
whose fate is unknown is tried again slowly, marked as a possible repeat, at most
`MAX_UNKNOWN` times: the Bot API and SMTP have no idempotency key. What a person
must mend is parked, and shown.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.errors import Fate
from monitor.model import Delivery, DeliveryStatus

#: Waits after the first, second, third attempt of unknown outcome.
UNKNOWN_WAITS = (timedelta(seconds=30), timedelta(minutes=2), timedelta(minutes=10))
MAX_UNKNOWN = 4
#: Back-off after attempts that were not delivered: doubles from 5 s to 10 min.
FIRST_WAIT = timedelta(seconds=5)
LONGEST_WAIT = timedelta(minutes=10)
#: Longer than the 24 h for which a provider may be down.
GIVE_UP = timedelta(hours=48)
#: While the credentials are refused, the whole channel waits this long.
UNAUTHORIZED_WAIT = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class Pause:
    """Nothing goes out until then: to one destination, or on the whole channel."""

    until: datetime
    whole_channel: bool


def sent(delivery: Delivery, *, receipt: str, now: datetime) -> Delivery:
    """The delivery after the provider's OK."""
    return replace(
        delivery,
        status=DeliveryStatus.SENT,
        receipt=receipt,
        sent_at=now,
        failure=None,
    )


def failed(
    delivery: Delivery,
    *,
    fate: Fate,
    failure: str,
    retry_after: timedelta | None,
    now: datetime,
) -> Delivery:
    """The delivery after an attempt that was not acknowledged.

    Args:
        delivery: as claimed, its attempt counted.
        retry_after: how long the provider asked to be left alone.
    """
    if fate is Fate.REFUSED:
        return replace(delivery, status=DeliveryStatus.PARKED, failure=failure)
    if fate is Fate.UNKNOWN:
        return _unknown(delivery, failure, now)
    if now - delivery.created_at >= GIVE_UP:
        return replace(delivery, status=DeliveryStatus.PARKED, failure=failure)
    wait = retry_after or min(
        LONGEST_WAIT, FIRST_WAIT * 2 ** min(delivery.attempt_count - 1, 10)
    )
    return replace(
        delivery,
        status=DeliveryStatus.PENDING,
        next_attempt_at=now + wait,
        failure=failure,
    )


def _unknown(delivery: Delivery, failure: str, now: datetime) -> Delivery:
    count = delivery.unknown_count + 1
    if count >= MAX_UNKNOWN:
        return replace(
            delivery,
            status=DeliveryStatus.PARKED,
            unknown_count=count,
            failure=failure,
        )
    return replace(
        delivery,
        status=DeliveryStatus.UNKNOWN,
        unknown_count=count,
        next_attempt_at=now + UNKNOWN_WAITS[count - 1],
        failure=failure,
    )


def pause_after(
    fate: Fate, retry_after: timedelta | None, *, now: datetime
) -> Pause | None:
    """Who else must wait after a failed attempt, if anybody.

    A provider's "too many requests" stops the chat it was said to; refused
    credentials stop the channel.
    """
    if fate is Fate.UNAUTHORIZED:
        return Pause(until=now + UNAUTHORIZED_WAIT, whole_channel=True)
    if retry_after is not None:
        return Pause(until=now + retry_after, whole_channel=False)
    return None
