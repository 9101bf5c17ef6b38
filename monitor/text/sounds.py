"""Sounds and consonants of a name, so that transliterations of one name look the same.

It serves Latin letters only, and proposes: whoever asks must still compare the
letters, because different names can share their consonants.
"""

import re

from monitor.text.memory import Memory

#: The Arabic article and "and", in the spellings of English and French.
_ARTICLES = frozenset(
    (
        *("al", "el", "ul", "il", "as", "ash", "an", "ad", "at", "ar", "az", "l"),
        *("wal", "wel", "wl", "oual", "ouel", "wa", "oua", "ua", "ual"),
    )
)
_JOINED_ARTICLE = re.compile("^(?:wal|oual|ouel)(?=.{4})")
#: Spellings of one sound in French, English and the national alphabets.
_SOUNDS = (
    *(("tch", "s"), ("sch", "s"), ("ch", "s"), ("sh", "s"), ("dj", "j"), ("ph", "f")),
    *(("qu", "k"), ("ck", "k"), ("ce", "se"), ("ci", "si"), ("cy", "si")),
    *(("gue", "ge"), ("gui", "gi"), ("gn", "ni"), ("kp", "p"), ("gb", "b")),
    *(("nb", "mb"), ("np", "mp"), ("ou", "u"), ("oo", "u")),
)
_LETTERS = str.maketrans("cqxzvyweo", "kkksfiuiu", "h'")
_NO_VOWELS = str.maketrans("", "", "aeiou")
#: A letter before the same letter.
_DOUBLE = re.compile(r"(.)(?=\1)")
_SHORTEST_FEMININE = 4
#: Stands for a word in another script: no name runs across it.
FOREIGN = "|"


def sound(word: str) -> str:
    """A folded Latin word as it may be heard, three vowels only; others as they are."""
    return _HEARD[word] if word.isascii() else word


def _hear(word: str) -> str:
    for spelled, heard in _SOUNDS:
        if spelled in word:
            word = word.replace(spelled, heard)
    return _DOUBLE.sub("", word.translate(_LETTERS))


def skeleton(word: str) -> str:
    """The consonants of a folded word in sound classes; empty for an article."""
    if word in _ARTICLES:
        return ""
    if not word.isascii():
        return FOREIGN
    if word[:1] in ("w", "o"):
        word = _JOINED_ARTICLE.sub("", word)
    if word.endswith("at") and len(word) > _SHORTEST_FEMININE:
        word = word[:-1]  # ta marbuta: Jama'at, Jama'a
    return _DOUBLE.sub("", sound(word).translate(_NO_VOWELS))


_HEARD = Memory(_hear)
