"""What the head of an answer says, before its body is read. Pure."""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from monitor.feeds import failures
from monitor.feeds.headers import Raw, joined, validator, values
from monitor.feeds.politeness import cache_lifetime, retry_after
from monitor.feeds.reply import Reply
from monitor.http_dates import http_date
from monitor.model import FeedState

#: 226 (RFC 3229) was not asked for but is a feed of the newest entries, which is
#: all that we need: an entry that is missing from a feed means nothing to us.
_FEED = frozenset({HTTPStatus.OK, HTTPStatus.NON_AUTHORITATIVE_INFORMATION, 226})
REDIRECT = frozenset(
    {
        HTTPStatus.MOVED_PERMANENTLY,
        HTTPStatus.FOUND,
        HTTPStatus.SEE_OTHER,
        HTTPStatus.TEMPORARY_REDIRECT,
        HTTPStatus.PERMANENT_REDIRECT,
    }
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """Status and header fields of one answer."""

    status: int
    raw: Raw
    #: Who answered, for messages.
    host: str
    #: What was asked for, without user, password and fragment.
    url: str
    #: Whether validators were sent.
    was_conditional: bool


def check(head: Head, now: datetime | None) -> None:
    """Raises the FeedError for an answer that brings no feed and is no 304 to us.

    Args:
        head: of anything but a redirect.
        now: what dates are counted from where the answer has no Date.
    """
    fields = joined(head.raw)
    if fields.get("cf-mitigated", "").strip().lower() == "challenge":
        raise failures.challenged(head.host)
    if head.status in _FEED:
        return
    if head.status == HTTPStatus.NOT_MODIFIED:
        if head.was_conditional:
            return
        raise failures.unasked_304(head.host)
    date = http_date(fields.get("date", "")) or now
    pause = retry_after(fields.get("retry-after", ""), date)
    raise failures.bad_status(head.status, head.host, pause)


def unchanged(head: Head, state: FeedState, now: datetime | None) -> Reply:
    """The reply if nothing is new: what ``state`` knows, renewed by the head.

    A 304 renews no validator: those we have belong to the body we have, and one that
    names another version (RFC 9111 section 4.3.4 has us ignore it) would hide that
    version for good.
    """
    is_304 = head.status == HTTPStatus.NOT_MODIFIED
    modified = validator(head.raw, b"last-modified")
    return Reply(
        status="not_modified",
        final_url=head.url,
        etag=state.etag if is_304 else validator(head.raw, b"etag"),
        last_modified=state.last_modified if is_304 else modified,
        body_hash=state.body_hash,
        cache_for=cache_lifetime(joined(head.raw), now),
    )


def is_known(head: Head, state: FeedState) -> bool:
    """True where the head alone tells that nothing is new: a 304, or the same ETag.

    Some servers ignore If-None-Match and send all of it again with the same ETag.
    """
    if head.status == HTTPStatus.NOT_MODIFIED:
        return True
    etag = validator(head.raw, b"etag")
    return etag is not None and etag == state.etag and head.url == state.final_url


def location(head: Head) -> bytes:
    """The Location of a redirect.

    Raises:
        FeedError: it has none (reason "http_3xx").
    """
    found = values(head.raw, b"location")
    if not found:
        raise failures.bad_status(head.status, head.host)
    return found[0].encode("latin-1")
