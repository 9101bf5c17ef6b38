"""What can go wrong, as one tree.

::

    MonitorError
    +-- ConfigError      a file, a key and what to do about it
    +-- FeedError        a feed could not be fetched or read
    +-- ChannelError     a message was not delivered; says what is known of its fate
    +-- StoreError       the database cannot be used

Each message says what happened, to which one, and what to do next. No message
holds a secret.
"""

from datetime import timedelta
from enum import StrEnum


class MonitorError(Exception):
    """Anything this program reports without a traceback."""


class ConfigError(MonitorError):
    """A configuration file that cannot be used."""


class FeedError(MonitorError):
    """A feed that could not be fetched or read.

    Attributes:
        reason: a stable word, also the metric label ("timeout", "not_a_feed").
        retry_after: how long the server asked to be left alone, if it did.
    """

    def __init__(
        self, message: str, *, reason: str, retry_after: timedelta | None = None
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.retry_after = retry_after


class Fate(StrEnum):
    """What is known of a message that was not acknowledged."""

    #: Certainly not delivered; trying again cannot repeat it.
    NOT_SENT = "not_sent"
    #: May have been delivered; trying again may repeat it.
    UNKNOWN = "unknown"
    #: Not delivered, and trying again is useless until a person acts.
    REFUSED = "refused"
    #: The credentials are wrong: nothing on this channel can be delivered.
    UNAUTHORIZED = "unauthorized"


class ChannelError(MonitorError):
    """A message that was not delivered.

    Attributes:
        fate: what is known of the message.
        retry_after: how long the provider asked to be left alone, if it did.
        moved_to: the destination's new name, where the provider said that it moved.
    """

    def __init__(
        self,
        message: str,
        *,
        fate: Fate,
        retry_after: timedelta | None = None,
        moved_to: str | None = None,
    ) -> None:
        super().__init__(message)
        self.fate = fate
        self.retry_after = retry_after
        self.moved_to = moved_to


class StoreError(MonitorError):
    """A database that cannot be used: locked, newer, corrupt, out of reach."""
