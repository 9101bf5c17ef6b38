"""Names are found by their consonants alone, wherever words add up to them.

It proposes: whoever asks must still compare the letters, because different names can
share their consonants.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick

from monitor.text import FOREIGN, Memory, skeleton

_Meaning = TypeVar("_Meaning")

#: Fewer consonants are shared by too many words.
SHORTEST = 5

_SKELETONS = Memory(skeleton)


class SkeletonIndex(Generic[_Meaning]):
    """Names by their consonants, found wherever words add up to them."""

    def __init__(self, names: Iterable[tuple[list[str], _Meaning]]) -> None:
        keys: dict[str, list[_Meaning]] = {}
        for words, meaning in names:
            key = "".join(map(skeleton, words))
            if len(key) >= SHORTEST and FOREIGN not in key:
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
        beside = [False, *nameable], [*nameable[1:], False]
        parts = [
            _SKELETONS[word] if may or after or before else FOREIGN
            for word, may, after, before in zip(words, nameable, *beside, strict=False)
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
