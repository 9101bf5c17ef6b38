"""Misspelt names are found without comparing every name with every word.

It proposes and verifies by edit distance (optimal string alignment) between sounds,
so that "Niombila" and "Nyembila" are one edit apart; short names are never misspelt
here, because every short word is one letter away from another.

A name's longest word is its anchor, found by its pieces. What a word is near to is
remembered, because news repeats its words.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import compress, count
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

from monitor.matches.pieces import MOST_EDITS, PieceIndex
from monitor.text import Memory, skeleton, sound

_Meaning = TypeVar("_Meaning")

#: Edits allowed up to a number of letters heard: a budget and then a cliff.
_BUDGETS = ((5, 0), (9, 1), (17, 2))
_LARGEST_BUDGET = 3
#: A longest word of fewer letters heard is not looked up.
_SHORTEST_ANCHOR = 4


def budget(letter_count: int) -> int:
    """How many edits a name of so many letters may differ by."""
    for longest, edits in _BUDGETS:
        if letter_count <= longest:
            return edits
    return _LARGEST_BUDGET


def within(word: str, others: Sequence[str], most: int) -> list[int]:
    """Indexes, in order, of those at most so many edits from ``word``."""
    found = process.extract(
        word, others, scorer=OSA.distance, score_cutoff=most, limit=None
    )
    return sorted(index for _, _, index in found)


def distance(first: str, second: str, most: int) -> int:
    """Edits between two words, two swapped letters being one; ``most + 1`` if more."""
    return OSA.distance(first, second, score_cutoff=most)


@dataclass(frozen=True, slots=True)
class _Name(Generic[_Meaning]):
    #: How its words sound.
    sounds: tuple[str, ...]
    spelled: str
    #: Which word is the anchor.
    anchor: int
    #: Edits it may differ by.
    most: int
    meaning: _Meaning

    @property
    def is_single(self) -> bool:
        """Whether it is one word."""
        return len(self.sounds) == 1

    def edits(self, words: Sequence[str]) -> int | None:
        """Edits between how it and ``words`` sound; None where they are too many.

        None also where ``words`` are its own spelling, which needs no guess.
        """
        given = list(map(sound, words))
        if self.sounds[0][:1] != given[0][:1] or self.spelled == " ".join(words):
            return None
        if not self.is_single and not all(map(_may_be, self.sounds, given)):
            return None
        edits = distance(" ".join(self.sounds), " ".join(given), self.most)
        return edits if edits <= self.most else None


def _may_be(wanted: str, heard: str) -> bool:
    """Whether one word of a longer name may be another; each has its own budget.

    The other words speak for it, so that it is that of a word one letter longer.
    """
    if wanted == heard:
        return True
    most = budget(len(wanted) + 1)
    if distance(wanted, heard, most) <= most:
        return True
    return not (skeleton(wanted) or skeleton(heard))  # both articles


class Guess(NamedTuple, Generic[_Meaning]):
    """Words ``[first, last)`` that sound like a name, by so many edits."""

    meaning: _Meaning
    first: int
    last: int
    edits: int


#: Names of one word that a word is like, with the edits, and longer ones that it may
#: belong to.
_Near = tuple[tuple[tuple[_Meaning, int], ...], tuple[_Name[_Meaning], ...]]


class FuzzyIndex(Generic[_Meaning]):
    """Names that may be misspelt, ready to be found."""

    def __init__(
        self,
        names: Iterable[tuple[str, bool, _Meaning]],
        taken: Container[str] = (),
        *,
        more: int = 0,
    ) -> None:
        """Names to be found within their budgets.

        Args:
            names: each comes as its words, joined by a space, whether edits are
                allowed, and its meaning.
            taken: words that are names of their own, and no misspellings of one.
            more: edits beyond the budget, to find what is narrowly missed.
        """
        self._taken = taken
        self._more = more
        anchored: dict[str, list[_Name[_Meaning]]] = {}
        for words, misspelt, meaning in names:
            sounds = tuple(map(sound, words.split()))
            lengths = list(map(len, sounds))
            anchor = lengths.index(max(lengths))
            if lengths[anchor] >= _SHORTEST_ANCHOR:
                most = budget(len(" ".join(sounds))) + more if misspelt else 0
                name = _Name(sounds, words, anchor, most, meaning)
                anchored.setdefault(sounds[anchor], []).append(name)
        self._names = {anchor: tuple(found) for anchor, found in anchored.items()}
        self._anchors = PieceIndex(list(self._names))
        self._near = Memory(self._look_up)

    def find(self, words: list[str], nameable: Sequence[bool]) -> list[Guess[_Meaning]]:
        """Names that the text seems to spell in another way.

        Args:
            words: folded, in order.
            nameable: for each word, whether a name's longest word may be there.
        """
        found: list[Guess[_Meaning]] = []
        near = map(self._near.__getitem__, compress(words, nameable))
        places = compress(count(), nameable)
        for index, names in zip(places, near, strict=False):
            if names is not None:
                alike, longer = names
                found += [Guess(it, index, index + 1, edits) for it, edits in alike]
                for name in longer:
                    found += _around(words, index, name)
        return found

    def _look_up(self, word: str) -> _Near[_Meaning] | None:
        near = [n for a in self._anchors_near(sound(word)) for n in self._names[a]]
        if not near:
            return None
        alike = [] if word in self._taken else [n for n in near if n.is_single]
        edited = ((name.meaning, name.edits([word])) for name in alike)
        return (
            tuple((meaning, edits) for meaning, edits in edited if edits is not None),
            tuple(name for name in near if not name.is_single),
        )

    def _anchors_near(self, heard: str) -> list[str]:
        """Anchors one edit away, two if long, only itself if short."""
        most = min(MOST_EDITS, budget(len(heard)) + self._more)
        if most == 0:
            return [heard] if heard in self._names else []
        candidates = self._anchors.near(heard, most)
        return [candidates[index] for index in within(heard, candidates, most)]


def _around(
    words: list[str], index: int, name: _Name[_Meaning]
) -> Iterator[Guess[_Meaning]]:
    first = index - name.anchor
    last = first + len(name.sounds)
    if first >= 0 and last <= len(words):
        edits = name.edits(words[first:last])
        if edits is not None:
            yield Guess(name.meaning, first, last, edits)
