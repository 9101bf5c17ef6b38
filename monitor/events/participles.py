"""Participles that stand alone: "villagers killed in", "soldats tués", "army hit by".

Whoever stands before one is who it befell; with "has" before it they did it.
"""

from monitor.events.passages import Hit, Sentence

_FRENCH = ("é", "és", "ée", "ées")
_ENGLISH = ("ed", "slain", "shot", "hit", "struck")
#: Tokens from "ont" to its participle: "ont, lundi, tué".
_REACH = 3
#: Words behind a passive verb, by their cues.
_BEHIND_PASSIVE = frozenset(["by", "locative", "cause", "and", "past_marker"])


def is_participle_form(surface: str) -> bool:
    """Whether a word ends as a participle, and is no noun: "attaqué", "attacked"."""
    return surface.lower().endswith((*_FRENCH, "ed"))


def is_bare_participle(sentence: Sentence, act: Hit, between: range) -> bool:
    """Whether an act befell those before it: no "has" before, no object behind.

    Args:
        sentence: marked with its cues.
        act: a hit of the act or its casualties.
        between: tokens from the people before it to the act.
    """
    if sentence.surfaces[act.start].lower().endswith(_FRENCH):
        return not any("having" in sentence.grammar_at(i) for i in between)
    if not sentence.words[act.end - 1].folded.endswith(_ENGLISH):
        return False
    if act.end >= len(sentence.surfaces):
        return True
    names = sentence.grammar_at(act.end)
    return not sentence.surfaces[act.end][0].isalnum() or bool(names & _BEHIND_PASSIVE)


def is_passive_word(sentence: Sentence, hit: Hit) -> bool:
    """Whether a casualty word befell whoever stands right before it."""
    return is_bare_participle(
        sentence, hit, range(max(0, hit.start - _REACH), hit.start)
    )
