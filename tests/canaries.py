"""Secrets that every test uses, and the watch for them where they do not belong.

What the service logs is looked at before it is redacted, at DEBUG, with tracebacks;
what tests and their child processes print or leave in files, at the end.
"""

import logging
from collections.abc import Iterator
from copy import copy
from pathlib import Path

BOT_TOKEN = "1234567890:AAF-canary-of-the-bot-token-in-the-tests-0"
MAIL_PASSWORD = "canary-of-the-mail-password"
DATABASE_PASSWORD = "canary-of-the-database-password"
WEBHOOK_PATH = "/hooks/canary-of-the-webhook"
#: In base64, as all keys.
SIGNING_KEY = "whsec_canaryOfTheSigningKeyInTheTests01234"
CANARIES = (
    BOT_TOKEN,
    MAIL_PASSWORD,
    DATABASE_PASSWORD,
    WEBHOOK_PATH,
    SIGNING_KEY.removeprefix("whsec_"),
)
#: Files that secrets belong in: their own, and configuration.
NESTS = ("token", "*.password", "*.url", "*.key", "*.toml")


class Watch(logging.Handler):
    """Remembers where a canary was seen."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.seen: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        # A copy: a formatted traceback is kept in the record for the next handler.
        self.look(
            f"log of {record.name}",
            self.format(copy(record)).encode("utf-8", "replace"),
        )

    def look(self, where: str, text: bytes) -> None:
        """Search a text."""
        self.seen.update(f"{c} in {where}" for c in CANARIES if c.encode() in text)

    def look_through(self, folder: Path) -> None:
        """Search the files that were left there."""
        for file in _files(folder):
            self.look(str(file), file.read_bytes())


def _files(folder: Path) -> Iterator[Path]:
    for file in folder.rglob("*"):
        is_ours = file.is_file() and not file.is_symlink()
        if is_ours and not any(file.match(nest) for nest in NESTS):
            yield file
