"""Places by name, from the gazetteer file; and the words that stand for countries.

It looks names up; which place an event is tied to, `places` decides.
"""

import gzip
import io
import tomllib
import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from monitor.events.lexicons import split_words
from monitor.text import fold

_COLUMNS = 10
#: Longest name looked for, in words.
MAX_WORDS = 5


class Site(NamedTuple):
    """One row of the gazetteer."""

    place_id: str
    name: str
    #: ISO 3166-1 alpha-2 code.
    country: str
    region: str
    district: str
    #: "country", "region", "district", "town" or "site".
    kind: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Rows as one text, read when asked for; `index` gives rows by folded name."""

    text: str
    #: Where each row begins in the text, and where the last one ends.
    offsets: Sequence[int]
    index: Mapping[str, int | tuple[int, ...]]
    #: Row of the country and of its largest town, by country code.
    countries: Mapping[str, tuple[int, int]]

    def find(self, name: str) -> list[Site]:
        """The places of a folded name, words apart by one space."""
        found = self.index.get(name)
        if found is None:
            return []
        numbers = (found,) if isinstance(found, int) else found
        return [self._row(number) for number in numbers]

    def country(self, code: str) -> tuple[Site | None, Site | None]:
        """A country by its code, and its largest town."""
        rows = self.countries.get(code, (-1, -1))
        return (
            self._row(rows[0]) if rows[0] >= 0 else None,
            self._row(rows[1]) if rows[1] >= 0 else None,
        )

    def _row(self, number: int) -> Site:
        return _site(self.text[self.offsets[number] : self.offsets[number + 1] - 1])


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that is shipped with the project, about 30 MB."""
    path = files("monitor") / "data" / "gazetteer" / "places.tsv.gz"
    return build(gzip.decompress(path.read_bytes()).decode("utf-8"))


def build(text: str) -> Gazetteer:
    """A gazetteer of tab-separated rows; comments and the header line are no rows."""
    offsets = array("I")
    index: dict[str, int | tuple[int, ...]] = {}
    kept = io.StringIO()
    states: dict[str, int] = {}
    towns: dict[str, tuple[int, int]] = {}
    for line in io.StringIO(text):
        if line.count("\t") != _COLUMNS - 1 or line.startswith("id\t"):
            continue
        place_id, name, names, rest = line.split("\t", 3)
        for key in {name_key(n) for n in (name, *names.split("|")) if n}:
            known = index.get(key)
            if known is None:
                index[key] = len(offsets)
            else:
                index[key] = (
                    *((known,) if isinstance(known, int) else known),
                    len(offsets),
                )
        country, _, _, kind, _, _, people = rest.rstrip("\n").split("\t")
        if kind == "country":
            states[country] = len(offsets)
        elif kind == "town":
            best = towns.get(country, (-1, -1))
            towns[country] = max(best, (int(people or 0), len(offsets)))
        offsets.append(kept.tell())
        kept.write(f"{place_id}\t{name}\t{rest.rstrip()}\n")
    offsets.append(kept.tell())
    points = {c: (row, towns.get(c, (0, -1))[1]) for c, row in states.items()}
    return Gazetteer(kept.getvalue(), offsets, index, points)


_PLAIN = str.maketrans(dict.fromkeys("-'.,()/", " "))


def name_key(name: str) -> str:
    """A name as it is looked up: folded words, one space between."""
    if name.isascii():
        lowered = name.lower()
        if lowered.isalpha():
            return lowered
        return " ".join(lowered.translate(_PLAIN).split())
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    if len(plain) == len(name) and plain.isalpha():  # one letter each, marks apart
        return plain.lower()
    return " ".join(split_words(name))


@lru_cache(maxsize=4096)
def _site(row: str) -> Site:
    fields = row.split("\t")
    place_id, name, country, region, district, kind, lat, lon, people = fields
    return Site(
        *(place_id, name, country, region, district, kind),
        *(float(lat), float(lon), int(people or 0)),
    )


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
    whole: dict[str, tuple[str, ...]] = {}
    begun: dict[str, tuple[str, ...]] = {}
    for codes, value in data.items():
        for word in value.split(","):
            text = fold(word.strip()).text
            kept = begun if text.endswith("*") else whole
            kept[text.removesuffix("*")] = tuple(codes.split())
    return Hints(
        whole, begun, frozenset(fold(w.strip()).text for w in banned.split(","))
    )


@lru_cache(maxsize=32768)
def countries_of(word: str) -> tuple[str, ...]:
    """The codes of the countries that a folded word points to."""
    known = hints()
    if word in known.whole:
        return known.whole[word]
    for size in range(min(len(word), 12), 3, -1):
        if word[:size] in known.begun:
            return known.begun[word[:size]]
    return ()
