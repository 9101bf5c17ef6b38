"""Whether a sentence tells of the past: earlier attacks, old wars, other months.

It judges single sentences; what kind of text the article is, `realis` says.
"""

from monitor.events.numbers import YEARS
from monitor.events.passages import Hit, Sentence

_YEAR_DIGITS = 4
#: Tokens between a date and its year.
_YEAR_REACH = 4


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


def _is_old(sentence: Sentence, year: int | None) -> bool:
    named = years(sentence)
    if not named or year is None or max(named) >= year:
        return False
    return not any(_is_fresh(sentence, hit) for hit in sentence.named("date"))


def _is_fresh(sentence: Sentence, date: Hit) -> bool:
    """Whether a day of the month or week is named before and away from any year.

    "In 2021 gunmen killed 40 in a raid on a Friday": a day behind the year is its own.
    """
    if any(
        i < date.start and not _is_since(sentence, i) for i in _year_tokens(sentence)
    ):
        return False
    around = range(date.start - _YEAR_REACH, date.end + _YEAR_REACH)
    figures = [i for i in sentence.figures if i in around]
    values = [sentence.words[i].number for i in figures]
    if any(value in YEARS for value in values if value is not None):
        return False
    is_day = not date.cue.name.startswith(("month", "week "))
    return is_day or any(i in (date.start - 1, date.end) for i in figures)


def _is_since(sentence: Sentence, year: int) -> bool:
    """Whether "since" stands before a year or its month: "the worst since 2021"."""
    return any("since" in sentence.grammar_at(i) for i in (year - 1, year - 2))


def years(sentence: Sentence) -> list[int]:
    """The years that a sentence names in figures."""
    return [int(sentence.surfaces[i]) for i in _year_tokens(sentence)]


def _year_tokens(sentence: Sentence) -> list[int]:
    return [i for i in sentence.figures if _is_year(sentence.surfaces[i])]


def _is_year(surface: str) -> bool:
    is_figure = len(surface) == _YEAR_DIGITS and surface.isdecimal()
    return is_figure and int(surface) in YEARS
