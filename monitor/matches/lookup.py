"""All phrases of an article that mean something to the matcher, in one pass.

It sorts them by what they are; who asks for them weighs them.
"""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from monitor.matches.clues import Clue
from monitor.matches.lexicon import Lexicon, Spelling, TopicWord
from monitor.matches.phrases import Found
from monitor.text import Tokens


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of an article, each kind in order of their ends."""

    spellings: list[Found[Spelling]]
    topics: list[Found[TopicWord]]
    clues: list[Found[Clue]]


def look_up(tokens: Tokens, lexicon: Lexicon) -> Phrases:
    """The phrases of ``lexicon`` in a text, overlapping ones too."""
    found: defaultdict[type, list[Found[Any]]] = defaultdict(list)
    for phrase in lexicon.phrases.find(tokens):
        found[type(phrase.meaning)].append(phrase)
    return Phrases(found[Spelling], found[TopicWord], found[Clue])
