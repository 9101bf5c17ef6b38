"""Which of the words voted for decides: who was hit, by what means, in what crowd.

The rules follow the ACLED codebook (2024): a battle needs two armed sides, an attack
on civilians does not fight back, remote violence is named after its means, and what
nobody was hurt in is named after what was destroyed or taken.
"""

from collections.abc import Callable

from monitor.events.crowds import Scores, weigh_crowds, weigh_mobs
from monitor.events.people import ANYBODY, CIVIL, INSURGENT, STATE
from monitor.events.scene import Scene, parts_weight

_ARMED = STATE | INSURGENT
_UNARMED = CIVIL | {ANYBODY}
#: Weight of deadly words from which quiet kinds of events step back.
_DEADLY = 1.5
#: Kinds of events in which nobody is hurt.
QUIET = (
    *("agreement", "change_to_group_activity", "disrupted_weapons_use", "other"),
    *("arrests", "headquarters_or_base_established", "hostage_release"),
    *("looting_property_destruction", "non_violent_transfer_of_territory"),
)
#: Tokens between a verb and its object at most: "attacked the border police".
_OBJECT = 3
#: Weight of words of suicide attacks that make one of any assault.
_SUICIDE = 0.5
#: Votes for staff sent home, and for gunfire of which no more is known.
_ALARM = 2.6
EXPLOSIVE = (
    *("cue.suicide", "cue.ied", "cue.airstrike", "cue.shelling", "cue.explosion"),
    *("cue.grenade", "cue.chemical", "cue.explosives"),
)
_ASSAULTS = ("cue.attack", "cue.killing", "cue.ambush", "cue.clash")
_BODILY = ("cue.killing", "cue.beating", "cue.sexual", "cue.abduct")


def weigh(scene: Scene, scores: Scores) -> None:
    """Corrects the votes of the cues by what the codebook says of such a scene."""
    for rule in _RULES:
        rule(scene, scores)


def _hurt(scene: Scene) -> bool:
    return any(f.high and f.field != "arrested" for f in scene.figures)


def _harmed(scene: Scene) -> bool:
    return any(f.high and f.field in ("killed", "wounded") for f in scene.figures)


def _weigh_targets(scene: Scene, scores: Scores) -> None:
    """An attack on armed people is a battle, and so is one that they answer."""
    hurt = _hurt(scene)
    assaults = scene.weight(*_ASSAULTS)
    if not hurt and (not assaults or scene.weight("cue.arrest") >= assaults):
        return
    armed = parts_weight(scene.parts, "victim", _ARMED)
    civil = parts_weight(scene.parts, "victim", _UNARMED)
    fought = min(1.0, scene.weight("cue.clash"))
    if hurt and scene.names(INSURGENT):
        scores["attack"] += 1.0
    if armed > civil or _armed_are_hurt(scene) or _aimed_at_armed(scene):
        scores["armed_clash"] += 3.0
        scores["attack"] -= 2.5
        if scene.weight("cue.attack", "cue.killing", "cue.clash"):
            scores["abduction_forced_disappearance"] -= 2.0
    elif civil > armed:
        scores["attack"] += 1.5 - fought
        scores["armed_clash"] -= 1.0 - fought
        if scene.weight("cue.killing"):
            scores["looting_property_destruction"] -= 2.0
    if fought:
        _weigh_sides(scene, scores, fought)


def _weigh_sides(scene: Scene, scores: Scores, fought: float) -> None:
    """Two armed sides make a battle, crowd and police a riot, two crowds a brawl."""
    crowd = scene.weight("cue.crowd") and not scene.names(INSURGENT | {"army"})
    if crowd and scene.names(STATE):
        scores["violent_demonstration"] += 3.0
        scores["armed_clash"] -= 1.0
    elif crowd or not scene.names(_ARMED):
        scores["mob_violence"] += 3.0
        scores["armed_clash"] -= 1.0
    else:
        scores["armed_clash"] += 2.0 * fought
        scores["attack"] -= 2.0 * fought


def _aimed_at_armed(scene: Scene) -> bool:
    """Whether the object of the first attack is a force or its post."""
    for sentence in scene.sentences:
        acts = sentence.named("cue", "attack", "ambush")
        if sentence.index or not acts:
            continue
        for part in scene.parts:
            if part.sentence is sentence and acts[0].end <= part.start:
                near = part.start - acts[0].end <= _OBJECT
                return near and part.kind in STATE and part.role == "victim"
    return False


def _armed_are_hurt(scene: Scene) -> bool:
    return any(
        f.high and f.kind in _ARMED and f.field in ("killed", "wounded")
        for f in scene.figures
    )


def _weigh_means(scene: Scene, scores: Scores) -> None:
    """Explosives decide over who was hit, unless there was fighting around them.

    A bomb that opens an ambush, or is followed by gunfire, is part of a battle.
    """
    ranged = min(1.5, scene.weight(*EXPLOSIVE))
    if not ranged:
        return
    found = scene.weight("cue.disrupt")
    if found and not _harmed(scene) and not scene.weight("cue.attack", "cue.explosion"):
        scores["disrupted_weapons_use"] += 5.0
        return
    if scene.weight("cue.suicide") >= _SUICIDE:
        scores["suicide_bomb"] += 6.0
        scores["armed_clash"] *= 0.5
    elif scene.weight("cue.ambush", "cue.gunfire"):
        scores["armed_clash"] += 3.0
    elif not scene.weight("cue.clash"):
        scores["armed_clash"] -= 3.0 * ranged
        scores["attack"] -= 2.5 * ranged


def _weigh_release(scene: Scene, scores: Scores) -> None:
    """Hostages set free: that they had been taken is the story's past."""
    if not scene.weight("cue.abduct"):
        scores["hostage_release"] *= 0.5
        return
    if scene.weight("cue.release", "cue.rescue") < 1.0:
        return
    if any(f.high and f.field == "killed" for f in scene.figures):
        return
    if _takes_then_frees(scene):
        scores["hostage_release"] -= 2.0
        return
    scores["hostage_release"] += 5.0
    scores["abduction_forced_disappearance"] -= 4.0


def _takes_then_frees(scene: Scene) -> bool:
    """Whether the news is that gunmen took people, whom they freed in the end."""
    for part in scene.parts:
        taken = part.sentence.named("cue", "abduct")
        freed = part.sentence.named("cue", "release", "rescue")
        is_taker = part.role == "perpetrator" and part.kind in INSURGENT
        if is_taker and part.sentence.index == 0 and taken and freed:
            return part.end <= taken[0].start < freed[0].start
    return False


def _weigh_territory(scene: Scene, scores: Scores) -> None:
    """A town that is captured is nobody's captive."""
    if not scene.weight("cue.conquer", "cue.retake"):
        return
    scores["change_to_group_activity"] -= 2.0
    if not any(f.counted and f.field == "abducted" for f in scene.figures):
        scores["abduction_forced_disappearance"] -= 4.0


def _weigh_property(scene: Scene, scores: Scores) -> None:
    """An attack in which only things were broken or taken is named after them."""
    taken = scene.weight("cue.loot", "cue.seize")
    aimed = scene.weight(*_BODILY, *EXPLOSIVE, "cue.gunfire")
    if taken < 1.0 or _hurt(scene) or aimed:
        return
    if parts_weight(scene.parts, "victim", _ARMED):
        return
    scores["looting_property_destruction"] += 1.5
    scores["attack"] -= 1.2
    scores["armed_clash"] -= 1.2


def _weigh_arrests(scene: Scene, scores: Scores) -> None:
    """A raid in which people are only arrested is no attack."""
    taken = any(f.high and f.field == "arrested" for f in scene.figures)
    other = scene.weight("cue.protest", "cue.strike", "cue.killing", *EXPLOSIVE)
    if taken and not _hurt(scene) and not other:
        scores["arrests"] += 2.0
        scores["attack"] -= 1.0


def _weigh_alarms(scene: Scene, scores: Scores) -> None:
    """First signs: staff sent home because of a threat, and gunfire that is heard."""
    if is_alarm(scene):
        scores["other"] += _ALARM * min(1.5, scene.weight("cue.warning"))
    heard = min(1.5, scene.weight("cue.heard"))
    if heard and max(scores.values()) < _ALARM * heard:
        scores["armed_clash"] += _ALARM * heard


def is_alarm(scene: Scene) -> bool:
    """Whether people are told to leave, and a threat is the reason."""
    return bool(scene.weight("cue.warning") and scene.weight("status.threat"))


def _prefer_harm(scene: Scene, scores: Scores) -> None:
    """Talks, arrests and seizures yield to an attack that somebody died in."""
    dead = any(f.high and f.field == "killed" for f in scene.figures)
    if dead and scene.weight("cue.killing", "cue.ied", "cue.attack") >= _DEADLY:
        for subtype in QUIET:
            scores[subtype] = scores.get(subtype, 0.0) * 0.5


_RULES: tuple[Callable[[Scene, Scores], None], ...] = (
    _weigh_targets,
    _weigh_means,
    weigh_crowds,
    weigh_mobs,
    _weigh_release,
    _weigh_territory,
    _weigh_property,
    _weigh_arrests,
    _weigh_alarms,
    _prefer_harm,
)
