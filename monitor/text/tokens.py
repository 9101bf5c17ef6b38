"""Words, and where they stand in the original.

It knows no names and no language. A text is read as a whole for its words; where they
stand is asked of few of them, and found once for each space-separated piece.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import TypeVar

from monitor.text.folding import Folded, fold_plainly

#: Letters and digits, and the vowel signs that `re` does not count among them; the
#: underscore, which it does, is gone before it looks.
_LETTER = (
    "[\\w\u0900-\u0963\u0971-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3]"
)
_WORD = re.compile(f"{_LETTER}+(?:'{_LETTER}+)*")
#: What stands between words of ASCII letters becomes a space, capitals small letters.
_ASCII = str.maketrans(
    {
        letter: letter.lower() if letter.isalnum() else "'" if letter in "'`" else " "
        for letter in map(chr, range(128))
    }
)
#: French and Italian words that lose their vowel before another word.
_ELIDED = frozenset(
    [
        "d",
        "l",
        "qu",
        "n",
        "s",
        "c",
        "j",
        "m",
        "t",
        "jusqu",
        "lorsqu",
        "puisqu",
        "quelqu",
        "presqu",
        "dell",
        "nell",
        "all",
        "dall",
        "sull",
        "un",
        "quest",
    ]
)
#: Scripts that write no space between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)
#: Around a piece it is part of no word; an apostrophe or a hyphen may be.
_PUNCTUATION = '.,;:!?"()[]{}<>=/…«»“”„،؛؟。'
#: Longer pieces are not words; they are not remembered.
_LONGEST_PIECE = 64
#: 10 MB at most; a day's news has fewer.
_MOST_PIECES = 40_000


def is_unspaced(text: str) -> bool:
    """Whether ``text`` is in a script that writes no space between words."""
    return _UNSPACED.match(text) is not None


def fold(text: str) -> Folded:
    """``text`` as it is compared: no case, no optional marks, one form per letter."""
    if text.isascii():
        return Folded(text, fold_plainly(text))
    return Folded(text, " ".join(_each_piece(_FOLD, text)))


_Result = TypeVar("_Result")


class _Memory(dict[str, _Result]):
    """What a function makes of each piece; forgets everything when full.

    Three times as fast as `functools.lru_cache`, which orders its entries at each use.
    """

    def __init__(self, make: Callable[[str], _Result]) -> None:
        super().__init__()
        self.make = make

    def __missing__(self, piece: str) -> _Result:
        if len(self) >= _MOST_PIECES:
            self.clear()
        made = self[piece] = self.make(piece)
        return made

    def of(self, piece: str) -> _Result:
        """What is made of a piece; an overlong one is not remembered."""
        return self.make(piece) if len(piece) > _LONGEST_PIECE else self[piece]


def _each_piece(memory: _Memory[_Result], text: str) -> list[_Result]:
    """What is made of each piece."""
    return _of_each(memory, text.split(" "))


def _of_each(memory: _Memory[_Result], pieces: list[str]) -> list[_Result]:
    if max(map(len, pieces)) <= _LONGEST_PIECE:
        return list(map(memory.__getitem__, pieces))
    return list(map(memory.of, pieces))


def split(text: str) -> list[str]:
    """The folded words of ``text`` as `tokenize` finds them, without their places."""
    found = _split_ascii(text) if text.isascii() else _WORD.findall(_letters_of(text))
    if any("'" in word for word in found):
        return [part for word in found for part in _parted(word)]
    return found


def _split_ascii(text: str) -> list[str]:
    """The folded words of an ASCII text: a fifth of the time that `_WORD` takes."""
    letters = text.translate(_ASCII)
    if "'" not in letters:
        return letters.split()
    found = letters.replace("''", " ").split()
    return [inner for word in found if (inner := word.strip("'"))]


def _letters_of(text: str) -> str:
    return fold_plainly(text).replace("_", " ")


def _parted(word: str) -> list[str]:
    if "'" not in word:
        return [word]
    return [word[start:end].replace("'", "") for start, end in _parts(word)]


def _parts(word: str) -> list[tuple[int, int]]:
    """Spans of the words in ``l'armée's``; in ``jama'at`` nothing is parted."""
    tail, end = [], len(word)
    if word.endswith("'s"):
        tail, end = [(end - 1, end)], end - 2
    head, apostrophe, _ = word[:end].partition("'")
    if apostrophe and head in _ELIDED:
        return [(0, len(head)), (len(head) + 1, end), *tail]
    return [(0, end), *tail]


def _count_words(piece: str) -> int:
    return len(split(piece))


def _read_spans(piece: str) -> tuple[tuple[int, int], ...]:
    """The code points of each word of a piece."""
    if piece.isalnum() and piece.isascii():
        return ((0, len(piece)),)
    folded = Folded(piece, fold_plainly(piece))
    return tuple(
        folded.span(match.start() + start, match.start() + end)
        for match in _WORD.finditer(folded.text.replace("_", " "))
        for start, end in _parts(match[0])
    )


_FOLD = _Memory(fold_plainly)
_COUNTS = _Memory(_count_words)
_SPANS = _Memory(_read_spans)


@dataclass(frozen=True)
class Tokens:
    """The words of a text, folded, in order, each with its place in the original."""

    original: str
    #: The folded words.
    words: list[str]
    _known: dict[int, tuple[int, int]] = field(default_factory=dict, repr=False)

    @cached_property
    def joined(self) -> str:
        """Every word with a space before it, and a space at the end: to scan."""
        return f" {' '.join(self.words)} "

    @cached_property
    def nameable(self) -> list[bool]:
        """For each word, whether its piece has a capital or is of a script without."""
        pieces = zip(self._pieces, self._piece_counts, strict=True)
        return [not piece.islower() for piece, count in pieces for _ in range(count)]

    def span(self, index: int) -> tuple[int, int]:
        """Code points of the word at ``index`` in the original, half open."""
        known = self._known.get(index)
        if known is None:
            known = self._known[index] = self._find_span(index)
        return known

    def _find_span(self, index: int) -> tuple[int, int]:
        piece = bisect_right(self._counts, index) - 1
        at = self._lengths[piece] + piece
        text = self.original[at : self._lengths[piece + 1] + piece]
        start, end = _SPANS.of(text)[index - self._counts[piece]]
        return at + start, at + end

    @cached_property
    def _pieces(self) -> list[str]:
        return self.original.split(" ")

    @cached_property
    def _piece_counts(self) -> list[int]:
        """How many words each piece has."""
        # Without the punctuation around them, many more pieces are known already.
        return _of_each(_COUNTS, [piece.strip(_PUNCTUATION) for piece in self._pieces])

    @cached_property
    def _counts(self) -> list[int]:
        """How many words stand before each piece."""
        return list(accumulate(self._piece_counts, initial=0))

    @cached_property
    def _lengths(self) -> list[int]:
        """How many letters stand before each piece, without the spaces between."""
        return list(accumulate(map(len, self._pieces), initial=0))


def tokenize(text: str) -> Tokens:
    """The words of ``text``: what stands between spaces, punctuation and hyphens.

    French elision and the English possessive are words of their own (``d'``, ``'s``);
    other apostrophes inside a word vanish, so that ``Jama'at`` equals ``Jamaat``.
    """
    return Tokens(text, split(text))


def words(text: str) -> list[str]:
    """The folded words of ``text``, in order; letters and digits of every script.

    Where a script writes no spaces (Chinese, Japanese, Thai), a run of it yields its
    overlapping pairs of letters, the usual stand-in for words in text retrieval.
    """
    found = split(text)
    if text.isascii() or not _UNSPACED.search(text):
        return found
    return [part for word in found for part in _pairs(word)]


def _pairs(word: str) -> list[str]:
    if len(word) < 3 or not _UNSPACED.fullmatch(word):  # noqa: PLR2004
        return [word]
    return [word[i : i + 2] for i in range(len(word) - 1)]
