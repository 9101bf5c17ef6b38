"""What reading an event costs: an article of 400 words, by its language.

The texts are the demo's articles in a row, cut to 400 words; four in five tell of an
event. Most news cost less, for what tells of none is put aside early.
The matches of the starter watchlist are given. The figures are processor time, each the
best of several readings, so that what else the machine does counts little.

    python scripts/bench_events.py [--profile]
"""

import argparse
import cProfile
import pstats
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from statistics import median

from monitor.articles.parse import parse_feed
from monitor.config import load_config
from monitor.demo.seeds import load_seeds
from monitor.events.namesakes import Focus, look_at
from monitor.events.read import read_event
from monitor.matches.lexicon import compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import Article, Feed, Match, Watch
from monitor.shipped import shipped

NOW = datetime(2022, 7, 23, 20, tzinfo=UTC)
LANGUAGES = ("en", "fr", "ar")
WORDS = 400
ARTICLES = 40
READINGS = 15
#: An article with its matches.
Given = tuple[Article, tuple[Match, ...]]


def main() -> None:
    """Print a line a language: the median and the worst article, milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--profile", action="store_true", help="say where it goes")
    args = parser.parse_args()
    config = load_config(shipped("config") / "monitor.toml")
    watches = {w.watch_id: w for lst in config.watchlists for w in lst.watches}
    focus = look_at(watches.values())
    lexicon = compile_lexicon(config.watchlists)
    given = {
        language: [(a, find_matches(a, lexicon)) for a in _articles(language)]
        for language in LANGUAGES
    }
    print(f"{'':4}{'articles':>10}{'median':>12}{'worst':>12}")
    for language, pairs in given.items():
        costs = [_cost(pair, watches, focus) * 1000 for pair in pairs]
        figures = f"{median(costs):>9.2f} ms{max(costs):>9.2f} ms"
        print(f"{language:4}{len(pairs):>10}{figures}", flush=True)
    if args.profile:
        _profile([pair for pairs in given.values() for pair in pairs], watches, focus)


def _articles(language: str) -> list[Article]:
    """The demo's articles of a language, in pieces of `WORDS` words."""
    words: list[str] = []
    for article in _seeds(language):
        words += f"{article.title}. {article.text}".split(" ")
    step = max(1, (len(words) - WORDS) // ARTICLES)
    starts = range(0, max(1, len(words) - WORDS), step)
    return [
        _piece(words[start : start + WORDS], language)
        for start in list(starts)[:ARTICLES]
    ]


def _piece(words: Sequence[str], language: str) -> Article:
    text = " ".join(words)
    title, _, body = text.partition(". ")
    return Article(
        article_id="1",
        feed_id="bench",
        source="Bench",
        url="",
        title=title,
        text=body,
        language=language,
        published_at=NOW,
        fetched_at=NOW,
    )


def _seeds(language: str) -> list[Article]:
    found: list[Article] = []
    for seed in load_seeds(shipped("seeds"))[1]:
        if seed.table.language == language:
            parsed = parse_feed(
                seed.at(NOW),
                url="http://127.0.0.1/",
                content_type=seed.table.content_type,
                feed=Feed(feed_id="bench", url="", source="Bench"),
                fetched_at=NOW,
            )
            found += [entry.article for entry in parsed.articles]
    return found


def _cost(pair: Given, watches: dict[str, Watch], focus: Focus) -> float:
    """Processor seconds for one reading."""
    article, matches = pair
    costs = []
    for _ in range(READINGS):
        started = time.process_time()
        read_event(article, matches, watches, focus)
        costs.append(time.process_time() - started)
    return min(costs)


def _profile(pairs: Sequence[Given], watches: dict[str, Watch], focus: Focus) -> None:
    profile = cProfile.Profile()
    with profile:
        for article, matches in pairs:
            read_event(article, matches, watches, focus)
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


if __name__ == "__main__":
    main()
