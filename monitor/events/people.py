"""Groups of people in a sentence: "at least five soldiers", "a driver", "villagers".

It counts and classes them; what became of them is read by `toll`.
"""

from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from monitor.events.nouns import chain, is_list, nouns, stops
from monitor.events.numbers import Quantity, quantity_at
from monitor.events.passages import Hit, Sentence
from monitor.model import Side

#: Sides: of the classes that the data files name.
STATE = frozenset({"army", "police", "peacekeeper", "militia"})
INSURGENT = frozenset({"militant", "rebel", "gunman", "bandit"})
CIVIL = frozenset({"civilian", "protester"})
SIDES = {
    **dict.fromkeys(STATE, Side.STATE),
    **dict.fromkeys(INSURGENT, Side.ARMED_GROUP),
    **dict.fromkeys(CIVIL, Side.CIVILIAN),
}
#: Nobody's side: "people", "victims".
ANYBODY = "people"
#: Tokens that may stand between a number and the people it counts.
_ADJECTIVES = 6
#: Arabic: what may be written before a noun, and the article.
_ARABIC_JOINED = "وفبلك"
_ARABIC_THE = "ال"
#: Tokens from a number to the bracket that breaks it down.
_BRACKET_REACH = 3
#: Words between "a" and "Tuareg".
_NEAR_ARTICLE = 2
#: Plural without a number.
_SOME = (2, 9)


class Group(NamedTuple):
    """Some people; token indexes, half open."""

    low: int
    high: int
    start: int
    end: int
    #: Class of the noun ("army", "civilian"), or None where none is said.
    kind: str | None
    #: Whether a number, article or vague word says how many.
    counted: bool
    #: Part of a group named before: "including two children".
    is_part: bool
    #: The token where the noun begins.
    noun: int


def groups(sentence: Sentence) -> list[Group]:
    """The groups of a sentence, in text order, never overlapping."""
    found: list[Group] = []
    done = 0
    for i in sorted(_beginnings(sentence)):
        if i < done:
            continue
        group = _group_at(sentence, i)
        if group is None:
            continue
        done = group.end
        if found and _is_other_name(sentence, found[-1], group):
            continue
        if found and (
            _breaks_down(sentence, found[-1], group)
            or _is_of_them(sentence, found, group)
        ):
            group = group._replace(is_part=True)
        found.append(group)
    return found


def _is_other_name(sentence: Sentence, known: Group, group: Group) -> bool:
    """Whether brackets only name a group again: "volunteers for the defence (VDP)"."""
    between = sentence.surfaces[known.end : group.start]
    return between == ["("] and not group.counted and group.kind == known.kind


def _is_of_them(sentence: Sentence, before: Sequence[Group], part: Group) -> bool:
    """Whether it says who some of those before were: "nine people, two of them guards".

    In "two of them were killed" it is what became of them.
    """
    if sentence.surfaces[part.start - 1].isalnum():
        return False
    said = sentence.named("grammar", "of_them")
    if not any(part.start < hit.end <= part.end for hit in said):
        return False
    if not any(group.counted and group.high >= part.high for group in before):
        return False
    clause = takewhile(
        lambda i: sentence.surfaces[i] not in ",;:()",
        range(part.end, len(sentence.words)),
    )
    return not any(sentence.hits_at(i, "casualty") for i in clause)


def _breaks_down(sentence: Sentence, whole: Group, part: Group) -> bool:
    """Whether a group is in brackets behind a number, or listed behind a part.

    "Nine people (seven soldiers and two drivers)", "including a nurse, two guards".
    """
    between = sentence.surfaces[whole.end : part.start]
    if between[-1:] == ["("]:
        return whole.counted and len(between) <= _BRACKET_REACH
    has_own_word = bool(sentence.hits_at(part.end, "casualty"))
    return (
        whole.is_part and not has_own_word and is_list(sentence, whole.end, part.start)
    )


def _beginnings(sentence: Sentence) -> set[int]:
    """The tokens that a group may begin with: numbers, "a", "no", people."""
    found = {i for i, word in enumerate(sentence.words) if word.number is not None}
    for hits in (
        sentence.named("people"),
        sentence.named("vague"),
        sentence.named("grammar", "articles_one", "negation"),
    ):
        found.update(hit.start for hit in hits)
    return found


def _group_at(sentence: Sentence, i: int) -> Group | None:
    quantity = quantity_at(sentence, i) or _none_at(sentence, i)
    if quantity is not None:
        return _counted(sentence, quantity)
    if "articles_one" in sentence.grammar_at(i):
        noun = next(nouns(sentence, i + 1, _ADJECTIVES), None)
        if noun is None:
            return None
        group = _group(sentence, i, noun, (1, 1), counted=True)
        is_one = noun.cue.detail == "one" or _is_of_a_people(sentence, group)
        return group if is_one else None
    named = [h for h in sentence.hits_at(i, "people") if h.cue.detail != "force"]
    return _uncounted(sentence, named[0]) if named else None


def _uncounted(sentence: Sentence, noun: Hit) -> Group:
    """People named without a number before them: "villagers", "جنديان"."""
    last = chain(sentence, noun)[-1] if sentence.head_last else noun
    group = _followed(sentence, noun) if sentence.number_follows else None
    if group is not None:
        return group
    if noun.cue.detail == "dual":
        return _group(sentence, noun.start, noun, (2, 2), counted=True)
    if last.cue.detail != "one":
        return _group(sentence, noun.start, noun, _SOME, counted=False)
    counted = _is_indefinite(sentence.surfaces[noun.start])
    return _group(sentence, noun.start, noun, (1, 1), counted=counted)


def _is_of_a_people(sentence: Sentence, group: Group) -> bool:
    """Whether "a" stands before a people's name, as in "an elderly Tuareg"."""
    between = range(group.start + 1, group.noun)
    return (
        len(between) <= _NEAR_ARTICLE
        and sentence.surfaces[group.end - 1][0].isupper()
        and sentence.surfaces[group.end : group.end + 1] != ["-"]
        and not any(h.cue.name == "of" for i in between for h in sentence.hits_at(i))
    )


def _is_indefinite(surface: str) -> bool:
    """Whether an Arabic noun has no "the" before it: then it says "a soldier"."""
    bare = surface.lstrip(_ARABIC_JOINED)
    return "\u0621" <= bare[:1] <= "\u064a" and not bare.startswith(_ARABIC_THE)


def _is_article(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether "un" or "ein" is only an article: no people, no casualty behind it."""
    alone = quantity.end == quantity.start + 1
    is_word = alone and "articles_one" in sentence.grammar_at(quantity.start)
    return is_word and not sentence.hits_at(quantity.end, "casualty")


def _followed(sentence: Sentence, noun: Hit) -> Group | None:
    """People with their number behind them: Swahili "watu saba"."""
    for i in range(noun.end, min(noun.end + 3, len(sentence.words))):
        quantity = quantity_at(sentence, i)
        if quantity is not None:
            size = (quantity.low, quantity.high)
            group = _group(sentence, noun.start, noun, size, counted=True)
            return group._replace(end=quantity.end)
        names = sentence.grammar_at(i)
        if not names & {"skip"} and not sentence.hits_at(i, "bound"):
            return None
    return None


def _none_at(sentence: Sentence, i: int) -> Quantity | None:
    """A quantity of nought, where people follow at once: "no soldiers"."""
    if "negation" not in sentence.grammar_at(i):
        return None
    for noun in nouns(sentence, i + 1, 1):
        return Quantity(0, 0, i, noun.start)
    return None


def _counted(sentence: Sentence, quantity: Quantity) -> Group | None:
    noun = next(nouns(sentence, quantity.end, _ADJECTIVES), None)
    if noun is not None and _is_of_many(sentence, quantity, noun):
        return None
    start = _bound_before(sentence, quantity.start)
    size = (quantity.low, quantity.high)
    if noun is not None:
        return _group(sentence, start, noun, size, counted=True)
    if _is_unit(sentence, quantity.end) or _is_article(sentence, quantity):
        return None
    part, kind, end = _is_part(sentence, start), None, quantity.end
    for hit in sentence.hits_at(end, "grammar"):
        if hit.cue.name == "of_them":
            before = [h for h in sentence.named("people") if h.end <= start]
            kind, end = (before[-1].cue.name if before else None), hit.end
    return Group(*size, start, end, kind, True, part, end)


def _is_of_many(sentence: Sentence, quantity: Quantity, noun: Hit) -> bool:
    """Whether one thing is told, not people: "a camp of herders"."""
    if quantity.high != 1 or noun.cue.detail != "many" or noun.start == quantity.end:
        return False
    return sentence.grammar_at(quantity.end).isdisjoint(("of", "of_them", "skip"))


def _group(
    sentence: Sentence, start: int, noun: Hit, size: tuple[int, int], *, counted: bool
) -> Group:
    part = _is_part(sentence, start)
    nouns_of_it = chain(sentence, noun)
    last = nouns_of_it[-1]
    kind = _kind(sentence, nouns_of_it)
    return Group(*size, start, last.end, kind, counted, part, noun.start)


def _kind(sentence: Sentence, nouns_of_it: Sequence[Hit]) -> str:
    """The class of people: of "jihadist commander", "GATIA member" the first word's."""
    if not sentence.head_last:
        return nouns_of_it[0].cue.name
    for noun in reversed(nouns_of_it):
        if noun.cue.name != ANYBODY:
            return noun.cue.name
    first = nouns_of_it[0]
    forces = [h for h in sentence.named("people") if h.end == first.start]
    return forces[0].cue.name if forces else ANYBODY


def _bound_before(sentence: Sentence, start: int) -> int:
    """Where "at least" begins, if it stands before the number."""
    for hit in sentence.named("bound"):
        if hit.end == start and hit.cue.name != "range_to":
            return hit.start
    return start


def _is_unit(sentence: Sentence, at: int) -> bool:
    """Whether a number counts kilometres, years, vehicles; or is a percentage."""
    for i in range(at, min(at + 3, len(sentence.words))):
        if sentence.surfaces[i] in "%$€£°":
            return True
        if "units" in sentence.grammar_at(i):
            return True
        if sentence.surfaces[i] not in "-‑" and stops(sentence, i):
            return False
        if sentence.hits_at(i, "casualty"):
            return False
    return False


def _is_part(sentence: Sentence, start: int) -> bool:
    """Whether "including" stands before, with no full group in between."""
    for i in range(start - 1, max(-1, start - 5), -1):
        if "subset" in sentence.grammar_at(i):
            return True
        if sentence.surfaces[i] in ",;:()":
            return False
    return False
