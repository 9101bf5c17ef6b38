"""Letters become comparable, and know where they came from.

It knows no words. Folding is NFKD (Unicode Standard Annex 15), optional marks off,
full case folding, and the few letters that NFKD leaves apart although writers mix
them (``ɓ`` and ``b`` in Hausa, ``ɔ`` and ``o`` in Bambara, the forms of alef, ya and
ta marbuta as in Lucene's ArabicNormalizer); ``lookalikes`` does the rest.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count, repeat

from monitor.text.lookalikes import unmix

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
_UNIFIED = {
    **dict.fromkeys("‘’‛ʼʻʽʾʿˈʹ′`", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{"ى": "ي", "ة": "ه", "ٱ": "ا", "ک": "ك", "ی": "ي", "ے": "ي", "ہ": "ه"},
    **{"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"},
    **{"ɓ": "b", "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɛ": "e", "ɔ": "o", "ɲ": "ny"},
    **{"ŋ": "ng", "ǝ": "e", "ə": "e", "ħ": "h", "þ": "th"},
    **{chr(zero + n): str(n) for zero in (0x660, 0x6F0) for n in range(10)},
}
_TO_UNIFY = re.compile(f"[{''.join(_UNIFIED)}]")


def fold_plainly(text: str) -> str:
    """``text`` as it is compared, without a memory of where its letters came from."""
    if text.isascii():
        return text.lower().replace("`", "'")
    bare = _DROPPED.sub("", unicodedata.normalize("NFKD", text.replace("´", "'")))
    bare = bare.casefold()
    if not unicodedata.is_normalized("NFKD", bare):  # folding uncovered a mark (ΐ)
        bare = _DROPPED.sub("", unicodedata.normalize("NFKD", bare))
    return unmix(_TO_UNIFY.sub(_unified, bare))


def _unified(letter: re.Match[str]) -> str:
    return _UNIFIED[letter[0]]


def fold(text: str) -> "Folded":
    """``text`` as it is compared: no case, no optional marks, one form per letter."""
    return Folded(text, fold_plainly(text))


class _Widths(dict[str, int]):
    """How many letters each letter is folded to, remembered."""

    def __missing__(self, letter: str) -> int:
        width = self[letter] = len(fold_plainly(letter))
        return width


_WIDTHS = _Widths()


@dataclass(frozen=True)
class Folded:
    """A text as it is compared, which still knows where its letters came from."""

    original: str
    text: str

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The code points of the original behind folded ``[start, end)``, half open.

        Marks that were dropped belong to the letter before them.
        """
        if self.is_aligned:
            return start, end
        first = self._origins[start]
        if end <= start:
            return first, first
        last = self._origins[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return first, last

    @property
    def is_aligned(self) -> bool:
        """Whether each letter of the original was folded to one letter."""
        return isinstance(self._origins, range)

    @cached_property
    def _origins(self) -> Sequence[int]:
        """Index of the original letter behind each folded letter, and their number."""
        size = len(self.original)
        if self.original.isascii():
            return range(size + 1)
        odd = [letter for letter in set(self.original) if _WIDTHS[letter] != 1]
        if not odd and len(self.text) == size:
            return range(size + 1)
        found = _origins(self.original, odd)
        if len(found) == len(self.text):
            return [*found, size]
        # Marks that change places when decomposed count with their letter.
        widths = _cluster_widths(self.original)
        return [*chain.from_iterable(map(repeat, count(), widths)), size]


def _origins(text: str, odd: Iterable[str]) -> list[int]:
    """Index of the letter behind each folded one; only ``odd`` ones are not one."""
    found: list[int] = []
    done = 0
    for at in sorted(_places(text, odd)):
        found += range(done, at)
        found += [at] * _WIDTHS[text[at]]
        done = at + 1
    found += range(done, len(text))
    return found


def _places(text: str, letters: Iterable[str]) -> Iterator[int]:
    for letter in letters:
        at = text.find(letter)
        while at >= 0:
            yield at
            at = text.find(letter, at + 1)


def _cluster_widths(text: str) -> list[int]:
    """Folded width of each letter, a letter's marks counted with the letter."""
    starts = [i for i, c in enumerate(text) if i == 0 or not unicodedata.combining(c)]
    widths = [0] * len(text)
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        widths[start] = len(fold_plainly(text[start:end]))
    return widths
