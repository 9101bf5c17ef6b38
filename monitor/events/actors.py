"""Who took part in an event, in which role, and who says so.

Watched groups and persons come first, then general nouns (army, gunmen, villagers)
where they are not only other words for those.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from monitor.cast import CLAIMS, fold_actors
from monitor.events.affiliations import kind_of
from monitor.events.blame import claim_at, is_accused
from monitor.events.lexicons import Cue
from monitor.events.passages import Hit, Sentence
from monitor.events.people import ANYBODY, INSURGENT
from monitor.events.roles import Part, role_of
from monitor.events.scene import Scene
from monitor.events.sources import speaker
from monitor.model import Actor, Claim, Match, Role, Watch, WatchKind

_MAX_GENERAL = 6
_ROLES = {
    "perpetrator": Role.PERPETRATOR,
    "victim": Role.VICTIM,
    "party": Role.OTHER,
    "other": Role.OTHER,
}
#: What a group says of itself.
_OWN = (Claim.CLAIMED, Claim.DENIED)
#: Weight of what title and lead say, of what other sentences do.
_LEAD, _LATER = 2, 1


#: A name's sentence and tokens, half open.
Span = tuple[Sentence, int, int]


class Mention(NamedTuple):
    """What one sentence says of an actor."""

    #: "perpetrator", "victim", "party" (of a clash) or "other".
    role: str
    claim: Claim
    weight: int


def find_actors(
    scene: Scene, matches: Sequence[Match], watches: Mapping[str, Watch]
) -> tuple[Actor, ...]:
    """The actors of an event: those watched in text order, then general ones.

    Whoever is only mentioned, or only in the background, is none.

    Args:
        scene: of the article.
        matches: accepted matches.
        watches: by watch_id.
    """
    found: dict[str, list[Mention]] = {}
    spans: list[Span] = []
    for match in matches:
        watch = watches.get(match.watch_id)
        if watch is None or match.kind not in (WatchKind.GROUP, WatchKind.PERSON):
            continue
        mentions = found.setdefault(watch.watch_id, [])
        span = scene.locate(match)
        if span is not None:
            spans.append(span)
            mentions += _mentions(scene, span, kind_of(watch))
    named = [
        actor
        for watch_id, mentions in found.items()
        if (actor := _watched(watches[watch_id], mentions))
    ]
    return fold_actors([*named, *_general(scene, spans)])


def _mentions(scene: Scene, span: Span, kind: str | None) -> list[Mention]:
    """What the name's sentence says of it; nothing where it tells of the past."""
    sentence, start, end = span
    if any(sentence is other for other in scene.background):
        return []
    person = Hit(Cue("people", kind or ANYBODY, "force"), start, end)
    figures = [f for f in scene.figures if f.sentence is sentence]
    role = role_of(sentence, person, figures)
    claim = claim_at(sentence, start, end)
    is_suspect = claim in _OWN or is_accused(sentence, start, end)
    is_loose = role in ("other", "party") and claim is not Claim.UNKNOWN
    if kind in INSURGENT and (is_suspect or is_loose):
        role = "perpetrator"
    if role == "perpetrator" and claim is Claim.UNKNOWN and speaker(sentence, None):
        # "The army said fighters of ... attacked": whoever says so alleges it.
        claim = Claim.ATTRIBUTED
    return [Mention(role, claim, _weight(sentence))]


def _weight(sentence: Sentence) -> int:
    return _LEAD if sentence.where == "title" or sentence.index == 0 else _LATER


def _watched(watch: Watch, mentions: Sequence[Mention]) -> Actor | None:
    kind = kind_of(watch)
    role = _likeliest(mentions, kind or ANYBODY)
    claim = min((m.claim for m in mentions), key=CLAIMS.index, default=Claim.UNKNOWN)
    if role == "other":
        return None
    if kind not in INSURGENT and claim is not Claim.DENIED:
        claim = Claim.UNKNOWN
    return Actor(
        actor_id=watch.watch_id,
        name=watch.label,
        role=_ROLES[role],
        claim=claim if role == "perpetrator" else Claim.UNKNOWN,
        kind=kind,
        is_named=True,
    )


def _likeliest(mentions: Sequence[Mention], kind: str) -> str:
    """The role told most; an attacker attacks even if more is told of its losses."""
    weights: Counter[str] = Counter()
    for mention in mentions:
        weights[mention.role] += mention.weight
    if kind in INSURGENT and weights["perpetrator"]:
        return "perpetrator"
    role = max(("victim", "perpetrator"), key=lambda role: weights[role])
    if weights[role]:
        return role
    return "party" if weights["party"] else "other"


def _general(scene: Scene, named: Sequence[Span]) -> list[Actor]:
    """Kinds of people with the role that they have most often.

    Words inside a watched name are its own: the "Falcon Brigade" is no army.
    """
    parts: dict[str, list[Part]] = {}
    for part in scene.parts:
        if not any(_is_inside(part, span) for span in named):
            parts.setdefault(part.kind, []).append(part)
    told = {kind: _told(found) for kind, found in parts.items()}
    roles = {kind: _likeliest(mentions, kind) for kind, mentions in told.items()}
    harmed = any(role == "victim" for kind, role in roles.items() if kind != ANYBODY)
    if harmed or roles.get(ANYBODY) != "victim":
        roles.pop(ANYBODY, None)
    acting = [(kind, role) for kind, role in roles.items() if role != "other"]
    return [_unnamed(kind, role, told[kind]) for kind, role in acting[:_MAX_GENERAL]]


def _is_inside(part: Part, span: Span) -> bool:
    sentence, start, end = span
    return part.sentence is sentence and start <= part.start < end


def _told(parts: Sequence[Part]) -> list[Mention]:
    return [
        Mention(
            part.role,
            claim_at(part.sentence, part.start, part.end),
            _weight(part.sentence),
        )
        for part in parts
    ]


def _unnamed(kind: str, role: str, mentions: Sequence[Mention]) -> Actor:
    is_blamed = any(mention.claim is Claim.ATTRIBUTED for mention in mentions)
    is_alleged = role == "perpetrator" and is_blamed
    return Actor(
        actor_id=kind,
        name=_NAMES.get(kind, kind),
        role=_ROLES[role],
        claim=Claim.ATTRIBUTED if is_alleged else Claim.UNKNOWN,
        kind=kind,
    )


_NAMES = {
    "army": "armed forces",
    "police": "police",
    "peacekeeper": "peacekeepers",
    "militant": "militants",
    "rebel": "rebels",
    "gunman": "unidentified armed men",
    "bandit": "bandits",
    "militia": "militia",
    "civilian": "civilians",
    "protester": "protesters",
}
