"""How the words around the name of a place tie it to the event.

"In X" is where it happened, "near X" and "12 km from X" its neighbourhood; a dateline,
"the road to X", "Katiba X" and "Mr X" are not. What is named, `mentions` finds.
"""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from monitor.events.bearings import Bearing, bearing_from, kilometres
from monitor.events.passages import Hit, Sentence

_DASHES = frozenset("-–—:(/,")
_DATELINE_REACH = 9
_DATELINE_START = 2
_INITIALS = 2
_COMMAS = frozenset(",،;:")
#: Tokens of "of" between what is named and its name.
_OF_REACH = 2
#: Words before a place that say where, and those that say "not here, but from it".
_LOCATIVE, _WEAK, _OFFSET = 2.0, 0.8, -4.0
_DIRECTION = "only a direction"
_BEFORE = frozenset(
    ["approach", "locative", "locative_weak", "container", "near", "settlement"]
)
#: Kilometres within which a place is still the neighbourhood of another.
_NEAR_KM = 25
#: What a name is worth less beside another, as a cause, and in the past.
_PERSON, _CAUSED, _BEHIND = 2.5, 1.5, 3.0
#: Tokens behind "between" within which both places stand.
_BETWEEN_REACH = 5


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
    #: Where from the place the event was: "15 km north of X".
    bearing: Bearing | None = None

    @property
    def is_direction(self) -> bool:
        """Whether the name only says from where, or near which border."""
        return self.why == _DIRECTION


class Clause(NamedTuple):
    """What a sentence makes of every name in it."""

    sentence: Sentence
    #: What a name is worth by where the sentence stands and what it tells of.
    worth: float
    #: Token from which on names are those of causes: "against", "following".
    caused_from: int
    #: Tokens, half open, between which what was before is told: "hours after ...".
    earlier: Sequence[tuple[int, int]]
    #: Tokens between which people are told to have been taken, and then set free.
    taken_from: int
    freed_until: int


def clause_of(sentence: Sentence, *, is_behind: bool) -> Clause:
    """What a sentence makes of the names in it; `is_behind`: it tells of the past."""
    worth = _position(sentence) - (_BEHIND if is_behind else 0.0)
    if sentence.has("casualty") or sentence.has("cue", "attack", "killing", "protest"):
        worth += 1
    causes = sentence.named("grammar", "cause")
    is_of_toll = sentence.has("grammar", "toll")  # "toll rises a day after the raid"
    earlier = () if is_of_toll else sentence.named("grammar", "past_marker")
    taken = sentence.named("cue", "abduct")
    freed = sentence.named("cue", "release")
    nowhere = len(sentence.words)
    return Clause(
        sentence,
        worth,
        caused_from=min((h.end for h in causes if h.start), default=nowhere),
        earlier=[(hit.end, _clause_end(sentence, hit)) for hit in earlier],
        taken_from=min((hit.end for hit in taken), default=nowhere),
        freed_until=max((hit.start for hit in freed), default=0),
    )


def _clause_end(sentence: Sentence, marker: Hit) -> int:
    """The comma behind a marker, or where the sentence ends."""
    tokens = range(marker.end, len(sentence.surfaces))
    return next((i for i in tokens if sentence.surfaces[i] in _COMMAS), tokens.stop)


def tie(clause: Clause, start: int, end: int) -> Tie:
    """How much the words around a name tie it to the event, and the strongest word.

    Args:
        clause: of the name's sentence.
        start: token where it begins.
        end: token behind it.
    """
    sentence = clause.sentence
    said = _said(sentence, start, end)
    why_not = _no_place(sentence, start, end, said)
    if why_not:
        return Tie(_OFFSET, why_not)
    score = said.score + clause.worth
    if _is_person(sentence, start, end):
        score -= _PERSON
    is_undone = clause.taken_from <= start < clause.freed_until
    if any(first <= start < last for first, last in clause.earlier):
        score -= _BEHIND
    elif clause.caused_from <= start or is_undone:
        score -= _CAUSED
    return said._replace(score=score)


def _no_place(sentence: Sentence, start: int, end: int, said: Tie) -> str:
    """Why the name is none of a place where something happened, or nothing."""
    if _is_dateline(sentence, start, end):
        return "dateline"
    if _is_of_another(sentence, start, end):
        return "the name of something else"
    if said.score == _OFFSET:
        return said.why
    if said.bearing is not None and said.bearing.is_far:
        return _DIRECTION
    has_title = _follows(sentence, start, "honorific")
    if has_title or (not said.is_place and _is_person(sentence, start, end)):
        return "the name of a person"
    return ""


def _said(sentence: Sentence, start: int, end: int) -> Tie:
    """What the words next to a name make of it: "in X", "X region", "Y, X".

    "The Medina quarter of Dakar" is in Dakar, whatever else is called Medina.
    """
    hits = (*sentence.grammar_before(start - 1), *sentence.grammar_before(start))
    before = {hit.cue.name: hit for hit in hits if hit.cue.name in _BEFORE}
    behind = sentence.grammar_at(end)
    is_near = "near" in before or "near_after" in behind or _is_between(sentence, start)
    score, why_from = _placed(before, behind)
    taken = _capture(sentence, start, end)
    if taken is not None:
        score, why_from = _LOCATIVE, taken.start
    is_counted = start > 0 and sentence.words[start - 1].number is not None
    bearing = bearing_from(sentence, start)
    if bearing is not None:
        is_near, why_from = True, bearing.start
    elif "approach" in before:
        if not _is_close(sentence, before["approach"].start):
            return Tie(_OFFSET, _DIRECTION)
        is_near = True
    is_settlement = "settlement" in before or "settlement_after" in behind
    is_division = "container" in before or "container_after" in behind
    if is_division or "quarter_after" in behind:
        score -= 1.5
    if start > 1 and sentence.surfaces[start - 1] in ",(" and not before:
        score -= 0.5
    return Tie(
        score,
        "named",
        why_from,
        is_near=is_near,
        is_division=is_division,
        is_place=(is_near or is_division or is_settlement or "locative" in before)
        and not is_counted,
        is_settlement=is_settlement and bearing is None,
        bearing=bearing,
    )


def _placed(
    before: Mapping[str, Hit], behind: Collection[str]
) -> tuple[float, int | None]:
    """What the words that say where are worth, and the token where they begin."""
    for name, weight in (("locative", _LOCATIVE), ("locative_weak", _WEAK)):
        if name in before:
            return weight, before[name].start
    return _LOCATIVE if "settlement_after" in behind else 0.0, None


def _capture(sentence: Sentence, start: int, end: int) -> Hit | None:
    """The capture that has the name as its object, if there is one: "seized Bara"."""
    for name in ("conquer", "retake"):
        for hit in sentence.named("cue", name):
            if hit.start == start or hit.end == end:
                return hit
    return None


def _is_between(sentence: Sentence, start: int) -> bool:
    """Whether the name is one of two that something lies between."""
    between = sentence.named("grammar", "between")
    return any(hit.end <= start <= hit.end + _BETWEEN_REACH for hit in between)


def _is_close(sentence: Sentence, start: int) -> bool:
    """Whether a distance stands before "km from", and is a short one."""
    km = kilometres(sentence, start)
    return km is not None and km <= _NEAR_KM


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
    """Whether another unknown capitalised word stands next to it: "Kati Piri".

    Names with a hyphen are no surnames: "Bobo-Dioulasso University".
    """
    if sentence.where == "title" or sentence.text.isupper():
        return False
    if "-" in sentence.surfaces[start:end]:
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


def _is_of_another(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a group, a street or a treaty has the name."""
    if end - start == 1 and is_named_after(sentence, start):
        return True
    return "no_place_after" in sentence.grammar_at(end)


def is_named_after(sentence: Sentence, start: int) -> bool:
    """Whether something else has the name: "katiba Macina", "Front de Macina"."""
    if not sentence.has("grammar", "named_after"):
        return False
    at = start
    while at and start - at < _OF_REACH and _links(sentence, at - 1):
        at -= 1
    return _follows(sentence, at, "named_after")


def _follows(sentence: Sentence, at: int, name: str) -> bool:
    """Whether a word of the list ends right before a token."""
    return name in [hit.cue.name for hit in sentence.grammar_before(at)]


def _links(sentence: Sentence, i: int) -> bool:
    """Whether a token is "of" or an apostrophe: "accord d'Alger"."""
    if sentence.surfaces[i] in "'’":
        return True
    return "of" in sentence.grammar_at(i)
