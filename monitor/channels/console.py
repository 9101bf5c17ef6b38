"""Messages printed where the program runs: for a first try, and for tests.

Nothing here can fail to arrive, so every message counts as sent.
"""

import hashlib
from collections.abc import Callable

from monitor.channels import Check
from monitor.channels.message_text import plain
from monitor.model import Delivery

WIDTH = 72


class ConsoleChannel:
    """Writes each message as plain text in a frame.

    Args:
        write: gets whole lines, each ending in a line end.
    """

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    async def send(
        self, delivery: Delivery, *, reply_receipt: str | None = None
    ) -> str:
        """A receipt that is the same each time this delivery is written."""
        receipt = hashlib.sha256(delivery.key.encode()).hexdigest()[:12]
        self._write(framed(delivery, receipt, reply_receipt))
        return receipt

    async def check(self) -> tuple[Check, ...]:
        """One line: there is nothing that could be wrong."""
        return (Check(what="console", ok=True, detail="writes to the terminal"),)

    async def aclose(self) -> None:
        """Does nothing; there is nothing to give back."""


def framed(delivery: Delivery, receipt: str, reply_receipt: str | None) -> str:
    """The message between two rules, with where it goes and what it continues."""
    title = f"to {delivery.destination} · {receipt}"
    if reply_receipt is not None:
        title += f" · continues {reply_receipt}"
    if delivery.message.silent:
        title += " · silent"
    body = plain(delivery.message, repeat=delivery.unknown_count > 0)
    lines = [f"┌─ {title} ".ljust(WIDTH, "─")]
    lines += [f"│ {line}".rstrip() for line in body.split("\n")]
    return "\n".join([*lines, "└".ljust(WIDTH, "─"), ""])
