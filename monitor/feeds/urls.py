"""Feed addresses: checked, stripped of secrets, followed through redirects. Pure."""

import httpx

from monitor.errors import FeedError

_PORTS = {"http": 80, "https": 443}
_MAX_PORT = 65_535


def parse(url: str) -> httpx.URL:
    """The address of a feed, ready to be asked.

    Raises:
        FeedError: it is not an http or https address (reason "bad_url"). The
            message does not repeat it: it may hold a password.
    """
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError):
        parsed = httpx.URL("")
    if not _is_web(parsed):
        raise FeedError(
            "a feed's address is not a valid http:// or https:// URL;"
            " correct it in the list of feeds",
            reason="bad_url",
        )
    return parsed


def bare(url: httpx.URL) -> httpx.URL:
    """The address without user, password and fragment."""
    return url.copy_with(userinfo=b"", fragment=None)


def follow(here: httpx.URL, location: bytes) -> httpx.URL:
    """Where a redirect leads; user and password go along on the same site only.

    Args:
        here: the address that answered.
        location: the Location header, absolute or relative to ``here``.

    Raises:
        FeedError: no http or https address, or from https back to http (reason
            "redirect").
    """
    try:
        target = bare(bare(here).join(_text(location)))
    except (httpx.InvalidURL, UnicodeError, ValueError):
        target = httpx.URL("")
    if not _is_web(target):
        raise _refused(here, "to something that is no web address")
    if here.scheme == "https" and target.scheme == "http":
        raise _refused(here, "from https back to http, where anybody can change it")
    if _is_same_site(here, target):
        return target.copy_with(userinfo=here.userinfo)
    return target


def _is_web(url: httpx.URL) -> bool:
    port = url.port or 1
    return url.scheme in _PORTS and bool(url.host) and 0 < port <= _MAX_PORT


def _text(location: bytes) -> str:
    try:
        return location.decode("utf-8")
    except UnicodeDecodeError:
        return location.decode("latin-1")


def _is_same_site(here: httpx.URL, target: httpx.URL) -> bool:
    def port(url: httpx.URL) -> int:
        return url.port or _PORTS[url.scheme]

    if here.host != target.host:
        return False
    upgraded = (port(here), port(target)) == (80, 443)
    return upgraded or (here.scheme, port(here)) == (target.scheme, port(target))


def _refused(here: httpx.URL, where: str) -> FeedError:
    return FeedError(
        f"{here.host} redirects {where}; look up the feed's address",
        reason="redirect",
    )
