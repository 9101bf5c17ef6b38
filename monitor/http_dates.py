"""Dates and lengths of time as HTTP headers write them. Pure, and total: any text."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

#: RFC 9111 section 1.2.2: a delta-seconds beyond this counts as this.
_MAX_SECONDS = 2**31
_MAX_DIGITS = 11
_SECONDS = re.compile(r"(-?)0*([0-9]+)")


def delta_seconds(digits: str) -> int:
    """The number that the digits write, at most 2**31.

    Args:
        digits: ASCII, one at least, without leading zeros.
    """
    # Cut first: int() itself refuses more than 4,300 digits.
    return min(int(digits[:_MAX_DIGITS]), _MAX_SECONDS)


def http_date(value: str) -> datetime | None:
    """An HTTP-date in any of its three forms (RFC 9110 section 5.6.7), in UTC.

    None for any other text.
    """
    if not value.isascii():
        return None
    try:
        date = parsedate_to_datetime(value)
        return date.replace(tzinfo=UTC) if date.tzinfo is None else date.astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def pause(value: str, now: datetime | None) -> timedelta | None:
    """How long a Retry-After header asks for; negative for a date that is past.

    RFC 9110 section 10.2.3: seconds or an HTTP-date. None for anything else.

    Args:
        value: the header, any text.
        now: what a date is counted from: the answer's own Date if it had one. None
            leaves dates unread.
    """
    text = value.strip()
    if number := _SECONDS.fullmatch(text):
        seconds = delta_seconds(number[2])
        return timedelta(seconds=-seconds if number[1] else seconds)
    if now is not None and (date := http_date(text)) is not None:
        return date - now
    return None
