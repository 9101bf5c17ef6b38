"""What matching costs and finds, beside the usual ways to look for many names.

The names are those of the starter watchlist, filled up from the gazetteer. Speed is
measured on the demo's articles, cut to 400 words; finding on probes: sentences that
spell a watched place as reports do, and sentences in which its letters are something
else. All engines read the same names and texts in one run.

    pip install -e '.[bench]' && python scripts/bench_matching.py --names 2500
"""

import argparse
import gzip
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from itertools import islice

from monitor.articles.plaintext import paragraphs
from monitor.config import load_config
from monitor.matches.lexicon import compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import (
    Article,
    MatchStatus,
    Name,
    Watch,
    WatchKind,
    Watchlist,
)
from monitor.shipped import shipped

NOW = datetime(2022, 7, 22, tzinfo=UTC)
WORDS = 400
ARTICLES = 40
PROBED = 60
#: Letters of a seed that are read, and letters that a probed name has more than.
MOST = 200_000
SHORT = 6
BLANK = Article(
    article_id="1",
    feed_id="bench",
    source="Bench",
    url="",
    title="",
    text="",
    language=None,
    published_at=NOW,
    fetched_at=NOW,
    country=None,
    reliability="F",
)
#: From a text to the names found in it.
Engine = Callable[[str], set[str]]


def bare(name: str) -> str:
    """Without accents."""
    letters = unicodedata.normalize("NFD", name)
    return "".join(c for c in letters if not unicodedata.combining(c))


def misspelt(name: str) -> str:
    """Two letters inside the name change places."""
    return f"{name[:3]}{name[4]}{name[3]}{name[5:]}"


#: How a report may spell a name, and whether it then means the place.
PROBES: dict[str, tuple[Callable[[str], str], bool]] = {
    "as listed": (lambda n: f"Gunmen attacked {n} in Mali on Friday.", True),
    "no accents": (lambda n: f"Gunmen attacked {bare(n)} in Mali on Friday.", True),
    "capitals": (lambda n: f"GUNMEN ATTACK {n.upper()}, MALI", True),
    "possessive": (lambda n: f"{n}’s garrison in Mali was attacked on Friday.", True),
    "elided": (lambda n: f"Une attaque près d’{n}, au Mali, vendredi.", True),
    "zero width": (lambda n: f"Gunmen attacked {n[:2]}\u200b{n[2:]} in Mali.", True),
    "misspelt": (lambda n: f"Gunmen attacked {misspelt(n)} in Mali, killing 5.", True),
    "small letters": (lambda n: f"She likes {n.lower()} best, with tea.", False),
    "longer word": (lambda n: f"The {n}ville gallery opens in Ohio.", False),
    "given name": (lambda n: f"Laura {n}, 34, won the race in Turku.", False),
}


def main() -> None:
    """Print a table: cost, then the share of each kind of probe that is found."""
    args = _arguments()
    watches = list(islice(_watches(), args.names))
    texts = _texts()
    probed = [w.names[0].text for w in watches if _is_probe(w)][:PROBED]
    kinds = " ".join(f"{kind:>13}" for kind in PROBES)
    print(f"{len(watches)} places, {len(texts)} articles of {WORDS} words")
    print(f"{'':22}{'compiled':>10}{'ms each':>9} {kinds}")
    for label, build in ENGINES.items():
        started = time.perf_counter()
        engine = build(watches)
        compiled = time.perf_counter() - started
        cost = min(_cost(engine, texts) for _ in range(3))
        shares = " ".join(
            f"{_share(engine, probed, write):>13.0%}" for write, _ in PROBES.values()
        )
        print(f"{label:22}{compiled:>8.2f} s{cost * 1000:>9.3f} {shares}", flush=True)
    print(
        "Wanted: all of the first "
        f"{sum(wanted for _, wanted in PROBES.values())} kinds, none of the others."
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--names", type=int, default=2500, help="places to look for")
    return parser.parse_args()


def _watches() -> Iterator[Watch]:
    """Places of the starter watchlist, then of the gazetteer: one name each."""
    config = load_config(shipped("config") / "monitor.toml")
    known = [w for lst in config.watchlists for w in lst.watches]
    seen = set()
    for watch in known:
        if watch.kind is WatchKind.PLACE:
            seen.add(watch.names[0].text)
            yield watch
    path = files("monitor") / "data" / "gazetteer" / "places.tsv.gz"
    with gzip.open(str(path), "rt", encoding="utf-8") as rows:
        for row in rows:
            place_id, name, _, country, _, _, kind, *_ = row.split("\t")
            if kind == "town" and name not in seen:
                seen.add(name)
                names = (Name(text=name),)
                yield Watch(
                    watch_id=f"g{place_id}",
                    watchlist_id="bench",
                    kind=WatchKind.PLACE,
                    names=names,
                    country=country,
                )


def _is_probe(watch: Watch) -> bool:
    """Single words of Mali long enough for every kind of probe."""
    name = watch.names[0].text
    return watch.country == "ML" and name.isalpha() and len(name) > SHORT


def _texts() -> list[str]:
    """The demo's articles in a row, cut to pieces of `WORDS` words."""
    words: list[str] = []
    for seed in sorted(shipped("seeds").glob("*.xml")):
        markup = seed.read_bytes().decode("utf-8", "replace")
        words += paragraphs(markup, MOST).split()
    pieces = [words[i : i + WORDS] for i in range(0, len(words) - WORDS, WORDS // 4)]
    return [" ".join(piece) for piece in pieces[:ARTICLES]]


def _cost(engine: Engine, texts: Sequence[str]) -> float:
    """Seconds for one article."""
    started = time.perf_counter()
    for text in texts:
        engine(text)
    return (time.perf_counter() - started) / len(texts)


def _share(engine: Engine, names: Sequence[str], write: Callable[[str], str]) -> float:
    """Of the names, those that the engine finds in their probe."""
    return sum(name in engine(write(name)) for name in names) / len(names)


def monitor_engine(watches: Sequence[Watch]) -> Engine:
    """This project's matcher; what it accepts counts."""
    label = {watch.watch_id: watch.names[0].text for watch in watches}
    lexicon = compile_lexicon(
        [Watchlist(watchlist_id="bench", title="Bench", watches=tuple(watches))]
    )

    def find(text: str) -> set[str]:
        article = replace(BLANK, text=text)
        return {
            label[match.watch_id]
            for match in find_matches(article, lexicon)
            if match.status is MatchStatus.ACCEPTED
        }

    return find


def _names(watches: Iterable[Watch]) -> dict[str, str]:
    """Each spelling, and the name that stands for its watch."""
    return {n.text: w.names[0].text for w in watches for n in w.names}


def re_engine(watches: Sequence[Watch], *, flags: int = 0) -> Engine:
    """One alternation of the standard library's regular expressions."""
    names = _names(watches)
    if flags:
        names = {text.lower(): name for text, name in names.items()}
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", flags)
    key = str.lower if flags else str
    return lambda text: {names.get(key(hit), "") for hit in pattern.findall(text)}


def re_any_case_engine(watches: Sequence[Watch]) -> Engine:
    """The same without regard to case."""
    return re_engine(watches, flags=re.IGNORECASE)


def flashtext_engine(watches: Sequence[Watch]) -> Engine:
    """FlashText's trie of whole words."""
    from flashtext import KeywordProcessor  # noqa: PLC0415  only where it is compared

    processor = KeywordProcessor()
    for text, name in _names(watches).items():
        processor.add_keyword(text, name)
    return lambda text: set(processor.extract_keywords(text))


def pyahocorasick_engine(watches: Sequence[Watch]) -> Engine:
    """Aho-Corasick on small letters, edges checked."""
    import ahocorasick  # noqa: PLC0415  only where it is compared

    automaton = ahocorasick.Automaton()
    for text, name in _names(watches).items():
        automaton.add_word(text.lower(), (len(text), name))
    automaton.make_automaton()

    def find(text: str) -> set[str]:
        small = f" {text.lower()} "
        return {
            name
            for end, (size, name) in automaton.iter(small)
            if not (small[end + 1].isalnum() or small[end - size].isalnum())
        }

    return find


def spacy_engine(watches: Sequence[Watch]) -> Engine:
    """SpaCy's PhraseMatcher on small letters, with its language-neutral tokens."""
    import spacy  # noqa: PLC0415  only where it is compared
    from spacy.matcher import PhraseMatcher  # noqa: PLC0415

    nlp = spacy.blank("xx")
    matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
    for text, name in _names(watches).items():
        matcher.add(name, [nlp.make_doc(text)])
    return lambda text: {
        nlp.vocab.strings[found] for found, _, _ in matcher(nlp.make_doc(text))
    }


ENGINES: dict[str, Callable[[Sequence[Watch]], Engine]] = {
    "this project": monitor_engine,
    "re": re_engine,
    "re, any case": re_any_case_engine,
    "FlashText": flashtext_engine,
    "pyahocorasick": pyahocorasick_engine,
    "spaCy PhraseMatcher": spacy_engine,
}

if __name__ == "__main__":
    main()
