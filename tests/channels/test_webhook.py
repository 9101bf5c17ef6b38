"""What a webhook gets, over real HTTP, and how its receiver knows that it is ours."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime

import pytest

from monitor.channels.webhook_signature import headers, parse_key
from monitor.errors import ChannelError, ConfigError
from monitor.peers.http import Reply, Request, serve
from tests.builders import NOW, a_delivery
from tests.canaries import SIGNING_KEY, WEBHOOK_PATH
from tests.channels.receiver import Receiver, channel_to, posting_to
from tests.channels.smtp_server import certificate
from tests.peers.clock import Clock


def told(request: Request) -> dict:
    return json.loads(request.body)


async def test_a_message_is_posted_for_people_and_for_machines() -> None:
    receiver = Receiver()
    async with posting_to(receiver) as channel:
        receipt = await channel.send(a_delivery(), reply_receipt="msg_earlier")
    (request,) = receiver.received
    assert (request.method, request.path) == ("POST", WEBHOOK_PATH)
    assert request.header("content-type") == "application/json"
    assert told(request)["text"] == (
        "🔴 HIGH · Suicide attack on the garrison · Kati, Koulikoro, Mali\n"
        "Killed 1 (army: 1 soldier)\n"
        "Radio du Fleuve\n"
        "https://fleuve.example/kati-attaque"
    )
    assert told(request)["data"] == {
        "id": receipt,
        "key": "s-000001:sahel:0:desk",
        "created_at": "2022-07-22T06:00:00+00:00",
        "subject": "🔴 HIGH · Suicide attack on the garrison · Kati, Koulikoro, Mali",
        "blocks": [
            {"kind": "text", "text": "Killed 1 (army: 1 soldier)", "url": None},
            {
                "kind": "link",
                "text": "Radio du Fleuve",
                "url": "https://fleuve.example/kati-attaque",
            },
        ],
        "omitted_count": 0,
        "silent": False,
        "repeat": False,
        "reply_to": "msg_earlier",
    }


def is_signed(request: Request, key: bytes) -> bool:
    """As a receiver sees it who has read the specification."""
    message_id, sent_at = (
        request.header(f"webhook-{name}") for name in ("id", "timestamp")
    )
    signed = f"{message_id}.{sent_at}.".encode() + request.body
    right = base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()
    given = (request.header("webhook-signature") or "").split(" ")
    return f"v1,{right}" in given


async def test_it_is_signed_with_the_time_of_the_attempt() -> None:
    receiver, key = Receiver(), base64.b64decode(SIGNING_KEY.removeprefix("whsec_"))
    async with posting_to(receiver) as channel:
        receipt = await channel.send(a_delivery())
    (request,) = receiver.received
    assert request.header("webhook-id") == receipt
    assert request.header("webhook-timestamp") == str(int(NOW.timestamp()))
    assert is_signed(request, key)
    assert not is_signed(request, key[::-1])


def test_the_libraries_of_the_specification_sign_alike() -> None:
    # Their own example (libraries/go/webhook_test.go, TestWebhookSign).
    signed = headers(
        b'{"test": 2432232314}',
        message_id="msg_p5jXN8AQM9LWM0D4loKWxJek",
        sent_at=datetime.fromtimestamp(1614265330, UTC),
        key=parse_key("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", name="chat.key"),
    )
    right = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signed["webhook-signature"] == right


async def test_without_a_key_it_is_not_signed() -> None:
    receiver = Receiver()
    async with posting_to(receiver, key=lambda: None) as channel:
        receipt = await channel.send(a_delivery())
    (request,) = receiver.received
    assert request.header("webhook-id") == receipt
    assert request.header("webhook-signature") is None


@pytest.mark.parametrize("prefix", ["whsec_", ""])
@pytest.mark.parametrize("padded", [True, False])
def test_a_key_is_read_as_others_write_it(prefix: str, padded: bool) -> None:
    key = bytes(range(25))
    text = base64.b64encode(key).decode()
    text = prefix + (text if padded else text.rstrip("=")) + "\n"
    assert parse_key(text, name="chat.key") == key


@pytest.mark.parametrize(
    "text", ["", "whsec_", "a pass phrase of many words, not base64", "QUJD", "é" * 40]
)
def test_what_is_no_key_is_refused_and_not_shown(text: str) -> None:
    with pytest.raises(ConfigError, match=r"chat\.key: 24 bytes or more") as caught:
        parse_key(text, name="chat.key")
    assert not text or text not in str(caught.value)


async def test_a_repeat_says_so_and_has_the_same_id() -> None:
    receiver, clock = Receiver(), Clock()
    async with posting_to(receiver, clock=clock) as channel:
        first = await channel.send(a_delivery())
        clock.forward(30)
        second = await channel.send(a_delivery(unknown_count=1))
        other = await channel.send(a_delivery(key="s-000002:sahel:0:desk"))
    one, two, three = receiver.received
    assert first == second != other
    assert one.header("webhook-id") == two.header("webhook-id")
    assert one.header("webhook-id") != three.header("webhook-id")
    assert one.header("webhook-timestamp") != two.header("webhook-timestamp")
    assert [told(r)["data"]["repeat"] for r in (one, two)] == [False, True]
    assert "↻ possible repeat" in told(two)["text"]


async def test_it_goes_out_over_tls(tmp_path) -> None:
    server_tls, tls = certificate(tmp_path, "127.0.0.1")
    receiver = Receiver()
    async with posting_to(receiver, server_tls=server_tls, tls=tls) as channel:
        await channel.send(a_delivery())
        (check,) = await channel.check()
    assert len(receiver.received) == 1
    assert check.ok
    assert "reached, TLS" in check.detail


async def test_a_redirect_is_not_followed() -> None:
    elsewhere = Receiver()
    async with serve(elsewhere.answer) as other:
        moved = Reply(status=307, headers=(("location", f"{other}/hooks/new"),))
        async with posting_to(Receiver([moved])) as channel:
            with pytest.raises(ChannelError, match="not followed"):
                await channel.send(a_delivery())
    assert elsewhere.received == []


async def test_check_sends_nothing() -> None:
    receiver = Receiver()
    async with posting_to(receiver) as channel:
        (check,) = await channel.check()
    assert receiver.received == []
    assert check.ok
    assert check.what.startswith("webhook 127.0.0.1:")
    assert "reached, no TLS; signs" in check.detail


async def test_check_says_what_does_not_work() -> None:
    async with serve(Receiver().answer) as gone:
        pass

    def no_key() -> bytes:
        return parse_key("short", name="chat.key")

    (unreachable,) = await channel_to(gone).check()
    (untrusted,) = await channel_to(gone, key=no_key).check()
    assert (unreachable.ok, untrusted.ok) == (False, False)
    assert "cannot be reached" in unreachable.detail
    assert "chat.key" in untrusted.detail
    assert WEBHOOK_PATH not in unreachable.what + unreachable.detail
