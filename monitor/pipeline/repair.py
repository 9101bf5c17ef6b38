"""Looks over the open stories again and writes down what moved."""

import logging

from monitor.logs import fields
from monitor.pipeline.desk import Desk
from monitor.pipeline.newsroom import Newsroom
from monitor.store import Tx
from monitor.store import stories as story_rows
from monitor.stories.repair import Move

log = logging.getLogger(__name__)


async def repair(room: Newsroom) -> tuple[Move, ...]:
    """Merge and split stories that turned out one, or two; nobody is called."""

    def write(tx: Tx, desk: Desk) -> tuple[Move, ...]:
        moves = desk.repair(room.clock())
        for story_id in sorted(
            {m.to_story for m in moves} | {m.from_story for m in moves}
        ):
            if (story := desk.story(story_id)) is not None:
                story_rows.save(tx, story)
        for move in moves:
            story_rows.move(tx, move.article_id, move.to_story, reason=move.reason)
            log.info(
                "story.moved %s",
                fields(article=move.article_id, to=move.to_story, why=move.reason),
            )
        return moves

    return await room.decide(write)
