"""Verdicts and funerals: the dead they tell of died before, however fresh the day.

"Ten years for the attack that killed twelve", "the funeral of the 27 soldiers": the
toll hangs on words of a court or of mourning, in title and first sentence alike.
"""

from monitor.events.passages import Hit, Sentence
from monitor.events.scene import Scene
from monitor.events.toll import Figure

#: Acts of which a court or a funeral may itself be the scene.
_ACTS = ("attack", "ambush", "clash", "explosion", "ied", "suicide", "airstrike")
#: Tokens from "funeral" to those who are buried: "funeral of the 27 soldiers".
_OF_REACH = 3


def is_verdict(scene: Scene) -> tuple[bool, str]:
    """Whether a court's words govern the dead that title and first sentence tell of."""
    if not scene.weight("status.verdict"):
        return False, ""
    told = [s for s in _opening(scene) if s.has("casualty")]
    if not told or not all(_judges(sentence) for sentence in told):
        return False, ""
    return _first(scene, "verdict")


def _judges(sentence: Sentence) -> bool:
    """Whether "for", "over" or "that" stands between a verdict and the dead.

    Where verbs come last, so does the verdict: "wegen des Anschlags ... verurteilt".
    """
    verdicts = sentence.named("status", "verdict")
    dead = sentence.named("casualty")[0].start
    charges = [h for h in sentence.named("grammar", "charge") if h.start < dead]
    if sentence.object_late:
        return bool(verdicts and charges)
    return any(
        not _is_scene(sentence, verdict)
        and any(verdict.end <= charge.start for charge in charges)
        for verdict in verdicts
    )


def are_victims(scene: Scene, key: str) -> bool:
    """Whether all words of a list are of people who were hurt: "a judge shot dead"."""
    hits = [(s, h) for s in _opening(scene) for h in s.named("status", key)]
    return bool(hits) and all(
        any(
            f.sentence is sentence and f.start <= hit.start < f.end and f.high
            for f in scene.figures
        )
        for sentence, hit in hits
    )


def is_funeral(scene: Scene) -> tuple[bool, str]:
    """Whether the dead of title and first sentence are those who are buried."""
    if not scene.weight("status.rites"):
        return False, ""
    opening = _opening(scene)
    figures = [f for f in scene.figures if f.high and f.sentence in opening]
    if not figures or not all(_buries(figure) for figure in figures):
        return False, ""
    return _first(scene, "rites")


def _buries(figure: Figure) -> bool:
    return any(
        0 <= figure.start - rite.end <= _OF_REACH
        and not _is_scene(figure.sentence, rite)
        for rite in figure.sentence.named("status", "rites")
    )


def _is_scene(sentence: Sentence, hit: Hit) -> bool:
    """Whether an attack is told before: "gunmen attacked a funeral"."""
    return any(act.start < hit.start for act in sentence.named("cue", *_ACTS))


def _opening(scene: Scene) -> list[Sentence]:
    return [sentence for sentence in scene.sentences if sentence.index == 0]


def _first(scene: Scene, key: str) -> tuple[bool, str]:
    """Whether title or first sentence has a word of the list, and that word."""
    for sentence in _opening(scene):
        for hit in sentence.named("status", key):
            return True, sentence.quote(hit.start, hit.end)
    return False, ""
