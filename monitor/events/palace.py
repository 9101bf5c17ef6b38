"""A head of state in the hands of soldiers: the first sign of a coup, before the word.

"President held by his guard", "soldiers arrest president"; not a president who is
arrested by the police, nor one who has soldiers arrested.
"""

from collections.abc import Sequence

from monitor.events.lexicons import Cue
from monitor.events.passages import Hit, Sentence

_COUP = Cue("cue", "coup")
#: Tokens between who holds and "holds", that and whom, and from "held" to "by".
_REACH = 6
_BY_REACH = 4
#: Kinds of people who stage a coup: soldiers, and mutineers.
_SOLDIERS = frozenset(["army", "rebel"])
#: Sentences of a text that tell what happens now.
_OPENING = 2


def may_be_held(sentence: Sentence) -> bool:
    """Whether a marked sentence names a head of state, and words of holding."""
    is_early = sentence.index < _OPENING
    return is_early and sentence.has("verb", "hold") and sentence.has("object", "hold")


def putsches(sentence: Sentence) -> list[Hit]:
    """The head of state's capture as a cue of a coup, or nothing.

    Args:
        sentence: one that `may_be_held`.
    """
    soldiers = [h for h in sentence.named("people") if h.cue.name in _SOLDIERS]
    for verb in sentence.named("verb", "hold"):
        for head in sentence.named("object", "hold"):
            if _is_other_head(sentence, head):
                continue
            if _is_held(sentence, verb, head, soldiers):
                start, end = min(verb.start, head.start), max(verb.end, head.end)
                return [Hit(_COUP, start, end)]
    return []


def _is_other_head(sentence: Sentence, head: Hit) -> bool:
    """Whether it is the head of a club or party, or was one: "former president"."""
    if "of" in sentence.grammar_at(head.end) and not sentence.verb_first:
        return True
    before = {hit.cue.name for hit in sentence.grammar_before(head.start)}
    return "former" in before or "former" in sentence.grammar_at(head.end)


def _is_held(sentence: Sentence, verb: Hit, head: Hit, soldiers: Sequence[Hit]) -> bool:
    """Whether soldiers hold the head: by them in the passive, or as their object."""
    if 0 <= verb.start - head.end <= _REACH:
        by = [h for h in sentence.named("grammar", "by") if h.start >= verb.end]
        return any(
            hit.start - verb.end <= _REACH and 0 <= who.start - hit.end <= _BY_REACH
            for hit in by
            for who in soldiers
        )
    if not 0 <= head.start - verb.end <= _REACH:
        return False
    if sentence.verb_first and any(who.start == verb.end for who in soldiers):
        return True
    return any(0 <= verb.start - who.end <= _REACH for who in soldiers)
