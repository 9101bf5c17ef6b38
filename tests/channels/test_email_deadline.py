"""A mail server that always says something more and never comes to an end."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from monitor.app import JOB_TIMEOUT
from monitor.channels import email, telegram, webhook
from monitor.channels.email import EmailChannel
from monitor.errors import ChannelError, Fate
from monitor.pipeline.deliver import LEASE
from tests.builders import a_delivery

END_OF_TEXT = b".\r\n"


@dataclass
class Dripping:
    """Answers each command but one, on which it goes on and on until hung up on."""

    at: str
    has_ended: asyncio.Event = field(default_factory=asyncio.Event)

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[int]:
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        async with server:
            yield server.sockets[0].getsockname()[1]

    async def _talk(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        writer.write(b"220 at your service\r\n")
        while line := await reader.readline():
            command = line[:4].decode().strip().upper()
            if command == self.at:
                await self._drip(writer)
                return
            if command == "DATA":
                writer.write(b"354 go on\r\n")
                while await reader.readline() != END_OF_TEXT:
                    pass
                if self.at == "TEXT":
                    await self._drip(writer)
                    return
            writer.write(b"250 fine\r\n")

    async def _drip(self, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                writer.write(b"250-and another thing\r\n")
                await writer.drain()
                await asyncio.sleep(0.01)
        except ConnectionError:
            self.has_ended.set()


def channel_to(port: int) -> EmailChannel:
    return EmailChannel(
        sender="monitor@example.org",
        host="127.0.0.1",
        port=port,
        security="none",
        deadline=timedelta(seconds=0.3),
    )


@pytest.mark.parametrize(
    ("at", "where", "fate"),
    [
        ("EHLO", "EHLO", Fate.NOT_SENT),
        ("MAIL", "MAIL FROM", Fate.NOT_SENT),
        ("RCPT", "RCPT TO", Fate.NOT_SENT),
        ("TEXT", "DATA", Fate.UNKNOWN),
    ],
)
async def test_a_conversation_without_end_is_ended_at_its_deadline(
    at: str, where: str, fate: Fate
) -> None:
    server = Dripping(at)
    async with asyncio.timeout(20), server.serve() as port:
        with pytest.raises(ChannelError) as caught:
            await channel_to(port).send(a_delivery(destination="desk@example.org"))
        await server.has_ended.wait()
    assert caught.value.fate is fate
    assert f"{where}: no end in 0.3 s" in str(caught.value)


async def test_what_was_taken_is_sent_however_long_the_farewell() -> None:
    server = Dripping("QUIT")
    async with asyncio.timeout(20), server.serve() as port:
        await channel_to(port).send(a_delivery(destination="desk@example.org"))
        await server.has_ended.wait()


async def test_a_round_that_is_given_up_hangs_up() -> None:
    server = Dripping("RCPT")
    async with asyncio.timeout(20), server.serve() as port:
        channel = EmailChannel(
            sender="monitor@example.org", host="127.0.0.1", port=port, security="none"
        )
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.3):
                await channel.send(a_delivery(destination="desk@example.org"))
        await server.has_ended.wait()


def test_no_send_outlives_its_lease_or_its_round() -> None:
    longest = max(
        email.DEADLINE,
        telegram.TIMEOUT + 2 * telegram.PATIENCE,
        webhook.TIMEOUT + 3 * webhook.PATIENCE,
    )
    assert longest < LEASE
    assert longest.total_seconds() < JOB_TIMEOUT
