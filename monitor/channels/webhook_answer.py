"""What an answer to a webhook means for the message. Pure.

2xx is the receiver's OK, whatever the body says. The address is what we log in with:
where it leads nowhere any more, or is refused, all messages wait until a person has
put another into its place, and none is given up for it.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from http import HTTPStatus

from monitor.errors import ChannelError, Fate
from monitor.http_dates import http_date, pause

#: A receiver may put us off for so long and no longer: later it is no news.
LONGEST_PAUSE = timedelta(hours=1)

_LOCKED: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "does not let us in: is the address complete?",
    HTTPStatus.FORBIDDEN: "does not let us in: may this webhook still post there?",
    HTTPStatus.NOT_FOUND: "knows no such webhook: put a new address into its place",
    HTTPStatus.METHOD_NOT_ALLOWED: "takes no messages: is this a webhook's address?",
    HTTPStatus.GONE: "has closed this webhook: put a new address into its place",
}
_REDIRECT = "is elsewhere now, and is not followed: put its new address into its place"
#: 4xx of the moment; 429 and 503 may say until when.
_PUT_OFF = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_EARLY,
        HTTPStatus.TOO_MANY_REQUESTS,
    }
)
#: Said by a gateway that has handed the message on and heard nothing (RFC 9110
#: sections 15.6.3 and 15.6.5; 520 and 524 are Cloudflare's).
_HANDED_ON = frozenset(
    {HTTPStatus.BAD_GATEWAY, HTTPStatus.GATEWAY_TIMEOUT, 520, 524},
)


def failure(
    status: int, headers: Mapping[str, str], *, place: str, word: str, now: datetime
) -> ChannelError:
    """What is known of the message after an answer that is no 2xx.

    Args:
        headers: by name in lower case.
        place: host and port that answered.
        word: the receiver's own for it, as Slack's "channel_is_archived"; or empty.
        now: what dates are counted from where the answer has no Date.
    """
    fate, what = _judged(status)
    said = f"HTTP {status}, {word}" if word else f"HTTP {status}"
    return ChannelError(
        f"webhook: {place} {what} ({said})",
        fate=fate,
        retry_after=_pause(headers, now) if fate is Fate.NOT_SENT else None,
    )


def _judged(status: int) -> tuple[Fate, str]:
    match status // 100:
        case 3:
            return Fate.UNAUTHORIZED, _REDIRECT
        case 4 if status in _LOCKED:
            return Fate.UNAUTHORIZED, _LOCKED[status]
        case 4 if status not in _PUT_OFF:
            return Fate.REFUSED, "refuses the message"
        case 5 if status in _HANDED_ON:
            return Fate.UNKNOWN, "cannot say what became of it"
        case 4 | 5:
            return Fate.NOT_SENT, "does not take it now"
        case _:
            return Fate.UNKNOWN, "answered nonsense"


def _pause(headers: Mapping[str, str], now: datetime) -> timedelta | None:
    date = http_date(headers.get("date", "")) or now
    asked = pause(headers.get("retry-after", ""), date)
    return None if asked is None else min(max(asked, timedelta(0)), LONGEST_PAUSE)
