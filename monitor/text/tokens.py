"""Words, and where they stand in the original.

It knows no names and no language. Work is done once per space-separated piece and
remembered, because news repeats its words: three times as fast as reading the whole
text each time.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, repeat

from monitor.text.folding import Folded, fold_plainly
from monitor.text.memory import LONGEST_PIECE, Memory, Result

#: Letters and digits, and the vowel signs that `re` does not count among them.
_LETTER = (
    "(?:[^\\W_]|[\u0900-\u0963\u0971-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3])"
)
_WORD = re.compile(f"{_LETTER}+(?:'{_LETTER}+)*")
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


def is_unspaced(text: str) -> bool:
    """Whether ``text`` is in a script that writes no space between words."""
    return _UNSPACED.match(text) is not None


def fold(text: str) -> Folded:
    """``text`` as it is compared: no case, no optional marks, one form per letter."""
    if text.isascii():
        return Folded(text, fold_plainly(text))
    return Folded(text, " ".join(_each_piece(_FOLD, text)))


def _each_piece(memory: Memory[Result], text: str) -> list[Result]:
    """What is made of each piece."""
    return _of_each(memory, text.split(" "))


def _of_each(memory: Memory[Result], pieces: list[str]) -> list[Result]:
    if max(map(len, pieces)) <= LONGEST_PIECE:
        return list(map(memory.__getitem__, pieces))
    return list(map(memory.of, pieces))


def _read_words(piece: str) -> str:
    """The words of a piece, folded, each after a space."""
    folded = fold_plainly(piece)
    if folded.isalnum():
        return f" {folded}"
    return "".join(
        [
            " " + folded[start:end].replace("'", "")
            for match in _WORD.finditer(folded)
            for start, end in _parts(match)
        ]
    )


def _read_spans(piece: str) -> tuple[tuple[int, int], ...]:
    """The code points of each word of a piece."""
    if piece.isalnum() and piece.isascii():
        return ((0, len(piece)),)
    folded = Folded(piece, fold_plainly(piece))
    return tuple(
        folded.span(start, end)
        for match in _WORD.finditer(folded.text)
        for start, end in _parts(match)
    )


def _parts(match: re.Match[str]) -> list[tuple[int, int]]:
    """Spans of the words in ``l'armée's``; in ``jama'at`` nothing is parted."""
    start, end = match.span()
    tail = []
    if match[0].endswith("'s"):
        tail, end = [(end - 1, end)], end - 2
    word = match.string[start:end]
    head, apostrophe, _ = word.partition("'")
    if apostrophe and head in _ELIDED:
        inner = start + len(head) + 1
        return [(start, inner - 1), (inner, end), *tail]
    return [(start, end), *tail]


_FOLD = Memory(fold_plainly)
_WORDS = Memory(_read_words)
_SPANS = Memory(_read_spans)


@dataclass(frozen=True)
class Tokens:
    """The words of a text, folded, in order, each with its place in the original."""

    original: str
    #: The words of each space-separated piece, each after a space.
    by_piece: list[str]
    _known: dict[int, tuple[int, int]] = field(default_factory=dict, repr=False)

    @cached_property
    def joined(self) -> str:
        """Every word with a space before it, and a space at the end: to scan."""
        return "".join(self.by_piece) + " "

    @cached_property
    def words(self) -> list[str]:
        """The folded words."""
        return self.joined.split()

    @cached_property
    def nameable(self) -> list[bool]:
        """For each word, whether its piece has a capital or is of a script without."""
        pieces = zip(self.original.split(" "), self.by_piece, strict=True)
        return [not piece.islower() for piece, words in pieces for _ in words.split()]

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
    def _counts(self) -> list[int]:
        """How many words stand before each piece."""
        counts = map(str.count, self.by_piece, repeat(" "))
        return list(accumulate(counts, initial=0))

    @cached_property
    def _lengths(self) -> list[int]:
        """How many letters stand before each piece, without the spaces between."""
        return list(accumulate(map(len, self.original.split(" ")), initial=0))


def _words_by_piece(text: str) -> list[str]:
    # Without the punctuation around them, many more pieces are known already.
    pieces = [piece.strip(_PUNCTUATION) for piece in text.split(" ")]
    return _of_each(_WORDS, pieces)


def tokenize(text: str) -> Tokens:
    """The words of ``text``: what stands between spaces, punctuation and hyphens.

    French elision and the English possessive are words of their own (``d'``, ``'s``);
    other apostrophes inside a word vanish, so that ``Jama'at`` equals ``Jamaat``.
    """
    return Tokens(text, _words_by_piece(text))


def split(text: str) -> list[str]:
    """The folded words of ``text`` as `tokenize` finds them, without their places."""
    return "".join(_words_by_piece(text)).split()


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
