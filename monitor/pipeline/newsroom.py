"""What the pipeline works with, built once by the app and handed to each step."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import uuid4

from monitor.channels import Channel
from monitor.config import Config
from monitor.feeds.box import ParseBox
from monitor.feeds.fetch import Fetcher
from monitor.model import Trouble
from monitor.pipeline.desk import Desk
from monitor.store import Store, Tx
from monitor.store import alerts as alert_rows
from monitor.store import stories as story_rows

T = TypeVar("T")


@dataclass(kw_only=True, slots=True)
class Newsroom:
    """The configuration, the desk, and the three doors."""

    config: Config
    store: Store
    desk: Desk
    fetcher: Fetcher
    box: ParseBox
    channels: dict[str, Channel]
    #: Aware UTC.
    clock: Callable[[], datetime]
    #: A number in [0, 1], each time another: feeds drift apart by it.
    jitter: Callable[[], float]
    #: Why a changed configuration was not taken up; None where all is.
    kept_config: Trouble | None = None
    #: Which of the processes on one database this is.
    process: str = field(default_factory=lambda: uuid4().hex)
    #: (channel, destination) of what this process has handed over and awaits word of.
    on_the_wire: set[tuple[str, str]] = field(default_factory=set)
    #: Feeds that this process is polling.
    being_polled: set[str] = field(default_factory=set)
    #: Held while claims are made, so that no two rounds serve one destination or feed.
    claiming: asyncio.Lock = field(default_factory=asyncio.Lock)
    #: What the desk remembers; None before it was first seated.
    _seated_at: tuple[int, int] | None = None

    async def decide(self, work: Callable[[Tx, Desk], T]) -> T:
        """What ``work`` returns, done at the desk in one transaction.

        The desk is first seated anew where it remembers what the rows do not (any
        transaction failed since), or not all that they do (another process has taken
        in, revised or moved reports).
        """

        def transaction(tx: Tx) -> T:
            self.catch_up(tx)
            result = work(tx, self.desk)
            self._seated_at = self._moment(tx)
            return result

        return await self.store.run(transaction)

    def catch_up(self, tx: Tx) -> None:
        """Let the desk remember what the rows say, and nothing else."""
        moment = self._moment(tx)
        if moment != self._seated_at:
            _seat(self.desk, tx, since=self.clock() - self._window)
            self._seated_at = moment

    async def take_up(self, config: Config) -> None:
        """Work by this configuration from now on; its feeds are in the rows."""

        def between_two_decisions(_: Tx) -> None:
            self.desk.renew(config.watchlists, config.settings)
            self.desk.label(config.labels)
            if config.settings.stories.window != self._window:
                self._seated_at = None
            self.config = config

        await self.store.run(between_two_decisions)

    @property
    def _window(self) -> timedelta:
        return self.config.settings.stories.window

    def _moment(self, tx: Tx) -> tuple[int, int]:
        return story_rows.version(tx), self.store.failure_count


def _seat(desk: Desk, tx: Tx, *, since: datetime) -> None:
    desk.forget(last_number=story_rows.last_number(tx))
    desk.recall(story_rows.open_members(tx, since))
    for alert in alert_rows.of_open_stories(tx, since):
        desk.remember(alert)
