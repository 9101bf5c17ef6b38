"""When the messages about one story go out: calls keep their distance, grave ones not.

It decides nothing; who calls, `monitor.alerts` says, and `monitor.deliveries` owes.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.model import Alert

#: A rise in severity by so much goes out at once.
GRAVE_TURN = 3.0


def call_times(alerts: Iterable[Alert], cooldown: timedelta) -> list[datetime]:
    """When each message that rings goes out; what comes while one waits joins it.

    Args:
        alerts: about one story to one destination, oldest first; what is delivered
            without a sound keeps nothing waiting.
    """
    sent: list[tuple[Alert, datetime]] = []
    for alert in alerts:
        if alert.is_silent:
            continue
        if len(sent) > 1 and alert.created_at < sent[-1][1]:
            sent.pop()
        at = _due_at(alert, sent[-1], cooldown) if sent else alert.created_at
        sent.append((alert, at))
    return [at for _, at in sent]


def _due_at(
    alert: Alert, last: tuple[Alert, datetime], cooldown: timedelta
) -> datetime:
    before, sent_at = last
    if _severity(alert) - _severity(before) >= GRAVE_TURN:
        return alert.created_at
    return max(alert.created_at, sent_at + cooldown)


def _severity(alert: Alert) -> float:
    return alert.story.event.severity or 0.0
