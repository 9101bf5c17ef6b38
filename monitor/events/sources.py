"""Who says what a sentence reports: "the army said", "selon une source médicale".

A source has one name in all languages (`[sources]` of the data files), so that
the same party is known again in another outlet.
"""

from collections.abc import Sequence

from monitor.events.passages import Hit, Sentence
from monitor.events.people import CIVIL, INSURGENT, STATE

#: Words between "said" and who said it.
_REACH = 2
#: Words between a party and "says it killed".
_SUBJECT_REACH = 14
#: Refers to whoever spoke before: "the statement added".
_SAME = "same"


def speaker(sentence: Sentence, before: str | None) -> str | None:
    """The source of a sentence, or None where it names none.

    Args:
        sentence: marked with its cues.
        before: the source named last, which "the statement" refers to.
    """
    for deed in sentence.named("grammar", "own_deed"):
        party = _party(sentence, deed)
        if party is not None:
            return party
    for verb in sentence.named("grammar", "according", "own_deed"):
        for hit in sentence.named("source"):
            near = (verb.start - hit.end, hit.start - verb.end)
            if any(0 <= gap <= _REACH for gap in near):
                return before if hit.cue.name == _SAME else hit.cue.name
    return None


def is_source(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the people between two tokens are those who say what is told.

    "Residents and a security source said", "according to local residents",
    "said residents"; not "said residents were attacked".
    """
    if _says(sentence, end) or any(
        hit.start <= start < hit.end and _says(sentence, hit.end)
        for hit in sentence.named("source")
    ):
        return True
    if any(0 <= start - hit.end < _REACH for hit in _named_by(sentence)):
        return True
    is_last = end >= len(sentence.surfaces) or not sentence.surfaces[end][0].isalnum()
    told = sentence.named("grammar", "according")
    return is_last and any(0 <= start - hit.end < _REACH for hit in told)


def _named_by(sentence: Sentence) -> Sequence[Hit]:
    return sentence.named("grammar", "according_to")


def _says(sentence: Sentence, at: int) -> bool:
    """Whether "said" stands at a token, or behind "and" and another source there."""
    if "and" in sentence.grammar_at(at):
        others = [h for h in sentence.named("source") if 0 < h.start - at <= _REACH]
        return any(_says(sentence, other.end) for other in others)
    told = sentence.named("grammar", "according")
    named_by = {hit.start for hit in _named_by(sentence)}
    return any(hit.start == at and at not in named_by for hit in told)


def _party(sentence: Sentence, deed: Hit) -> str | None:
    """Whoever says that they did it themselves: "the group says it killed"."""
    for hit in reversed(sentence.named("people")):
        if not 0 <= deed.start - hit.end <= _SUBJECT_REACH:
            continue
        if hit.cue.name in INSURGENT:
            return "armed group"
        if hit.cue.name in STATE:
            return "police" if hit.cue.name == "police" else "army"
        if hit.cue.name in CIVIL:
            return None
    return None
