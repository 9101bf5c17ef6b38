"""What each thing that a server does means for the message; real library."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from monitor.channels.telegram import TelegramChannel
from monitor.errors import ChannelError, ConfigError, Fate
from monitor.peers.bot_api import BotApi, Chat, ChatState
from monitor.peers.bot_api_faults import (
    bad_gateway,
    delay,
    drop_after_accepting,
    drop_before_reading,
    flood,
    garbage,
    half_reply,
    migrate,
    server_error,
    too_large,
)
from monitor.peers.http import Reply, Request, serve
from tests.builders import a_delivery
from tests.channels.conftest import DESK, TOKEN


async def fate_of(channel: TelegramChannel, **changes) -> ChannelError:
    with pytest.raises(ChannelError) as caught:
        await channel.send(a_delivery(**changes))
    return caught.value


def answering(status: int, body: object):
    """A server that sends nothing and answers so."""

    async def answer(_accept):
        return Reply(status=status, body=json.dumps(body).encode())

    return answer


async def dripping(accept):
    """Sends the message and answers a byte at a time, for ever."""
    accept()

    async def drips() -> AsyncIterator[bytes]:
        while True:
            yield b" "
            await asyncio.sleep(0.02)

    return Reply(stream=drips())


@pytest.mark.parametrize(
    ("fault", "fate", "arrived"),
    [
        (drop_after_accepting, Fate.UNKNOWN, 1),
        (drop_before_reading, Fate.UNKNOWN, 0),
        (bad_gateway, Fate.UNKNOWN, 1),
        (garbage, Fate.UNKNOWN, 1),
        (half_reply, Fate.UNKNOWN, 1),
        (server_error, Fate.UNKNOWN, 0),
        (answering(503, {"ok": False, "description": "busy"}), Fate.UNKNOWN, 0),
        (answering(409, {"ok": False, "description": "Conflict"}), Fate.UNKNOWN, 0),
        (answering(200, {"ok": True}), Fate.UNKNOWN, 0),
        (answering(200, ["ok"]), Fate.UNKNOWN, 0),
        (answering(200, {"ok": True, "result": {"a": 1}}), Fate.UNKNOWN, 0),
        (flood(35), Fate.NOT_SENT, 0),
        (answering(429, {"ok": False}), Fate.NOT_SENT, 0),
        (migrate(-1009), Fate.NOT_SENT, 0),
        (too_large, Fate.REFUSED, 0),
        (
            answering(400, {"ok": False, "description": "Bad Request: no reason"}),
            Fate.REFUSED,
            0,
        ),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)
async def test_fate_follows_what_the_server_did(api, connected, fault, fate, arrived):
    api.faults.append(fault)
    async with connected() as channel:
        error = await fate_of(channel)
    assert error.fate is fate
    assert len(api.sent) == arrived


async def test_late_reply_is_unknown(api, connected):
    api.faults.append(delay(60))
    async with connected(timeout=timedelta(seconds=0.3)) as channel:
        error = await fate_of(channel)
    assert (error.fate, len(api.sent)) == (Fate.UNKNOWN, 1)


async def test_reply_without_end_is_unknown(api, connected):
    api.faults.append(dripping)
    brief = {"timeout": timedelta(seconds=0.2), "patience": timedelta(seconds=0.3)}
    async with connected(**brief) as channel:
        error = await fate_of(channel)
    assert (error.fate, len(api.sent)) == (Fate.UNKNOWN, 1)


async def test_flood_says_how_long_to_wait(api, connected):
    api.faults.append(flood(35))
    async with connected() as channel:
        error = await fate_of(channel)
    assert error.retry_after == timedelta(seconds=35)


async def test_migrated_group_says_where_it_moved(api, connected):
    api.chats[DESK] = Chat(moved_to=-1001234567890)
    async with connected() as channel:
        error = await fate_of(channel)
    assert (error.fate, error.moved_to) == (Fate.NOT_SENT, "-1001234567890")


@pytest.mark.parametrize(
    ("chat", "words"),
    [
        (None, "Chat not found"),
        (Chat(state=ChatState.BLOCKED), "blocked by the user"),
        (Chat(state=ChatState.KICKED), "kicked from the group chat"),
        (Chat(state=ChatState.MUTED), "Not enough rights"),
    ],
)
async def test_chat_that_takes_nothing_refuses(api, connected, chat, words):
    api.chats = {} if chat is None else {DESK: chat}
    async with connected() as channel:
        error = await fate_of(channel)
    assert error.fate is Fate.REFUSED
    assert words in str(error)


@pytest.mark.parametrize("token", ["", "nonsense", "123456789:wrong"])
async def test_wrong_token_stops_the_channel(api, connected, token):
    async with connected(token=lambda: token) as channel:
        error = await fate_of(channel)
    assert error.fate is Fate.UNAUTHORIZED
    assert api.sent == []


async def test_token_that_cannot_be_read_stops_the_channel(connected):
    def token() -> str:
        msg = "desk.token: is empty"
        raise ConfigError(msg)

    async with connected(token=token) as channel:
        error = await fate_of(channel)
    assert (error.fate, str(error)) == (Fate.UNAUTHORIZED, "desk.token: is empty")


async def test_rotated_token_is_used_at_once(api, connected):
    tokens = iter(["123456789:old", TOKEN])
    async with connected(token=lambda: next(tokens)) as channel:
        await fate_of(channel)
        await channel.send(a_delivery())
    assert len(api.sent) == 1


async def test_nobody_listening_is_not_sent():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        error = await fate_of(channel_to(f"http://127.0.0.1:{port}"))
    assert error.fate is Fate.NOT_SENT


async def test_failed_tls_is_not_sent(api):
    async with api.serve() as url:
        error = await fate_of(channel_to(url.replace("http:", "https:")))
    assert error.fate is Fate.NOT_SENT


async def test_address_that_is_none_is_not_sent():
    error = await fate_of(channel_to("gopher://127.0.0.1"))
    assert error.fate is Fate.NOT_SENT


async def test_connect_timeout_is_not_sent(never_accepted):
    error = await fate_of(channel_to(never_accepted))
    assert error.fate is Fate.NOT_SENT


async def test_exhausted_pool_is_not_sent(api, connected):
    arrived, release = asyncio.Event(), asyncio.Event()

    async def hold(accept):
        reply = accept()
        arrived.set()
        await release.wait()
        return reply

    api.faults.append(hold)
    async with connected(connections=1, patience=timedelta(seconds=0.3)) as channel:
        first = asyncio.create_task(channel.send(a_delivery()))
        await arrived.wait()
        error = await fate_of(channel)
        release.set()
        await first
    assert error.fate is Fate.NOT_SENT
    assert len(api.sent) == 1


async def test_no_connection_is_kept_that_the_server_may_have_closed():
    seen: list[str | None] = []

    async def answer(request: Request) -> Reply:
        seen.append(request.header("connection"))
        return Reply(status=500)

    async with serve(answer) as url:
        await fate_of(channel_to(url))
    assert seen == ["close"]


def channel_to(url: str) -> TelegramChannel:
    return TelegramChannel(
        token=lambda: TOKEN, api_url=url, patience=timedelta(seconds=0.3)
    )


@pytest.mark.parametrize(
    "fault", [drop_after_accepting, garbage, bad_gateway, flood(1), server_error]
)
async def test_no_error_leads_to_the_token(api: BotApi, connected, fault):
    api.faults.append(fault)
    async with connected() as channel:
        error = await fate_of(channel)
    secret = TOKEN.partition(":")[2]
    assert secret not in str(error)
    assert error.__cause__ is None
    assert error.__context__ is None
