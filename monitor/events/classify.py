"""The type of an event: cue words vote for ACLED sub-event types, actors decide ties.

Every vote is kept, so that the answer can say what it rests on. Whether the event is
news at all (past, court, drill) is for `realis`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from monitor.events.codebook import EXPLOSIVE, QUIET, weigh
from monitor.events.confusions import not_conflict
from monitor.events.people import INSURGENT, STATE
from monitor.events.scene import Scene
from monitor.model import EventType

#: ACLED's sub-event types (codebook 2024) in snake case, and two of this project.
SUBTYPES = frozenset(
    [
        "government_regains_territory",
        "non_state_actor_overtakes_territory",
        "armed_clash",
        "excessive_force_against_protesters",
        "protest_with_intervention",
        "peaceful_protest",
        "violent_demonstration",
        "mob_violence",
        "chemical_weapon",
        "air_drone_strike",
        "suicide_bomb",
        "shelling_artillery_missile_attack",
        "remote_explosive_landmine_ied",
        "grenade",
        "sexual_violence",
        "attack",
        "abduction_forced_disappearance",
        "agreement",
        "arrests",
        "change_to_group_activity",
        "disrupted_weapons_use",
        "headquarters_or_base_established",
        "looting_property_destruction",
        "non_violent_transfer_of_territory",
        "other",
        "coup_mutiny",
        "hostage_release",
    ]
)
#: Votes below which nothing is called an event.
_ENOUGH = 1.2
_ARMED = STATE | INSURGENT
#: Votes needed where no armed people, weapon or toll is named.
_UNARMED_NEED = 2.5
#: Votes needed where neither a toll nor a day is told.
_UNDATED_NEED = 1.6
#: Share of the best score from which a violent kind goes before a quiet one.
_CLOSE = 0.8
_CROWDS = frozenset({"peaceful_protest", "violent_demonstration", "coup_mutiny"})
#: A cue counts for at most this many times its weight.
_MOST = 2.0


@dataclass(frozen=True, slots=True)
class Weights:
    """`types.toml`: the type of each sub-event type, and what each cue votes for.

    Cues are named as in a scene: "cue.attack".
    """

    subtypes: Mapping[str, EventType]
    votes: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A type with its reasons; `subtype` is None for what is no conflict event."""

    type: EventType
    subtype: str | None
    reasons: tuple[str, ...]


@cache
def weights() -> Weights:
    """The votes and types of the data file."""
    path = files("monitor") / "data" / "events" / "types.toml"
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return Weights(
        MappingProxyType({k: EventType(v) for k, v in data["subtypes"].items()}),
        MappingProxyType({f"cue.{cue}": v for cue, v in data["votes"].items()}),
    )


def classify(scene: Scene) -> Verdict:
    """The type of the event that a scene shows, with what speaks for it."""
    scores = _votes(scene)
    weigh(scene, scores)
    ranked = _rank(scores)
    best, score = ranked[0]
    other = not_conflict(scene, best)
    if other is not None:
        return Verdict(other[0], None, (other[1],))
    if score < _needed(scene, best):
        return Verdict(EventType.NONE, None, ("no event: too few words of one",))
    reasons = [_reason(scene, name, value) for name, value in ranked[:2] if value > 0]
    return Verdict(_type_of(scene, best), best, tuple(reasons))


def _type_of(scene: Scene, subtype: str) -> EventType:
    """The type of a sub-event type; a mutiny in which people die is a battle."""
    dead = any(f.high and f.field == "killed" for f in scene.figures)
    if subtype == "coup_mutiny" and dead:
        return EventType.BATTLES
    return weights().subtypes[subtype]


def _rank(scores: Mapping[str, float]) -> list[tuple[str, float]]:
    """Sub-event types, the likeliest first; in doubt violence goes before talks."""
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, score = ranked[0]
    if best in QUIET:
        close = [r for r in ranked if r[1] >= score * _CLOSE and r[0] not in QUIET]
        return [*close, *(r for r in ranked if r not in close)]
    return ranked


def _needed(scene: Scene, subtype: str) -> float:
    """The votes an event needs: more where nobody is hurt, and no day is told."""
    hurt = any(f.high and f.counted for f in scene.figures)
    if hurt or subtype in _CROWDS:
        return _ENOUGH
    if not scene.names(_ARMED) and not scene.weight(*EXPLOSIVE):
        return _UNARMED_NEED
    dated = any(s.has("date") or s.has("status", "current") for s in scene.sentences)
    return _ENOUGH if dated else _UNDATED_NEED


def _votes(scene: Scene) -> dict[str, float]:
    scores = dict.fromkeys(weights().subtypes, 0.0)
    votes = weights().votes
    for key, weight in scene.cues.items():
        if key in votes:
            for subtype, vote in votes[key].items():
                scores[subtype] += min(_MOST, weight) * vote
    return scores


def _reason(scene: Scene, subtype: str, value: float) -> str:
    words = [
        f'"{scene.first(cue)}"'
        for cue, votes in weights().votes.items()
        if subtype in votes and scene.weight(cue)
    ]
    return f"{subtype} {value:.1f}: {', '.join(words[:4]) or 'who was hit'}"
