"""Words near a word are found by the pieces that edits must leave whole.

A word cut into one piece more than edits are allowed keeps at least one piece
(the pigeonhole principle; Pass-Join, Li et al., VLDB 2012). Two swapped letters on
both sides of a cut would break two pieces, so each piece is also looked up with its
last letter swapped back. It proposes; edit distance decides.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

#: Edits that are looked for.
MOST_EDITS = 2
#: Pieces of fewer letters would be found everywhere.
_SHORTEST_PIECE = 2

#: Of words of one length, cut for so many edits: the words that hold a piece.
_Shelf = list[dict[str, tuple[int, ...]]]


class PieceIndex:
    """Words to be found by what they are like."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        by_length: defaultdict[int, list[int]] = defaultdict(list)
        for index, word in enumerate(words):
            by_length[len(word)].append(index)
        #: By length and edits.
        self._shelves: dict[tuple[int, int], _Shelf] = {
            (length, edits): [
                self._shelf(indexes, *cut) for cut in _cuts(length, edits)
            ]
            for length, indexes in by_length.items()
            for edits in range(1, MOST_EDITS + 1)
            if length >= (edits + 1) * _SHORTEST_PIECE
        }

    def _shelf(
        self, indexes: Sequence[int], start: int, end: int
    ) -> dict[str, tuple[int, ...]]:
        held: defaultdict[str, list[int]] = defaultdict(list)
        for index in indexes:
            held[self.words[index][start:end]].append(index)
        return {piece: tuple(found) for piece, found in held.items()}

    def near(self, word: str, edits: int) -> list[str]:
        """Indexed words that may be ``edits`` (1 or 2) edits away, in index order."""
        found: set[int] = set()
        for length in range(len(word) - edits, len(word) + edits + 1):
            shelf = self._shelves.get((length, edits))
            if shelf is not None:
                cuts = _cuts(length, edits)
                for held, (start, end) in zip(shelf, cuts, strict=True):
                    for piece in _pieces(word, start, end, edits):
                        if piece in held:
                            found.update(held[piece])
        return [self.words[index] for index in sorted(found)]


@cache
def _cuts(length: int, edits: int) -> list[tuple[int, int]]:
    """Where a word is cut into pieces as even as they can be."""
    ends = [length * (i + 1) // (edits + 1) for i in range(edits + 1)]
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _pieces(word: str, start: int, end: int, edits: int) -> Iterator[str]:
    """What may stand where an indexed word has its piece ``[start, end)``."""
    length = end - start
    last = min(start + edits, len(word) - length)
    for at in range(max(0, start - edits), last + 1):
        after = at + length
        yield word[at:after]
        if after < len(word):
            yield word[at : after - 1] + word[after]
