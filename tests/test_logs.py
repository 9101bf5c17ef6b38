"""One line for each decision, and no secret in any of them."""

import io
import logging
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor import logs
from monitor.channels.telegram import TelegramChannel
from monitor.errors import ChannelError
from monitor.peers.bot_api import BotApi, Chat
from monitor.peers.bot_api_faults import garbage
from tests.builders import NOW, a_delivery

TOKEN = "123456789:AAE-canary_" + "x" * 25
LINE = r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z [A-Z]+ [\w.]+ "


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the handler writes at DEBUG; the root logger is put back afterwards."""
    root = logging.getLogger()
    handlers = root.handlers[:]
    names = ["", *logging.root.manager.loggerDict]
    levels = {name: logging.getLogger(name).level for name in names}
    stream = io.StringIO()
    logs.setup("debug", stream=stream, secrets=["hunter2", "ab"])
    yield stream
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_fields_are_in_logfmt():
    assert logs.fields(feed="rfi", new_count=3, score=0.5, copy_of=None) == (
        "feed=rfi new_count=3 score=0.5"
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("two words", '"two words"'),
        ("", '""'),
        ('say "x"', '"say \\"x\\""'),
        ("a=b", '"a=b"'),
        ("back\\slash", '"back\\\\slash"'),
        ("كاتي", "كاتي"),
        ("a\nINFO forged", '"a\\nINFO forged"'),
        ("red\x1b[31m", '"red\\u001b[31m"'),
        ("\u202egpj", '"\\u202egpj"'),
        ("\u2028", '"\\u2028"'),
    ],
)
def test_value_cannot_leave_its_field(value, written):
    assert logs.fields(v=value) == f"v={written}"


@given(st.text())
def test_any_value_stays_on_its_line(value):
    assert len(logs.fields(a=value, b=1).splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"POST https://h/bot{TOKEN}/sendMessage", "POST https://h/bot***/sendMessage"),
        (TOKEN.replace(":", "%3A"), "***"),
        ("https://user:pass@host/x", "https://***@host/x"),
        ("https://user:p@ss@host/x", "https://***@host/x"),
        ("postgresql://monitor:pw@db/m", "postgresql://***@db/m"),
        ("https://h/f?api_key=abc&n=1", "https://h/f?api_key=***&n=1"),
        ("https://h/f?a=1&TOKEN=abc#x", "https://h/f?a=1&TOKEN=***#x"),
        ("https://h/f?sig=abc def", "https://h/f?sig=*** def"),
        ("mail to desk@example.org at 12:30", "mail to desk@example.org at 12:30"),
        ("https://h/a@b?page=2", "https://h/a@b?page=2"),
        ("the word keys=3", "the word keys=3"),
    ],
)
def test_what_looks_secret_is_not_shown(text, shown):
    assert logs.redact(text) == shown


def test_known_secrets_are_not_shown_longest_first():
    assert logs.redact("secret-long secret", ["secret", "secret-long"]) == "*** ***"


def test_too_short_a_secret_does_not_eat_ordinary_words():
    assert logs.redact("about", ["ab", ""]) == "about"


def test_line_has_time_level_logger_and_message(written):
    logging.getLogger("monitor.feeds").info("poll.done %s", logs.fields(feed="rfi"))
    line = written.getvalue()
    assert line.endswith(" INFO monitor.feeds poll.done feed=rfi\n")
    assert re.match(LINE, line)


def test_message_and_traceback_hold_no_secret_and_forge_no_line(written):
    try:
        msg = f"hunter2 {TOKEN}\n2022-07-22T06:00:00.000Z INFO forged \x1b[0m"
        raise ValueError(msg)
    except ValueError:
        logging.getLogger("monitor").exception("poll.failed hunter2\nforged")
    text = written.getvalue()
    assert "hunter2" not in text
    assert "canary" not in text
    assert "\x1b" not in text
    first, *rest = text.splitlines()
    assert first.endswith("poll.failed ***\\nforged")
    assert rest
    assert all(line.startswith("  | ") for line in rest)


@pytest.mark.parametrize("name", ["httpx", "httpcore", "telegram", "apscheduler"])
def test_talkative_libraries_are_quiet(written, name):
    logging.getLogger(name).info("HTTP Request: POST ...")
    assert written.getvalue() == ""


async def test_no_token_is_written_while_telegram_is_used(written):
    for name in ("httpx", "httpcore", "telegram"):
        logging.getLogger(name).setLevel(logging.DEBUG)
    api = BotApi(token=TOKEN, chats={-1001: Chat()}, now=lambda: NOW, faults=[garbage])
    async with api.serve() as url:
        channel = TelegramChannel(
            token=lambda: TOKEN, api_url=url, timeout=timedelta(seconds=10)
        )
        with pytest.raises(ChannelError):
            await channel.send(a_delivery())
        await channel.send(a_delivery())
        await channel.aclose()
    assert "sendMessage" in written.getvalue()
    assert "canary" not in written.getvalue()


def test_setup_leaves_one_handler(written):
    handler = logs.setup(stream=written)
    assert logging.getLogger().handlers == [handler]
