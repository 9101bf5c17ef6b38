"""How the words around the name of a place tie it to the event.

"In X" is where it happened, "near X" and "12 km from X" its neighbourhood; a dateline,
"the road to X", "Katiba X" and "Mr X" are not. What is named, `mentions` finds.
"""

from typing import NamedTuple

from monitor.events.passages import Sentence

_DASHES = frozenset("-–—:(/,")
_DATELINE_REACH = 9
_DATELINE_START = 2
_INITIALS = 2
#: Words before a place that say where, and those that say "not here, but from it".
_LOCATIVE, _WEAK, _OFFSET = 2.0, 0.8, -4.0
_BEFORE = (
    *("approach", "locative", "locative_weak", "container", "near", "settlement"),
)
#: Kilometres within which a place is still the neighbourhood of another.
_NEAR_KM = 25
#: What a name is worth less beside another, as a cause, and in the past.
_PERSON, _CAUSED, _BEHIND = 2.5, 1.5, 3.0
_KM_A_MILE = 1.6
#: Tokens behind "between" within which both places stand.
_BETWEEN_REACH = 5
_MILES = ("mile", "mill", "ميل")


class Tie(NamedTuple):
    """How much a name's words tie it to the event, and how they do."""

    score: float
    #: What they make of it, where `why_from` is None.
    why: str
    #: The token where the strongest of them begins.
    why_from: int | None = None
    #: Whether the event is near the place, not in it.
    is_near: bool = False
    #: Whether the text calls it a division: "X region", "cercle of X".
    is_division: bool = False
    #: Whether the text says that something is there: "in X".
    is_place: bool = False
    #: Whether the text calls it a settlement: "the village of X".
    is_settlement: bool = False


def tie(sentence: Sentence, start: int, end: int, *, is_behind: bool) -> Tie:
    """How much the words around a name tie it to the event, and the strongest word."""
    said = _said(sentence, start, end)
    why_not = _no_place(sentence, start, end, said)
    if why_not:
        return Tie(_OFFSET, why_not)
    score = said.score + _position(sentence)
    if _is_person(sentence, start, end):
        score -= _PERSON
    if _is_caused(sentence, start) or _is_undone(sentence, start):
        score -= _CAUSED
    if is_behind:
        score -= _BEHIND
    if sentence.has("casualty") or sentence.has("cue", "attack", "killing", "protest"):
        score += 1
    return said._replace(score=score)


def _no_place(sentence: Sentence, start: int, end: int, said: Tie) -> str:
    """Why the name is none of a place where something happened, or nothing."""
    if _is_dateline(sentence, start, end):
        return "dateline"
    if end - start == 1 and is_named_after(sentence, start):
        return "the name of a group"
    if said.score == _OFFSET:
        return said.why
    if _is_person(sentence, start, end) and not said.is_place:
        return "the name of a person"
    return ""


def _said(sentence: Sentence, start: int, end: int) -> Tie:
    """What the words next to a name make of it: "in X", "X region", "Y, X"."""
    before = {
        h.cue.name: h
        for h in sentence.named("grammar", *_BEFORE)
        if h.end <= start <= h.end + 1
    }
    after = sentence.hits_at(end, "grammar") if end < len(sentence.words) else []
    is_near = "near" in before or any(
        hit.end <= start <= hit.end + _BETWEEN_REACH
        for hit in sentence.named("grammar", "between")
    )
    is_counted = start > 0 and sentence.words[start - 1].number is not None
    if "approach" in before:
        if not _is_close(sentence, before["approach"].start):
            return Tie(_OFFSET, "only a direction")
        is_near = True
    score, why_from = 0.0, None
    for name, weight in (("locative", _LOCATIVE), ("locative_weak", _WEAK)):
        if name in before:
            score, why_from = weight, before[name].start
            break
    is_division = "container" in before or any(
        h.cue.name == "container_after" for h in after
    )
    if is_division:
        score -= 1.5
    if start > 1 and sentence.surfaces[start - 1] in ",(" and not before:
        score -= 0.5
    return Tie(
        score,
        "named",
        why_from,
        is_near=is_near,
        is_division=is_division,
        is_place=(is_near or is_division or "locative" in before) and not is_counted,
        is_settlement="settlement" in before,
    )


def _is_close(sentence: Sentence, start: int) -> bool:
    """Whether a distance stands before "km from", and is a short one."""
    number = sentence.words[start - 1].number if start else None
    if number is None:
        return False
    is_miles = sentence.words[start].folded.startswith(_MILES)
    return number * (_KM_A_MILE if is_miles else 1) <= _NEAR_KM


def _is_caused(sentence: Sentence, start: int) -> bool:
    """Whether the name stands behind "against", "following": why, not where."""
    causes = sentence.named("grammar", "cause", "past_marker")
    return any(hit.end <= start and hit.start > 0 for hit in causes)


def _is_undone(sentence: Sentence, start: int) -> bool:
    """Whether the name says where people were taken who are then set free."""
    taken = sentence.named("cue", "abduct")
    freed = sentence.named("cue", "release")
    return any(hit.end <= start for hit in taken) and any(
        hit.start > start for hit in freed
    )


def _position(sentence: Sentence) -> float:
    if sentence.where == "title":
        return 1.0
    return 1.0 if sentence.index == 0 else 0.5 / sentence.index


def _is_dateline(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the name is a dateline: "BAMAKO (Reuters) -", "(Bamako) -"."""
    if sentence.index != 0 or start > _DATELINE_START or sentence.where == "title":
        return False
    upper = (
        sentence.surfaces[start].isupper() and len(sentence.surfaces[start]) > _INITIALS
    )
    following = sentence.surfaces[end : end + _DATELINE_REACH]
    if not following or following[0] not in _DASHES | {")"}:
        return False
    if start and sentence.surfaces[start - 1] == "(":
        return following[0] == ")"
    closing = [i for i, s in enumerate(following) if s in ")–—"]
    dash = any(s in "–—" for s in following[:6]) or following[0] in "-:"
    return ("(" in following and bool(closing)) or (upper and dash)


def _is_person(sentence: Sentence, start: int, end: int) -> bool:
    """Whether another unknown capitalised word stands next to it: "Kati Piri"."""
    if sentence.where == "title" or sentence.text.isupper():
        return False
    after = sentence.surfaces[end] if end < len(sentence.surfaces) else ""
    before = sentence.surfaces[start - 1] if start else ""
    return _is_capital(sentence, end, after) or (
        start > 1 and _is_capital(sentence, start - 1, before)
    )


def _is_capital(sentence: Sentence, i: int, surface: str) -> bool:
    return (
        len(surface) > 1
        and surface[0].isupper()
        and not surface.isupper()
        and not sentence.words[i].cues
    )


def is_named_after(sentence: Sentence, start: int) -> bool:
    """Whether the name is that of a group: "katiba Macina", "Front de Macina"."""
    for i in (start - 1, start - 2):
        if i < 0:
            return False
        names = {h.cue.name for h in sentence.hits_at(i, "grammar")}
        if "named_after" in names:
            return True
        if "of" not in names:
            return False
    return False
