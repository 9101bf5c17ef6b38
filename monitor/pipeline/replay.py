"""Articles through the desk under their own clock, as if they came in live."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.model import Article, Report
from monitor.pipeline.desk import Desk, Outcome
from monitor.pipeline.read import read_many
from monitor.stories.repair import Move

EARLIEST = datetime.min.replace(tzinfo=UTC)
#: How often the service looks over its open stories again.
REPAIR_EVERY = timedelta(minutes=30)


def as_it_is(article: Article) -> Article:
    """The article, with nothing to prepare."""
    return article


def replay_articles(
    desk: Desk,
    articles: Iterable[Article],
    *,
    start: datetime,
    prepare: Callable[[Article], Article] = as_it_is,
) -> Iterator[Outcome | Move]:
    """What each article does, in order of publication; moves come where they fall.

    An article without a time comes right after the one before it in the file.

    Args:
        start: the time of articles that no dated one precedes.
        prepare: applied to each article before it is read; a module's function.
    """
    reports = read_many(
        tuple(desk.watchlists.values()),
        _in_time(articles, start),
        prepare=prepare,
        in_full=desk.watches_all,
    )
    return _considered(desk, reports)


def _considered(desk: Desk, reports: Iterable[Report]) -> Iterator[Outcome | Move]:
    now = repaired = None
    for report in reports:
        now = report.article.fetched_at
        repaired = repaired or now
        if now - repaired >= REPAIR_EVERY:
            yield from desk.repair(now)
            repaired = now
        yield desk.consider(report, now=now)
    if now is not None:
        yield from desk.repair(now)


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
