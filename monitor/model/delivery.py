"""Messages, and what became of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class DeliveryStatus(StrEnum):
    """Where a delivery stands; only ``PENDING`` and ``UNKNOWN`` are tried again."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    PARKED = "parked"
    FOLDED = "folded"  # told in a summary, together with others
    DROPPED = "dropped"  # a person gave it up


class BlockKind(StrEnum):
    """How a block of a message is to be read."""

    HEADING = "heading"
    TEXT = "text"
    QUOTE = "quote"
    ITEM = "item"
    LINK = "link"
    NOTE = "note"


#: What the key of an edit begins with.
EDIT = "edit:"


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One paragraph of a message, plain text without markup."""

    kind: BlockKind
    text: str
    #: Where it leads; http or https only.
    url: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """What a message that calls is weighed by where there are too many."""

    #: 0 to 10; None where it is not known.
    severity: float | None
    #: When the report was published, or fetched where it does not say.
    reported_at: datetime
    #: The feed that made it call.
    feed_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    """What is to be read; a channel turns it into its own markup."""

    #: The first line: what, where; fits a lock screen.
    subject: str
    blocks: tuple[Block, ...]
    #: Delivered without a sound.
    silent: bool = False
    #: None for what does not call: digests, summaries, notes.
    call: Call | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One message owed to one destination of one channel."""

    #: Unique: enqueueing twice is harmless.
    key: str
    channel_id: str
    #: A chat id or a mail address.
    destination: str
    message: Message
    status: DeliveryStatus = DeliveryStatus.PENDING
    #: Times it was handed to the wire.
    attempt_count: int = 0
    #: Attempts whose outcome could not be known.
    unknown_count: int = 0
    next_attempt_at: datetime
    created_at: datetime
    sent_at: datetime | None = None
    #: The provider's id of the sent message.
    receipt: str | None = None
    #: What went wrong last, in words.
    failure: str | None = None
    #: Key of the delivery that this one answers, or rewrites if it is an edit.
    reply_to: str | None = None

    @property
    def is_edit(self) -> bool:
        """Whether it rewrites a sent message, without a sound."""
        return self.key.startswith(EDIT)
