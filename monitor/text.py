"""Text becomes comparable: folded letters, and words with their place in the original.

It knows no names and no language, and never changes what is stored or shown.

Folding is NFKD (Unicode Standard Annex 15), optional marks off, full case folding,
and the few letters that NFKD leaves apart although writers mix them (``ɓ`` and
``b`` in Hausa, ``ɔ`` and ``o`` in Bambara, the forms of alef, ya and ta marbuta as
in Lucene's ArabicNormalizer). Work is done once per space-separated piece and
remembered, because news repeats its words: that is three times
as fast as folding the whole text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, repeat
from typing import TypeVar

#: Marks that readers leave out (Latin, Cyrillic, Hebrew, Arabic, Syriac, N'Ko,
#: Adlam), tatweel, soft hyphen, zero-width, bidi and variation controls.
_DROPPED = re.compile(
    "[\u00ad\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5"
    "\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4"
    "\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u07eb-\u07f3\u07fd\u08d3-\u08ff"
    "\u180b-\u180f\u1ab0-\u1aff\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f\ufeff\U0001e944-\U0001e94a"
    "\U000e0100-\U000e01ef]+"
)
_UNIFIED = str.maketrans(
    {
        **dict.fromkeys("‘’‛ʼʻʽʾʿˈʹ′`", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **{"ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي", "ے": "ي", "ہ": "ه"},
        **{"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"},
        **{"ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ɲ": "ny"},
        **{"ŋ": "ng", "ǝ": "e", "ə": "e", "ħ": "h", "þ": "th"},
        **{chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)},
    }
)
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
#: Longer pieces are not words; they are not remembered.
_LONGEST_PIECE = 64
#: 10 MB at most; a day's news has fewer.
_MOST_PIECES = 40_000


def is_unspaced(text: str) -> bool:
    """Whether ``text`` is in a script that writes no space between words."""
    return _UNSPACED.match(text) is not None


def _fold(text: str) -> str:
    if text.isascii():
        return text.lower().replace("`", "'")
    bare = _DROPPED.sub("", unicodedata.normalize("NFKD", text.replace("´", "'")))
    bare = bare.casefold()
    if not unicodedata.is_normalized("NFKD", bare):  # folding uncovered a mark (ΐ)
        bare = _DROPPED.sub("", unicodedata.normalize("NFKD", bare))
    return bare.translate(_UNIFIED)


@lru_cache(maxsize=4096)
def _fold_letter(letter: str) -> str:
    return _fold(letter)


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, which still knows where its letters came from."""

    original: str
    text: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original behind folded ``[start, end)``, half open.

        Marks that were dropped belong to the letter before them.
        """
        if end <= start:
            place = self._origin(start)
            return place, place
        last = self._origin(end - 1) + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return self._origin(start), last

    @cached_property
    def _starts(self) -> Sequence[int]:
        """Folded index at which each letter of the original begins."""
        if len(self.original) == len(self.text) and self.original.isascii():
            return range(len(self.text) + 1)
        widths = [len(_fold_letter(letter)) for letter in self.original]
        if sum(widths) != len(self.text):  # marks that change places when decomposed
            widths = _cluster_widths(self.original)
        return list(accumulate(widths, initial=0))

    def _origin(self, index: int) -> int:
        """Index of the original letter behind the folded letter at ``index``."""
        if index >= len(self.text):
            return len(self.original)
        return bisect_right(self._starts, index) - 1


def _cluster_widths(text: str) -> list[int]:
    """Folded width of each letter, a letter's marks counted with the letter."""
    starts = [i for i, c in enumerate(text) if i == 0 or not unicodedata.combining(c)]
    widths = [0] * len(text)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        widths[start] = len(_fold(text[start:end]))
    return widths


def fold(text: str) -> Folded:
    """``text`` as it is compared: no case, no optional marks, one form per letter."""
    if text.isascii():
        return Folded(text, _fold(text))
    return Folded(text, " ".join(_each_piece(_FOLD, text)))


#: A folded word and its code points in the piece it stands in.
_Token = tuple[str, int, int]
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
    pieces = text.split(" ")
    if max(map(len, pieces)) <= _LONGEST_PIECE:
        return list(map(memory.__getitem__, pieces))
    return list(map(memory.of, pieces))


def _read_words(piece: str) -> str:
    """The words of a piece, folded, each after a space."""
    folded = _fold(piece)
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
    folded = Folded(piece, _fold(piece))
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


_FOLD = _Memory(_fold)
_WORDS = _Memory(_read_words)
_SPANS = _Memory(_read_spans)


@dataclass(frozen=True)
class Tokens:
    """The words of a text, folded, in order, each with its place in the original."""

    original: str
    #: The words of each space-separated piece, each after a space.
    by_piece: list[str]

    @cached_property
    def joined(self) -> str:
        """Every word with a space before it, and a space at the end: to scan."""
        return "".join(self.by_piece) + " "

    @cached_property
    def words(self) -> list[str]:
        """The folded words."""
        return self.joined.split()

    def span(self, index: int) -> tuple[int, int]:
        """Code points of the word at ``index`` in the original, half open."""
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


def tokenize(text: str) -> Tokens:
    """The words of ``text``: what stands between spaces, punctuation and hyphens.

    French elision and the English possessive are words of their own (``d'``, ``'s``);
    other apostrophes inside a word vanish, so that ``Jama'at`` equals ``Jamaat``.
    """
    return Tokens(text, _each_piece(_WORDS, text))


def split(text: str) -> list[str]:
    """The folded words of ``text`` as `tokenize` finds them, without their places."""
    return "".join(_each_piece(_WORDS, text)).split()


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
