"""Words, and where they stand in the original.

It knows no names and no language. Where words stand is asked in few texts, and found
when it is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from monitor.text.folding import Folded, fold_plainly

#: Letters and digits, and the vowel signs that `re` does not count among them; the
#: underscore, which it does, is gone before it looks.
_LETTER = (
    "[\\w\u0900-\u0963\u0971-\u0df3\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1"
    "\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3]"
)
_WORD = re.compile(f"{_LETTER}+(?:'{_LETTER}+)*")
_ASCII_WORD = re.compile("[a-z0-9]+(?:'[a-z0-9]+)*")
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


def is_unspaced(text: str) -> bool:
    """Whether ``text`` is in a script that writes no space between words."""
    return _UNSPACED.match(text) is not None


def fold(text: str) -> Folded:
    """``text`` as it is compared: no case, no optional marks, one form per letter."""
    return Folded(text, fold_plainly(text))


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


def _word_spans(folded: str) -> Iterator[tuple[int, int]]:
    pattern = _ASCII_WORD if folded.isascii() else _WORD
    for match in pattern.finditer(folded.replace("_", " ")):
        if "'" in match[0]:
            for start, end in _parts(match[0]):
                yield match.start() + start, match.start() + end
        else:
            yield match.span()


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

    @cached_property
    def joined(self) -> str:
        """Every word with a space before it, and a space at the end: to scan."""
        return f" {' '.join(self.words)} "

    def span(self, index: int) -> tuple[int, int]:
        """Code points of the word at ``index`` in the original, half open."""
        return self.spans[index]

    @cached_property
    def spans(self) -> list[tuple[int, int]]:
        """Code points of each word in the original, half open."""
        folded = fold(self.original)
        spans = list(_word_spans(folded.text))
        return spans if folded.is_aligned else [folded.span(*span) for span in spans]

    @cached_property
    def nameable(self) -> list[bool]:
        """For each word, whether it may belong to a name by its capitals.

        A word without one may, too, where it is joined to one that has
        (Tin-zaouatene), or where its script knows none.
        """
        found = [not self.original[start:end].islower() for start, end in self.spans]
        for i, ((_, end), (start, _)) in enumerate(pairwise(self.spans)):
            if found[i] != found[i + 1] and " " not in self.original[end:start]:
                found[i] = found[i + 1] = True
        return found


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
