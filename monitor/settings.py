"""What ``monitor.toml`` and a feed list may say: their tables, keys and defaults.

A comment under a key is not documentation: ``config/reference.toml`` is.
"""

from datetime import timedelta
from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from monitor.channel_settings import AnyChannel
from monitor.mistakes import wanted
from monitor.toml import Duration, Table
from monitor.values import Country, Database, HttpUrl, Id, Language, Letter, Source


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
