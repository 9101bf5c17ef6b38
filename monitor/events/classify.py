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

from monitor.events.confusions import not_conflict
from monitor.events.people import ANYBODY, CIVIL, INSURGENT, STATE
from monitor.events.scene import Scene, parts_weight
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
#: Weight of deadly words from which quiet kinds of events step back.
_DEADLY = 1.5
_SOFT = (
    *("agreement", "change_to_group_activity", "disrupted_weapons_use", "other"),
    *("arrests", "headquarters_or_base_established", "hostage_release"),
    "looting_property_destruction",
)
#: Votes needed where no armed people, weapon or toll is named.
_UNARMED_NEED = 2.8
#: Votes needed where neither a toll nor a day is told.
_UNDATED_NEED = 1.6
#: Weight of words of suicide attacks that make one of any assault.
_SUICIDE = 0.5
_CROWDS = frozenset({"peaceful_protest", "violent_demonstration", "coup_mutiny"})
#: A cue counts for at most this many times its weight.
_MOST = 2.0
_EXPLOSIVE = (
    *("cue.suicide", "cue.ied", "cue.airstrike", "cue.shelling", "cue.explosion"),
    *("cue.grenade", "cue.chemical"),
)
_ASSAULTS = ("cue.attack", "cue.killing", "cue.ambush", "cue.clash")
_UNARMED = CIVIL | {ANYBODY}


@dataclass(frozen=True, slots=True)
class Weights:
    """`types.toml`: the type of each sub-event type, and what each cue votes for."""

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
        MappingProxyType(data["votes"]),
    )


def classify(scene: Scene) -> Verdict:
    """The type of the event that a scene shows, with what speaks for it."""
    scores = _votes(scene)
    _weigh_targets(scene, scores)
    _weigh_means(scene, scores)
    _weigh_crowds(scene, scores)
    _weigh_release(scene, scores)
    _prefer_harm(scene, scores)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    best, score = ranked[0] if ranked else ("", 0.0)
    other = not_conflict(scene, best)
    if other is not None:
        return Verdict(other[0], None, (other[1],))
    if score < _needed(scene, best):
        return Verdict(EventType.NONE, None, ("no event: too few words of one",))
    reasons = [_reason(scene, name, value) for name, value in ranked[:2] if value > 0]
    return Verdict(weights().subtypes[best], best, tuple(reasons))


def _needed(scene: Scene, subtype: str) -> float:
    """The votes an event needs: more where nobody is hurt, and no day is told."""
    hurt = any(c.high and c.counted for c in scene.claims)
    if hurt or subtype in _CROWDS:
        return _ENOUGH
    if not scene.names(_ARMED) and not scene.weight(*_EXPLOSIVE):
        return _UNARMED_NEED
    dated = any(s.has("date") or s.has("status", "current") for s in scene.sentences)
    return _ENOUGH if dated else _UNDATED_NEED


def _prefer_harm(scene: Scene, scores: dict[str, float]) -> None:
    """Talks, arrests and seizures yield to an attack that somebody died in."""
    dead = any(c.high and c.field == "killed" for c in scene.claims)
    if dead and scene.weight("cue.killing", "cue.ied", "cue.attack") >= _DEADLY:
        for subtype in _SOFT:
            scores[subtype] = scores.get(subtype, 0.0) * 0.5


def _votes(scene: Scene) -> dict[str, float]:
    scores = dict.fromkeys(weights().subtypes, 0.0)
    for key, weight in scene.cues.items():
        family, _, cue = key.partition(".")
        votes = weights().votes.get(cue, {}) if family == "cue" else {}
        for subtype, vote in votes.items():
            scores[subtype] += min(_MOST, weight) * vote
    return scores


def _weigh_targets(scene: Scene, scores: dict[str, float]) -> None:
    """An attack on armed people is a battle, one on others is not (ACLED codebook)."""
    armed = parts_weight(scene.parts, "victim", _ARMED)
    civil = parts_weight(scene.parts, "victim", _UNARMED)
    hurt = any(c.high and c.field != "arrested" for c in scene.claims)
    if hurt and scene.names(INSURGENT):
        scores["attack"] += 1.2
    if not hurt and not scene.weight(*_ASSAULTS):
        return
    clash = scene.weight("cue.clash")
    if armed > civil:
        _armed_target(scene, scores)
    elif civil > armed:
        _civil_target(scene, scores, clash)
    if scene.names(STATE) and scene.names(INSURGENT) and civil <= armed:
        scores["armed_clash"] += 1.0
    if clash and not scene.names(_ARMED):
        scores["mob_violence"] += 2.0


def _armed_target(scene: Scene, scores: dict[str, float]) -> None:
    scores["armed_clash"] += 2.5
    scores["attack"] -= 1.5
    if scene.weight("cue.attack", "cue.killing", "cue.clash"):
        scores["abduction_forced_disappearance"] -= 2.0


def _civil_target(scene: Scene, scores: dict[str, float], clash: float) -> None:
    scores["attack"] += 0.5 if clash else 1.5
    scores["armed_clash"] -= 0.0 if clash else 1.0
    if scene.weight("cue.killing"):
        scores["looting_property_destruction"] -= 2.0


def _weigh_means(scene: Scene, scores: dict[str, float]) -> None:
    """Explosives decide over who was hit, unless there was fighting around them."""
    ranged = min(1.5, scene.weight(*_EXPLOSIVE))
    if not ranged:
        return
    found = scene.weight("cue.disrupt")
    harm = any(c.high and c.field in ("killed", "wounded") for c in scene.claims)
    if found and not harm and not scene.weight("cue.attack", "cue.explosion"):
        scores["disrupted_weapons_use"] += 5.0
        return
    if scene.weight("cue.suicide") >= _SUICIDE:
        scores["suicide_bomb"] += 6.0
        scores["armed_clash"] *= 0.5
    elif not scene.weight("cue.clash", "cue.ambush"):
        scores["armed_clash"] -= 3.0 * ranged
        scores["attack"] -= 2.0 * ranged


def _weigh_crowds(scene: Scene, scores: dict[str, float]) -> None:
    """A protest with violence is a riot; one that is put down was a protest still."""
    protest = scene.weight("cue.protest", "cue.strike")
    riot = scene.weight("cue.riot")
    crowd = protest or scene.kinds["protester"] or riot
    if not crowd:
        scores["protest_with_intervention"] = 0.0
        return
    if scene.names(INSURGENT):
        return
    rough = scene.weight("cue.loot", "cue.attack", "cue.clash", "cue.killing")
    by_crowd = parts_weight(scene.parts, "perpetrator", CIVIL)
    if riot or (rough and by_crowd):
        scores["violent_demonstration"] += 1.5 + min(2.5, riot + rough)
        scores["peaceful_protest"] -= 1.5
        scores["attack"] -= 1.5
        scores["armed_clash"] -= 3.0
    elif scene.weight("cue.crowd_control"):
        scores["protest_with_intervention"] += 2.5
        scores["peaceful_protest"] -= 1.5
    if scene.weight("cue.mob"):
        scores["mob_violence"] += 2.0


def _weigh_release(scene: Scene, scores: dict[str, float]) -> None:
    """Hostages set free: that they had been taken is the story's past."""
    if scene.weight("cue.release") < 1.0 or not scene.weight("cue.abduct"):
        return
    if any(c.high and c.field == "killed" for c in scene.claims):
        return
    scores["hostage_release"] += 5.0
    scores["abduction_forced_disappearance"] -= 4.0


def _reason(scene: Scene, subtype: str, value: float) -> str:
    words = [
        f'"{scene.first(f"cue.{cue}")}"'
        for cue, votes in weights().votes.items()
        if subtype in votes and scene.weight(f"cue.{cue}")
    ]
    return f"{subtype} {value:.1f}: {', '.join(words[:4]) or 'who was hit'}"
