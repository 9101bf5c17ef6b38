import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import httpcore
import httpx
import pytest

from monitor.feeds.fetch import Fetcher
from monitor.peers.http import Answer, Reply, Request, serve

AGENT = "conflict-monitor/0.1.0 (+https://monitor.example/about)"


@cache
def trusted() -> ssl.SSLContext:
    """Read once: certifi's list takes longer than a whole test."""
    return httpx.create_ssl_context(trust_env=False)


@pytest.fixture
async def open_fetcher() -> AsyncIterator[Callable[..., Fetcher]]:
    """Makes fetchers that may poll loopback, and closes them after the test."""
    opened: list[Fetcher] = []

    def make(**settings: Any) -> Fetcher:
        usual = {"user_agent": AGENT, "allow_private": True, "tls": trusted()}
        opened.append(Fetcher(**{**usual, **settings}))
        return opened[-1]

    yield make
    for fetcher in opened:
        await fetcher.aclose()


@pytest.fixture
def fetcher(open_fetcher: Callable[..., Fetcher]) -> Fetcher:
    return open_fetcher()


@dataclass
class Site:
    """A served site: its address, what was asked of it, what it answers by path."""

    base: str
    pages: dict[str, Reply | Answer] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    async def answer(self, request: Request) -> Reply | None:
        self.asked.append(request)
        page = self.pages.get(request.path, Reply(status=404))
        return page if isinstance(page, Reply) else await page(request)

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    served = Site(base="")
    async with serve(served.answer) as base:
        served.base = base
        yield served


Wire = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def listening(talk: Wire) -> AsyncIterator[int]:
    """A TCP server for what no HTTP library would send; yields its port."""
    tasks: set[asyncio.Task[None]] = set()

    async def connected(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        with suppress(ConnectionError, asyncio.CancelledError):
            await talk(reader, writer)
        writer.close()

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


@pytest.fixture
def listen() -> Callable[[Wire], Any]:
    return listening


class _Rerouted(httpcore.AsyncNetworkStream):
    def __init__(self, stream: httpcore.AsyncNetworkStream, address: str) -> None:
        self._stream = stream
        self._address = address

    async def read(self, max_bytes: int, *args: Any, **kwargs: Any) -> bytes:
        return await self._stream.read(max_bytes, *args, **kwargs)

    async def write(self, buffer: bytes, *args: Any, **kwargs: Any) -> None:
        await self._stream.write(buffer, *args, **kwargs)

    async def aclose(self) -> None:
        await self._stream.aclose()

    async def start_tls(self, *args: Any, **kwargs: Any) -> Any:
        return await self._stream.start_tls(*args, **kwargs)

    def get_extra_info(self, info: str) -> Any:
        if info == "server_addr":
            return (self._address, 0)
        return self._stream.get_extra_info(info)


class Internet(httpcore.AsyncNetworkBackend):
    """A pretended internet: every address is the loopback server on one port.

    Names resolve as ``names`` says, one list of addresses per question and the last
    for ever; what is dialled is written down. Addresses in ``dead`` refuse.
    """

    def __init__(self, port: int, **names: list[list[str]]) -> None:
        self._port = port
        self._names = {n.replace("_", "."): list(a) for n, a in names.items()}
        self.dialled: list[str] = []
        self.dead: set[str] = set()

    async def resolve(self, host: str, port: int) -> list[str]:
        answers = self._names.get(host, [[host]])
        return answers.pop(0) if len(answers) > 1 else answers[0]

    async def connect_tcp(
        self, host: str, port: int, *args: Any, **kwargs: Any
    ) -> httpcore.AsyncNetworkStream:
        self.dialled.append(host)
        if host in self.dead:
            raise httpcore.ConnectError("refused")
        stream = await httpcore.AnyIOBackend().connect_tcp("127.0.0.1", self._port)
        return _Rerouted(stream, host)


@pytest.fixture
def internet(site: Site) -> Callable[..., Internet]:
    port = int(site.base.rpartition(":")[2])

    def make(**names: list[list[str]]) -> Internet:
        return Internet(port, **names)

    return make
