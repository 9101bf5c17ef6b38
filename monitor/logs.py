"""One line for each decision, and no secret in any of them.

Standard ``logging`` in logfmt: ``<noun>.<past participle> key=value ...``. It does
not choose what is worth a line.
"""

import logging
import re
import sys
from collections.abc import Collection
from datetime import UTC, datetime
from types import TracebackType
from typing import TextIO

#: Libraries that log addresses, tokens included, at INFO.
_TALKATIVE = ("httpx", "httpcore", "telegram", "apscheduler", "asyncio")
#: Logs unreadable replies whole, with a traceback; the channel says it in a line.
_SAID_ELSEWHERE = "telegram.request.BaseRequest"

#: Code points; a shorter one would be found in ordinary words.
SHORTEST_SECRET = 4

_PATTERNS: tuple[tuple[re.Pattern[str], str], ...] = (
    # A Bot API token: the bot's id, a colon, about 35 characters.
    (re.compile(r"(?<![0-9])[0-9]{5,12}(:|%3A)[\w-]{30,}", re.IGNORECASE), "***"),
    # User name and password in an address.
    (re.compile(r"(://)[^/?#\s]*@"), r"\1***@"),
    # Keys in a query.
    (
        re.compile(
            r"([?&;](?:[\w-]*(?:key|token|sig|signature|auth|secret|password))=)"
            r"[^&#\s\"']+",
            re.IGNORECASE,
        ),
        r"\1***",
    ),
)
#: What could end a line, colour a terminal or turn the reading order around.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_NEEDS_QUOTES = re.compile(r'[\s"=\\]|^$')


def fields(**values: object) -> str:
    """``key=value`` pairs in logfmt, in the order given; None is left out.

    Values with blanks, quotes or ``=`` are quoted; line ends and controls are
    written as escapes, so that a headline cannot forge a line.
    """
    return " ".join(
        f"{key}={_value(value)}" for key, value in values.items() if value is not None
    )


def redact(text: str, secrets: Collection[str] = ()) -> str:
    """The text with tokens, passwords in addresses and known secrets as ``***``."""
    for secret in sorted(secrets, key=len, reverse=True):
        if len(secret) >= SHORTEST_SECRET:
            text = text.replace(secret, "***")
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


_ExcInfo = (
    tuple[type[BaseException], BaseException, TracebackType | None]
    | tuple[None, None, None]
)


class Formatter(logging.Formatter):
    """Lines that begin with a time in UTC, hold no secret, and cannot be forged.

    A formatter and not a filter, because a traceback is text only from here on; its
    lines are set off with a bar.

    Args:
        secrets: values that must not be shown, each at least ``SHORTEST_SECRET``
            long; gone through anew for each line, so that more can be added.
    """

    def __init__(self, secrets: Collection[str] = ()) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
        self._secrets = secrets

    def formatTime(  # noqa: N802 - logging's name
        self, record: logging.LogRecord, datefmt: str | None = None
    ) -> str:
        """The record's time in UTC, RFC 3339 with milliseconds."""
        at = datetime.fromtimestamp(record.created, UTC).replace(tzinfo=None)
        return f"{at.isoformat(timespec='milliseconds')}Z"

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - logging's name
        """The traceback, each line after a bar."""
        lines = super().formatException(ei).splitlines()
        return "\n".join(f"  | {_escaped(line)}" for line in lines)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - logging's name
        """The line itself, controls escaped."""
        return _escaped(super().formatMessage(record))

    def format(self, record: logging.LogRecord) -> str:
        """Line and traceback, redacted."""
        return redact(super().format(record), self._secrets)


def setup(
    level: str = "INFO", *, stream: TextIO | None = None, secrets: Collection[str] = ()
) -> logging.Handler:
    """The one handler, on the root logger; what was there before is taken away.

    Args:
        level: a name that ``logging`` knows.
        stream: where lines go; standard error by default.
        secrets: as for ``Formatter``.
    """
    handler = logging.StreamHandler(sys.stderr if stream is None else stream)
    handler.setFormatter(Formatter(secrets))
    root = logging.getLogger()
    for old in root.handlers[:]:
        root.removeHandler(old)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger(_SAID_ELSEWHERE).setLevel(logging.CRITICAL)
    # A tick that is skipped while the one before still works is no news.
    logging.getLogger("apscheduler.scheduler").setLevel(logging.ERROR)
    return handler


def _value(value: object) -> str:
    text = str(value)
    if not _NEEDS_QUOTES.search(text) and not _UNPRINTABLE.search(text):
        return text
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return _UNPRINTABLE.sub(lambda match: _escape(match[0]), text)


def _escape(character: str) -> str:
    short = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
    if character in short:
        return short[character]
    return f"\\u{ord(character):04x}"
