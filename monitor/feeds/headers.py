"""Header fields as they came over the wire, byte-exact where that matters.

Pure; it knows no policy.
"""

import re
from collections.abc import Sequence

#: Longer validators are not kept: sent back, they could make the server refuse
#: the request for its size (431) for ever.
MAX_VALIDATOR = 8192

# RFC 9110 section 5.5: visible characters and obs-text, blanks only inside.
_FIELD_VALUE = re.compile(r"[!-~\x80-\xff](?:[\t -~\x80-\xff]*[!-~\x80-\xff])?")

Raw = Sequence[tuple[bytes, bytes]]


def joined(raw: Raw) -> dict[str, str]:
    """Fields by name in lower case; repeated ones joined with ", ".

    Each byte becomes one character (latin-1), so nothing is lost or refused.
    """
    fields: dict[str, str] = {}
    for name, value in raw:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        fields[key] = f"{fields[key]}, {text}" if key in fields else text
    return fields


def values(raw: Raw, name: bytes) -> list[str]:
    """Every value of one field, in the order they came.

    Args:
        raw: the fields.
        name: in lower case.
    """
    return [v.decode("latin-1") for k, v in raw if k.lower() == name]


def validator(raw: Raw, name: bytes) -> str | None:
    """An ETag or Last-Modified to be stored and returned byte for byte, or None.

    RFC 9110 section 8.8: opaque to us, quotes and W/ included.
    """
    value = next(iter(values(raw, name)), "")
    return value if 0 < len(value) <= MAX_VALIDATOR else None


def conditions(
    etag: str | None, last_modified: str | None
) -> list[tuple[bytes, bytes]]:
    """The request fields that ask for news only (RFC 9110 section 13.1).

    A stored value that cannot be a field value any more is left out.
    """
    pairs = ((b"If-None-Match", etag), (b"If-Modified-Since", last_modified))
    return [
        (name, value.encode("latin-1"))
        for name, value in pairs
        if value is not None and _FIELD_VALUE.fullmatch(value)
    ]
