"""What else an article names that tells which Kati is meant: countries, neighbours.

It finds and places clues; what they are worth stands in ``weigh``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from monitor.matches.phrases import Found
from monitor.matches.reading import Reading
from monitor.matches.words import is_ordinary

#: Of one clue in one article; more of them prove nothing new.
_MOST_SIGHTINGS = 50


class ClueKind(StrEnum):
    """What a clue is."""

    COUNTRY = "country"
    DEMONYM = "demonym"
    CITY = "city"
    NEAR = "near"
    CONTEXT = "context"
    NEVER = "never"
    LONGER = "longer"


@dataclass(frozen=True, slots=True)
class Clue:
    """A phrase to look for."""

    kind: ClueKind
    #: ISO 3166-1 alpha-2 code of the country it points to.
    country: str = ""
    #: Indexes of the entries that give it.
    entries: frozenset[int] = frozenset()
    #: Whether it speaks of a watch's country or neighbours.
    is_home: bool = False


class Sighting(NamedTuple):
    """A clue in the text: words ``[first, last)``."""

    surface: str
    #: The same, folded.
    words: str
    first: int
    last: int

    @property
    def width(self) -> int:
        """How many words it has."""
        return self.last - self.first

    def overlaps(self, first: int, last: int) -> bool:
        """Whether it shares a word with ``[first, last)``."""
        return self.first < last and first < self.last

    def distance(self, first: int, last: int) -> int:
        """Words between it and ``[first, last)``; 1 where they touch."""
        return max(self.first - last + 1, first - self.last + 1, 0)


#: Clues to where an article is about.
OF_COUNTRY = (ClueKind.COUNTRY, ClueKind.DEMONYM, ClueKind.CITY)
_CAPITALISED = (ClueKind.COUNTRY, ClueKind.CITY, ClueKind.NEAR)


class Clues:
    """All clues of an article, told apart when they are first asked for."""

    def __init__(self, reading: Reading, found: Sequence[Found[Clue]]) -> None:
        """Of the phrases ``found``, those that are clues as they are written."""
        self._reading = reading
        self._phrases = found

    @cached_property
    def _found(self) -> list[tuple[Clue, Sighting]]:
        counted = _counted(self._reading, self._phrases)
        return [(f.meaning, _sighting(self._reading, f)) for f in counted]

    @cached_property
    def countries(self) -> Mapping[str, Sequence[Sighting]]:
        """By country code; a name inside a longer name is none."""
        widest = _widest(sighting for _, sighting in self._found)
        groups: defaultdict[str, list[Sighting]] = defaultdict(list)
        for clue, sighting in self._found:
            if clue.kind in OF_COUNTRY and not _is_inside(sighting, widest):
                groups[clue.country].append(sighting)
        return {code: group[:_MOST_SIGHTINGS] for code, group in groups.items()}

    @cached_property
    def longer(self) -> Sequence[Sighting]:
        """Names that hold a watched name and mean something else."""
        longer = [s for clue, s in self._found if clue.kind is ClueKind.LONGER]
        return longer[:_MOST_SIGHTINGS]

    @cached_property
    def elsewhere(self) -> frozenset[int]:
        """The words of all phrases in which a name may mean something else."""
        never = [sighting for _, sighting in self._given.get(ClueKind.NEVER, ())]
        return _words_of((*self.longer, *never))

    @cached_property
    def _given(self) -> Mapping[ClueKind, list[tuple[Clue, Sighting]]]:
        groups: defaultdict[ClueKind, list[tuple[Clue, Sighting]]] = defaultdict(list)
        for clue, sighting in self._found:
            if clue.entries:
                groups[clue.kind].append((clue, sighting))
        return groups

    def given(self, kind: ClueKind, entry_index: int) -> Sequence[Sighting]:
        """The clues that an entry gives itself."""
        found = self._given.get(kind, ())
        return [s for clue, s in found if entry_index in clue.entries][:_MOST_SIGHTINGS]

    def others(
        self, first: int, last: int, names: Sequence[str]
    ) -> Mapping[str, Sequence[Sighting]]:
        """The clues to countries that are no part of a name and not spelled like it.

        Args:
            first: the name is the words ``[first, last)``.
            last: see ``first``.
            names: folded.
        """
        apart = self._covered.isdisjoint(range(first, last))
        if apart and self._spelled.isdisjoint(names):
            return self.countries
        kept = {
            code: [
                s
                for s in sightings
                if s.words not in names and not s.overlaps(first, last)
            ]
            for code, sightings in self.countries.items()
        }
        return {code: sightings for code, sightings in kept.items() if sightings}

    @cached_property
    def _covered(self) -> frozenset[int]:
        return _words_of(s for found in self.countries.values() for s in found)

    @cached_property
    def _spelled(self) -> frozenset[str]:
        return frozenset(s.words for found in self.countries.values() for s in found)


def _words_of(sightings: Iterable[Sighting]) -> frozenset[int]:
    return frozenset(word for s in sightings for word in range(s.first, s.last))


def _widest(sightings: Iterable[Sighting]) -> Mapping[int, Sighting]:
    """The longest phrase over each word, where it has several words."""
    widest: dict[int, Sighting] = {}
    for s in sightings:
        for word in range(s.first, s.last) if s.last - s.first > 1 else ():
            if word not in widest or s.width > widest[word].width:
                widest[word] = s
    return widest


def _is_inside(sighting: Sighting, widest: Mapping[int, Sighting]) -> bool:
    wider = widest.get(sighting.first)
    if wider is None or wider.width <= sighting.width:
        return False
    return wider.first <= sighting.first and sighting.last <= wider.last


def _counted(reading: Reading, found: Iterable[Found[Clue]]) -> Iterator[Found[Clue]]:
    """What is one phrase, written as a name where it is one."""
    known: dict[tuple[int, int, bool, bool], bool] = {}
    for f in found:
        is_name = f.meaning.kind in _CAPITALISED and reading.has_capitals
        if is_name or f.last - f.first > 1:
            key = f.first, f.last, is_name, f.meaning.kind is ClueKind.NEVER
            if key not in known:
                known[key] = _counts(reading, *key)
            if not known[key]:
                continue
        yield f


def _counts(
    reading: Reading, first: int, last: int, is_name: bool, may_open: bool
) -> bool:
    if not all(_joins(reading, i, may_open) for i in range(first + 1, last)):
        return False
    if not is_name:
        return True
    if not reading.is_capital(first):
        return not reading.surface(first)[0].islower()  # scripts without capitals
    word = reading.tokens.words[first]
    is_word = last - first == 1 and is_ordinary(word, reading.language)
    return not (is_word and reading.is_start(first))


def _joins(reading: Reading, index: int, may_open: bool) -> bool:
    """Whether the word goes on a phrase.

    A bracket may open within a phrase that says what a short form stands for:
    "Reporters Without Borders (RSF)".
    """
    opens = may_open and reading.gap(index).strip() == "("
    return opens or reading.is_soft(index)


def _sighting(reading: Reading, found: Found[Clue]) -> Sighting:
    first, last = found.first, found.last
    words = " ".join(reading.tokens.words[first:last])
    return Sighting(reading.surface(first, last), words, first, last)
