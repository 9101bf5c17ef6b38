"""What a Bot API server, or the way to it, does wrong.

Each fault is told how to accept the request properly, and may do so, or not,
before it misbehaves. None of them chooses when.
"""

import asyncio
from collections.abc import Awaitable, Callable

from monitor.peers.bot_api_wire import ApiError, flood_wait, migrated, refused
from monitor.peers.http import Reply

#: Gets "accept the request and tell what you would answer"; None closes the line.
Fault = Callable[[Callable[[], Reply]], Awaitable[Reply | None]]


async def drop_before_reading(_accept: Callable[[], Reply]) -> None:
    """Closes without having done anything."""


async def drop_after_accepting(accept: Callable[[], Reply]) -> None:
    """Sends the message, then closes without an answer."""
    accept()


async def bad_gateway(accept: Callable[[], Reply]) -> Reply:
    """Sends the message; a proxy on the way says 502 in HTML."""
    accept()
    page = b"<html><head><title>502 Bad Gateway</title></head></html>"
    return Reply(status=502, headers=(("content-type", "text/html"),), body=page)


async def garbage(accept: Callable[[], Reply]) -> Reply:
    """Sends the message and answers 200 with something that is not JSON."""
    accept()
    return Reply(body=b"\x00\xffnot json")


async def half_reply(accept: Callable[[], Reply]) -> Reply:
    """Sends the message and closes in the middle of the answer."""
    body = accept().body
    head = f"HTTP/1.1 200 OK\r\ncontent-length: {len(body)}\r\n\r\n".encode()
    return Reply(raw=head + body[: len(body) // 2])


async def server_error(_accept: Callable[[], Reply]) -> Reply:
    """Answers 500 and sends nothing."""
    return refused(ApiError(500, "Internal Server Error"))


async def too_large(_accept: Callable[[], Reply]) -> Reply:
    """Answers 413, as a proxy with a small limit does."""
    return refused(ApiError(413, "Request Entity Too Large"))


def delay(seconds: float) -> Fault:
    """Sends the message at once and answers late."""

    async def late(accept: Callable[[], Reply]) -> Reply:
        reply = accept()
        await asyncio.sleep(seconds)
        return reply

    return late


def flood(seconds: int) -> Fault:
    """Answers 429 and sends nothing; the chat then stays closed that long."""

    async def answer(_accept: Callable[[], Reply]) -> Reply:
        return refused(flood_wait(seconds))

    return answer


def migrate(chat_id: int) -> Fault:
    """Answers that the chat moved to that id, and sends nothing."""

    async def answer(_accept: Callable[[], Reply]) -> Reply:
        return refused(migrated(chat_id))

    return answer
