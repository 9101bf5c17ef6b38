"""Articles are read: what they name, and what they say happened.

Reading one knows nothing of another, so many are read on all cores; what they do
together is decided one by one, by the desk.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache

from monitor.events.namesakes import look_at
from monitor.events.read import read_event
from monitor.matches.lexicon import compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import Article, Event, Match, MatchStatus, Report, Watchlist

#: For fewer articles no second process is worth its start.
WORTH_A_PROCESS = 1_000
#: A few, so that no core is idle at the end; each takes the watchlists along.
CHUNKS_EACH = 8


class Reader:
    """Watchlists, compiled to read articles by."""

    def __init__(self, watchlists: Sequence[Watchlist]) -> None:
        self._lexicon = compile_lexicon(watchlists)
        self._watches = {w.watch_id: w for lst in watchlists for w in lst.watches}
        self._focus = look_at(self._watches.values())

    def read(self, article: Article, *, in_full: bool = False) -> Report:
        """What the article names and what it says happened; changes nothing.

        Args:
            in_full: read the event also where nothing watched is named, and no
                watchlist will ask for it.
        """
        matches = find_matches(article, self._lexicon)
        wanted = in_full or any(map(_may_count, matches))
        if not wanted:
            return Report(article=article, matches=matches, event=Event())
        event = read_event(article, matches, self._watches, self._focus)
        return Report(article=article, matches=matches, event=event)


@cache
def reader_of(watchlists: tuple[Watchlist, ...]) -> Reader:
    """A reader of the watchlists, compiled once in each process."""
    return Reader(watchlists)


def read_many(
    watchlists: tuple[Watchlist, ...],
    articles: Sequence[Article],
    *,
    prepare: Callable[[Article], Article],
    in_full: bool,
) -> Iterator[Report]:
    """The reports of the articles, in their order; on all cores where they are many.

    Args:
        prepare: applied to each article before it is read; a module's function.
        in_full: as for `Reader.read`.
    """
    cores = os.cpu_count() or 1
    if len(articles) < WORTH_A_PROCESS or cores == 1:
        return _read(watchlists, articles, prepare, in_full=in_full)
    # The work is handed out now, before anybody's progress bar starts a thread: a
    # process with threads is not safely forked.
    reader_of(watchlists)
    pool = ProcessPoolExecutor(cores, mp_context=_cheapest_start())
    chunks = list(_chunks(articles, cores * CHUNKS_EACH))
    jobs = [
        pool.submit(_read_chunk, watchlists, chunk, prepare, in_full)
        for chunk in chunks
    ]
    return _results(pool, chunks, jobs)


def _cheapest_start() -> multiprocessing.context.BaseContext:
    """A child that inherits the compiled watchlists, where the system can."""
    known = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("fork" if "fork" in known else None)


def _chunks(articles: Sequence[Article], count: int) -> Iterator[Sequence[Article]]:
    size = -(-len(articles) // count)
    for start in range(0, len(articles), size):
        yield articles[start : start + size]


def _results(
    pool: ProcessPoolExecutor,
    chunks: Sequence[Sequence[Article]],
    jobs: Sequence[Future[list[Report | None]]],
) -> Iterator[Report]:
    try:
        for chunk, job in zip(chunks, jobs, strict=True):
            for article, report in zip(chunk, job.result(), strict=True):
                yield report or Report(article=article, matches=(), event=Event())
    finally:
        pool.shutdown(cancel_futures=True)


def _read_chunk(
    watchlists: tuple[Watchlist, ...],
    articles: Sequence[Article],
    prepare: Callable[[Article], Article],
    in_full: bool,
) -> list[Report | None]:
    """The reports; None for one that says nothing, to spare its way back."""
    reports = _read(watchlists, articles, prepare, in_full=in_full)
    return [r if in_full or r.matches else None for r in reports]


def _read(
    watchlists: tuple[Watchlist, ...],
    articles: Sequence[Article],
    prepare: Callable[[Article], Article],
    *,
    in_full: bool,
) -> Iterator[Report]:
    reader = reader_of(watchlists)
    for article in articles:
        yield reader.read(prepare(article), in_full=in_full)


def _may_count(match: Match) -> bool:
    return match.status is not MatchStatus.REJECTED
