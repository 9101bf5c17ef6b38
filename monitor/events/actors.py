"""Who took part in an event, in which role, and who says so.

Watched groups and persons come first, then general nouns (army, gunmen, villagers).
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from monitor.events.passages import Sentence
from monitor.events.people import ANYBODY, INSURGENT
from monitor.events.places import locate
from monitor.events.roles import acts_of, role_at
from monitor.events.scene import Scene
from monitor.model import Actor, Claim, Match, Role, Watch, WatchKind

_MAX_GENERAL = 6
_ROLES = {"perpetrator": Role.PERPETRATOR, "victim": Role.VICTIM, "other": Role.OTHER}
_REACH = 14


def find_actors(
    scene: Scene, matches: Sequence[Match], watches: Mapping[str, Watch]
) -> tuple[Actor, ...]:
    """The actors of an event: those watched in text order, then general ones.

    Args:
        scene: of the article.
        matches: accepted matches.
        watches: by watch_id.
    """
    watched = [m for m in matches if m.kind in (WatchKind.GROUP, WatchKind.PERSON)]
    found: dict[str, list[Match]] = {}
    for match in watched:
        if match.watch_id in watches:
            found.setdefault(match.watch_id, []).append(match)
    named = [
        _watched(scene, watches[watch_id], group) for watch_id, group in found.items()
    ]
    return (*named, *_general(scene))


def _watched(scene: Scene, watch: Watch, matches: Sequence[Match]) -> Actor:
    roles: Counter[Role] = Counter()
    claims: list[Claim] = []
    blamed = False
    for match in matches:
        place = locate(scene.sentences, match)
        if place is None or any(place[0] is other for other in scene.background):
            continue
        sentence, start, end = place
        roles[_ROLES[role_at(sentence, start, end, acts_of(sentence))]] += 1
        claims.append(_claim(sentence, start, end))
        blamed = blamed or sentence.has("cue", "claim", "deny", "blame")
    claim = next((c for c in _ORDER if c in claims), Claim.UNKNOWN)
    role = _likeliest(roles)
    if (blamed or role is Role.OTHER) and claim is not Claim.UNKNOWN:
        role = Role.PERPETRATOR
    if role is Role.VICTIM:
        claim = Claim.UNKNOWN
    return Actor(actor_id=watch.watch_id, name=watch.label, role=role, claim=claim)


_ORDER = (Claim.CLAIMED, Claim.DENIED, Claim.ATTRIBUTED)


def _likeliest(roles: Counter[Role]) -> Role:
    if roles[Role.PERPETRATOR]:
        return Role.PERPETRATOR
    return Role.VICTIM if roles[Role.VICTIM] else Role.OTHER


def _claim(sentence: Sentence, start: int, end: int) -> Claim:
    """Whether the sentence says that the group claims it, denies it, is blamed."""
    near = [
        hit.cue.name
        for hit in sentence.named("cue", "claim", "deny", "blame", "attribute")
        if hit.start - end < _REACH and start - hit.end < _REACH
    ]
    for name, claim in (
        ("claim", Claim.CLAIMED),
        ("deny", Claim.DENIED),
        ("blame", Claim.ATTRIBUTED),
        ("attribute", Claim.ATTRIBUTED),
    ):
        if name in near:
            return claim
    return Claim.UNKNOWN


def _general(scene: Scene) -> list[Actor]:
    """Kinds of people with the role that they have most often."""
    counts: dict[str, Counter[str]] = {}
    for part in scene.parts:
        counts.setdefault(part.kind, Counter())[part.role] += 1
    actors = []
    harmed = any(roles["victim"] for kind, roles in counts.items() if kind != ANYBODY)
    if harmed or not counts.get(ANYBODY, Counter())["victim"]:
        counts.pop(ANYBODY, None)
    for kind, roles in list(counts.items())[:_MAX_GENERAL]:
        role = _role_of(kind, roles)
        claim = Claim.ATTRIBUTED if _is_blamed(scene, kind) else Claim.UNKNOWN
        if _ROLES[role] is not Role.PERPETRATOR:
            claim = Claim.UNKNOWN
        actors.append(
            Actor(
                actor_id=kind,
                name=_NAMES.get(kind, kind),
                role=_ROLES[role],
                claim=claim,
            )
        )
    return actors


def _role_of(kind: str, roles: Counter[str]) -> str:
    """The role told most often; attackers are preferred as attackers, others not."""
    order = (
        ("perpetrator", "victim") if kind in INSURGENT else ("victim", "perpetrator")
    )
    role = max(order, key=lambda r: roles[r])
    return role if roles[role] else "other"


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


def _is_blamed(scene: Scene, kind: str) -> bool:
    return any(
        part.kind == kind
        and _claim(part.sentence, part.start, part.end) is Claim.ATTRIBUTED
        for part in scene.parts
    )
