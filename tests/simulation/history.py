"""What happened at the doors, as the world saw it: what a run is judged by."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One request to a feed."""

    at: datetime
    feed_id: str
    #: The validator that came with it.
    etag: str | None
    #: Titles of the whole feed that was sent back; None where none arrived.
    titles: tuple[str, ...] | None = None
    #: The validator that came with them.
    brought: str | None = None
    #: Until when the server asked to be left alone.
    rests_until: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Handed:
    """One message that the service put on the wire."""

    at: datetime
    channel_id: str
    destination: str
    key: str
    #: The service's own count of attempts at this delivery.
    attempt: int
    marked: bool
    #: What it leads to.
    links: tuple[str, ...]
    #: Whether it reached the reader.
    arrived: bool
    #: Until when the server asked this destination to be left alone.
    rests_until: datetime | None = None


@dataclass(slots=True)
class History:
    """Everything at the doors, in order."""

    asked: list[Asked] = field(default_factory=list)
    handed: list[Handed] = field(default_factory=list)
    #: When the process died, and when a transaction failed.
    died_at: list[datetime] = field(default_factory=list)
    failed_at: list[datetime] = field(default_factory=list)
    #: When the loop stood still for a while.
    stalled_at: list[datetime] = field(default_factory=list)
    #: Towns of which something was published, and how often it changed for the worse.
    published: dict[str, int] = field(default_factory=dict)
    #: The newest date that each of them bore.
    dated: dict[str, datetime] = field(default_factory=dict)
    #: Something was still owed, or a feed unpolled, days after the last fault.
    is_stuck: bool = False
