"""When a digest is due: once per local date, whatever the clocks do.

A date's digest is due at the first instant whose wall clock has reached the
hour: where the hour is skipped in spring, when the gap ends; where it comes
twice in autumn, the first time.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

#: After a long outage, one digest covers everything; older dates are not owed.
MAX_DAYS = 7


def due_at(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The instant, in UTC, at which the digest of a local date is due."""
    wall = datetime.combine(day, at.replace(tzinfo=None), tzinfo=zone)
    instant = wall.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall.replace(tzinfo=None):
        return instant
    # The hour does not exist: PEP 495 reads it with the offset of before the gap,
    # which is as much after the gap's end as the hour is after its start.
    after = wall.replace(fold=1).utcoffset() or timedelta()
    before = wall.replace(fold=0).utcoffset() or timedelta()
    return _gap_end(instant, zone, abs(after - before))


def _gap_end(instant: datetime, zone: ZoneInfo, gap: timedelta) -> datetime:
    low, high = instant - gap, instant
    offset = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            low = middle
        else:
            high = middle
    return high.replace(microsecond=0)


def owed(last: date | None, *, now: datetime, at: time, zone: ZoneInfo) -> date | None:
    """The local date whose digest should go out now, or None.

    Args:
        last: the date of the last digest; None if there was none, when only a
            digest whose hour comes today is owed.

    Returns:
        The latest date that is due; one digest then covers all that were missed.
    """
    today = now.astimezone(zone).date()
    for back in range(MAX_DAYS):
        day = today - timedelta(days=back)
        if last is not None and day <= last:
            return None
        if due_at(day, at, zone) <= now:
            return day if last is not None or back == 0 else None
    return None
