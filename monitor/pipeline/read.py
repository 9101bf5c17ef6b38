"""Articles are read: what they name, and what they say happened.

Reading one knows nothing of another, so many are read on all cores, as feeds are
fetched side by side; what they do is decided one by one, by the desk.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache

from monitor.events.read import read_event
from monitor.matches.lexicon import compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import Article, Event, Match, MatchStatus, Report, Watchlist

#: Fewer articles are read before a second process has compiled the watchlists.
WORTH_A_PROCESS = 2_000
CHUNK = 250


class Reader:
    """Watchlists, compiled to read articles by."""

    def __init__(self, watchlists: Sequence[Watchlist]) -> None:
        self._lexicon = compile_lexicon(watchlists)
        self._watches = {w.watch_id: w for lst in watchlists for w in lst.watches}

    def read(self, article: Article, *, in_full: bool = False) -> Report:
        """What the article names and what it says happened; changes nothing.

        Args:
            in_full: read the event also where nothing watched is named, and no
                watchlist will ask for it.
        """
        matches = find_matches(article, self._lexicon)
        wanted = in_full or any(map(_may_count, matches))
        event = read_event(article, matches, self._watches) if wanted else Event()
        return Report(article=article, matches=matches, event=event)


def read_many(
    reader: Reader,
    watchlists: tuple[Watchlist, ...],
    articles: Sequence[Article],
    *,
    in_full: bool,
) -> Iterator[Report]:
    """The reports of the articles, in their order; on all cores if they are many.

    Args:
        reader: made of the same watchlists.
    """
    cores = os.cpu_count() or 1
    if len(articles) < WORTH_A_PROCESS or cores == 1:
        for article in articles:
            yield reader.read(article, in_full=in_full)
        return
    with ProcessPoolExecutor(cores) as pool:
        jobs = [
            pool.submit(_read_chunk, watchlists, chunk, in_full)
            for chunk in _chunks(articles)
        ]
        for job in jobs:
            yield from job.result()


def _chunks(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    for start in range(0, len(articles), CHUNK):
        yield articles[start : start + CHUNK]


def _read_chunk(
    watchlists: tuple[Watchlist, ...], articles: Sequence[Article], in_full: bool
) -> list[Report]:
    reader = _reader_of(watchlists)
    return [reader.read(article, in_full=in_full) for article in articles]


@cache
def _reader_of(watchlists: tuple[Watchlist, ...]) -> Reader:
    return Reader(watchlists)


def _may_count(match: Match) -> bool:
    return match.status is not MatchStatus.REJECTED
