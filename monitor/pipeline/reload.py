"""Takes up a changed configuration without a restart."""

import logging
from datetime import datetime
from pathlib import Path

from monitor.config import Config, load_config, named_files
from monitor.errors import ConfigError
from monitor.logs import fields
from monitor.model import Trouble, TroubleKind
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.repair import repair
from monitor.store import Tx
from monitor.store import feeds as feed_rows
from monitor.store import lists as list_rows

log = logging.getLogger(__name__)


class Watched:
    """The configuration's files; a changed one is taken up without a restart."""

    def __init__(self, room: Newsroom) -> None:
        self._room = room
        #: None before the first look: files may change while the desk is seated.
        self._seen: dict[Path, tuple[int, int] | None] | None = None

    async def reload(self) -> bool:
        """Take up what changed; a broken file keeps the old and says so.

        Raises:
            StoreError: the database failed; it is tried again the next time.
        """
        stamps = self._stamps()
        if stamps == self._seen:
            return False
        room = self._room
        try:
            config = load_config(
                room.config.path, state_folder=room.config.state_folder
            )
            _refuse_restart_only(room.config, config)
        except ConfigError as error:
            self._seen = stamps
            keep_old(room, str(error))
            return False
        if config == room.config:
            self._seen = stamps
            room.kept_config = None
            return False
        now = room.clock()
        await room.store.run(lambda tx: take_in(tx, config, now=now))
        await room.take_up(config)
        # What a person said of stories holds within seconds.
        await repair(room)
        self._seen = stamps
        room.kept_config = None
        log.info(
            "config.reloaded %s",
            fields(feeds=len(config.feeds), watchlists=len(config.watchlists)),
        )
        return True

    def _stamps(self) -> dict[Path, tuple[int, int] | None]:
        config = self._room.config
        files = {*config.files, *named_files(config.path)}
        folders = {file.parent for file in files}
        files.update(file for folder in folders for file in folder.glob("*.toml"))
        return {file: _stamp(file) for file in files}


def keep_old(room: Newsroom, why: str) -> None:
    """Go on with the lists as they were, and say so, once for the same mistakes."""
    first, *more = why.splitlines()
    also = f" (and {len(more)} more: `monitor check` tells all)" if more else ""
    detail = f"the one before is still in use: {first}{also}"
    if room.kept_config is not None and room.kept_config.detail == detail:
        return
    log.error("config.kept %s", fields(why=why))
    room.kept_config = Trouble(
        subject="config",
        kind=TroubleKind.CONFIG,
        name="the configuration",
        detail=detail,
        since_at=room.clock(),
    )


def take_in(tx: Tx, config: Config, *, now: datetime) -> None:
    """Let the rows have the feeds of a configuration, and keep its lists."""
    feed_rows.sync(tx, config.feeds, now=now)
    list_rows.keep(tx, config.lists)


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _refuse_restart_only(old: Config, new: Config) -> None:
    """Feeds, watchlists and rules change at run time; doors do not."""
    if _doors(old) != _doors(new):
        raise ConfigError(
            f"{new.path}: a changed store, state, [[channel]] or [poll] (but for its "
            "interval) needs a restart; everything else of the change waits for it too"
        )


def _doors(config: Config) -> tuple[object, ...]:
    """What was opened at the start and stays as it is."""
    settings = config.settings
    fetching = settings.poll.model_dump(exclude={"interval"})
    return config.store_url, settings.state, settings.channel, fetching
