"""Places by name, from the gazetteer's table and its index.

It looks names up; which place an event is tied to, `places` decides. Both files stay
the bytes they are: a name is found by bisection, and a row is read when it is asked
for, so loading costs what unpacking costs.
"""

import gzip
import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from monitor.events.lexicons import split_words
from monitor.events.sorted_lines import SortedLines
from monitor.text import Memory, sound

#: Kinds of places that others lie in.
DIVISIONS = ("district", "region")
#: Longest name looked for, in words.
MAX_WORDS = 5
#: Names whose places are remembered.
_FOUND = 4096
#: Keys that are no names begin with one of these.
_COUNTRY, _SOUND = "=", "~"
_VOWEL_RUNS = re.compile("[^aiu]")
_NO_VOWELS = str.maketrans("", "", "aiu")
#: Letters heard and consonants that a name must have to be found by its sound, and
#: consonants of one more in which vowels may differ in one place, and in two.
_FEWEST_HEARD, _FEWEST_CONSONANTS = 4, (2, 3, 5)


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
    #: WGS 84; of a country or a division that of its seat, where one is known.
    lat: float
    lon: float
    population: int


class Begun(NamedTuple):
    """The names that begin with one word."""

    #: Where the rows of each are.
    rows: dict[str, tuple[int, ...]]
    #: Words of the longest of them, `MAX_WORDS` at most.
    most_words: int


class Gazetteer:
    """The table of places, and the index that says where in it a name's rows begin."""

    def __init__(self, table: bytes, index: SortedLines) -> None:
        self._table = table
        self._index = index
        #: The names that begin with a folded word.
        self.begun = Memory(self._read_begun)
        self._like = Memory(self._read_like)
        #: The places of a folded name, words apart by one space.
        self.find = lru_cache(maxsize=_FOUND)(self._read_found)

    def _read_found(self, name: str) -> tuple[Site, ...]:
        starts = self.begun[name.partition(" ")[0]].rows.get(name, ())
        return tuple(map(self._row, starts))

    def like(self, name: str) -> list[Site]:
        """The places whose name sounds most like a folded name, vowels apart.

        Only near the conflicts: of countries of Africa and the Middle East.
        """
        return [self._row(start) for start in self._like[name]]

    def _read_like(self, name: str) -> list[int]:
        key = sound_key(name)
        bones, _, heard = key.partition(" ")
        most = sum(len(bones) - 1 >= least for least in _FEWEST_CONSONANTS) - 1
        if len(heard) < _FEWEST_HEARD or most < 0:
            return []
        apart: dict[int, list[int]] = {}
        for line in self._index.starting(f"{bones} "):
            known, _, starts = line.partition("\t")
            differing = _vowels_apart(heard, known[len(bones) + 1 :])
            if differing <= most:
                apart.setdefault(differing, []).extend(map(int, starts.split()))
        return apart[min(apart)] if apart else []

    def country(self, code: str) -> tuple[Site | None, Site | None]:
        """A country by its code, and its capital."""
        for line in self._index.starting(f"{country_key(code)}\t"):
            state, capital = line.partition("\t")[2].split()
            return self._row(int(state)), self._row(int(capital))
        return None, None

    def _read_begun(self, word: str) -> Begun:
        found: dict[str, tuple[int, ...]] = {}
        for ending in ("\t", " "):
            for line in self._index.starting(word + ending):
                name, _, starts = line.partition("\t")
                found[name] = tuple(map(int, starts.split()))
        most = max((name.count(" ") + 1 for name in found), default=0)
        return Begun(found, min(most, MAX_WORDS))

    def _row(self, start: int) -> Site:
        return _site(self._table[start : self._table.index(b"\n", start)])


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that is shipped with the project."""
    folder = files("monitor") / "data" / "gazetteer"
    table, index = (
        gzip.decompress((folder / f"{name}.tsv.gz").read_bytes())
        for name in ("places", "names")
    )
    return Gazetteer(table, SortedLines(index))


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


def sound_key(name: str) -> str:
    """A name key as it sounds: its consonants, and all of it, written together.

    Empty for other letters than Latin ones.
    """
    if not name.isascii():
        return ""
    heard = sound(name.replace(" ", ""))
    return f"{_SOUND}{heard.translate(_NO_VOWELS)} {heard}"


def country_key(code: str) -> str:
    """The key under which a country is found by its code."""
    return f"{_COUNTRY}{code}"


def _vowels_apart(one: str, other: str) -> int:
    """In how many places the vowels of two names of the same consonants differ."""
    runs = zip(_VOWEL_RUNS.split(one), _VOWEL_RUNS.split(other), strict=True)
    return sum(here != there for here, there in runs)


@lru_cache(maxsize=4096)
def _site(row: bytes) -> Site:
    fields = row.decode().split("\t")
    place_id, name, _, country, region, district, kind, lat, lon, people = fields
    return Site(
        *(place_id, name, country, region, district, kind),
        *(float(lat), float(lon), int(people or 0)),
    )
