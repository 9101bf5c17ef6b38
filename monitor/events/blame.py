"""Who says that somebody did it: claimed, denied, attributed.

It looks at the words of claims around a name, and on which side of them it stands.
"""

from monitor.events.passages import Hit, Sentence
from monitor.model import Claim

#: Words from a name to "claimed responsibility", to "denied"; from "blamed" to it.
_FAR = 14
#: Words from "claimed by" or "suspected" to the name.
_NEAR = 5
#: Words between "claimed" and "by".
_BY_REACH = 2
#: Words from a name to an adjective or "was accused of" behind it.
_BEHIND = 4
#: Words from a name to "not claimed", and from "not claimed by" to a name.
_NEGATED = 3
#: Words from an Arabic verb to its subject.
_VERB_FIRST = 2


def claim_at(sentence: Sentence, start: int, end: int) -> Claim:
    """What the sentence says of whoever is named between two tokens."""
    claims = sentence.named("cue", "claim")
    deeds = sentence.named("grammar", "own_deed")
    for hit in (*claims, *deeds):
        if _speaks(sentence, hit, start, end):
            return Claim.CLAIMED
    for hit in sentence.named("cue", "deny"):
        is_subject = sentence.verb_first and 0 <= start - hit.end < _VERB_FIRST
        if is_subject or 0 <= hit.start - end < _FAR:
            return Claim.DENIED
    is_suspected = _is_pointed_at(sentence, "attribute", _NEAR, start, end)
    if is_suspected or is_accused(sentence, start, end):
        return Claim.ATTRIBUTED
    return Claim.UNKNOWN


def is_accused(sentence: Sentence, start: int, end: int) -> bool:
    """Whether somebody blames whoever is named between two tokens."""
    return _is_pointed_at(sentence, "blame", _FAR, start, end)


def is_unclaimed(sentence: Sentence, start: int, end: int) -> bool:
    """Whether whoever is named there is only said not to have claimed an attack."""
    return any(
        hit.start <= start < hit.end
        or 0 <= hit.start - end < _NEGATED
        or 0 <= start - hit.end < _NEGATED
        for hit in sentence.named("cue", "unclaimed")
    )


def _speaks(sentence: Sentence, hit: Hit, start: int, end: int) -> bool:
    """Whether the name claims it: before the word, or behind "claimed by"."""
    by = _passive(sentence, hit)
    if by is not None:
        return 0 <= start - by.end < _NEAR
    return 0 <= hit.start - end < _FAR or 0 <= start - hit.end < _VERB_FIRST


def _passive(sentence: Sentence, hit: Hit) -> Hit | None:
    """The "by" of "claimed on Tuesday by", none of "claimed the attack by"."""
    for by in sentence.named("grammar", "by"):
        between = range(hit.end, by.start)
        is_object = any(sentence.hits_at(i, "cue") for i in between)
        if hit.start < by.start <= hit.end + _BY_REACH and not is_object:
            return by
    return None


def _is_subject(sentence: Sentence, verb: Hit, start: int, end: int) -> bool:
    """Whether an Arabic verb has the name as its subject, and others as its object."""
    if not sentence.verb_first or start - verb.end >= _VERB_FIRST:
        return False
    return any(hit.start >= end for hit in sentence.named("people"))


def _is_pointed_at(
    sentence: Sentence, cue: str, reach: int, start: int, end: int
) -> bool:
    """Whether a word points at the name: "blamed on X", "X was accused of"."""
    for hit in sentence.named("cue", cue):
        if 0 <= start - hit.end < reach:
            return not _is_subject(sentence, hit, start, end)
        if not 0 <= hit.start - end < _BEHIND:
            continue
        passives = sentence.named("grammar", "passive")
        if cue == "attribute" or any(end <= p.start < hit.start for p in passives):
            return True
    return False
