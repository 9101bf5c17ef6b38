"""No secret leaves its place: canaries at DEBUG through a service that meets errors."""

import io
import logging
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor import logs
from monitor.cli import cli
from monitor.config import load_config
from monitor.peers.http import Reply
from tests.canaries import MAIL_PASSWORD as PASSWORD
from tests.canaries import SIGNING_KEY, WEBHOOK_PATH, Watch
from tests.channels.smtp_server import Mailroom, serving
from tests.newsroom import TOKEN, Item, World, a_world

WRONG_TOKEN = "1234567890:BBF-canary-of-a-token-that-is-refused"
SWITCH = "canary-of-the-switch"
FEED_PASSWORD = "canary-of-the-feed-password"
FEED_KEY = "canary-of-the-feed-key"
#: What is only ever read from a place of its own; a feed's address is configuration.
SECRETS = (TOKEN, WRONG_TOKEN, PASSWORD, SWITCH, WEBHOOK_PATH, SIGNING_KEY)
CANARIES = (*SECRETS, FEED_PASSWORD, FEED_KEY)
MAIL = """email"
from = "monitor@example.org"
to = ["desk@example.org"]
host = "127.0.0.1"
port = {port}
security = "none"
user = "monitor"
password_file = "smtp.password"""
OPERATOR = """
[operator]
alert_to = ["desk", "morning", "chat"]
ping_file = "ping.url"
[[channel]]
id = "chat"
type = "webhook"
url_file = "chat.url"
key_file = "chat.key"
"""
ATTACK = Item("Mali : un soldat tué dans l'attaque du camp de Kati, près de Bamako")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the service logs at DEBUG."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    stream = io.StringIO()
    logs.setup("DEBUG", stream=stream)
    # The mail server of the tests lives in this process and logs what it hears.
    logging.getLogger("mail.log").propagate = False
    yield stream
    logging.getLogger("mail.log").propagate = True
    root.handlers[:] = handlers
    root.setLevel(level)


def hide(world: World, name: str, value: str) -> None:
    (world.folder / name).touch(mode=0o600)
    (world.folder / name).write_text(value)


def lock_a_feed(world: World) -> None:
    """A feed whose address has a password and a key, and that refuses them."""
    address = world.web_url.replace("//", f"//reader:{FEED_PASSWORD}@")
    with (world.folder / "feeds.toml").open("a") as feeds:
        url = f"{address}/locked?api_key={FEED_KEY}"
        feeds.write(f'[[feed]]\nurl = "{url}"\nsource = "Locked"\n')
    world.outlets.pages["/locked"] = Reply(status=401)
    world.config = load_config(world.config.path)


def stored(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.glob("monitor.db*"))


def mails(mailroom: Mailroom) -> str:
    parsed = [
        message_from_bytes(e.content, policy=policy.default) for e in mailroom.received
    ]
    bodies = [
        part for mail in parsed for part in mail.walk() if not part.is_multipart()
    ]
    return "".join(str(mail.items()) for mail in parsed) + "".join(
        str(part.get_content()) for part in bodies
    )


async def through_all_errors(world: World, mailroom: Mailroom) -> None:
    hide(world, "smtp.password", PASSWORD)
    hide(world, "ping.url", f"{world.web_url}/{SWITCH}")
    lock_a_feed(world)
    hide(world, "chat.url", f"{world.web_url}{WEBHOOK_PATH}")
    hide(world, "chat.key", SIGNING_KEY)
    world.outlets.pages[f"/{SWITCH}"] = Reply(body=b"OK")
    world.outlets.pages[WEBHOOK_PATH] = Reply(body=b"ok")
    world.outlets.feeds["/a"] = [ATTACK]
    async with world.start() as room:
        for _ in range(10):
            await world.pass_time(room, minutes=30)
        # Now everything is refused.
        hide(world, "token", WRONG_TOKEN)
        mailroom.replies["AUTH"] = "535 5.7.8 wrong password"
        world.outlets.pages[f"/{SWITCH}/fail"] = Reply(status=500)
        echo = f"Cannot POST {WEBHOOK_PATH}"
        world.outlets.pages[WEBHOOK_PATH] = Reply(status=404, body=echo.encode())
        world.outlets.feeds["/a"] = [Item("Mali : Ségou attaquée, dix soldats tués")]
        for _ in range(20):
            await world.pass_time(room, minutes=6)
        # And well again.
        hide(world, "token", TOKEN)
        mailroom.replies.clear()
        world.outlets.pages[WEBHOOK_PATH] = Reply(body=b"ok")
        for _ in range(10):
            await world.pass_time(room, minutes=30)


async def test_no_secret_is_found_where_it_does_not_belong(
    tmp_path: Path, log: io.StringIO
) -> None:
    mailroom = Mailroom()
    async with (
        serving(mailroom, auth_require_tls=False) as port,
        a_world(tmp_path, "/a", morning=MAIL.format(port=port), more=OPERATOR) as world,
    ):
        await through_all_errors(world, mailroom)
    config = str(world.config.path)
    shown = "".join(
        CliRunner().invoke(cli, [*command, "--config", config]).output
        for command in (["status"], ["status", "--json"], ["check"], ["explain", "x"])
    )
    phone, post, logged = "".join(world.phone()), mails(mailroom), log.getvalue()
    # The errors did happen, and were told.
    assert "desk: locked out" in post
    assert "morning: locked out" in phone
    assert "chat: locked out" in phone
    assert "Locked: fails" in phone
    assert "ping.failed reason=http_5xx" in logged
    assert "535" in logged
    for text in (logged, phone, post, shown):
        assert [canary for canary in CANARIES if canary in text] == []
    assert [secret for secret in SECRETS if secret.encode() in stored(tmp_path)] == []


def test_the_watch_over_the_suite_sees_what_escapes(tmp_path: Path) -> None:
    watch = Watch()
    logger = logging.getLogger("escape")
    logger.addHandler(watch)
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logger.exception("delivery.crashed")
    finally:
        logger.removeHandler(watch)
    page = tmp_path / "page.html"
    (tmp_path / "token").write_text(TOKEN)
    page.write_text(PASSWORD)
    watch.look_through(tmp_path)
    page.unlink()
    expected = [f"{TOKEN} in log of escape", f"{PASSWORD} in {page}"]
    assert sorted(watch.seen) == expected
