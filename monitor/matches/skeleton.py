"""Sounds and consonants of a name, so that transliterations of one name look the same.

It serves Latin letters only, and proposes: whoever asks must still compare the
letters, because different names can share their consonants.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

_Meaning = TypeVar("_Meaning")

#: The Arabic article and "and", in the spellings of English and French.
_ARTICLES = frozenset(
    (
        *("al", "el", "ul", "il", "as", "ash", "an", "ad", "at", "ar", "az", "l"),
        *("wal", "wel", "wl", "oual", "ouel", "wa", "oua", "ua", "ual"),
    )
)
_JOINED_ARTICLE = re.compile("^(?:wal|oual|ouel)(?=.{4})")
#: Spellings of one sound in French, English and the national alphabets.
_SOUNDS = (
    *(("tch", "s"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("dj", "j"), ("ph", "f")),
    *(("qu", "k"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si")),
    *(("gue", "ge"), ("gui", "gi"), ("gn", "ni"), ("kp", "p"), ("gb", "b")),
    *(("nb", "mb"), ("np", "mp"), ("ou", "u"), ("oo", "u")),
)
_LETTERS = str.maketrans("cqxzvyweo", "kkksfiuiu", "h'")
_NO_VOWELS = str.maketrans("", "", "aeiou")
_DOUBLE = re.compile(r"(.)\1+")
_SHORTEST_FEMININE = 4
#: Fewer consonants are shared by too many words.
SHORTEST = 5
#: Stands for a word in another script: no name runs across it.
_FOREIGN = "|"
_MOST_WORDS = 40_000


class _Memory(dict[str, str]):
    """What a function makes of each word; forgets everything when full."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        made = self[word] = self.make(word)
        return made


def sound(word: str) -> str:
    """A folded Latin word as it may be heard, three vowels only; others as they are."""
    return _HEARD[word] if word.isascii() else word


def _hear(word: str) -> str:
    for spelled, heard in _SOUNDS:
        if spelled in word:
            word = word.replace(spelled, heard)
    return _DOUBLE.sub(r"\1", word.translate(_LETTERS))


def skeleton(word: str) -> str:
    """The consonants of a folded word in sound classes; empty for an article."""
    if word in _ARTICLES:
        return ""
    if not word.isascii():
        return _FOREIGN
    if word[:1] in ("w", "o"):
        word = _JOINED_ARTICLE.sub("", word)
    if word.endswith("at") and len(word) > _SHORTEST_FEMININE:
        word = word[:-1]  # ta marbuta: Jama'at, Jama'a
    return _DOUBLE.sub(r"\1", sound(word).translate(_NO_VOWELS))


_HEARD = _Memory(_hear)
_SKELETONS = _Memory(skeleton)


class SkeletonIndex(Generic[_Meaning]):
    """Names by their consonants, found wherever words add up to them."""

    def __init__(self, names: Iterable[tuple[list[str], _Meaning]]) -> None:
        keys: dict[str, list[_Meaning]] = {}
        for words, meaning in names:
            key = "".join(map(skeleton, words))
            if len(key) >= SHORTEST and _FOREIGN not in key:
                keys.setdefault(key, []).append(meaning)
        self._meanings = list(keys.values())
        self._automaton = AhoCorasick(list(keys))

    def find(
        self, words: list[str], nameable: Sequence[bool]
    ) -> list[tuple[_Meaning, int, int]]:
        """Names and the words ``[first, last)`` whose consonants are theirs.

        Args:
            words: folded, in order.
            nameable: for each word, whether it may be part of a name; a word beside
                one that is may be, too.
        """
        around = zip([False, *nameable], nameable, [*nameable[1:], False], strict=False)
        parts = [
            _SKELETONS[word] if before or here or after else _FOREIGN
            for word, (before, here, after) in zip(words, around, strict=True)
        ]
        hits = self._automaton.find_matches_as_indexes("".join(parts), overlapping=True)
        if not hits:
            return []
        edges = list(accumulate(map(len, parts), initial=0))
        found = []
        for index, start, end in hits:
            # Articles have no letters: begin behind them, end before them.
            first = bisect_left(edges, start + 1) - 1
            last = bisect_left(edges, end)
            if edges[first] == start and edges[last] == end:
                found += [(m, first, last) for m in self._meanings[index]]
        return found
