"""Where a webhook's address and key are kept, and that neither is ever shown."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from monitor.channel_settings import WebhookTable
from monitor.channels.open import open_channel
from monitor.channels.webhook import WebhookChannel
from monitor.channels.webhook_address import parse
from monitor.errors import ConfigError, Fate
from monitor.peers.http import Reply, serve
from monitor.settings import MonitorFile
from monitor.toml import read_table
from tests.builders import NOW, a_delivery
from tests.canaries import SIGNING_KEY, WEBHOOK_PATH
from tests.channels.receiver import Receiver, channel_to, failure, fate_of, posting_to


def opened(folder: Path, **settings: str) -> WebhookChannel:
    table = WebhookTable.model_validate({"id": "chat", "type": "webhook"} | settings)
    channel = open_channel(
        table, folder=folder, state_folder=folder, write=print, clock=lambda: NOW
    )
    assert isinstance(channel, WebhookChannel)
    return channel


def hide(folder: Path, name: str, value: str) -> None:
    (folder / name).touch(mode=0o600)
    (folder / name).write_text(value + "\n")


async def test_address_and_key_are_files(tmp_path: Path) -> None:
    receiver = Receiver()
    async with serve(receiver.answer) as base:
        hide(tmp_path, "chat.url", f"{base}{WEBHOOK_PATH}")
        hide(tmp_path, "chat.key", SIGNING_KEY)
        channel = opened(tmp_path, url_file="chat.url", key_file="chat.key")
        await channel.send(a_delivery())
    (request,) = receiver.received
    assert request.path == WEBHOOK_PATH
    assert request.header("webhook-signature") is not None


async def test_or_variables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    receiver = Receiver()
    async with serve(receiver.answer) as base:
        monkeypatch.setenv("MONITOR_CHAT_URL", f"{base}{WEBHOOK_PATH}")
        await opened(tmp_path).send(a_delivery())
        monkeypatch.setenv("MONITOR_CHAT_KEY", SIGNING_KEY)
        await opened(tmp_path).send(a_delivery())
    signatures = [r.header("webhook-signature") for r in receiver.received]
    assert [s is not None for s in signatures] == [False, True]


async def test_or_credentials(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    receiver = Receiver()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    async with serve(receiver.answer) as base:
        hide(tmp_path, "chat.url", f"{base}{WEBHOOK_PATH}")
        hide(tmp_path, "chat.key", SIGNING_KEY)
        await opened(tmp_path).send(a_delivery())
    assert receiver.received[0].header("webhook-signature") is not None


async def test_an_address_that_cannot_be_used_is_named_with_file_and_key(
    tmp_path: Path,
) -> None:
    hide(tmp_path, "chat.url", f"http://chat.example{WEBHOOK_PATH}")
    error = await fate_of(opened(tmp_path, url_file="chat.url"))
    assert error.fate is Fate.UNAUTHORIZED
    assert str(error) == (
        f"webhook: secret chat.url (url_file: {tmp_path}/chat.url): http is for this "
        "machine only, not for chat.example: use https"
    )


async def test_a_key_that_is_named_and_missing_is_no_reason_not_to_sign(
    tmp_path: Path,
) -> None:
    receiver = Receiver()
    async with serve(receiver.answer) as base:
        hide(tmp_path, "chat.url", f"{base}{WEBHOOK_PATH}")
        channel = opened(tmp_path, url_file="chat.url", key_file="chat.key")
        error = await fate_of(channel)
    assert error.fate is Fate.UNAUTHORIZED
    assert f"{tmp_path}/chat.key" in str(error)
    assert receiver.received == []


def test_files_that_others_can_read_are_told_of(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for name in ("chat.url", "chat.key"):
        hide(tmp_path, name, "x")
        (tmp_path / name).chmod(0o644)
    with caplog.at_level(logging.WARNING, "monitor.channels.open"):
        opened(tmp_path, url_file="chat.url", key_file="chat.key")
    told = "\n".join(caplog.messages)
    assert f"chmod 600 {tmp_path}/chat.url" in told
    assert f"chmod 600 {tmp_path}/chat.key" in told


@pytest.mark.parametrize("key", ["url", "url_file", "key_file"])
@pytest.mark.parametrize("secret", ["https://chat.example/hooks/abc", "whsec_MTIzNA"])
def test_a_secret_in_the_configuration_is_refused_and_not_shown(
    tmp_path: Path, key: str, secret: str
) -> None:
    path = tmp_path / "monitor.toml"
    path.write_text(f'[[channel]]\nid = "chat"\ntype = "webhook"\n{key} = "{secret}"\n')
    with pytest.raises(ConfigError, match=r"names a file|unknown key") as caught:
        read_table(MonitorFile, path)
    assert secret not in str(caught.value)


def test_without_a_webhook_its_library_is_not_loaded() -> None:
    code = (
        "import sys; from pathlib import Path; "
        "from monitor.channel_settings import ConsoleTable; "
        "from monitor.channels.open import open_channel; "
        "open_channel(ConsoleTable(id='c', type='console'), folder=Path(), "
        "state_folder=Path(), write=print, clock=None); "
        "print(*sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    loaded = set(done.stdout.split())
    assert "monitor.channels.console" in loaded
    assert {"httpx", "monitor.channels.webhook"} & loaded == set()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (b"channel_is_archived", ", channel_is_archived)"),
        (b"no_service\n", ", no_service)"),
        (f"Cannot POST {WEBHOOK_PATH}".encode(), "(HTTP 410)"),
        (b"canary", "(HTTP 410)"),  # a part of the address
        (b"<html>Gone</html>", "(HTTP 410)"),
        (b"\xff" * 100, "(HTTP 410)"),
        (b"x" * 1_000_000, "(HTTP 410)"),
    ],
)
async def test_a_refusal_shows_its_one_word_and_nothing_else(
    words: bytes, shown: str
) -> None:
    assert shown in str(await failure(Reply(status=410, body=words)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "chat.example/hooks/abc",
        "ftp://chat.example/hooks/abc",
        "https:///hooks/abc",
        "https://chat.example:99999/hooks/abc",
        "https://chat.example/hooks/a bc",
        "https://chat.example/hooks/a\nbc",
        "https://[::1/hooks/abc",
        "https://a..example/hooks/abc",
        "http://chat.example/hooks/abc",
        "http://10.0.0.7/hooks/abc",
        "http://localhost.example/hooks/abc",
    ],
)
async def test_an_address_that_cannot_be_used_stops_the_channel(text: str) -> None:
    def address():
        return parse(text, name="secret chat.url")

    error = await fate_of(channel_to("", address=address))
    assert error.fate is Fate.UNAUTHORIZED
    assert "secret chat.url: " in str(error)
    assert "/hooks" not in str(error)


@pytest.mark.parametrize(
    "text",
    [
        "https://chat.example/hooks/abc\n",
        "https://user:word@chat.example:8443/hooks/abc",
        "https://10.0.0.7/hooks/abc",
        "http://localhost:8065/hooks/abc",
        "http://127.0.0.1/hooks/abc",
        "http://[::1]:8065/hooks/abc",
    ],
)
def test_an_address_that_can_be_used_shows_its_host_only(text: str) -> None:
    address = parse(text, name="chat.url")
    assert address.url == text.strip()
    assert "abc" not in address.place + repr(address)
    assert "word" not in address.place + repr(address)


async def test_a_secret_that_cannot_be_read_stops_the_channel() -> None:
    def missing():
        raise ConfigError("secret chat.key: /etc/monitor/chat.key cannot be read")

    receiver = Receiver()
    async with posting_to(receiver, key=missing) as channel:
        error = await fate_of(channel)
    assert error.fate is Fate.UNAUTHORIZED
    assert "chat.key" in str(error)
    assert receiver.received == []


async def test_a_changed_address_is_used_at_once() -> None:
    receiver = Receiver([Reply(status=404)])
    async with serve(receiver.answer) as base:
        names = iter(["old", "new"])
        channel = channel_to(
            base, address=lambda: parse(f"{base}/hooks/{next(names)}", name="chat.url")
        )
        await fate_of(channel)
        await channel.send(a_delivery())
    assert [r.path for r in receiver.received] == ["/hooks/old", "/hooks/new"]


@pytest.mark.parametrize(
    "reply",
    [
        None,
        Reply(raw=b"nonsense\r\n\r\n"),
        Reply(status=301, headers=(("location", WEBHOOK_PATH),)),
        Reply(status=404, body=f"Cannot POST {WEBHOOK_PATH}".encode()),
        Reply(status=429),
        Reply(status=502),
    ],
)
async def test_no_error_leads_to_the_address(reply: Reply | None) -> None:
    error = await failure(reply)
    assert WEBHOOK_PATH not in str(error)
    assert error.__cause__ is None
    assert error.__context__ is None
