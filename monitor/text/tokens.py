"""Words, and where they stand in the original.

It knows no names and no language. Where words stand is asked in few texts, and found
when it is asked.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import repeat

from monitor.text.folding import Folded, fold, fold_plainly
from monitor.text.memory import Memory

#: Letters and digits, and the vowel signs that `re` does not count among them; the
#: underscore, which it does, is gone before it looks.
_LETTER = (
    "\\w\u0900-\u0963\u0971-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3"
)
_WORD = re.compile(f"[{_LETTER}]+(?:'[{_LETTER}]+)*")
#: What stands between pieces: words with the apostrophes in and around them.
_GAP = re.compile(f"([^{_LETTER}']+)")
#: Gaps of folded ASCII texts become spaces.
_ASCII = str.maketrans(
    {mark: " " for mark in map(chr, range(128)) if not (mark.isalnum() or mark == "'")}
)
_QUOTES = "“”„«»‹›•·"
#: Longer pieces are parted anew each time.
_LONGEST_REMEMBERED = 40
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
    return _words(_cut(fold_plainly(text))[0])


def _cut(folded: str) -> tuple[list[str], Iterable[str]]:
    """Pieces of a folded text, "" where there is none, and the gaps behind them."""
    plain = folded if folded.isascii() else _without_quotes(folded)
    if plain.isascii():
        return plain.translate(_ASCII).split(" "), repeat(" ")
    found = _GAP.split(plain.replace("_", " "))
    return found[::2], [*found[1::2], ""]


def _without_quotes(folded: str) -> str:
    """A folded Latin text is ASCII but for its quotes, and then quickly cut."""
    for quote in _QUOTES:
        folded = folded.replace(quote, " ")
    return folded


def _words(pieces: list[str]) -> list[str]:
    found = list(filter(None, pieces))
    words, done = [], 0
    for index in [i for i, piece in enumerate(found) if "'" in piece]:
        piece = found[index]
        words += found[done:index]
        words += [piece[i:j].replace("'", "") for i, j in _spans_in(piece)]
        done = index + 1
    return words + found[done:]


def _spans_in(piece: str) -> tuple[tuple[int, int], ...]:
    if len(piece) <= _LONGEST_REMEMBERED:
        return _SPANS[piece]
    return _part(piece)


def _part(piece: str) -> tuple[tuple[int, int], ...]:
    return tuple(
        (found.start() + start, found.start() + end)
        for found in _WORD.finditer(piece)
        for start, end in _parts(found[0])
    )


_SPANS = Memory(_part)


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
    folded: Folded
    #: The folded words.
    words: list[str]
    _pieces: list[str] = field(repr=False)
    _gaps: Iterable[str] = field(repr=False)

    @cached_property
    def joined(self) -> str:
        """Every word with a space before it, and a space at the end: to scan."""
        return f" {' '.join(self.words)} "

    @cached_property
    def starts(self) -> list[int]:
        """Code point of the original at which each word begins."""
        return self._edges[0]

    @cached_property
    def ends(self) -> list[int]:
        """Code point of the original behind each word."""
        return self._edges[1]

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        starts, ends = [], []
        at = 0
        for piece, gap in zip(self._pieces, self._gaps, strict=False):
            end = at + len(piece)
            if "'" in piece:
                for first, last in _spans_in(piece):
                    starts.append(at + first)
                    ends.append(at + last)
            elif piece:
                starts.append(at)
                ends.append(end)
            at = end + len(gap)
        if self.folded.is_aligned:
            return starts, ends
        spans = list(map(self.folded.span, starts, ends))
        return [start for start, _ in spans], [end for _, end in spans]

    @cached_property
    def gaps(self) -> list[str]:
        """What stands before each word, up to the word before it, and at the end."""
        text = self.original
        before, behind = [0, *self.ends], [*self.starts, len(text)]
        return [text[start:end] for start, end in zip(before, behind, strict=True)]

    @cached_property
    def nameable(self) -> list[bool]:
        """For each word, whether it may belong to a name by its capitals.

        A word without one may, too, where it is joined to one that has
        (Tin-zaouatene), or where its script knows none.
        """
        text, starts, ends = self.original, self.starts, self.ends
        found = [
            not text[start:end].islower()
            for start, end in zip(starts, ends, strict=True)
        ]
        for i in range(len(found) - 1):
            if found[i] != found[i + 1] and " " not in text[ends[i] : starts[i + 1]]:
                found[i] = found[i + 1] = True
        return found


def tokenize(text: str) -> Tokens:
    """The words of ``text``: what stands between spaces, punctuation and hyphens.

    French elision and the English possessive are words of their own (``d'``, ``'s``);
    other apostrophes inside a word vanish, so that ``Jama'at`` equals ``Jamaat``.
    """
    folded = fold(text)
    pieces, gaps = _cut(folded.text)
    return Tokens(text, folded, _words(pieces), pieces, gaps)


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
