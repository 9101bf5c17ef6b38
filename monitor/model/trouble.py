"""What needs a person."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TroubleKind(StrEnum):
    """What is wrong; the first three keep a feed from telling us anything."""

    FAILING = "failing"  # polls fail
    EMPTY = "empty"  # its document had entries and has none now
    STALE = "stale"  # silent for longer than its habit
    OVERFLOW = "overflow"  # entries came and went between two polls
    UNDATED = "undated"  # none of its entries has a date
    REFUSED = "refused"  # a chat or mailbox takes no messages
    LOCKED_OUT = "locked_out"  # a channel's token or login is refused
    CONFIG = "config"  # a changed file cannot be taken up


#: A feed in one of these is deaf: its silence says nothing.
DEAF = frozenset({TroubleKind.FAILING, TroubleKind.EMPTY, TroubleKind.STALE})


@dataclass(frozen=True, kw_only=True, slots=True)
class Trouble:
    """One thing that needs a person; told to the operator once, and when it is over."""

    #: What is in trouble, the same each time: "feed:1f0c...", "channel:desk".
    subject: str
    kind: TroubleKind
    #: The subject as people call it.
    name: str
    #: What is wrong, in words.
    detail: str
    since_at: datetime
