"""Whether a sentence tells of the past: earlier attacks, old wars, other months.

It judges single sentences; what kind of text the article is, `realis` says.
"""

from monitor.events.numbers import YEARS
from monitor.events.passages import Sentence

_YEAR_DIGITS = 4


def is_background(sentence: Sentence, year: int | None) -> bool:
    """Whether all of the sentence is background to the story.

    Args:
        sentence: marked with its cues.
        year: of publication; without it no year is old.
    """
    if sentence.where == "title":
        return False
    if _is_old(sentence, year):
        return True
    return sentence.has("status", "past") and not sentence.has("status", "current")


def past_from(sentence: Sentence) -> int:
    """The token from which on the sentence speaks of an earlier event.

    "Two weeks after gunmen killed five, ...": the killing is background, but what
    comes behind the comma is not.
    """
    markers = sentence.named("grammar", "past_marker")
    return min((hit.start for hit in markers), default=len(sentence.words))


def _is_old(sentence: Sentence, year: int | None) -> bool:
    named = years(sentence)
    return bool(named) and year is not None and max(named) < year


def years(sentence: Sentence) -> list[int]:
    """The years that a sentence names in figures."""
    found = [sentence.surfaces[i] for i in sentence.figures]
    return [
        int(surface)
        for surface in found
        if len(surface) == _YEAR_DIGITS
        and surface.isdecimal()
        and int(surface) in YEARS
    ]
