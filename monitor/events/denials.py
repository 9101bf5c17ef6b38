"""Somebody denies that it happened at all: "army denies death of eight soldiers".

Who only denies to have done it says nothing about the dead.
"""

from monitor.events.passages import Hit, Sentence
from monitor.events.scene import Scene

_VIOLENT = ("attack", "killing", "clash", "ied", "suicide", "ambush", "abduct", "coup")
#: Tokens from "denies" to what is denied, and to "involvement".
_REACH, _DEED_REACH = 10, 4
_STOPS = frozenset(["clause", "relative"])
_MARKS = frozenset(",;:")


def is_denied(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """Whether a denial opens the article, and governs the dead or the attack there."""
    if not scene.weight("cue.deny"):
        return False, ""
    heads = [s for s in scene.sentences if s.index == 0]
    for sentence in heads:
        told = [*sentence.named("casualty"), *sentence.named("cue", *_VIOLENT)]
        denials = sentence.named("cue", "deny")
        if denials and not told and sentence.where == "title":
            continue
        if told and not any(_governs(sentence, hit, told) for hit in denials):
            return False, ""
        if told:
            return True, scene.first("cue.deny")
    if fresh or scene.figures:
        return False, ""
    return any(s.has("cue", "deny") for s in heads), scene.first("cue.deny")


def _governs(sentence: Sentence, denial: Hit, told: list[Hit]) -> bool:
    """Whether what is told first is what is denied: not "denies killing eight"."""
    deeds = sentence.named("grammar", "own_part")
    if any(0 <= deed.start - denial.end <= _DEED_REACH for deed in deeds):
        return False
    first = min(told, key=lambda hit: hit.start)
    if first.start < denial.start:
        is_last = sentence.object_late and first.end <= denial.start
        return is_last and _is_one_clause(sentence, first.end, denial.start)
    is_near = first.start - denial.end <= _REACH
    return is_near and _is_one_clause(sentence, denial.end, first.start)


def _is_one_clause(sentence: Sentence, start: int, end: int) -> bool:
    return not any(
        sentence.surfaces[i] in _MARKS or sentence.grammar_at(i) & _STOPS
        for i in range(start, end)
    )
