"""What ``monitor.toml`` and a feed list may say: their tables, keys and defaults.

A comment under a key is not documentation: ``config/reference.toml`` is.
"""

from datetime import time, timedelta
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from monitor.mistakes import wanted
from monitor.toml import Duration, Table
from monitor.values import (
    Address,
    Clock,
    Country,
    Database,
    HttpUrl,
    Id,
    Language,
    Letter,
    Source,
    Zone,
)


class PollTable(Table):
    """``[poll]``: how feeds are asked."""

    interval: Duration = timedelta(minutes=5)
    allow_private: bool = False
    #: For one whole exchange, redirects included.
    timeout: Duration = timedelta(seconds=30)
    per_host: Annotated[
        int, Field(ge=1, le=20), wanted("a whole number from 1 to 20")
    ] = 2
    parallel: Annotated[
        int, Field(ge=1, le=100), wanted("a whole number from 1 to 100")
    ] = 20
    #: Where a feed's owner can find out who is asking; sent as part of User-Agent.
    contact: str = "https://github.com/conflict-monitor/conflict-monitor"


class AlertsTable(Table):
    """``[alerts]``: when the desk is called."""

    max_age: Duration = timedelta(hours=24)
    #: After a call about a story, changes wait this long (a grave one does not).
    cooldown: Duration = timedelta(minutes=45)
    #: Calls to one destination in an hour.
    max_calls: Annotated[
        int, Field(ge=1, le=1000), wanted("a whole number from 1 to 1000")
    ] = 30
    #: Updates of one story in 24 hours.
    max_updates: Annotated[
        int, Field(ge=0, le=100), wanted("a whole number from 0 to 100")
    ] = 3


class StoriesTable(Table):
    """``[stories]``: how long a story stays open."""

    window: Duration = timedelta(days=30)
    labels: str = "labels.jsonl"


class KeepTable(Table):
    """``[keep]``: how long rows are kept."""

    articles: Duration = timedelta(days=90)


class OperatorTable(Table):
    """``[operator]``: who keeps the service running, and how it shows that it runs."""

    #: Channels that are told of troubles and when they are over.
    alert_to: tuple[Id, ...] = ()
    #: Holds the address of a dead-man's switch; empty for none.
    ping_file: str = ""


class ChannelTable(Table):
    """What every ``[[channel]]`` can say."""

    #: Whether a sent message can be rewritten.
    can_edit: ClassVar[bool] = False

    id: Id
    digest_at: Clock = time(7, 0)
    timezone: Zone = "UTC"

    @property
    def destinations(self) -> tuple[str, ...]:
        """Whom a message on this channel goes to, one delivery each."""
        return (self.id,)

    @property
    def service(self) -> str:
        """What carries it: there a destination is the same for each channel."""
        return self.id

    @property
    def secret(self) -> tuple[str, str | None] | None:
        """What it logs in with, "token" or "password", and the file that holds it."""
        return None


class ConsoleTable(ChannelTable):
    """Messages are printed."""

    type: Literal["console"]


class FileTable(ChannelTable):
    """Each message becomes an HTML file in a folder."""

    type: Literal["file"]
    folder: str = "digests"


class TelegramTable(ChannelTable):
    """Messages go to a Telegram chat."""

    can_edit: ClassVar[bool] = True

    type: Literal["telegram"]
    chat_id: int
    token_file: str | None = None
    api_url: HttpUrl = "https://api.telegram.org"
    #: The topic of a forum group.
    thread_id: int | None = None

    @property
    def destinations(self) -> tuple[str, ...]:
        """The chat."""
        return (str(self.chat_id),)

    @property
    def service(self) -> str:
        """The server: what writes to one chat, or to its topics, shares its limits."""
        return self.api_url.rstrip("/")

    @property
    def secret(self) -> tuple[str, str | None]:
        """The bot's token."""
        return "token", self.token_file


class EmailTable(ChannelTable):
    """Messages go out by SMTP, one to each recipient."""

    type: Literal["email"]
    sender: Annotated[Address, Field(alias="from")]
    to: Annotated[tuple[Address, ...], Field(min_length=1)]
    host: str
    port: Annotated[
        int, Field(ge=1, le=65535), wanted("a whole number from 1 to 65535")
    ] = 587
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_file: str | None = None

    @property
    def destinations(self) -> tuple[str, ...]:
        """The recipients."""
        return self.to

    @property
    def secret(self) -> tuple[str, str | None] | None:
        """The password; None where nobody logs in."""
        return ("password", self.password_file) if self.user is not None else None

    @model_validator(mode="after")
    def _is_safe(self) -> "EmailTable":
        if self.security == "none" and self.host not in (
            "localhost",
            "127.0.0.1",
            "::1",
        ):
            raise PydanticCustomError(
                "security", 'security "none" is for a server on this machine only'
            )
        return self


AnyChannel = Annotated[
    ConsoleTable | FileTable | TelegramTable | EmailTable, Field(discriminator="type")
]


class MonitorFile(Table):
    """A whole ``monitor.toml``."""

    store: Database = "sqlite:///monitor.db"
    #: Where what is written belongs.
    state: str = "."
    feeds: tuple[str, ...] = ("feeds.toml",)
    watchlists: tuple[str, ...] = ("watchlists/*.toml",)
    poll: PollTable = PollTable()
    alerts: AlertsTable = AlertsTable()
    stories: StoriesTable = StoriesTable()
    keep: KeepTable = KeepTable()
    operator: OperatorTable = OperatorTable()
    channel: tuple[AnyChannel, ...] = ()

    @model_validator(mode="after")
    def _channels_are_unique(self) -> "MonitorFile":
        seen: set[str] = set()
        for channel in self.channel:
            if channel.id in seen:
                raise PydanticCustomError(
                    "duplicate_id",
                    'channel id "{id}" is used twice',
                    {"id": channel.id},
                )
            seen.add(channel.id)
        return self


class FeedTable(Table):
    """One ``[[feed]]``."""

    url: HttpUrl
    source: Source
    language: Language | None = None
    country: Country | None = None
    reliability: Letter = "F"
    interval: Duration | None = None


class FeedsFile(Table):
    """A whole feed list."""

    feed: tuple[FeedTable, ...] = ()
