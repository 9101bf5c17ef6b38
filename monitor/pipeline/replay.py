"""Articles through the desk under their own clock, as if they came in live."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model import Article
from monitor.pipeline.desk import Desk, Outcome
from monitor.stories.repair import Move

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
    now: datetime | None = None
    repaired: datetime | None = None
    for article in _in_order(articles):
        now = article.published_at or now or start
        repaired = repaired or now
        if now - repaired >= REPAIR_EVERY:
            yield from desk.repair(now)
            repaired = now
        dated = replace(article, fetched_at=now)
        yield desk.consider(desk.read(dated), now=now)
    if now is not None:
        yield from desk.repair(now)


def _in_order(articles: Iterable[Article]) -> list[Article]:
    timed: list[tuple[datetime | None, Article]] = []
    last: datetime | None = None
    for article in articles:
        last = article.published_at or last
        timed.append((last, article))
    undated = [article for at, article in timed if at is None]
    dated = [(at, article) for at, article in timed if at is not None]
    return undated + [article for _, article in sorted(dated, key=lambda pair: pair[0])]
