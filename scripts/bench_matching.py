"""What matching costs and finds, beside the usual ways to look for many names.

The names are those of the starter watchlist, filled up from the gazetteer: its
settlements, then its other places, then their other spellings. Speed is measured on
articles of 400 words: on the demo's, which name a watched place in every other
sentence, and on ordinary news (``ordinary_news.txt``, written for this); of four runs
the best, in which the words are known from before, as most of the news is. Finding is
measured on probes: sentences that spell a watched place as reports do, and sentences
in which its letters are something else.
All engines read the same names and texts, each in a process of its own, whose
growth is the memory shown.

    make bench-matching NAMES=2500
"""

import argparse
import gc
import gzip
import resource
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path

from monitor.articles.plaintext import paragraphs
from monitor.config import load_config
from monitor.model import Name, Watch, WatchKind
from monitor.shipped import shipped
from scripts.matching_engines import ENGINES, Engine

WORDS = 400
ARTICLES = 40
PROBED = 60
#: Letters of a seed that are read, and letters that a probed name has more than.
MOST = 200_000
SHORT = 6


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
    kinds = " ".join(f"{kind:>13}" for kind in PROBES)
    print(f"{args.names} names, articles of {WORDS} words")
    print(f"{'':22}{'compiled':>10}{'memory':>9}{'Sahel':>10}{'ordinary':>10} {kinds}")
    fresh = get_context("spawn")
    for label in ENGINES:
        # A process for each, and gone with it.
        with ProcessPoolExecutor(1, mp_context=fresh) as process:
            print(process.submit(_measured, label, args.names).result(), flush=True)
    print(
        "Wanted: all of the first "
        f"{sum(wanted for _, wanted in PROBES.values())} kinds, none of the others."
    )


def _measured(label: str, name_count: int) -> str:
    """One line of the table."""
    watches = list(islice(_watches(), name_count))
    probed = [w.names[0].text for w in watches if _is_probe(w)][:PROBED]
    ENGINES[label](watches[:1])  # what an engine loads once is not its names' cost
    gc.collect()
    before, started = _resident(), time.process_time()
    engine = ENGINES[label](watches)
    compiled = time.process_time() - started
    gc.collect()
    memory = _resident() - before
    costs = " ".join(
        f"{min(_cost(engine, texts) for _ in range(4)) * 1000:>6.2f} ms"
        for texts in (_texts(_demo()), _texts(_ordinary()))
    )
    shares = " ".join(
        f"{_share(engine, probed, write):>13.0%}" for write, _ in PROBES.values()
    )
    return f"{label:22}{compiled:>8.2f} s{memory:>6.0f} MB {costs} {shares}"


def _resident() -> float:
    """Megabytes that this process holds; 0 where the system does not say."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        return 0
    return int(statm.read_text().split()[1]) * resource.getpagesize() / 1e6


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--names", type=int, default=2500, help="names to look for")
    return parser.parse_args()


def _watches() -> Iterator[Watch]:
    """Places of the starter watchlist, then of the gazetteer, one name each."""
    config = load_config(shipped("config") / "monitor.toml")
    known = [w for lst in config.watchlists for w in lst.watches]
    seen = set()
    for watch in known:
        if watch.kind is WatchKind.PLACE:
            seen.add(watch.names[0].text)
            yield watch
    for name, country in _gazetteer():
        if name not in seen:
            seen.add(name)
            yield Watch(
                watch_id=f"g{len(seen)}",
                watchlist_id="bench",
                kind=WatchKind.PLACE,
                names=(Name(text=name),),
                country=country,
            )


def _gazetteer() -> Iterator[tuple[str, str]]:
    """Names and countries: of settlements, of other places, then other spellings."""
    path = files("monitor") / "data" / "gazetteer" / "places.tsv.gz"
    with gzip.open(str(path), "rt", encoding="utf-8") as file:
        rows = [row.split("\t") for row in islice(file, 1, None)]
    for is_town in (True, False):
        for _, name, _, country, _, _, kind, *_ in rows:
            if (kind == "town") is is_town:
                yield name, country
    for _, _, names, country, *_ in rows:
        for name in filter(None, names.split("|")):
            yield name, country


def _is_probe(watch: Watch) -> bool:
    """Single words of Mali long enough for every kind of probe."""
    name = watch.names[0].text
    return watch.country == "ML" and name.isalpha() and len(name) > SHORT


def _demo() -> list[str]:
    """The words of the demo's feeds."""
    feeds = [seed.read_bytes() for seed in sorted(shipped("seeds").glob("*.xml"))]
    texts = (paragraphs(feed.decode("utf-8", "replace"), MOST) for feed in feeds)
    return [word for text in texts for word in text.split()]


def _ordinary() -> list[str]:
    """The words of ordinary news."""
    path = Path(__file__).with_name("ordinary_news.txt")
    return path.read_text(encoding="utf-8").split()


def _texts(words: Sequence[str]) -> list[str]:
    """Pieces of `WORDS` words, that end where the words begin again."""
    starts = range(0, len(words), WORDS // 4)
    pieces = [islice(cycle(words), start, start + WORDS) for start in starts]
    return [" ".join(piece) for piece in pieces[:ARTICLES]]


def _cost(engine: Engine, texts: Sequence[str]) -> float:
    """Seconds for one article."""
    started = time.process_time()
    for text in texts:
        engine(text)
    return (time.process_time() - started) / len(texts)


def _share(engine: Engine, names: Sequence[str], write: Callable[[str], str]) -> float:
    """Of the names, those that the engine finds in their probe."""
    return sum(name in engine(write(name)) for name in names) / len(names)


if __name__ == "__main__":
    main()
