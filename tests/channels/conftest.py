"""A Bot API server, and channels that speak to it with small timeouts."""

import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest

from monitor.channels.telegram import TelegramChannel
from monitor.peers.bot_api import BotApi, Chat
from tests.canaries import BOT_TOKEN as TOKEN
from tests.channels.smtp_server import certificate
from tests.peers.clock import Clock

DESK = -1001


@pytest.fixture(scope="session", autouse=True)
def few_authorities(tmp_path_factory) -> Iterator[None]:
    """One certificate to load, not the machine's 140: 80 ms for each channel."""
    folder = tmp_path_factory.mktemp("authorities")
    certificate(folder, "authority.example")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SSL_CERT_FILE", str(folder / "authority.example.pem"))
        yield


@pytest.fixture
def never_accepted() -> Iterator[str]:
    """The address of a server whose queue is full: it answers no connection."""
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for waiting in (first, second):
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        yield f"http://127.0.0.1:{full.getsockname()[1]}"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(clock: Clock) -> BotApi:
    """A server with one group, DESK."""
    return BotApi(token=TOKEN, chats={DESK: Chat(title="Desk")}, now=clock)


@pytest.fixture
def connected(api: BotApi) -> Callable[..., object]:
    """``async with connected() as channel``: the channel, on the server, open."""

    @asynccontextmanager
    async def connect(**settings: object) -> AsyncIterator[TelegramChannel]:
        defaults: dict[str, object] = {
            "token": lambda: TOKEN,
            "timeout": timedelta(seconds=10),
        }
        async with api.serve() as url:
            channel = TelegramChannel(**({"api_url": url} | defaults | settings))
            try:
                yield channel
            finally:
                await channel.aclose()

    return connect
