"""What the pipeline works with, built once by the app and handed to each step."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from monitor.channels import Channel
from monitor.config import Config
from monitor.feeds.box import ParseBox
from monitor.feeds.fetch import Fetcher
from monitor.pipeline.desk import Desk
from monitor.store import Store, Tx
from monitor.store import alerts as alert_rows
from monitor.store import stories as story_rows


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
    #: How far in the order of stored reports the desk remembers.
    remembered: int = 0

    async def rebuild_desk(self) -> None:
        """Take the desk's memory from the rows again, as after a failed commit."""
        await self.store.run(self._seat)

    def catch_up(self, tx: Tx) -> None:
        """Seat the desk anew where another process has taken in reports meanwhile."""
        if story_rows.last_position(tx) != self.remembered:
            self._seat(tx)

    def note_position(self, tx: Tx) -> None:
        """What is stored by now is what the desk remembers."""
        self.remembered = story_rows.last_position(tx)

    def _seat(self, tx: Tx) -> None:
        self.desk = seated(tx, self.config, self.clock())
        self.note_position(tx)


def seated(tx: Tx, config: Config, now: datetime) -> Desk:
    """A desk that remembers what the rows say."""
    since = now - config.settings.stories.window
    desk = Desk(
        config.watchlists, config.settings, last_number=story_rows.last_number(tx)
    )
    desk.recall(story_rows.members(tx, since))
    for alert in alert_rows.told(tx, since):
        desk.remember(alert)
    return desk
