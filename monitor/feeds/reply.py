"""What a poll brought back.

It does not say what the bytes mean, nor when to poll next.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """A good answer to one poll."""

    #: "not_modified": a 304, the ETag we know, or the body we know.
    status: Literal["new", "not_modified"]
    #: Decoded bytes; None where nothing is new.
    body: bytes | None = None
    #: The Content-Type header as it came: "application/rss+xml; charset=utf-8".
    content_type: str | None = None
    #: After redirects; without user, password and fragment.
    final_url: str
    #: Validators, each byte of the header one character (latin-1), quotes included.
    etag: str | None = None
    last_modified: str | None = None
    #: SHA-256 of the last whole decoded body, hexadecimal.
    body_hash: str | None = None
    #: How long the server says this answer stays good; None where it does not say.
    cache_for: timedelta | None = None
