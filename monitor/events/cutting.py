"""A text becomes sentences of tokens.

It cuts; what the words mean, `marking` finds.
"""

import re
from collections.abc import Iterator
from itertools import chain

from monitor.events.passages import Sentence

# Numbers with thousands separators, times and decimals in one piece; words with
# their Arabic vowel marks; every other character by itself. The first two lines are
# only quicker than those below: most words are of Latin, Cyrillic or Arabic letters.
_TOKEN = re.compile(
    r"[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0400-\u0481\u048a-\u052f"
    r"\u0621-\u063a\u0641-\u064a]++(?![^\W\d_]|[\u064b-\u065f\u0670\u0300-\u036f])"
    r"|[^\W\d_][^\W\d_\u064b-\u065f\u0670\u0300-\u036f]*"
    r"(?:[\u064b-\u065f\u0670\u0300-\u036f]+[^\W\d_]*)*"
    r"|\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+(?![\d%])|\d+(?:[.,:]\d+)+|\d+"
    r"|\S"
)
# Where a sentence may end: a full stop and its closing quotes, or a new line.
_END = re.compile(r"[.!?؟۔…]+[\"'”’»)\]]*(?=\s|$)|\n\s*")
_EDGE = re.compile(r"[\s.(]")
# After these a full stop ends no sentence.
_ABBREVIATIONS = frozenset(
    [
        *("gen", "col", "lt", "sgt", "capt", "maj", "dr", "mr", "mrs", "ms"),
        *("st", "no", "vs", "adm", "brig", "rep", "sen", "gov", "prof", "jr"),
        *("fr", "mme", "mlle", "me", "pr", "cf", "av", "bd", "hon", "pres"),
        *("env", "fig", "vol", "art", "inc", "ltd", "co", "mt", "u.s", "ca"),
        *("bzw", "sr", "sra"),
    ]
)
#: No article is read further than this; the event is told in its first part.
MAX_CHARS = 4_000
MAX_SENTENCES = 8
_SHOUTED_FROM = 400
#: Letters before a full stop that are looked at for a short form.
_LONGEST_SHORT = 12


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
        elif match[0] != "." or not _is_abbreviation(text, match.start(), end):
            yield end


def _is_abbreviation(text: str, dot: int, end: int) -> bool:
    """Whether a full stop belongs to a short form, or a small letter follows."""
    before = _EDGE.split(text[max(0, dot - _LONGEST_SHORT) : dot])[-1]
    if before.lower() in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()):
        return True
    return text[end : end + 2].strip()[:1].islower()
