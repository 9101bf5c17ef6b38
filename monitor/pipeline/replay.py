"""Articles through the desk under their own clock, as if they came in live."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.model import Article
from monitor.pipeline.desk import Desk, Outcome
from monitor.stories.repair import Move

EARLIEST = datetime.min.replace(tzinfo=UTC)
#: How often the service looks over its open stories again.
REPAIR_EVERY = timedelta(minutes=30)


def replay_articles(
    desk: Desk, articles: Iterable[Article], *, start: datetime
) -> Iterator[Outcome | Move]:
    """What each article does, in order of publication; moves come where they fall.

    An article without a time comes right after the one before it in the file.

    Args:
        start: the time of articles that no dated one precedes.
    """
    timed = _in_time(articles, start)
    repaired = timed[0].fetched_at if timed else start
    for article in timed:
        now = article.fetched_at
        if now - repaired >= REPAIR_EVERY:
            yield from desk.repair(now)
            repaired = now
        yield desk.consider(desk.read(article), now=now)
    if timed:
        yield from desk.repair(timed[-1].fetched_at)


def _in_time(articles: Iterable[Article], start: datetime) -> list[Article]:
    """The articles in order, each fetched when it was published."""
    timed = []
    now: datetime | None = None
    for article in articles:
        now = article.published_at or now
        timed.append(replace(article, fetched_at=now or EARLIEST))
    timed.sort(key=lambda article: article.fetched_at)
    return [
        replace(article, fetched_at=start)
        if article.fetched_at == EARLIEST
        else article
        for article in timed
    ]
