"""Who does what in a sentence: agents and targets of its words of violence.

Only word order, "by" and the passive are used; names of watched groups are added
by `actors`.
"""

from collections.abc import Container, Sequence
from typing import NamedTuple

from monitor.events.passages import Hit, Sentence
from monitor.events.toll import Claim

#: Cues of acts that have an agent and a target.
_ACTS = (
    "attack",
    "ambush",
    "killing",
    "abduct",
    "beating",
    "loot",
    "sexual",
    "airstrike",
    "shelling",
    "arrest",
    "clash",
    "retake",
    "overrun",
    "suicide",
)
_REACH = 12


class Part(NamedTuple):
    """The part that some people play; token indexes, half open."""

    kind: str
    #: "perpetrator", "victim" or "other".
    role: str
    start: int
    end: int
    sentence: Sentence


def read_parts(sentence: Sentence, claims: Sequence[Claim]) -> list[Part]:
    """The parts of everybody named in a sentence, in text order."""
    people = sentence.named("people")
    if not people:
        return []
    hurt = [c for c in claims if c.high and c.field != "arrested"]
    acts = [h for h in sentence.named("cue", *_ACTS) if not _is_people(h, people)]
    parts: list[Part] = []
    agents: set[str] = set()
    for hit in people:
        role = _role(sentence, hit, acts, hurt, agents)
        if role == "perpetrator":
            agents.add(hit.cue.name)
        parts.append(Part(hit.cue.name, role, hit.start, hit.end, sentence))
    return parts


def _is_people(act: Hit, people: Sequence[Hit]) -> bool:
    return any(hit.start <= act.start < hit.end for hit in people)


def _role(
    sentence: Sentence,
    hit: Hit,
    acts: Sequence[Hit],
    hurt: Sequence[Claim],
    agents: Container[str],
) -> str:
    for claim in hurt:
        if claim.kind == hit.cue.name and claim.start <= hit.start < claim.end:
            return "victim"
    if hit.cue.detail == "force" and _has_before(sentence, hit.start, "locative", 2):
        return "other" if hit.cue.name == "civilian" else _by_order(sentence, hit, acts)
    role = _by_order(sentence, hit, acts)
    return "other" if role == "victim" and hit.cue.name in agents else role


def _by_order(sentence: Sentence, hit: Hit, acts: Sequence[Hit]) -> str:
    return role_at(sentence, hit.start, hit.end, acts)


def role_at(sentence: Sentence, start: int, end: int, acts: Sequence[Hit]) -> str:
    """The role of whoever is named between two tokens, by the nearest act."""
    if _has_before(sentence, start, "by", 3):
        return "perpetrator"
    before = [a for a in acts if a.end <= start and start - a.end <= _REACH]
    after = [a for a in acts if a.start >= end and a.start - end <= _REACH]
    if before and not (after and after[0].start - end < start - before[-1].end):
        act = before[-1]
        return "other" if act.cue.name == "clash" else "victim"
    if after:
        if after[0].cue.name == "clash":
            return "other"
        passive = _has_before(sentence, after[0].start, "passive", 3)
        return "victim" if passive else "perpetrator"
    return "other"


def acts_of(sentence: Sentence) -> list[Hit]:
    """The acts of violence that a sentence names."""
    people = sentence.named("people")
    return [h for h in sentence.named("cue", *_ACTS) if not _is_people(h, people)]


def _has_before(sentence: Sentence, at: int, name: str, reach: int) -> bool:
    for i in range(at - 1, max(-1, at - 1 - reach), -1):
        if any(h.cue.name == name for h in sentence.hits_at(i, "grammar")):
            return True
        if sentence.surfaces[i] in ",;:":
            return False
    return False
