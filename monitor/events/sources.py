"""Who says what a sentence reports: "the army said", "selon une source médicale".

A source has one name in all languages (`[sources]` of the data files), so that
the same party is known again in another outlet.
"""

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
