"""Many phrases are found in a text in one pass (Aho-Corasick, 1975).

It finds words, not meanings: whole words in every script, with what Arabic writes
before a name and Russian after it. A phrase costs nothing where it does not occur.
"""

import re
from collections.abc import Iterable, Iterator
from enum import Enum, auto
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick

from monitor.text import Tokens, folded_words, is_unspaced

_Meaning = TypeVar("_Meaning")

_APOSTROPHE = re.compile("['’ʼ]")
_JOINT = re.compile("['’ʼ-]")
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
#: wa-, fa- (and); bi-, ka-, li- (with, like, to): what a name without article takes.
_CLITICS = re.compile("[وف]?[بكل]?")
#: The same before the article, which swallows its alef after li-.
_ARTICLE = re.compile("[وف]?(?:[بك]?ال|لل)")
_ENDING = re.compile("(?:[аеиоуыюяь]|ои|еи|ою|ею|ом|ем|ам|ах|ями|ами|ов|ев|ям|ях)?")
#: In a shorter Arabic word what looks like the article is its stem.
_SHORTEST_WITH_ARTICLE = 5
#: A Russian name shorter than this has too little stem to inflect.
_SHORTEST_INFLECTED = 4


class Edge(Enum):
    """What may stand at the edges of a phrase."""

    #: Nothing: whole words.
    WORD = auto()
    #: Arabic prefixes.
    CLITIC = auto()
    #: Arabic prefixes that end in the article.
    ARTICLE = auto()
    #: Russian case endings.
    CASE = auto()
    #: Any ending.
    OPEN = auto()
    #: Anything: the script writes no spaces.
    RUN = auto()


#: A way to look for a phrase: folded words joined by a space, and an edge.
Shape = tuple[str, Edge]


class Found(NamedTuple, Generic[_Meaning]):
    """A phrase in a text: words ``[first, last)``."""

    meaning: _Meaning
    first: int
    last: int
    #: Letters of the first word before the phrase, and of the last word after it.
    before: str = ""
    after: str = ""


def shapes(text: str, words: str = "") -> list[Shape]:
    """The ways to look for ``text``.

    Args:
        text: as it is written; "*" at its end leaves it open.
        words: the same, folded, where that is known.
    """
    if text.endswith("*"):
        return [(" ".join(folded_words(text[:-1])), Edge.OPEN)]
    spellings = {words or " ".join(folded_words(text)): None}
    if _JOINT.search(text):  # they come and go: N'Djamena, Ndjamena; Tin-Zaouatene
        spellings[" ".join(folded_words(_APOSTROPHE.sub("", text)))] = None
        spellings[" ".join(folded_words(_JOINT.sub("", text)))] = None
    return [shape for spelled in spellings if spelled for shape in _edges(spelled)]


def _edges(words: str) -> Iterator[Shape]:
    if is_unspaced(words):
        yield words, Edge.RUN
    elif _ARABIC.match(words):
        article = words.startswith("ال") and len(words) >= _SHORTEST_WITH_ARTICLE
        yield (words[2:], Edge.ARTICLE) if article else (words, Edge.CLITIC)
    elif _CYRILLIC.fullmatch(words) and len(words) >= _SHORTEST_INFLECTED:
        yield re.sub("[аяь]$", "", words), Edge.CASE
    else:
        yield words, Edge.WORD


class PhraseIndex(Generic[_Meaning]):
    """Phrases and what each means, ready to be found."""

    def __init__(self, phrases: Iterable[tuple[Shape, _Meaning]]) -> None:
        keys: dict[Shape, list[_Meaning]] = {}
        for shape, meaning in phrases:
            if shape[0]:
                keys.setdefault(shape, []).append(meaning)
        self._edges = [edge for _, edge in keys]
        #: What `_place` says, where it says it always.
        self._whole = [
            _whole(words.count(" ") + 1) if edge is Edge.WORD else None
            for words, edge in keys
        ]
        self._meanings = list(map(tuple, keys.values()))
        self._automaton = AhoCorasick([_pattern(*shape) for shape in keys])

    def find(self, tokens: Tokens) -> list[Found[_Meaning]]:
        """Every phrase in the text, overlapping ones too, in order of their ends."""
        joined = tokens.joined
        found = []
        counted, last = 0, 0  # hits come in order of their ends: count on, not anew
        for index, start, end in self._automaton.find_matches_as_indexes(
            joined, overlapping=True
        ):
            last += joined.count(" ", counted, end - 1)
            counted = end - 1
            place = self._whole[index] or _place(joined, start, end, self._edges[index])
            if place:
                width, before, after = place
                first = last - width
                found += [
                    Found(meaning, first, last, before, after)
                    for meaning in self._meanings[index]
                ]
        return found


@cache
def _whole(word_count: int) -> tuple[int, str, str]:
    """What `_place` says of whole words, one value for all phrases of one length."""
    return word_count, "", ""


def _pattern(words: str, edge: Edge) -> str:
    if edge is Edge.RUN:
        return words
    if edge in (Edge.OPEN, Edge.CASE):
        return f" {words}"
    if edge in (Edge.CLITIC, Edge.ARTICLE):
        return f"{words} "
    return f" {words} "


def _place(
    joined: str, start: int, end: int, edge: Edge
) -> tuple[int, str, str] | None:
    """How many words and what the edges carry; None where the edges forbid it."""
    before = after = ""
    if joined[start] == " ":
        start += 1
    else:
        before = joined[joined.rfind(" ", 0, start) + 1 : start]
    if joined[end - 1] == " ":
        end -= 1
    else:
        after = joined[end : joined.find(" ", end)]
    if not _edges_fit(before, after, edge):
        return None
    return joined.count(" ", start, end) + 1, before, after


def _edges_fit(before: str, after: str, edge: Edge) -> bool:
    match edge:
        case Edge.CLITIC:
            return not before or _CLITICS.fullmatch(before) is not None
        case Edge.ARTICLE:
            return _ARTICLE.fullmatch(before) is not None
        case Edge.CASE:
            return not after or _ENDING.fullmatch(after) is not None
        case _:
            return True
