"""Whom a verb befell, in languages that put other words between the two.

Arabic "قتل مسلحون 12 جنديا" is "gunmen killed 12 soldiers"; with nobody behind them
the same words say that gunmen were killed. German has where and when first:
"Bewaffnete töteten am Montag in Kati neun Bauern".
"""

from collections.abc import Sequence

from monitor.events.gazetteer import gazetteer
from monitor.events.nouns import is_list
from monitor.events.passages import Hit, Sentence
from monitor.events.people import INSURGENT, SIDES, STATE, Group

#: Words from a subject to its object: "gunmen on motorcycles".
_REACH = 6
#: Words from a verb to an object at the end.
_LATE_REACH = 14
#: With one of these before them, people are no object.
_PREPOSITIONS = frozenset(
    ["by", "of", "along", "cause", "near", "locative", "locative_weak"]
)
_ARMED = STATE | INSURGENT
#: What an indefinite Arabic object ends with, and the letters that it has at least.
_ALIF, _OBJECT_LETTERS = "\u0627", 4
#: What begins another part of the sentence.
_ENDS = frozenset(["and", "by", "locative", "clause", "subset", "according"])


def object_behind(
    sentence: Sentence, hit: Hit, subject: Group, free: Sequence[Group]
) -> Group | None:
    """The people whom the armed subject right behind a verb killed or took, or None.

    They have a number, or are of another side and stand next to the subject.
    """
    is_subject = subject.start == hit.end and subject.start == subject.noun
    if not (sentence.verb_first and is_subject and subject.kind in _ARMED):
        return None
    behind = [group for group in free if group.start >= subject.end]
    if not behind or not _is_reached(sentence, subject, behind[0]):
        return _one_behind(sentence, subject)
    return behind[0] if behind[0].counted or _faces(subject, behind[0]) else None


def _one_behind(sentence: Sentence, subject: Group) -> Group | None:
    """A person of whom only the ending tells the number: "خطف مسلحون ... مترجما".

    An indefinite Arabic singular that is an object ends with an alif.
    """
    for i in range(subject.end, min(subject.end + _REACH, len(sentence.surfaces))):
        surface = sentence.surfaces[i]
        if not surface[0].isalpha() or "locative" in sentence.grammar_at(i):
            return None
        is_word = surface.endswith(_ALIF) and len(surface) >= _OBJECT_LETTERS
        if is_word and not sentence.hits_at(i) and not _is_place(sentence, i):
            return Group(1, 1, i, i + 1, None, True, False, i)
    return None


def _is_place(sentence: Sentence, i: int) -> bool:
    return bool(gazetteer().begun[sentence.words[i].folded].rows)


def _faces(subject: Group, group: Group) -> bool:
    """Whether people of another side stand right behind a subject."""
    sides = {SIDES.get(group.kind or ""), SIDES.get(subject.kind or "")}
    return group.start == subject.end and len(sides - {None}) > 1


def _is_reached(sentence: Sentence, subject: Group, group: Group) -> bool:
    between = range(subject.end, group.start)
    if len(between) > _REACH or is_list(sentence, subject.end, group.start):
        return False
    return not any(_ends(sentence, i) for i in between)


def _ends(sentence: Sentence, i: int) -> bool:
    if not sentence.surfaces[i][0].isalnum():
        return True
    return any(
        hit.cue.family == "casualty"
        or (hit.cue.family == "grammar" and hit.cue.name in _ENDS)
        for hit in sentence.hits_at(i)
    )


def late_object(sentence: Sentence, hit: Hit, free: Sequence[Group]) -> Group | None:
    """The counted people at the end of a verb's clause, or None."""
    if not sentence.object_late:
        return None
    for group in free:
        if group.start < hit.end or not group.counted:
            continue
        if _is_of_another(sentence, group):
            continue
        between = range(hit.end, group.start)
        is_far = len(between) > _LATE_REACH or any(_parts(sentence, i) for i in between)
        return None if is_far else group
    return None


def _is_of_another(sentence: Sentence, group: Group) -> bool:
    """Whether a preposition stands before: "mit zwanzig Rebellen", not "Dorf"."""
    before = group.start - 1
    is_small = sentence.surfaces[before].islower()
    return is_small and bool(sentence.grammar_at(before) & _PREPOSITIONS)


def _parts(sentence: Sentence, i: int) -> bool:
    """Whether a token begins another clause, or another verb's."""
    if not sentence.surfaces[i][0].isalnum() or "and" in sentence.grammar_at(i):
        return True
    return bool(sentence.hits_at(i, "casualty"))


def is_doer(sentence: Sentence, verb: int, person: Hit) -> bool:
    """Whether a casualty word that begins with token `verb` has its subject there."""
    if not sentence.verb_first:
        return False
    return any(
        hit.end == person.start or _is_called(sentence, hit.end, person.start)
        for hit in sentence.hits_at(verb, "casualty")
    )


def _is_called(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only "movement", "front" or the like stands before a group's name."""
    return end == start + 1 and "named_after" in sentence.grammar_at(start)
