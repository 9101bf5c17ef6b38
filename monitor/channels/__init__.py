"""A message goes out: one protocol, one file for each service that carries it.

A channel formats, sends once and says what became of it. It does not wait, try
again later, keep a queue or read the clock; its caller does, from stored rows.
"""

from dataclasses import dataclass
from typing import Protocol

from monitor.model import Delivery

#: Added to a message whose earlier attempt may have arrived.
REPEAT_MARK = "↻ possible repeat"


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """One thing that was tried, and whether it works."""

    #: "bot token", "chat -1001234567890", "SMTP login".
    what: str
    ok: bool
    #: What was found, or what is wrong and what to do about it.
    detail: str
    #: It works, and a person should look at it all the same.
    warns: bool = False


class Channel(Protocol):
    """A way to reach people."""

    async def send(
        self, delivery: Delivery, *, reply_receipt: str | None = None
    ) -> str:
        """The provider's id of the message that went out.

        Args:
            delivery: marked as a possible repeat if its ``unknown_count`` is not 0.
            reply_receipt: receipt of the earlier message that this one continues,
                on the same channel and destination.

        Raises:
            monitor.errors.ChannelError: it did not go out, or may not have.
        """
        ...

    async def check(self) -> tuple[Check, ...]:
        """What works and what does not, in the order it was tried; sends nothing."""
        ...

    async def aclose(self) -> None:
        """Give back connections; the channel is not used afterwards."""
        ...
