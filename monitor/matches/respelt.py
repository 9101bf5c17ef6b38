"""Place names that differ as the scribes of one name differ.

French, English and national spellings of one village share its consonants in order;
what comes and goes are vowels, a nasal before another consonant, l for r, and the
joints between words ("Tinntam", "Tin Tam"; "Kompienga", "Kopienga"). It proposes;
other places can share all of that, so such a name needs its country beside it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import Generic, TypeVar

from monitor.matches.fuzzy import distance, within
from monitor.text import sound

_Meaning = TypeVar("_Meaning")

#: Vowels, nasals and joints allowed to differ, up to a number of letters heard.
_BUDGETS = ((4, 0), (6, 1), (9, 2))
_LARGEST_BUDGET = 3
#: Fewer consonants are shared by too many names.
_SHORTEST_FRAME = 2
#: From so many letters heard on, a name can spare more.
_LONG = 8
#: Words of the text that may make up one name.
_MOST_WORDS_JOINED = 3
_MOST_REMEMBERED = 40_000
#: A syllabic nasal: "Ingaba", "N'Gaba"; "In Tillit", "N'Tillit".
_SYLLABIC = re.compile("^[iu]n(?=[^aiu])")
_PRENASAL = re.compile("[mn](?=[^aiu]|$)")
_AFTER_NASAL = re.compile("(?<=[mn])[bdgj]")
_NO_VOWELS = str.maketrans("", "", "aiu")
#: A letter before the same letter.
_DOUBLE = re.compile(r"(.)(?=\1)")
_VOWELS = "aiu"


def _heard(words: Iterable[str]) -> str:
    """The words run together, as they sound; empty for other scripts than Latin."""
    joined = _DOUBLE.sub("", "".join(map(sound, words)))
    return _SYLLABIC.sub("n", joined) if joined.isascii() else ""


def _frames(heard: str) -> list[str]:
    """What stays of a name however it is written: its consonants.

    Prenasalised ones are written whole, or as one of their two sounds; of these the
    nasal alone is too little for a short name.
    """
    spelled = [heard, _PRENASAL.sub("", heard)]
    if len(heard) >= _LONG:
        spelled.append(_AFTER_NASAL.sub("", heard))
    frames = (word.translate(_NO_VOWELS) for word in spelled)
    found = (_DOUBLE.sub("", frame.replace("l", "r")) for frame in frames)
    return [it for it in dict.fromkeys(found) if len(it) >= _SHORTEST_FRAME]


def _budget(letter_count: int) -> int:
    for longest, edits in _BUDGETS:
        if letter_count <= longest:
            return edits
    return _LARGEST_BUDGET


def is_respelt(wanted: str, heard: str) -> bool:
    """Whether two names as heard, with a frame in common, may be one name."""
    if wanted == heard:
        return True
    if wanted[0] != heard[0] and not {wanted[0], heard[0]} <= set(_VOWELS):
        return False
    most = _budget(min(len(wanted), len(heard)))
    return distance(wanted, heard, most) <= most


class RespeltIndex(Generic[_Meaning]):
    """Names by their consonant frames, found wherever one to three words share one."""

    def __init__(self, names: Iterable[tuple[list[str], _Meaning]]) -> None:
        self._heard: list[str] = []
        self._meanings: list[_Meaning] = []
        framed: dict[str, list[int]] = {}
        for index, (words, meaning) in enumerate(names):
            heard = _heard(words)
            self._heard.append(heard)
            self._meanings.append(meaning)
            for frame in _frames(heard):
                framed.setdefault(frame, []).append(index)
        #: By frame: the indexes of its names.
        self._framed = {frame: tuple(indexes) for frame, indexes in framed.items()}
        self._remembered: dict[tuple[str, ...], tuple[_Meaning, ...]] = {}

    def find(
        self, words: Sequence[str], nameable: Sequence[bool]
    ) -> Iterator[tuple[_Meaning, int, int]]:
        """Names and the words ``[first, last)`` that may spell them.

        Args:
            words: folded, in order.
            nameable: for each word, whether it may be part of a name.
        """
        if not self._framed:
            return
        for first in compress(range(len(words)), nameable):
            for last in range(
                first + 1, min(first + _MOST_WORDS_JOINED, len(words)) + 1
            ):
                if not (nameable[last - 1] and words[last - 1].isascii()):
                    break
                for meaning in self._near(tuple(words[first:last])):
                    yield meaning, first, last

    def _near(self, words: tuple[str, ...]) -> tuple[_Meaning, ...]:
        known = self._remembered.get(words)
        if known is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[words] = tuple(self._look_up(_heard(words)))
        return known

    def _look_up(self, heard: str) -> Iterator[_Meaning]:
        found: dict[int, None] = {}
        for frame in _frames(heard):
            indexes = self._framed.get(frame, ())
            spelled = [self._heard[index] for index in indexes]
            near = within(heard, spelled, _budget(len(heard)))
            found.update((indexes[place], None) for place in near)
        for index in found:
            if is_respelt(self._heard[index], heard):
                yield self._meanings[index]
