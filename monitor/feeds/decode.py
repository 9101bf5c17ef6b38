"""Bodies, decoded within bounds: never more in memory than was asked for.

It decodes gzip and nothing else; a charset is the parser's business.
"""

import zlib
from collections.abc import Sequence

from monitor.errors import FeedError

#: zlib's window size for "a gzip header must be there" (zlib.decompressobj, wbits).
_GZIP_ONLY = 16 + zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"


def coding(values: Sequence[str], *, host: str) -> bool:
    """True where the body is gzipped, False where it is plain.

    One layer of gzip is all that is asked for and accepted: a bomb of 1 kB brotli
    or of gzip in gzip becomes 1 GB.

    Args:
        values: the Content-Encoding headers, as they came.
        host: named in the error.

    Raises:
        FeedError: any other coding, or several (reason "encoding").
    """
    tokens = [t.strip().lower() for value in values for t in value.split(",")]
    layers = [t for t in tokens if t not in ("", "identity")]
    if not layers:
        return False
    # RFC 9110 section 8.4.1.3: x-gzip is the same as gzip.
    if layers in (["gzip"], ["x-gzip"]):
        return True
    raise FeedError(
        f"{host} answered in an encoding that was not asked for"
        f" ({', '.join(layers)[:60]}); only gzip is read: tell the publisher",
        reason="encoding",
    )


class Body:
    """A body in the making: pieces go in as they come, whole bytes come out.

    Args:
        max_size: bytes, both decoded and on the wire.
        gzipped: whether the pieces are gzip.
        host: named in errors.
    """

    def __init__(self, *, max_size: int, gzipped: bool, host: str) -> None:
        self._host = host
        self._max_size = max_size
        self._wire_size = 0
        self._decoded = bytearray()
        self._gzip = zlib.decompressobj(_GZIP_ONLY) if gzipped else None

    def add(self, piece: bytes) -> None:
        """Takes the next piece off the wire.

        Raises:
            FeedError: more than ``max_size`` ("too_big"), or no gzip ("encoding").
        """
        self._wire_size += len(piece)
        if self._wire_size > self._max_size:
            raise self._too_big()
        if self._gzip is None:
            self._decoded += piece
            return
        try:
            self._inflate(piece)
        except zlib.error:
            raise FeedError(
                f"{self._host} sent a body that says gzip and is not;"
                " tell the publisher",
                reason="encoding",
            ) from None

    def whole(self) -> bytes:
        """The decoded body.

        Raises:
            FeedError: the gzip stream ended early (reason "truncated").
        """
        if self._gzip is not None and not self._gzip.eof:
            raise FeedError(
                f"{self._host} sent only part of its gzipped body;"
                " it is asked for again in whole",
                reason="truncated",
            )
        return bytes(self._decoded)

    def _inflate(self, piece: bytes) -> None:
        while piece:
            if self._gzip is None or self._gzip.eof:
                # RFC 1952 section 2.2: members may follow each other. Anything
                # else after the end is padding that gzip(1) ignores too.
                if not _MAGIC.startswith(piece[:2]):
                    return
                self._gzip = zlib.decompressobj(_GZIP_ONLY)
            room = self._max_size - len(self._decoded)
            self._decoded += self._gzip.decompress(piece, room + 1)
            if len(self._decoded) > self._max_size:
                raise self._too_big()
            piece = self._gzip.unused_data

    def _too_big(self) -> FeedError:
        return FeedError(
            f"{self._host} sent more than {self._max_size / 1e6:.0f} MB;"
            " no feed needs that: check that the address is a feed",
            reason="too_big",
        )
