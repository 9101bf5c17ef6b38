"""Which messages come without a sound: at night, all but the grave calls. Pure.

Nothing is held back: what came in quiet hours is in the chat when they end.
"""

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

from monitor.model import Message

#: From and until when, by the reader's clock; until is not in it, and may be the next
#: day's.
Hours = tuple[time, time]


def hushed(
    message: Message, hours: Hours, *, below: float, zone: ZoneInfo, now: datetime
) -> Message:
    """The message as it is sent now.

    Args:
        hours: in which what is not grave makes no sound.
        below: severity, 0 to 10, from which a call does nevertheless.
        zone: the reader's.
    """
    call = message.call
    is_grave = call is not None and (call.severity or 0.0) >= below
    is_quiet = not is_grave and _is_within(hours, now.astimezone(zone).time())
    return replace(message, silent=True) if is_quiet else message


def _is_within(hours: Hours, at: time) -> bool:
    start, end = hours
    if start < end:
        return start <= at < end
    return at >= start or at < end
