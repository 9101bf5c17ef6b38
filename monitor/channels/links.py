"""Links that may be shown as links.

Judges the address only; it opens nothing.
"""

from urllib.parse import urlsplit

#: Longest address that servers can be relied on to take (RFC 9110 section 4.1 asks
#: for 8,000; Telegram's clients and mail filters are known to be happier with less).
LONGEST = 2048


def safe(url: str | None) -> str | None:
    """The address itself if it can be a link, or None.

    http and https only, with a host, without a user name (``https://bank@evil``
    shows one site and opens another), without blanks or controls.
    """
    if not url or len(url) > LONGEST or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    return url
