"""Words, and where they stand in the original.

It knows no names and no language. A text is cut at its spaces and usual marks into
pieces; what a piece is made of is remembered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from monitor.text.folding import fold
from monitor.text.memory import Memory

#: Letters and digits, and the vowel signs that `re` does not count among them; the
#: underscore, which it does, is gone before it looks.
_LETTER = (
    "\\w\u0900-\u0963\u0971-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3"
)
_WORD = re.compile(f"[{_LETTER}]+(?:'[{_LETTER}]+)*")
#: Usual marks that stand in no word, each a space to the reader. Rarer ones are cut
#: off piece by piece.
_MARKS = '\n!"(),-./:;?\u00a0“”«»…–—،؛؟。、，'
_APOSTROPHES = "'`"
_NO_LETTERS = [
    c for c in map(chr, range(128)) if not (c.isalnum() or c in _APOSTROPHES)
]
#: The same of ASCII texts, and all that is as rare.
_TO_SPACES = str.maketrans(dict.fromkeys(_NO_LETTERS, " "))
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
_PAIR = 2
#: Scripts that write no space between words.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]+"
)


def is_unspaced(text: str) -> bool:
    """Whether ``text`` is in a script that writes no space between words."""
    return _UNSPACED.match(text) is not None


@lru_cache(maxsize=1024)
def folded_words(name: str) -> tuple[str, ...]:
    """What `split` finds in a name; what was asked last is remembered and shared."""
    return tuple(split(name))


def split(text: str) -> list[str]:
    """The folded words of ``text`` as `tokenize` finds them, without their places."""
    if text.isascii() and not any(mark in text for mark in _APOSTROPHES):
        return text.lower().translate(_TO_SPACES).split()
    return [word for piece in _pieces(text) for word, _, _, _ in _PARTS[piece][1]]


def _pieces(text: str) -> list[str]:
    """What stands between spaces and marks, in order; "" between two of them."""
    if text.isascii():
        return text.translate(_TO_SPACES).split(" ")
    for mark in _MARKS:  # few are in it: quicker than to translate its every letter
        text = text.replace(mark, " ")
    return text.split(" ")


#: A word of a piece, the code points of the piece it stands at, half open, and whether
#: it has a capital, or its script knows none.
_Part = tuple[str, int, int, bool]


def _part(piece: str) -> tuple[int, tuple[_Part, ...]]:
    """How long a piece is, and its words."""
    length = len(piece)
    if piece.isascii() and piece.isalnum():
        return length, ((piece.lower(), 0, length, not piece.islower()),)
    folded = fold(piece)
    found = []
    for start, end in _spans(folded.text.replace("_", " ")):
        first, last = folded.span(start, end)
        word = folded.text[start:end].replace("'", "")
        found.append((word, first, last, not piece[first:last].islower()))
    return length, tuple(found)


_PARTS = Memory(_part)


def _spans(folded: str) -> Iterator[tuple[int, int]]:
    for found in _WORD.finditer(folded):
        for start, end in _parts(found[0]):
            yield found.start() + start, found.start() + end


def _parts(word: str) -> list[tuple[int, int]]:
    """Spans of the words in ``l'armée's``; in ``jama'at`` nothing is parted."""
    tail, end = [], len(word)
    if word.endswith("'s"):
        tail, end = [(end - 1, end)], end - 2
    head, apostrophe, _ = word[:end].partition("'")
    if apostrophe and head in _ELIDED:
        return [(0, len(head)), (len(head) + 1, end), *tail]
    return [(0, end), *tail]


@dataclass(frozen=True)
class Tokens:
    """The words of a text, folded, in order, each with its place in the original."""

    original: str
    #: The folded words.
    words: list[str]
    #: Code point of the original at which each word begins.
    starts: list[int]
    #: Code point of the original behind each word.
    ends: list[int]
    #: For each word, whether it has a capital, or its script knows none.
    is_large: list[bool]

    @cached_property
    def joined(self) -> str:
        """Every word with a space before it, and a space at the end: to scan."""
        return f" {' '.join(self.words)} "

    def gap(self, index: int) -> str:
        """What stands before a word, up to the word before it, or at the end."""
        start = self.ends[index - 1] if index else 0
        end = self.starts[index] if index < len(self.starts) else len(self.original)
        return self.original[start:end]

    @cached_property
    def nameable(self) -> list[bool]:
        """For each word, whether it may belong to a name by its capitals.

        A word without one may, too, where it is joined to one that has
        (Tin-zaouatene), or where its script knows none.
        """
        text, starts, ends = self.original, self.starts, self.ends
        found = self.is_large.copy()
        for i in range(len(found) - 1):
            if found[i] != found[i + 1] and " " not in text[ends[i] : starts[i + 1]]:
                found[i] = found[i + 1] = True
        return found


def tokenize(text: str) -> Tokens:
    """The words of ``text``: what stands between spaces, punctuation and hyphens.

    French elision and the English possessive are words of their own (``d'``, ``'s``);
    other apostrophes inside a word vanish, so that ``Jama'at`` equals ``Jamaat``.
    """
    words_, starts, ends, is_large = [], [], [], []
    at = 0
    for length, parts in map(_PARTS.__getitem__, _pieces(text)):
        for word, start, end, large in parts:
            words_.append(word)
            starts.append(at + start)
            ends.append(at + end)
            is_large.append(large)
        at += length + 1
    return Tokens(text, words_, starts, ends, is_large)


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
    if len(word) <= _PAIR or not _UNSPACED.fullmatch(word):
        return [word]
    return [word[i : i + _PAIR] for i in range(len(word) - 1)]
