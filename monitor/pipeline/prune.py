"""Clears out what is older than the configuration keeps."""

import logging

from monitor.logs import fields
from monitor.pipeline.desk import Desk
from monitor.pipeline.newsroom import Newsroom
from monitor.store import Tx
from monitor.store import prune as rows

log = logging.getLogger(__name__)


async def prune(room: Newsroom) -> int:
    """Forget what is too old and no open story needs; returns how many articles."""
    settings = room.config.settings

    def clear(tx: Tx, desk: Desk) -> int:
        now = room.clock()
        desk.close(now)
        return rows.prune(
            tx,
            now - settings.keep.articles,
            open_since=now - settings.stories.window,
        )

    count = await room.decide(clear)
    if count:
        log.info("articles.pruned %s", fields(count=count))
    return count
