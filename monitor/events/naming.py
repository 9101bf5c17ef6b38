"""What is part of a name counts nothing: "M 23", "حركة 23 مارس", "21 Brigade".

It finds those numbers; what other numbers count, `numbers` reads.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from monitor.events.lexicons import Word
from monitor.events.passages import Hit, Sentence
from monitor.events.struck import MARKS, struck

#: Cues that say how many or when.
_COUNTING = frozenset(["date", "vague", "bound"])
#: Tokens from a number to the unit that has it in its name: "21 Special Brigade".
_NUMBERED_REACH = 4


class Name(NamedTuple):
    """A name that a watch found in a sentence; token indexes, half open."""

    start: int
    end: int
    #: Kind of the people of a group ("rebel"), or "place", "person".
    kind: str


def set_names_apart(
    words: list[Word], hits: list[Hit], names: Sequence[Name]
) -> tuple[list[Word], list[Hit]]:
    """The words and hits of a sentence without numbers and dates inside of names.

    Names of forces that the word lists know count as names, too; numbers that are
    taken back count nothing, either.
    """
    figures = [i for i, word in enumerate(words) if word.number is not None]
    if not figures:
        return words, hits
    forces, marks = _named_in(hits)
    spans = [(n.start, n.end) for n in names] + [(f.start, f.end) for f in forces]
    within = {i for start, end in spans for i in range(start, end)}
    within.update(struck(words, hits, marks))
    if within.isdisjoint(figures):
        return words, hits
    bare = [w._replace(number=None) if i in within else w for i, w in enumerate(words)]
    kept = [h for h in hits if h.cue.family not in _COUNTING or h.start not in within]
    return bare, kept


def _named_in(hits: Iterable[Hit]) -> tuple[list[Hit], list[Hit]]:
    """Forces of more than one word, and the marks of numbers that are taken back."""
    forces: list[Hit] = []
    marks: list[Hit] = []
    for hit in hits:
        (family, name, detail), start, end = hit
        if detail == "force":
            if end - start > 1 and family == "people":
                forces.append(hit)
        elif name in MARKS:
            marks.append(hit)
    return forces, marks


def is_of_a_name(sentence: Sentence, i: int) -> bool:
    """Whether the figure at token `i` tells a unit or a road from others.

    "Brigade 21", "21 Special Brigade", "RN 6"; not "on Highway 12 people died".
    """
    if not sentence.surfaces[i][0].isdigit() or not sentence.has("grammar", "numbered"):
        return False
    behind = sentence.hits_at(i + 1, "people")
    if any(hit.cue.name == "numbered" for hit in sentence.grammar_before(i)):
        return all(hit.cue.detail == "force" for hit in behind)
    for at in range(i + 1, min(i + 1 + _NUMBERED_REACH, len(sentence.surfaces))):
        if "numbered" in sentence.grammar_at(at):
            return _is_name(sentence, at)
        if not sentence.surfaces[at][0].isupper():
            return False
    return False


def _is_name(sentence: Sentence, at: int) -> bool:
    """Whether "Brigade" is no adjective: "12 brigade members"."""
    if sentence.where != "title" and sentence.surfaces[at][0].isupper():
        return True
    return not any(h.cue.detail != "force" for h in sentence.hits_at(at + 1, "people"))
