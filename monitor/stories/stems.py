"""Folded words are cut to what their inflected forms share.

It knows no language's grammar.
"""

from sys import intern

#: Words are cut to their first letters: the language-independent stemmer that serves
#: inflected languages nearly as well as their own (McNamee and Mayfield 2004).
_LENGTH = 5
#: The article and its clitics (Larkey's light10); this many letters must remain.
_ARABIC_PREFIXES = ("وال", "بال", "فال", "كال", "ال", "لل")
_SHORTEST = 3


def stem(word: str) -> str:
    """The first letters of a folded word; numbers stay whole.

    Interned: thousands of reports share one string.
    """
    if word[0].isdigit():
        return intern(word)
    if word.isascii():
        return intern(word[:_LENGTH])
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) >= len(prefix) + _SHORTEST:
            return intern(word[len(prefix) :][:_LENGTH])
    return intern(word[:_LENGTH])
