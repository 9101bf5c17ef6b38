"""Stored reports are gathered into stories once more, as if they came in now.

It says what the clustering of today makes of yesterday's reports; nothing is stored.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.model import Report
from monitor.pipeline.replay import REPAIR_EVERY
from monitor.stories.open import OpenStories


def regroup(reports: Iterable[Report], *, window: timedelta) -> dict[str, str]:
    """The story of each article, by article_id, without what people said of them.

    Args:
        reports: as read, in the order they were added.
        window: how long after its last report a story is forgotten.
    """
    stories = OpenStories(window=window)
    found: dict[str, str] = {}
    looked_at: datetime | None = None
    for report in reports:
        now = report.article.fetched_at
        looked_at = looked_at or now
        if now - looked_at >= REPAIR_EVERY:
            found |= _moved(stories, now)
            looked_at = now
        assignment = stories.assign(report, now=now)
        stories.add(report, assignment, now=now)
        found[report.article.article_id] = assignment.story_id
    if looked_at is not None:
        found |= _moved(stories, now)
    return found


def _moved(stories: OpenStories, now: datetime) -> dict[str, str]:
    return {move.article_id: move.to_story for move in stories.repair(now)}
