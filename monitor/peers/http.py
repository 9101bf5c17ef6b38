"""A small HTTP/1.1 server on 127.0.0.1 that answers as a function tells it to.

It can also do what servers do wrong: answer with raw bytes, drip a body, close
without an answer.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import cast
from urllib.parse import parse_qsl, unquote, urlsplit

import h11

READ_SIZE = 64 * 1024


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """One request as it came over the wire."""

    method: str
    #: Percent-decoded, without the query.
    path: str
    query: dict[str, str]
    #: Names in lower case, in the order they came.
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """The first header of that name, compared without case."""
        return next((v for k, v in self.headers if k == name.lower()), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """One answer; ``raw`` goes out as it is instead of all the rest."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    #: Sent piece by piece after ``body``, chunked.
    stream: AsyncIterator[bytes] | None = None
    #: Bytes written instead of a well-formed answer; the connection then closes.
    raw: bytes | None = None


#: None closes the connection without an answer.
Answer = Callable[[Request], Awaitable[Reply | None]]


@dataclass(slots=True)
class _Exchange:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    wire: h11.Connection = field(default_factory=lambda: h11.Connection(h11.SERVER))

    async def event(self) -> object:
        while True:
            event = self.wire.next_event()
            if event is not h11.NEED_DATA:
                return event
            self.wire.receive_data(await self.reader.read(READ_SIZE))

    async def send(self, event: h11.Event) -> None:
        self.writer.write(self.wire.send(event) or b"")
        await self.writer.drain()

    async def request(self) -> Request | None:
        head = await self.event()
        if not isinstance(head, h11.Request):
            return None
        body = bytearray()
        while isinstance(event := await self.event(), h11.Data):
            body += event.data
        target = urlsplit(head.target.decode())
        return Request(
            method=head.method.decode(),
            path=unquote(target.path),
            query=dict(parse_qsl(target.query, keep_blank_values=True)),
            headers=tuple((k.decode(), v.decode("latin-1")) for k, v in head.headers),
            body=bytes(body),
        )

    async def answer(self, reply: Reply) -> None:
        headers = [(k.encode(), v.encode("latin-1")) for k, v in reply.headers]
        if reply.stream is not None:
            headers.append((b"transfer-encoding", b"chunked"))
        elif not any(k.lower() == b"content-length" for k, _ in headers):
            headers.append((b"content-length", str(len(reply.body)).encode()))
        await self.send(h11.Response(status_code=reply.status, headers=headers))
        if reply.body:
            await self.send(h11.Data(data=reply.body))
        if reply.stream is not None:
            async for piece in reply.stream:
                await self.send(h11.Data(data=piece))
        await self.send(h11.EndOfMessage())


async def _converse(exchange: _Exchange, answer: Answer) -> None:
    while (request := await exchange.request()) is not None:
        reply = await answer(request)
        if reply is None:
            return
        if reply.raw is not None:
            exchange.writer.write(reply.raw)
            await exchange.writer.drain()
            return
        await exchange.answer(reply)
        if exchange.wire.our_state is not h11.DONE:
            return
        exchange.wire.start_next_cycle()


@asynccontextmanager
async def serve(
    answer: Answer, *, port: int = 0, tls: ssl.SSLContext | None = None
) -> AsyncIterator[str]:
    """Serve on 127.0.0.1 while the block runs; yields ``http://127.0.0.1:port``.

    Args:
        tls: for ``https``, with this certificate.
    """
    open_tasks: set[asyncio.Task[None]] = set()

    async def connected(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = cast("asyncio.Task[None]", asyncio.current_task())
        open_tasks.add(task)
        try:
            with suppress(ConnectionError, h11.ProtocolError, asyncio.CancelledError):
                await _converse(_Exchange(reader, writer), answer)
        finally:
            open_tasks.discard(task)
            writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", port, ssl=tls)
    try:
        host, bound = server.sockets[0].getsockname()[:2]
        yield f"{'http' if tls is None else 'https'}://{host}:{bound}"
    finally:
        server.close()
        for task in list(open_tasks):
            task.cancel()
        await asyncio.gather(*open_tasks, return_exceptions=True)
