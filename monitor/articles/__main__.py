"""The process that parses: requests on stdin, parsed feeds on stdout.

Both ways: a frame is its length as four bytes, most significant first, and that
many bytes. The process greets with an empty frame once it is ready; then for each
request (a frame of JSON, then a frame with the body) it answers with a frame of
JSON. It ends when stdin ends. It opens nothing, and it is meant to be killed.
"""

import os
import resource
import struct
import sys
from typing import BinaryIO

from monitor.articles.parse import encode, parse_feed
from monitor.articles.wire import decode_request

_MEMORY = 512 * 1024 * 1024
#: Seconds of processor time for one feed, for the case that nobody is left to kill.
_CPU = 20
_LENGTH = struct.Struct(">I")


def main() -> None:
    """Serves requests until stdin ends."""
    requests = sys.stdin.buffer
    # Whatever a library prints must not land between the frames.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _confine()
    _write(answers, b"")
    while (header := _read(requests)) is not None:
        body = _read(requests)
        if body is None:
            return
        _limit_processor_time()
        request = decode_request(header)
        parsed = parse_feed(
            body,
            url=request.url,
            content_type=request.content_type,
            feed=request.feed,
            fetched_at=request.fetched_at,
        )
        _write(answers, encode(parsed))


def _confine() -> None:
    """Gives up memory beyond a bound, writing files, and core dumps."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_processor_time() -> None:
    """Ends the process `_CPU` seconds of processor time from now."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(usage.ru_utime + usage.ru_stime)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + _CPU, hard))


def _read(stream: BinaryIO) -> bytes | None:
    """The next frame; None at the end of the stream."""
    length = stream.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    (size,) = _LENGTH.unpack(length)
    data = stream.read(size)
    return data if len(data) == size else None


def _write(stream: BinaryIO, data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


if __name__ == "__main__":
    main()
