"""A service that takes webhooks, and channels that post to it."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from monitor.channels.webhook import WebhookChannel
from monitor.channels.webhook_address import parse
from monitor.channels.webhook_signature import parse_key
from monitor.errors import ChannelError
from monitor.peers.http import Reply, Request, serve
from tests.builders import NOW, a_delivery
from tests.canaries import SIGNING_KEY, WEBHOOK_PATH


@dataclass
class Receiver:
    """Keeps what came; answers with the next of its replies, then with 200."""

    #: None closes the connection without an answer.
    replies: list[Reply | None] = field(default_factory=list)
    received: list[Request] = field(default_factory=list)

    async def answer(self, request: Request) -> Reply | None:
        self.received.append(request)
        return self.replies.pop(0) if self.replies else Reply(body=b"ok")


def channel_to(base: str, **settings) -> WebhookChannel:
    """A channel to the canary path of the server there, that signs."""
    defaults = {
        "address": lambda: parse(f"{base}{WEBHOOK_PATH}", name="chat.url"),
        "key": lambda: parse_key(SIGNING_KEY, name="chat.key"),
        "clock": lambda: NOW,
        "timeout": timedelta(seconds=10),
        "patience": timedelta(seconds=5),
    }
    return WebhookChannel(**(defaults | settings))


@asynccontextmanager
async def posting_to(
    receiver: Receiver, *, server_tls: ssl.SSLContext | None = None, **settings
) -> AsyncIterator[WebhookChannel]:
    """The channel, to that receiver."""
    async with serve(receiver.answer, tls=server_tls) as base:
        channel = channel_to(base, **settings)
        try:
            yield channel
        finally:
            await channel.aclose()


async def fate_of(channel: WebhookChannel) -> ChannelError:
    """What a send through it fails with."""
    with pytest.raises(ChannelError) as caught:
        await channel.send(a_delivery())
    return caught.value


async def failure(reply: Reply | None, **settings) -> ChannelError:
    """What a send fails with that is answered so."""
    async with posting_to(Receiver([reply]), **settings) as channel:
        return await fate_of(channel)
