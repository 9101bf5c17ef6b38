"""Number words and figures become values: "twenty-two", "2 000", "quatre-vingts".

It reads numbers, not what is counted.
"""

from typing import NamedTuple

from monitor.events.naming import is_of_a_name
from monitor.events.passages import Sentence

_HYPHENS = frozenset("-‑–")
_FOUR, _TWENTY, _HUNDRED, _TENS = 4, 20, 100, 10
#: A bare figure in this range is a year, unless people are named right behind it.
YEARS = range(1900, 2100)
_MOST_GOALS = 15
#: Larger figures are money or populations, not tolls of one event.
MAX_PEOPLE = 2_000_000


class Quantity(NamedTuple):
    """A number of something; token indexes include "at least" and the like."""

    low: int
    high: int
    start: int
    end: int


def quantity_at(sentence: Sentence, i: int) -> Quantity | None:
    """The quantity that begins with token `i`, if one does."""
    vague = _vague_at(sentence, i)
    if vague is not None:
        return vague
    found = number_at(sentence, i)
    if found is None or not _counts(sentence, i):
        return None
    value, end = found
    if value > MAX_PEOPLE:
        return None
    second = _second(sentence, value, end)
    if second is not None:
        return Quantity(value, second[0], i, second[1])
    return Quantity(value, value, i, end)


def number_at(sentence: Sentence, i: int) -> tuple[int, int] | None:
    """(value, token after it) of the number that begins with token `i`."""
    first = sentence.words[i].number
    if first is None:
        return None
    value, end = first, i + 1
    last = first
    digits = sentence.surfaces[i][:1].isdigit()
    while True:
        at = _next_part(sentence, end, hyphen=not digits)
        part = sentence.words[at].number if at < len(sentence.words) else None
        if part is None or (digits and sentence.surfaces[at][:1].isdigit()):
            return value, end
        joined = _join(value, last, part, waw=sentence.surfaces[at].startswith("و"))
        if joined is None or (digits and part < _HUNDRED):
            return value, end
        value, last, end = joined, part, at + 1


def _next_part(sentence: Sentence, at: int, *, hyphen: bool) -> int:
    words = sentence.words
    if at >= len(words):
        return at
    joins = words[at].folded in _HYPHENS if hyphen else False
    linked = any(c.family == "grammar" and c.name == "and" for c in words[at].cues)
    if (joins or linked) and at + 1 < len(words) and words[at + 1].number is not None:
        after = at + 1
        if joins and after + 1 < len(words):
            both = any(c.name == "and" for c in words[after].cues)
            return after + 1 if both else after
        return after
    return at


def _join(value: int, last: int, part: int, *, waw: bool) -> int | None:
    """The value that two number words make together, or None."""
    if part >= _HUNDRED and value < part:
        return value * part
    if last == _FOUR and part == _TWENTY:
        return value - _FOUR + _FOUR * _TWENTY
    return value + part if _adds(value, last, part, waw=waw) else None


def _adds(value: int, last: int, part: int, *, waw: bool) -> bool:
    """Whether a smaller number word is added: "hundred (and) five", "vingt-deux"."""
    hundreds = value >= _HUNDRED and last >= _HUNDRED > part
    tens = last >= _TWENTY and last % _TENS == 0 and part < _TWENTY
    return (
        hundreds
        or tens
        or (last == _TENS and part < _TENS)
        or (waw and last < _TENS and part % _TENS == 0)
    )


def _second(sentence: Sentence, low: int, end: int) -> tuple[int, int] | None:
    """The upper end of a range: "10-15", "between 1 and 4", "cinq à six"."""
    words = sentence.words
    if end + 1 >= len(words) or words[end + 1].number is None:
        return None
    link = words[end]
    is_range = link.folded in _HYPHENS or any(
        cue.family == "bound" and cue.name == "range_to" for cue in link.cues
    )
    upper = number_at(sentence, end + 1)
    if not is_range or upper is None or not low < upper[0] <= max(3 * low, low + _TENS):
        return None
    return upper


def _vague_at(sentence: Sentence, i: int) -> Quantity | None:
    from_here = [h for h in sentence.hits_at(i) if h.cue.family == "vague"]
    if not from_here:
        return None
    hit = max(from_here, key=lambda h: h.end)
    low, high = sentence.vague[hit.cue.name]
    return Quantity(low, high, hit.start, hit.end)


def _counts(sentence: Sentence, i: int) -> bool:
    """Whether a number counts something: no date, year, hour, score, age or name."""
    words, surface = sentence.words, sentence.surfaces[i]
    if is_of_a_name(sentence, i):
        return False
    if surface[:1].isdigit() and any(c in surface for c in ":"):
        return False
    before = words[i - 1] if i else None
    after = words[i + 1] if i + 1 < len(words) else None
    for neighbour in (before, after):
        if neighbour and any(c.family == "date" for c in neighbour.cues):
            return _is_people(sentence, i + 1)
    if int(words[i].number or 0) in YEARS and surface.isdecimal():
        return _is_people(sentence, i + 1)
    return not (
        before and before.folded in _HYPHENS and i > 1 and _is_figure(sentence, i - 2)
    )


def tells_score(sentence: Sentence) -> bool:
    """Whether the score of a match stands there: "3-1", "(0-0)"; not "3-5 people"."""
    for i in sentence.figures:
        if sentence.surfaces[i + 1 : i + 2] not in (["-"], ["–"]):
            continue
        one, other = sentence.words[i].number, _value(sentence, i + 2)
        if one is None or other is None or max(one, other) > _MOST_GOALS:
            continue
        is_alone = not _is_people(sentence, i + 3) and sentence.surfaces[i - 1] != "-"
        if is_alone and (one >= other or sentence.surfaces[i - 1] == "("):
            return True
    return False


def _value(sentence: Sentence, i: int) -> int | None:
    is_figure = i < len(sentence.words) and sentence.surfaces[i].isdecimal()
    return sentence.words[i].number if is_figure else None


def _is_figure(sentence: Sentence, i: int) -> bool:
    return sentence.surfaces[i].isdecimal() or sentence.surfaces[i].isupper()


def _is_people(sentence: Sentence, i: int) -> bool:
    """Whether people are named at token `i` or just behind it: not after a comma."""
    for at in range(i, min(i + 2, len(sentence.surfaces))):
        if any(h.cue.family in ("people", "casualty") for h in sentence.hits_at(at)):
            return True
        if not sentence.surfaces[at][0].isalnum():
            return False
    return False
