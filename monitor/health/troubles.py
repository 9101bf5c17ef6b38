"""Everything that needs a person at present, read off the rows."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from monitor.health.feeds import feed_trouble
from monitor.model import Trouble, TroubleKind
from monitor.store import Tx
from monitor.store import attempts as attempt_rows
from monitor.store import destinations as destination_rows
from monitor.store import feeds as feed_rows
from monitor.store import troubles as trouble_rows

#: A refused login pauses a channel for minutes at a time; between two pauses it is
#: locked out all the same.
BETWEEN_PAUSES = timedelta(minutes=10)


#: Destinations of each configured channel, by its id.
Configured = Mapping[str, tuple[str, ...]]


def troubles(tx: Tx, channels: Configured, *, now: datetime) -> tuple[Trouble, ...]:
    """Feeds, then channels, then single chats and mailboxes, then configurations."""
    return (
        *feed_troubles(tx, now=now),
        *channel_troubles(tx, channels, now=now),
        *trouble_rows.kept_configs(tx, now=now),
    )


def feed_troubles(tx: Tx, *, now: datetime) -> tuple[Trouble, ...]:
    """What is wrong with the configured feeds, by their name."""
    found = (feed_trouble(*pair, now=now) for pair in feed_rows.states(tx))
    return tuple(sorted(filter(None, found), key=lambda trouble: trouble.name))


def channel_troubles(
    tx: Tx, channels: Configured, *, now: datetime
) -> tuple[Trouble, ...]:
    """Channels that are locked out, and destinations that refuse what they get.

    Only of what is configured: nobody can mend what is not in use any more.
    """
    locked = tuple(
        Trouble(
            subject=f"channel:{pause.channel_id}",
            kind=TroubleKind.LOCKED_OUT,
            name=pause.channel_id,
            detail=pause.reason,
            since_at=attempt_rows.refused_since(tx, pause.channel_id)
            or min(pause.until, now),
        )
        for pause in destination_rows.pauses(tx, now - BETWEEN_PAUSES)
        if pause.destination == destination_rows.EVERYWHERE
        and pause.channel_id in channels
    )
    refused = tuple(
        Trouble(
            subject=f"destination:{found.channel_id}/{found.destination}",
            kind=TroubleKind.REFUSED,
            name=f"{found.channel_id} to {found.destination}",
            detail=f"a message is parked: {found.failure}",
            since_at=found.at,
        )
        for found in destination_rows.refusing(tx, channels)
    )
    return locked + refused
