"""Why a message is not sent yet, and until when, in words. Pure."""

from dataclasses import dataclass
from datetime import datetime

from monitor.model import Delivery, DeliveryStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class Wait:
    """Why a message waits."""

    why: str
    #: None where no moment is known: the next round, or a person.
    until: datetime | None = None

    @property
    def in_words(self) -> str:
        """Reason and end: "on the wire", "nothing is sent there: ..., until ...".

        Times are UTC, and say so.
        """
        return (
            f"{self.why}, until {self.until:%Y-%m-%d %H:%M:%S} UTC"
            if self.until
            else self.why
        )


PACED = Wait(why="the pace of its service: one at a time, so many a minute")
DUE = Wait(why="due: goes out with the next round of the service")


def standing(delivery: Delivery, *, is_configured: bool) -> Wait | None:
    """Why it waits whatever the time is: parked, on the wire, no channel.

    Args:
        is_configured: whether there is a channel of its name.
    """
    if delivery.status is DeliveryStatus.PARKED:
        failure = delivery.failure or "given up"
        return Wait(why=f"{failure}; a person retries or drops it")
    if delivery.status is DeliveryStatus.SENDING:
        return Wait(why="on the wire, or its sender has died: then it is repeated")
    if not is_configured:
        why = f'there is no channel "{delivery.channel_id}" any more: it will be parked'
        return Wait(why=why)
    return None


def paused(reason: str, until: datetime) -> Wait:
    """Its destination or channel is left alone, for what its provider said."""
    return Wait(why=f"nothing is sent there: {reason}", until=until)


def not_yet(delivery: Delivery) -> Wait:
    """Why its time has not come."""
    why = "an update: its story called a while ago ([alerts] cooldown)"
    if delivery.status is DeliveryStatus.UNKNOWN:
        why = f"may have arrived, and is repeated with a mark: {delivery.failure}"
    elif delivery.failure is not None:
        why = f"tried again after a failure: {delivery.failure}"
    elif delivery.is_edit:
        why = "rewrites a sent message, every five minutes at most"
    return Wait(why=why, until=delivery.next_attempt_at)


def held(until: datetime | None) -> Wait:
    """It is one call too many, and will be told in a summary.

    Args:
        until: None where that is now.
    """
    return Wait(why="too many calls: will be told in a summary", until=until)
