"""A text becomes sentences of tokens.

It cuts; what the words mean, `marking` finds.
"""

import re
from collections.abc import Iterator
from itertools import chain

from monitor.events.passages import Sentence
from monitor.text import is_abbreviation

# Numbers with thousands separators, times and decimals in one piece; words with
# their Arabic vowel marks, or with the digits of a name ("M23", "3R"; Arabic writes
# "and" before a number so, and is left out); every other character by itself. The
# first three lines are only quicker than those below: most words are of Latin,
# Cyrillic or Arabic letters.
_TOKEN = re.compile(
    r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u048a-\u052f"
    r"\u0621-\u063a\u0641-\u064a]++(?:\d(?<![\u0621-\u064a]\d)[^\W_]*+)?+"
    r"(?![^\W\d_]|[\u064b-\u065f\u0670\u0300-\u036f])"
    r"|[^\W\d_][^\W\d_\u064b-\u065f\u0670\u0300-\u036f]*"
    r"(?:[\u064b-\u065f\u0670\u0300-\u036f]+[^\W\d_]*)*"
    r"|\d+[A-Z]+\b|\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+(?![\d%])|\d+(?:[.,:h]\d+)+|\d+"
    r"|\S"
)
# Where a sentence may end: a full stop and its closing quotes, or a new line.
_END = re.compile(r"[.!?؟۔…]+[\"'”’»)\]]*(?=\s|$)|\n\s*")
#: No article is read further than this; the event is told in its first part.
MAX_CHARS = 4_000
MAX_SENTENCES = 8
_SHOUTED_FROM = 400


def cut(text: str, field_name: str) -> list[Sentence]:
    """The sentences of a title or text, not yet marked."""
    text = text[:MAX_CHARS]
    shouted = text[:_SHOUTED_FROM].isupper()
    sentences: list[Sentence] = []
    start = 0
    for end in chain(_ends(text, shouted=shouted), [len(text)]):
        piece = text[start:end]
        surfaces = _TOKEN.findall(piece)
        if surfaces:
            sentences.append(
                Sentence(piece, start, field_name, len(sentences), surfaces)
            )
        start = end
        if len(sentences) == MAX_SENTENCES:
            break
    return sentences


def _ends(text: str, *, shouted: bool) -> Iterator[int]:
    for match in _END.finditer(text):
        end = match.end()
        if match[0][0] == "\n":
            following = text[end : end + 1]
            if match[0].count("\n") > 1 or not (shouted or following.islower()):
                yield end
        elif match[0] != "." or not _goes_on(text, match.start(), end):
            yield end


def _goes_on(text: str, dot: int, end: int) -> bool:
    """Whether a full stop belongs to a short form, or a small letter follows."""
    return is_abbreviation(text, dot) or text[end : end + 2].strip()[:1].islower()
