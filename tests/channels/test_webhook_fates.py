"""What each thing that a receiver does means for the message; real HTTP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import pytest

from monitor.errors import Fate
from monitor.peers.http import Reply, Request, serve
from tests.builders import a_delivery
from tests.channels.receiver import Receiver, channel_to, failure, fate_of, posting_to
from tests.channels.smtp_server import certificate


@pytest.mark.parametrize(
    ("status", "fate"),
    [
        (301, Fate.UNAUTHORIZED),
        (303, Fate.UNAUTHORIZED),
        (304, Fate.UNAUTHORIZED),
        (400, Fate.REFUSED),
        (401, Fate.UNAUTHORIZED),
        (403, Fate.UNAUTHORIZED),
        (404, Fate.UNAUTHORIZED),
        (405, Fate.UNAUTHORIZED),
        (408, Fate.NOT_SENT),
        (410, Fate.UNAUTHORIZED),
        (413, Fate.REFUSED),
        (422, Fate.REFUSED),
        (425, Fate.NOT_SENT),
        (429, Fate.NOT_SENT),
        (500, Fate.NOT_SENT),
        (502, Fate.UNKNOWN),
        (503, Fate.NOT_SENT),
        (504, Fate.UNKNOWN),
        (521, Fate.NOT_SENT),
        (524, Fate.UNKNOWN),
        (600, Fate.UNKNOWN),
    ],
)
async def test_fate_follows_the_status(status: int, fate: Fate) -> None:
    error = await failure(Reply(status=status))
    assert error.fate is fate
    assert f"(HTTP {status})" in str(error)


@pytest.mark.parametrize("status", [200, 201, 202, 204])
async def test_every_2xx_is_an_ok(status: int) -> None:
    async with posting_to(Receiver([Reply(status=status)])) as channel:
        assert await channel.send(a_delivery())


async def test_an_ok_whose_body_breaks_off_is_one() -> None:
    half = Reply(raw=b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\nok")
    async with posting_to(Receiver([half])) as channel:
        assert await channel.send(a_delivery())


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "30"}, 30),
        ({"retry-after": "0"}, 0),
        ({"retry-after": "86400"}, 3600),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "Fri, 22 Jul 2022 06:02:00 GMT"}, 120),
        ({"retry-after": "Fri, 22 Jul 2022 05:00:00 GMT"}, 0),
        (
            {
                "retry-after": "Fri, 22 Jul 2022 07:00:30 GMT",
                "date": "Fri, 22 Jul 2022 07:00:00 GMT",
            },
            30,
        ),
    ],
)
@pytest.mark.parametrize("status", [429, 503])
async def test_a_pause_that_is_asked_for_is_kept(
    status: int, headers: dict[str, str], seconds: int | None
) -> None:
    error = await failure(Reply(status=status, headers=tuple(headers.items())))
    assert error.fate is Fate.NOT_SENT
    assert error.retry_after == (None if seconds is None else timedelta(0, seconds))


@pytest.mark.parametrize(
    "reply",
    [
        None,
        Reply(raw=b""),
        Reply(raw=b"SMTP ready\r\n\r\n"),
        Reply(raw=b"HTTP/1.1 200"),
    ],
)
async def test_an_answer_that_is_none_is_unknown(reply: Reply | None) -> None:
    assert (await failure(reply)).fate is Fate.UNKNOWN


async def test_a_late_answer_is_unknown() -> None:
    came, release = asyncio.Event(), asyncio.Event()

    async def hold(request: Request) -> Reply:
        came.set()
        await release.wait()
        return Reply()

    async with serve(hold) as base:
        error = await fate_of(channel_to(base, timeout=timedelta(seconds=0.2)))
        assert came.is_set()
    assert error.fate is Fate.UNKNOWN


async def test_an_answer_that_drips_is_given_up_and_unknown() -> None:
    has_ended = asyncio.Event()

    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 200 OK\r\nx: ")
        with suppress(ConnectionError):
            while not writer.is_closing():
                writer.write(b".")
                await writer.drain()
                await asyncio.sleep(0.02)
        writer.close()
        has_ended.set()

    server = await asyncio.start_server(drip, "127.0.0.1", 0)
    base = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    brief = {"timeout": timedelta(seconds=0.2), "patience": timedelta(seconds=0.1)}
    async with asyncio.timeout(20), server:
        error = await fate_of(channel_to(base, **brief))
        await has_ended.wait()
    assert error.fate is Fate.UNKNOWN


async def test_nobody_listening_is_not_sent() -> None:
    async with serve(Receiver().answer) as gone:
        pass
    assert (await fate_of(channel_to(gone))).fate is Fate.NOT_SENT


async def test_who_cannot_be_trusted_gets_nothing(tmp_path) -> None:
    server_tls, _ = certificate(tmp_path, "127.0.0.1")
    receiver = Receiver()
    async with posting_to(receiver, server_tls=server_tls) as channel:
        error = await fate_of(channel)
        (check,) = await channel.check()
    assert error.fate is Fate.NOT_SENT
    assert not check.ok
    assert "certificate" in str(error).lower()
    assert receiver.received == []


async def test_connect_timeout_is_not_sent(never_accepted: str) -> None:
    channel = channel_to(never_accepted, patience=timedelta(seconds=0.3))
    error = await fate_of(channel)
    assert error.fate is Fate.NOT_SENT


async def test_no_connection_is_kept_that_the_receiver_may_have_closed() -> None:
    receiver = Receiver()
    async with posting_to(receiver) as channel:
        await channel.send(a_delivery())
    assert receiver.received[0].header("connection") == "close"


async def endless() -> AsyncIterator[bytes]:
    await asyncio.Event().wait()
    yield b""


async def test_a_refusal_counts_whose_words_never_come() -> None:
    silent = Reply(status=410, stream=endless())
    error = await failure(silent, patience=timedelta(seconds=0.2))
    assert error.fate is Fate.UNAUTHORIZED
