"""What can go wrong on the wire, in words: which host, what, and what to do.

A message names the host only: paths and queries of feeds carry keys.

Reasons, here and in the modules beside: bad_url, blocked_address, challenge,
connect, dns, encoding, protocol, redirect, timeout, tls, too_big, truncated,
unasked_304, and http_401, http_403, http_404, http_410, http_429, http_2xx to
http_5xx for the other statuses.
"""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http import HTTPStatus

import httpx

from monitor.durations import in_words
from monitor.errors import FeedError

#: Statuses with a reason of their own; the others share one per hundred.
_ADVICE: dict[int, str] = {
    HTTPStatus.UNAUTHORIZED: "wants a user and password: put them into the address",
    HTTPStatus.FORBIDDEN: "refuses us: ask the publisher to let our User-Agent in",
    HTTPStatus.NOT_FOUND: "has no such feed: look up its address",
    HTTPStatus.GONE: "says that the feed is gone for good: find another or drop it",
    HTTPStatus.TOO_MANY_REQUESTS: "is polled too often: raise the feed's interval",
}
_BY_HUNDRED: dict[int, str] = {
    2: "answered without a feed; open the address in a browser",
    3: "answered with a redirect that leads nowhere; look up the feed's address",
    4: "refuses the request; open the address in a browser",
    5: "has trouble of its own; tried again later",
}


def bad_status(
    status: int, host: str, retry_after: timedelta | None = None
) -> FeedError:
    """The error for an answer that is not a feed; reason "http_404" or "http_5xx"."""
    hundred = status // 100
    advice = _ADVICE.get(status) or _BY_HUNDRED.get(hundred, "answered nonsense")
    label = str(status) if status in _ADVICE else f"{hundred}xx"
    wait = (
        ""
        if retry_after is None
        else f"; it asks for a pause of {in_words(retry_after)}"
    )
    return FeedError(
        f"{host} {advice} (HTTP {status}){wait}",
        reason=f"http_{label}",
        retry_after=retry_after,
    )


def challenged(host: str) -> FeedError:
    """The error for a bot check instead of an answer (Cloudflare's cf-mitigated)."""
    return FeedError(
        f"{host} answered with a Cloudflare challenge for browsers:"
        " ask the publisher to let feed readers through",
        reason="challenge",
    )


def paused(host: str, retry_after: timedelta) -> FeedError:
    """The error for a poll that was not sent, as its host had asked for a pause."""
    return FeedError(
        f"{host} asked for a pause of {in_words(retry_after)} more after too many"
        " requests; it is left alone until then",
        reason="http_429",
        retry_after=retry_after,
    )


def unasked_304(host: str) -> FeedError:
    """The error for "not modified" to somebody who has nothing yet."""
    return FeedError(
        f"{host} says that nothing changed to a request for the whole feed;"
        " tell the publisher if this stays",
        reason="unasked_304",
    )


def too_many_redirects(host: str, limit: int) -> FeedError:
    """The error for a circle of redirects, or a longer chain than is followed."""
    return FeedError(
        f"{host} redirects in a circle or more than {limit} times;"
        " look up the feed's address",
        reason="redirect",
    )


def too_slow(host: str, seconds: float) -> FeedError:
    """The error for an exchange that took longer than it may."""
    return FeedError(
        f"{host} did not answer in full within {seconds:g} s; tried again later",
        reason="timeout",
    )


@contextmanager
def asking(host: str) -> Iterator[None]:
    """Turns what httpx raises before the answer's head is there into a FeedError."""
    try:
        yield
    except (httpx.ConnectError, ssl.SSLError) as error:
        # The guard tells of what fails before TLS; an SSLError comes as it is when
        # the server objects after the handshake (TLS 1.3).
        raise _tls(host, error) from None
    except httpx.TimeoutException:
        raise FeedError(
            f"{host} did not finish the TLS handshake; tried again later",
            reason="timeout",
        ) from None
    except (httpx.TransportError, OSError) as error:
        raise FeedError(
            f"{host} gave no valid HTTP answer ({_brief(error)}); tried again later",
            reason="protocol",
        ) from None


@contextmanager
def reading(host: str) -> Iterator[None]:
    """Turns what httpx raises while the body is read into a FeedError."""
    try:
        yield
    except (httpx.TransportError, OSError) as error:
        raise FeedError(
            f"{host} broke off within the body ({_brief(error)});"
            " it is asked for again in whole",
            reason="truncated",
        ) from None


def _tls(host: str, error: Exception) -> FeedError:
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    why = "the handshake was cut off"
    if isinstance(cause, ssl.SSLCertVerificationError):
        why = cause.verify_message.rstrip(".")
    elif isinstance(cause, ssl.SSLError):
        why = (cause.reason or why).lower().replace("_", " ")
    return FeedError(
        f"{host} cannot be trusted over TLS: {why}; check the address, and this"
        " machine's date if other feeds fail too",
        reason="tls",
    )


def _brief(error: Exception) -> str:
    return str(error)[:80] or "connection lost"
