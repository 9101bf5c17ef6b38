"""How many messages may go out now, from when the last ones did.

The times come from the stored attempts, so the pace holds across restarts and
replicas. Telegram's own figures are "about": one message a second to a chat,
twenty a minute to a group, thirty a second overall (core.telegram.org/bots/faq,
"My bot is hitting limits").
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Limit:
    """At most ``count`` attempts within ``span``."""

    count: int
    span: timedelta


CHAT = Limit(count=1, span=timedelta(seconds=1))
GROUP = Limit(count=20, span=timedelta(minutes=1))
OVERALL = Limit(count=30, span=timedelta(seconds=1))
#: How far back attempts must be known.
HORIZON = max(CHAT.span, GROUP.span, OVERALL.span)


def may_send(
    destination: str, attempts: Sequence[tuple[str, datetime]], *, now: datetime
) -> bool:
    """Whether one more message may go to a Telegram chat now.

    Args:
        destination: chat id; groups and channels have negative ones.
        attempts: (destination, time) of the channel's attempts since `HORIZON`.
    """
    here = [at for chat, at in attempts if chat == destination]
    everywhere = [at for _, at in attempts]
    if not (_within(CHAT, here, now) and _within(OVERALL, everywhere, now)):
        return False
    return not destination.startswith("-") or _within(GROUP, here, now)


def _within(limit: Limit, times: Sequence[datetime], now: datetime) -> bool:
    # What lies further ahead was noted by a clock that has been put back.
    return sum(abs(now - at) < limit.span for at in times) < limit.count
