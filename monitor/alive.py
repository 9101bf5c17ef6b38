"""Shows that the service is alive: to systemd's watchdog, and to a dead-man's switch.

Both are told only of progress: a loop that turns without polling or sending is dead.
A machine that is dead cannot tell; the switch's owner calls when the pings stop.
"""

import logging
from urllib.parse import urlsplit, urlunsplit

from monitor import secrets, systemd
from monitor.config import Config
from monitor.errors import ConfigError, FeedError
from monitor.health.examine import examine
from monitor.logs import fields
from monitor.model import FeedState
from monitor.pipeline.newsroom import Newsroom

log = logging.getLogger(__name__)

#: Jobs that must have come to an end since the last sign of life.
VITAL = ("poll", "deliver")


class Pulse:
    """Which of the vital jobs have come to an end of late."""

    def __init__(self) -> None:
        self._ended: set[str] = set()

    def beat(self, job: str) -> None:
        """The job came to an end and may come again."""
        self._ended.add(job)

    def take(self) -> bool:
        """Whether all vital jobs ended since this was last true."""
        if not self._ended.issuperset(VITAL):
            return False
        self._ended.clear()
        return True


async def show_life(room: Newsroom, pulse: Pulse) -> bool:
    """Tell whoever wants to know, if there was progress; returns whether there was."""
    if not pulse.take():
        return False
    systemd.notify("WATCHDOG=1")
    await ping(room)
    return True


async def ping(room: Newsroom) -> str | None:
    """Ask the switch's address, or its ``/fail`` where something needs a person.

    Returns:
        "ok", "fail", or "unreachable"; None where there is no switch.
    """
    url = _switch(room.config)
    if url is None:
        return None
    now = room.clock()
    health = await room.store.run(
        lambda tx: examine(tx, room.config.destinations, now=now)
    )
    said = "fail" if health.troubles else "ok"
    try:
        await room.fetcher.fetch(_failing(url) if health.troubles else url, FeedState())
    except FeedError as error:
        # Only the reason: the address is a secret.
        log.warning("ping.failed %s", fields(reason=error.reason))
        return "unreachable"
    return said


def _switch(config: Config) -> str | None:
    """The switch's address; None where none is configured."""
    named = config.settings.operator.ping_file
    file = config.folder / named if named else None
    try:
        return secrets.read("operator.ping", file=file)
    except ConfigError as error:
        if named:
            log.error("ping.failed %s", fields(why=error))  # noqa: TRY400  expected: one line, no traceback
        return None


def _failing(url: str) -> str:
    """The address that says "alive, but in trouble" (healthchecks.io/docs/http_api)."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/fail"))
