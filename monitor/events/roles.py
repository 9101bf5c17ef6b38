"""Who does what in a sentence: agents and targets of its words of violence.

Only word order, "by" and the passive are used; names of watched groups are added
by `actors`.
"""

from collections.abc import Container, Sequence
from typing import NamedTuple

from monitor.events.blame import is_unclaimed
from monitor.events.doers import ATTACKS, role_in_words
from monitor.events.nouns import heads
from monitor.events.objects import is_doer
from monitor.events.participles import (
    is_bare_participle,
    is_participle_form,
)
from monitor.events.passages import Hit, Sentence
from monitor.events.people import INSURGENT
from monitor.events.sources import is_source
from monitor.events.subjects import shares_object
from monitor.events.toll import Figure

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
    "conquer",
    "suicide",
)
_REACH = 12
_CLOSE = 3
#: Tokens from "collaboration with" to whom.
_ALLEGIANCE_REACH = 5
#: Words before a noun, by their cues.
_BEFORE_NOUNS = frozenset(
    ["articles_one", "definite", "of", "by", "locative", "locative_weak", "cause"]
)


class Part(NamedTuple):
    """The part that some people play; token indexes, half open."""

    kind: str
    #: "perpetrator", "victim", "party" (of a clash) or "other".
    role: str
    start: int
    end: int
    sentence: Sentence


def read_parts(sentence: Sentence, figures: Sequence[Figure]) -> list[Part]:
    """The parts of everybody named in a sentence, in text order."""
    people = heads(sentence)
    if not people:
        return []
    hurt = _hurt(figures)
    acts = _acts_of(sentence, people)
    parts: list[Part] = []
    agents: set[str] = set()
    for hit in people:
        role = _role(sentence, hit, acts, hurt, agents)
        if role == "perpetrator":
            agents.add(hit.cue.name)
        parts.append(Part(hit.cue.name, role, hit.start, hit.end, sentence))
    return parts


def role_of(sentence: Sentence, person: Hit, figures: Sequence[Figure]) -> str:
    """The role of a named group or person, given as a hit of the family "people".

    "The jihadists of ...", "fighters of ...", "... militants": whoever is named has the
    role of the noun beside it.
    """
    hurt, acts = _hurt(figures), _acts_of(sentence, heads(sentence))
    beside = _noun_beside(sentence, person)
    return _role(sentence, beside or person, acts, hurt, frozenset())


def _noun_beside(sentence: Sentence, person: Hit) -> Hit | None:
    """The noun that shares the name's role: "fighters of", or a camp that is its."""
    for noun in sentence.named("people"):
        if noun.start < person.start < noun.end:
            return noun
        if noun.cue.name not in INSURGENT or noun.cue.detail == "force":
            continue
        if noun.start == person.end or _is_linked(sentence, noun.end, person.start):
            return noun
    return None


def _is_linked(sentence: Sentence, end: int, start: int) -> bool:
    """Whether only "of the" or the like stands between two tokens."""
    return 0 < start - end <= _CLOSE and all(
        _links(sentence, i) or sentence.surfaces[i] in "'’" for i in range(end, start)
    )


def _links(sentence: Sentence, i: int) -> bool:
    names = sentence.grammar_at(i)
    return bool(names & {"of", "definite", "locative_weak"})


def _hurt(figures: Sequence[Figure]) -> list[Figure]:
    return [f for f in figures if f.high and f.field != "arrested"]


def _is_people(act: Hit, people: Sequence[Hit]) -> bool:
    return any(hit.start <= act.start < hit.end for hit in people)


def _role(
    sentence: Sentence,
    hit: Hit,
    acts: Sequence[Hit],
    hurt: Sequence[Figure],
    agents: Container[str],
) -> str:
    told = _by_figures(sentence, hit, hurt)
    if told is not None:
        return told
    is_allied = _has_before(sentence, hit.start, "allegiance", _ALLEGIANCE_REACH)
    if is_allied or is_unclaimed(sentence, hit.start, hit.end):
        return "other"
    if _is_site(sentence, hit):
        return "victim" if acts and acts[0].cue.name != "clash" else "other"
    said = role_in_words(sentence, hit, acts)
    if said is not None:
        return said
    if hit.cue.detail == "force" and _has_before(sentence, hit.start, "locative", 2):
        return "other" if hit.cue.name == "civilian" else _by_order(sentence, hit, acts)
    role = _by_order(sentence, hit, acts)
    if role == "perpetrator" and hit.cue.name not in INSURGENT:
        role = _doubted(sentence, hit, acts)
    if role == "victim" and hit.cue.name in INSURGENT:
        role = _attacking(sentence, hit, acts)
    is_none = role == "victim" and (
        hit.cue.name in agents or is_source(sentence, hit.start, hit.end)
    )
    return "other" if is_none else role


def _by_figures(sentence: Sentence, hit: Hit, hurt: Sequence[Figure]) -> str | None:
    """The role of whoever a figure says was hurt, or was the doer of it."""
    for figure in hurt:
        is_within = figure.start <= hit.start < figure.end
        is_meant = is_within and figure.kind == hit.cue.name
        if is_meant or _is_linked(sentence, figure.who[1], hit.start):
            return "victim"
    if any(f.who[0] >= hit.end and is_doer(sentence, f.at, hit) for f in hurt):
        return "perpetrator"
    return None


def _attacking(sentence: Sentence, hit: Hit, acts: Sequence[Hit]) -> str:
    """The role of attackers who stand behind an act.

    "Attack of the group", "attaques jihadistes", "هاجم مسلحون" are theirs.
    """
    act = max(
        (a for a in acts if a.end <= hit.start), key=lambda a: a.end, default=None
    )
    if act is None or act.cue.name not in ATTACKS:
        return "victim"
    between = range(act.end, hit.start)
    if _is_subject(sentence, hit):
        return "perpetrator"
    is_of = all(_links(sentence, i) or sentence.surfaces[i] in "'’" for i in between)
    is_verb = is_participle_form(sentence.surfaces[act.start])
    is_theirs = is_of and (bool(between) or not sentence.head_last)
    return "perpetrator" if is_theirs and not is_verb else "victim"


def _is_site(sentence: Sentence, hit: Hit) -> bool:
    """Whether a building or post is meant, or who is in it, which can only be hit."""
    return any(
        hit.start <= other.start < hit.end or _is_linked(sentence, other.end, hit.start)
        for other in sentence.named("grammar", "sites")
    )


def _doubted(sentence: Sentence, hit: Hit, acts: Sequence[Hit]) -> str:
    """The role of people who stand before an act and are no likely attackers.

    They attacked if a verb says so; "the army condemns the attack" does not, and in
    "soldats tués", "village attacked in ..." they are the victims.
    """
    if _is_agent(sentence, hit, acts):
        return "perpetrator"
    act = next((a for a in acts if a.start >= hit.end), None)
    if act is None:
        return "other"
    between = range(hit.end, act.start)
    if any("carried_out" in sentence.grammar_at(i) for i in between):
        return "perpetrator"
    if _is_noun(sentence, act):
        return "other"
    if (
        len(between) <= _CLOSE
        and not shares_object(sentence, act)
        and is_bare_participle(sentence, act, between)
    ):
        return "victim"
    return "perpetrator"


def _is_noun(sentence: Sentence, act: Hit) -> bool:
    """Whether "the", "of", "in" or the like stands before: "the attack"."""
    at = act.start - 1
    while at > 0 and sentence.surfaces[at] in "'’":
        at -= 1
    if at < 0 or "having" in sentence.grammar_at(at):
        return False
    names = sentence.grammar_at(at)
    return bool(names & _BEFORE_NOUNS) or sentence.words[at].number is not None


def _is_subject(sentence: Sentence, hit: Hit) -> bool:
    """Whether an Arabic verb stands right before its attackers: "هاجم مسلحون"."""
    first = sentence.surfaces[hit.start][:1]
    if not "\u0621" <= first <= "\u064a" or hit.start == 0:
        return False
    acts = sentence.named("cue", *_ACTS)
    return any(act.end == hit.start for act in acts)


def _is_agent(sentence: Sentence, hit: Hit, acts: Sequence[Hit]) -> bool:
    """Whether "by" stands before, where violence is told: not "closed by soldiers"."""
    is_violent = bool(acts) or sentence.has("casualty")
    return is_violent and _has_before(sentence, hit.start, "by", 3)


def _by_order(sentence: Sentence, hit: Hit, acts: Sequence[Hit]) -> str:
    """The role of whoever is named there, by the nearest act."""
    start, end = hit.start, hit.end
    if _is_agent(sentence, hit, acts):
        return "perpetrator"
    before = [a for a in acts if a.end <= start and start - a.end <= _REACH]
    after = [a for a in acts if a.start >= end and a.start - end <= _REACH]
    if before and not (after and after[0].start - end < start - before[-1].end):
        act = before[-1]
        return "party" if act.cue.name == "clash" else "victim"
    if after:
        if after[0].cue.name == "clash":
            return "party"
        passive = _has_before(sentence, after[0].start, "passive", 3)
        return "victim" if passive else "perpetrator"
    return "other"


def _acts_of(sentence: Sentence, people: Sequence[Hit]) -> list[Hit]:
    """The acts of violence that a sentence names, beside words for people."""
    return [h for h in sentence.named("cue", *_ACTS) if not _is_people(h, people)]


def _has_before(sentence: Sentence, at: int, name: str, reach: int) -> bool:
    if not sentence.has("grammar", name):
        return False
    for i in range(at - 1, max(-1, at - 1 - reach), -1):
        if name in sentence.grammar_at(i):
            return True
        if sentence.surfaces[i] in ",;:":
            return False
    return False
