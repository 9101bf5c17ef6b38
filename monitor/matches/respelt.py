"""Place names that differ as the scribes of one name differ.

French, English and national spellings of one village share its consonants in order;
what comes and goes are vowels, a nasal before another consonant, the joints between
words ("Tinntam", "Tin Tam"; "Kompienga", "Kopienga"), and consonants that are mixed up
(``data/matches/sounds.toml``: l and r, b and p ...). It proposes;
other places can share all of that, so such a name needs its country beside it.
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cache
from itertools import compress, count
from typing import Generic, TypeVar

from monitor.matches import words as word_lists
from monitor.matches.fuzzy import distance, within
from monitor.text import sound

_Meaning = TypeVar("_Meaning")

#: Letters allowed to differ, up to a number of letters heard.
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
    """What stays of a name however it is written: its consonants, l being r.

    Prenasalised ones are written whole, or as one of their two sounds; of these the
    nasal alone is too little for a short name.
    """
    spelled = [heard, _PRENASAL.sub("", heard)]
    if len(heard) >= _LONG:
        spelled.append(_AFTER_NASAL.sub("", heard))
    return _consonants(word.replace("l", "r") for word in spelled)


def _consonants(spelled: Iterable[str]) -> list[str]:
    found = (_DOUBLE.sub("", word.translate(_NO_VOWELS)) for word in spelled)
    return [it for it in dict.fromkeys(found) if len(it) >= _SHORTEST_FRAME]


def _coarse_frames(heard: str) -> list[str]:
    """The same, consonants that are mixed up being one."""
    palatal, letter, alike = _mixed_up()
    spelled = (heard, palatal.sub(letter, heard))
    bare = [_PRENASAL.sub("", word) for word in spelled]
    return _consonants(word.translate(alike) for word in (*spelled, *bare))


def _all_frames(heard: str) -> list[str]:
    return list(dict.fromkeys([*_frames(heard), *_coarse_frames(heard)]))


def _begin_alike(wanted: str, heard: str) -> bool:
    if wanted[0] == heard[0] or {wanted[0], heard[0]} <= set(_VOWELS):
        return True
    palatal, _, alike = _mixed_up()
    if palatal.match(wanted) and palatal.match(heard):
        return True
    return wanted[0].translate(alike) == heard[0].translate(alike)


@cache
def _mixed_up() -> tuple[re.Pattern[str], str, dict[int, str]]:
    sounds = word_lists.sounds()
    palatal = sounds["palatal"]
    written = re.compile(f"[{palatal['written']}](?=i)")
    return written, palatal["heard"], str.maketrans(dict(sounds["alike"]))


def _budget(letter_count: int) -> int:
    for longest, edits in _BUDGETS:
        if letter_count <= longest:
            return edits
    return _LARGEST_BUDGET


def is_respelt(wanted: str, heard: str) -> bool:
    """Whether two names as heard, with a frame in common, may be one name.

    Consonants that are mixed up leave less to differ.
    """
    if wanted == heard:
        return True
    if not _begin_alike(wanted, heard):
        return False
    most = _budget(min(len(wanted), len(heard)))
    if most > 1 and set(_frames(wanted)).isdisjoint(_frames(heard)):
        most -= 1
    return distance(wanted, heard, most) <= most


class RespeltIndex(Generic[_Meaning]):
    """Names by their consonant frames, found wherever one to three words share one."""

    def __init__(
        self,
        names: Iterable[tuple[list[str], _Meaning]],
        taken: Container[str] = (),
    ) -> None:
        """Names, each as its words and its meaning.

        ``taken`` are words, joined by a space, that are names of their own, and no
        other spelling of one.
        """
        self._taken = taken
        self._heard: list[str] = []
        self._meanings: list[_Meaning] = []
        framed: dict[str, list[int]] = {}
        for index, (words, meaning) in enumerate(names):
            heard = _heard(words)
            self._heard.append(heard)
            self._meanings.append(meaning)
            for frame in _all_frames(heard):
                framed.setdefault(frame, []).append(index)
        #: By frame: the indexes of its names.
        self._framed = {frame: tuple(indexes) for frame, indexes in framed.items()}
        self._known = _Known(self, ())
        self._remembered = 0

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
        joinable = [*nameable, *[False] * _MOST_WORDS_JOINED]
        for first in compress(count(), nameable):
            known = self._known
            for index in range(first, first + _MOST_WORDS_JOINED):
                if not (joinable[index] and words[index].isascii()):
                    break
                known = known[words[index]]
                for meaning in known.meanings:
                    yield meaning, first, index + 1

    def make_room(self) -> None:
        """Counts what is remembered; forgets everything when full."""
        self._remembered += 1
        if self._remembered > _MOST_REMEMBERED:
            self._known.clear()
            self._remembered = 0

    def near(self, words: Sequence[str]) -> Iterator[_Meaning]:
        """What words, all of them together, may spell."""
        if " ".join(words) in self._taken:
            return
        heard = _heard(words)
        found: dict[int, None] = {}
        for frame in _all_frames(heard):
            indexes = self._framed.get(frame, ())
            spelled = [self._heard[index] for index in indexes]
            near = within(heard, spelled, _budget(len(heard)))
            found.update((indexes[place], None) for place in near)
        for index in found:
            if is_respelt(self._heard[index], heard):
                yield self._meanings[index]


class _Known(dict[str, "_Known[_Meaning]"], Generic[_Meaning]):
    """What some words spell, and, by the next word, what they spell with it.

    Found when it is asked for, and remembered, because news repeats its words.
    """

    __slots__ = ("index", "meanings", "words")

    def __init__(self, index: RespeltIndex[_Meaning], words: tuple[str, ...]) -> None:
        super().__init__()
        self.index = index
        self.words = words
        self.meanings = tuple(index.near(words))

    def __missing__(self, word: str) -> "_Known[_Meaning]":
        self.index.make_room()
        known = self[word] = _Known(self.index, (*self.words, word))
        return known
