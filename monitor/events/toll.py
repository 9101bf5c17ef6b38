"""Casualties in a text: how many were killed, wounded, abducted, arrested.

A claim is one statement of one sentence; `tally` weighs an article's claims and
makes one range of them. Cue words and number words come from the lexicons.
"""

from typing import NamedTuple

from monitor.events.passages import Hit, Sentence
from monitor.events.people import ANYBODY, Group, groups
from monitor.events.subjects import choose, is_attempt

_TOLL_REACH = 10


class Claim(NamedTuple):
    """What one sentence says of one group of people."""

    #: "killed", "wounded", "abducted" or "arrested".
    field: str
    low: int
    high: int
    #: Class of the people ("army", "civilian"), or None.
    kind: str | None
    #: Whether the text gives a number.
    counted: bool
    #: Whether the words leave open what happened ("neutralised").
    uncertain: bool
    #: Token indexes in the sentence, half open.
    start: int
    end: int
    #: Token of the casualty word.
    at: int
    sentence: Sentence
    #: The toll statement itself ("the death toll rose to 12").
    is_toll: bool = False


def read_claims(sentence: Sentence) -> list[Claim]:
    """The claims of a sentence, in text order."""
    hits = sentence.named("casualty")
    zeros = sentence.named("grammar", "zero")
    tolls = sentence.named("grammar", "toll")
    if not hits and not zeros and not tolls:
        return []
    people = groups(sentence)
    taken: dict[int, str] = {}
    claims: list[Claim] = []
    for hit in hits:
        if any(z.start <= hit.start < z.end for z in zeros):
            continue
        if is_attempt(sentence, hit):
            continue
        chosen = choose(sentence, hit, people, taken)
        for group in chosen:
            taken[group.start] = hit.cue.name
            claims.append(_claim(sentence, hit, group))
    for hit in tolls:
        claims += _toll_statement(sentence, hit, people, taken)
    for hit in zeros:
        zero = Claim("killed", 0, 0, None, True, False, *hit[1:], hit.start, sentence)
        claims.append(zero)
    return [_sided(c) for c in claims if not _is_earlier(c)]


def _is_earlier(claim: Claim) -> bool:
    """Whether the claim is background: "two weeks after gunmen killed five"."""
    sentence = claim.sentence
    for marker in sentence.named("grammar", "past_marker"):
        if marker.start <= claim.at and not any(
            sentence.surfaces[i] in ",;" for i in range(marker.end, claim.start)
        ):
            return True
    return False


def _sided(claim: Claim) -> Claim:
    """The claim with its people's side, where "among the attackers" gives it."""
    if claim.kind not in (None, ANYBODY):
        return claim
    sides = claim.sentence.named("grammar", "side")
    for hit in claim.sentence.named("people"):
        if any(side.end in (hit.start, hit.start - 1) for side in sides):
            return claim._replace(kind=hit.cue.name)
    return claim


def _claim(sentence: Sentence, hit: Hit, group: Group) -> Claim:
    named = group.end == 0
    start = hit.start if named else min(group.start, hit.start)
    end = hit.end + 1 if named else max(group.end, hit.end)
    uncertain = hit.cue.detail == "uncertain"
    low = 0 if uncertain else group.low
    return Claim(
        *(hit.cue.name, low, group.high, group.kind, group.counted, uncertain),
        *(start, end, hit.start, sentence),
    )


def _toll_statement(
    sentence: Sentence, hit: Hit, people: list[Group], taken: dict[int, str]
) -> list[Claim]:
    """A number with nobody named behind it: "the death toll rose to 12"."""
    for group in people:
        gap = group.start - hit.end
        if gap < 0 or group.start in taken or not group.counted:
            continue
        if gap > _TOLL_REACH or group.kind is not None:
            return []
        claim = _claim(sentence, hit, group)
        return [claim._replace(field="killed", is_toll=True)]
    return []
