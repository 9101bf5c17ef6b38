"""Names of places in the sentences of an article, with how each is said.

It finds mentions and weighs the words around them; `places` chooses among them.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.events.gazetteer import MAX_WORDS, Gazetteer, hints
from monitor.events.passages import Sentence

_JOINERS = frozenset("-‑'’")
_DASHES = frozenset("-–—:(/,")
_DATELINE_REACH = 9
_DATELINE_START = 2
_INITIALS = 2
_MIN_SHOUTED = 5
#: Cues of these families are words, whatever the gazetteer says.
_NO_NAMES = ("people", "grammar", "casualty", "date", "bound", "vague", "cue")
#: Words before a place that say where, and those that say "not here, but from it".
_LOCATIVE, _WEAK, _OFFSET = 2.0, 0.8, -4.0
_BEFORE = ("approach", "locative", "locative_weak", "container")


class Mention(NamedTuple):
    """A name that a gazetteer or a watch knows; token indexes, half open."""

    name: str
    sentence: Sentence
    start: int
    end: int
    score: float
    why: str


def find_mentions(
    sentences: Sequence[Sentence], background: Sequence[Sentence], places: Gazetteer
) -> list[Mention]:
    """Every mention of a known place, in text order, longest names first."""
    found: list[Mention] = []
    behind = {id(sentence) for sentence in background}
    for sentence in sentences:
        done = 0
        for i in range(len(sentence.words)):
            if i < done or not _may_begin(sentence, i):
                continue
            name, end = _longest(sentence, i, places)
            if name and _is_name(sentence, i, end):
                score, why = weigh(sentence, i, end, is_behind=id(sentence) in behind)
                found.append(Mention(name, sentence, i, end, score, why))
                done = end
    return found


def _may_begin(sentence: Sentence, i: int) -> bool:
    first = sentence.surfaces[i][0]
    return first.isalpha() and (first.isupper() or not first.islower())


def _longest(sentence: Sentence, i: int, places: Gazetteer) -> tuple[str, int]:
    best = ("", i)
    for name, end in _spans(sentence, i):
        if name in places.index:
            best = (name, end)
    return best


def _spans(sentence: Sentence, i: int) -> Iterator[tuple[str, int]]:
    """The runs of words that begin at `i`, as gazetteer keys, with their ends."""
    parts: list[str] = []
    at = i
    while at < len(sentence.words) and len(parts) < MAX_WORDS:
        surface = sentence.surfaces[at]
        if surface in _JOINERS:
            at += 1
            continue
        if not surface[0].isalnum():
            return
        parts.append(sentence.words[at].folded)
        at += 1
        yield " ".join(parts), at


def _is_name(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the words are more likely a place than a common word or a person."""
    surface = sentence.surfaces[start]
    word = sentence.words[start]
    if end - start == 1:
        if word.number is not None or len(surface) < 2:  # noqa: PLR2004
            return False
        if _is_named_after(sentence, start):
            return False
        if word.folded in hints().not_places or any(
            c.family in _NO_NAMES for c in word.cues
        ):
            return False
    if any(
        hit.start <= start < hit.end and hit.cue.family == "people"
        for hit in sentence.hits
    ):
        return False
    if sentence.text.isupper():
        return len(surface) >= _MIN_SHOUTED or end - start > 1
    return True


def _is_named_after(sentence: Sentence, start: int) -> bool:
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


def weigh(
    sentence: Sentence, start: int, end: int, *, is_behind: bool
) -> tuple[float, str]:
    """How much the words around a name tie it to the event, and the strongest word."""
    if _is_dateline(sentence, start, end):
        return _OFFSET, "dateline"
    if end - start == 1 and _is_named_after(sentence, start):
        return _OFFSET, "the name of a group"
    score, why = _said(sentence, start, end)
    if why == "only a direction":
        return score, why
    if _is_person(sentence, start, end):
        score -= 2.5
    if _is_caused(sentence, start):
        score -= 1.5
    if is_behind:
        score -= 3
    score += _position(sentence)
    if sentence.has("casualty") or sentence.has("cue", "attack", "killing", "protest"):
        score += 1
    return score, why


def _said(sentence: Sentence, start: int, end: int) -> tuple[float, str]:
    """What the words next to a name make of it: "in X", "X region", "Y, X"."""
    before = {
        h.cue.name: h
        for h in sentence.named("grammar", *_BEFORE)
        if h.end <= start <= h.end + 1
    }
    after = sentence.hits_at(end, "grammar") if end < len(sentence.words) else []
    if "approach" in before:
        return _OFFSET, "only a direction"
    score, why = 0.0, "named"
    if "locative" in before:
        score, why = _LOCATIVE, sentence.quote(before["locative"].start, end)
    elif "locative_weak" in before:
        score, why = _WEAK, sentence.quote(before["locative_weak"].start, end)
    if "container" in before or any(h.cue.name == "container_after" for h in after):
        score -= 1.5
    if start > 1 and sentence.surfaces[start - 1] in ",(" and not before:
        score -= 0.5
    return score, why


def _is_caused(sentence: Sentence, start: int) -> bool:
    """Whether the name stands behind "against", "following": why, not where."""
    causes = sentence.named("grammar", "cause", "past_marker")
    return any(hit.end <= start and hit.start > 0 for hit in causes)


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
