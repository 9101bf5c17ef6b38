"""What a crowd does: march, riot, lynch; and what is done to it.

ACLED's protests and riots: a protest is violent by what its people do, whatever the
police do; violence between civilians without weapons of war is that of a mob.
"""

from monitor.events.passages import Hit, Sentence
from monitor.events.people import CIVIL, INSURGENT, STATE
from monitor.events.roles import Part
from monitor.events.scene import Scene

#: Votes by sub-event type, corrected in place.
Scores = dict[str, float]
_ARMED = STATE | INSURGENT
_ROUGH = ("loot", "attack", "clash", "killing", "beating", "explosion")


def weigh_crowds(scene: Scene, scores: Scores) -> None:
    """A protest with violence is a riot; one that is put down was a protest still."""
    march = scene.weight("cue.protest", "cue.strike", "cue.barricade")
    riot = scene.weight("cue.riot")
    if not (march or riot or scene.kinds["protester"]):
        scores["protest_with_intervention"] = 0.0
        return
    if scene.names(INSURGENT) and not (march and riot):
        return
    if scene.weight("cue.coup"):
        scores["peaceful_protest"] -= 2.0
    for subtype in ("agreement", "headquarters_or_base_established", "arrests"):
        scores[subtype] *= 0.5
    rough = riot + _done_by_crowd(scene)
    if rough:
        scores["violent_demonstration"] += 2.0 + min(3.0, rough)
        scores["peaceful_protest"] -= 2.0 + min(3.0, rough)
        scores["attack"] -= 2.0
        scores["armed_clash"] -= 4.0
    elif _is_shot_at(scene):
        scores["excessive_force_against_protesters"] += 6.0
        scores["attack"] -= 2.0
    elif scene.weight("cue.crowd_control") or (march and _is_rounded_up(scene)):
        scores["protest_with_intervention"] += 2.5
        scores["peaceful_protest"] -= 1.5


def _done_by_crowd(scene: Scene) -> float:
    """Weight of what a crowd broke, burned and hit, less what it protests against."""
    return sum(
        1.0 if sentence.index == 0 else 0.6
        for sentence in scene.foreground()
        for hit in sentence.named("cue", *_ROUGH)
        if not _is_grievance(sentence, hit) and _has_crowd_agent(scene, sentence, hit)
    )


def _is_grievance(sentence: Sentence, act: Hit) -> bool:
    """Whether the act is why people march: "protested against the killing"."""
    if act.start and sentence.surfaces[act.start - 1] in (",", "and"):
        return False
    marches = sentence.named("cue", "protest", "strike")
    reasons = sentence.named("grammar", "cause", "past_marker")
    return any(m.start < r.start < act.start for m in marches for r in reasons)


def _has_crowd_agent(scene: Scene, sentence: Sentence, act: Hit) -> bool:
    """Whether civilians did it: in a clash a side, in plunder any but the state."""
    parts = [p for p in scene.parts if p.sentence is sentence]
    if act.cue.name == "clash":
        return any(p.kind in CIVIL for p in parts)
    agents = {p.kind for p in parts if p.role == "perpetrator" and p.start < act.start}
    return bool(agents & CIVIL) or (act.cue.name == "loot" and not agents)


def _is_shot_at(scene: Scene) -> bool:
    """Whether the state's forces hurt those who march."""
    if scene.weight("cue.live_fire"):
        return True
    hurt = any(
        f.high and f.kind == "protester" and f.field in ("killed", "wounded")
        for f in scene.figures
    )
    aimed = any(p.kind == "protester" and p.role == "victim" for p in scene.parts)
    shot = aimed and scene.weight("cue.attack", "cue.killing", "cue.beating")
    return hurt or (bool(shot) and scene.names(STATE))


def _is_rounded_up(scene: Scene) -> bool:
    """Whether the police arrest people at the march, and not long before it."""
    return scene.names(STATE) and any(
        not _is_grievance(sentence, hit)
        for sentence in scene.foreground()
        if sentence.has("cue", "protest")
        for hit in sentence.named("cue", "arrest")
    )


def weigh_mobs(scene: Scene, scores: Scores) -> None:
    """Many civilians who beat or kill are a mob."""
    by_many = any(
        part.role == "perpetrator" and _is_crowd(part) for part in scene.parts
    )
    hit = scene.weight("cue.beating", "cue.killing", "cue.attack", "cue.dispute")
    if scene.weight("cue.mob"):
        scores["mob_violence"] += 2.0
        scores["attack"] -= 1.0
    if by_many and hit and not scene.names(_ARMED):
        scores["mob_violence"] += 3.0
        scores["attack"] -= 1.5
    elif by_many and scene.weight("cue.loot") and not scene.names(INSURGENT):
        scores["violent_demonstration"] += 5.0


def _is_crowd(part: Part) -> bool:
    hits = part.sentence.hits_at(part.start, "cue")
    return part.kind == "protester" or any(hit.cue.name == "crowd" for hit in hits)
