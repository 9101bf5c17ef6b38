"""Words that point to countries, and names that are never places."""

import csv
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain

from monitor.text import Memory, fold

#: Letters of the longest and the shortest beginning of a word that points to a country.
_LONGEST, _SHORTEST = 12, 4
#: The Arabic article, written together with its word.
_THE = "ال"


@dataclass(frozen=True, slots=True)
class Hints:
    """Words that point to countries, and names that are never places."""

    whole: Mapping[str, tuple[str, ...]]
    begun: Mapping[str, tuple[str, ...]]
    not_places: frozenset[str]


@cache
def hints() -> Hints:
    """The words of `countries.toml`, folded."""
    path = files("monitor") / "data" / "events" / "countries.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    banned = data.pop("not_places")["words"]
    whole = _arabic_peoples()
    begun: dict[str, tuple[str, ...]] = {}
    for codes, value in data.items():
        for word in value.split(","):
            text = fold(word.strip()).text
            kept = begun if text.endswith("*") else whole
            kept[text.removesuffix("*")] = tuple(codes.split())
    return Hints(
        whole, begun, frozenset(fold(w.strip()).text for w in banned.split(","))
    )


def _arabic_peoples() -> dict[str, tuple[str, ...]]:
    """What the people and things of a country are called in Arabic, by folded word."""
    path = files("monitor") / "data" / "gazetteer" / "countries.tsv"
    rows = csv.DictReader(path.read_text("utf-8").splitlines(), delimiter="\t")
    found: dict[str, tuple[str, ...]] = {}
    for row in rows:
        for word in row["demonyms_ar"].split("|"):
            for text in (word, f"{_THE}{word}") if word else ():
                key = fold(text).text
                found[key] = (*found.get(key, ()), row["country"])
    return found


def countries_of(words: Iterable[str]) -> Iterator[str]:
    """The codes of the countries that folded words point to, once for each word."""
    return chain.from_iterable(map(_COUNTRIES.__getitem__, words))


def _read(word: str) -> tuple[str, ...]:
    known = hints()
    if word in known.whole:
        return known.whole[word]
    for size in range(min(len(word), _LONGEST), _SHORTEST - 1, -1):
        if word[:size] in known.begun:
            return known.begun[word[:size]]
    return ()


_COUNTRIES = Memory(_read)
