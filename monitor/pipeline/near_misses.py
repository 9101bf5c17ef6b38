"""Near misses of many articles, counted: which spellings to add to which watch."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.matches.lexicon import compile_lexicon
from monitor.matches.nearly import Nearly, find_nearly, widened
from monitor.model import Article, Watch, Watchlist
from monitor.text import split


@dataclass(frozen=True, kw_only=True, slots=True)
class NearMiss:
    """A spelling close to a name of a watch, in so many articles."""

    watch: Watch
    #: The watch's name that it is like.
    name: str
    #: As it was first written.
    written: str
    article_count: int
    #: Outlets that write it, in the order met.
    sources: tuple[str, ...]
    #: The first sentence it stood in.
    example: str


def near_misses(
    articles: Iterable[Article], watchlists: Sequence[Watchlist]
) -> tuple[NearMiss, ...]:
    """The near misses of ``articles``, watch by watch, the most frequent first."""
    lexicon = compile_lexicon(watchlists)
    wide = widened(lexicon)
    met: defaultdict[tuple[str, str, str], list[tuple[str, Nearly]]] = defaultdict(list)
    for article in articles:
        in_article: dict[tuple[str, str, str], Nearly] = {}
        for nearly in find_nearly(article, lexicon, wide):
            watch = nearly.watch
            folded = " ".join(split(nearly.written))
            key = watch.watchlist_id, watch.watch_id, folded
            in_article.setdefault(key, nearly)
        for key, nearly in in_article.items():
            met[key].append((article.source, nearly))
    return _in_order([_counted(sightings) for sightings in met.values()])


def _counted(sightings: Sequence[tuple[str, Nearly]]) -> NearMiss:
    _, first = sightings[0]
    return NearMiss(
        watch=first.watch,
        name=first.name,
        written=first.written,
        article_count=len(sightings),
        sources=tuple(dict.fromkeys(source for source, _ in sightings)),
        example=first.sentence,
    )


def _in_order(found: Sequence[NearMiss]) -> tuple[NearMiss, ...]:
    totals: defaultdict[tuple[str, str], int] = defaultdict(int)
    for miss in found:
        totals[miss.watch.watchlist_id, miss.watch.watch_id] += miss.article_count

    def rank(miss: NearMiss) -> tuple[int, str, str, int, str]:
        watch = miss.watch
        total = totals[watch.watchlist_id, watch.watch_id]
        ids = watch.watchlist_id, watch.watch_id
        return -total, *ids, -miss.article_count, miss.written

    return tuple(sorted(found, key=rank))
