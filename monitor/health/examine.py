"""Whether the service is alive and gets its messages out, from rows alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.durations import in_words
from monitor.health.feeds import unheard
from monitor.health.troubles import Configured, channel_troubles, feed_troubles
from monitor.model import DEAF, Delivery, Trouble
from monitor.store import Tx
from monitor.store import alerts as alert_rows
from monitor.store import attempts as attempt_rows
from monitor.store import deliveries as delivery_rows
from monitor.store import feeds as feed_rows
from monitor.store import troubles as trouble_rows

#: Longer than this without any poll while polls are due: the service is not running.
STALLED = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """What a person on call wants to know first."""

    #: None before the first poll.
    last_poll_at: datetime | None
    feed_count: int
    #: Feeds whose last poll failed; most of them are read at the next.
    unread_count: int
    #: Outlets whose feeds were asked and never read, not among the failing.
    unheard: tuple[str, ...]
    #: What is wrong with feeds.
    failing: tuple[Trouble, ...]
    #: Channel -> status -> messages.
    deliveries: dict[str, dict[str, int]]
    #: Messages of the last 24 hours that were given up.
    undelivered: tuple[Delivery, ...]
    #: Verdict -> reason -> decisions of the last 24 hours.
    decisions: dict[str, dict[str, int]]
    #: Why the service seems not to run, which a restart may mend; None where it does.
    stalled: str | None
    #: What needs a person, that included; empty where all is well.
    troubles: tuple[str, ...]

    @property
    def coverage(self) -> str:
        """How much is listened to: "14 of 16 feeds healthy"."""
        well = self.feed_count - _deaf_count(self.failing) - len(self.unheard)
        text = f"{well} of {self.feed_count} feeds healthy"
        if self.unread_count:
            text += f"; {self.unread_count} failed at the last poll"
        return text


def examine(tx: Tx, channels: Configured, *, now: datetime) -> Health:
    """The service's health as its rows show it.

    Args:
        channels: what is configured.
    """
    feeds = feed_rows.states(tx)
    polled = [state.polled_at for _, state in feeds if state.polled_at is not None]
    last_poll_at = max(polled, default=None)
    bad = feed_troubles(tx, now=now)
    unread = sum(state.failure is not None for _, state in feeds)
    day_ago = now - timedelta(days=1)
    deliveries = delivery_rows.counts(tx)
    others = (
        *trouble_rows.kept_configs(tx, now=now),
        *channel_troubles(tx, channels, now=now),
    )
    stalled = _stalled(last_poll_at, [s.next_poll_at for _, s in feeds], now)
    return Health(
        last_poll_at=last_poll_at,
        feed_count=len(feeds),
        unread_count=unread,
        unheard=unheard(feeds, bad),
        failing=bad,
        deliveries=deliveries,
        undelivered=attempt_rows.given_up(tx, list(deliveries), day_ago, now),
        decisions=alert_rows.counts(tx, day_ago),
        stalled=stalled,
        troubles=(
            *([stalled] if stalled else []),
            *(f"{t.name}: {t.detail}" for t in others),
            *_deaf(_deaf_count(bad), [s.failure_count for _, s in feeds]),
        ),
    )


def _stalled(
    last: datetime | None, due: list[datetime | None], now: datetime
) -> str | None:
    overdue = [at for at in due if at is not None and now - at > STALLED]
    if overdue and (last is None or now - last > STALLED):
        silence = in_words(now - (last or min(overdue)))
        return f"no poll for {silence}: is the service running?"
    return None


def _deaf_count(found: Iterable[Trouble]) -> int:
    return sum(trouble.kind in DEAF for trouble in found)


def _deaf(deaf_count: int, failure_counts: list[int]) -> list[str]:
    feed_count = len(failure_counts)
    if feed_count and deaf_count == feed_count:
        return [f"all {feed_count} feeds fail or are silent"]
    if feed_count > 1 and min(failure_counts) > 1:
        return [f"none of {feed_count} feeds could be read the last two times"]
    return []
