"""Words that mix scripts are brought to one: look-alike letters hide no name.

A Latin "o" in a Cyrillic word is a typing slip or a disguise, and readers see neither.
Words in one script are left alone, so that no word of another language becomes a name.
"""

import re

#: Latin letters and the Cyrillic and Greek ones that look like them, small or capital
#: (Unicode Technical Standard 39, confusables.txt); folded text has only small ones.
_LATIN = "abcehijkmopstxy"
_CYRILLIC = "авсеніјкморѕтху"
_GREEK = {"α": "a", "β": "b", "ε": "e", "η": "h", "ι": "i", "κ": "k", "μ": "m"} | {
    **{"ο": "o", "ρ": "p", "τ": "t", "χ": "x", "υ": "y"}
}
_TO_LATIN = str.maketrans(dict(zip(_CYRILLIC, _LATIN, strict=True)) | _GREEK)
_TO_CYRILLIC = str.maketrans(
    dict(zip(_LATIN, _CYRILLIC, strict=True))
    | {greek: _CYRILLIC[_LATIN.index(latin)] for greek, latin in _GREEK.items()}
)

_OTHER = re.compile("[α-ωа-ҁҋ-ԯ]")
#: A Latin letter beside another; begins with the rarer script of such texts.
_MIXED = re.compile("[a-z](?:(?=[α-ωа-ҁҋ-ԯ])|(?<=[α-ωа-ҁҋ-ԯ][a-z]))")
_WORD = re.compile("[a-zα-ωа-ҁҋ-ԯ]+")


def unmix(text: str) -> str:
    """Folded text, as long, in which no word mixes scripts that it need not mix."""
    # Looks that cost little: hardly any text has such a word.
    if text.isascii() or not _OTHER.search(text) or not _MIXED.search(text):
        return text
    return _WORD.sub(_in_one_script, text)


def _in_one_script(found: re.Match[str]) -> str:
    """The word in the script of the letters that look like no other's, or of most."""
    word = found[0]
    if not _MIXED.search(word):
        return word
    latin = [letter for letter in word if letter <= "z"]
    cyrillic = [letter for letter in word if letter >= "\u0400"]
    is_latin = _weight(latin, _LATIN) >= _weight(cyrillic, _CYRILLIC)
    return word.translate(_TO_LATIN if is_latin else _TO_CYRILLIC)


def _weight(letters: list[str], look_alikes: str) -> tuple[int, int]:
    return sum(letter not in look_alikes for letter in letters), len(letters)
