"""Whether what is told is news: happened, claimed, threatened, past, in court.

It judges the article; single background sentences are found by `background`.
"""

from collections.abc import Callable

from monitor.events.denials import is_denied
from monitor.events.passages import Hit, Sentence
from monitor.events.roundups import is_headed, is_incident, is_roundup, is_total
from monitor.events.scene import Scene
from monitor.events.sequels import are_victims, is_funeral, is_verdict
from monitor.model import EventStatus

#: Share of first-person words from which a text is a speech or an opinion.
_SPEAKER = 0.05
_MIN_WORDS = 40
#: A fresh toll with its day outweighs words of courts and reports this many times.
_FRESH = 2.0
#: Weight of words of courts from which a trial is what is told.
_IN_COURT = 1.6
_VIOLENT = ("attack", "killing", "clash", "ied", "suicide", "ambush", "abduct")
_ACTS = (
    *(*_VIOLENT, "airstrike", "shelling", "explosion", "grenade", "beating"),
    *("sexual", "loot", "riot", "mob", "protest", "strike", "coup", "release"),
)
#: Sentences that a text without a headline tells its event in.
_OPENING = 3
_QUESTION = frozenset("?؟")
#: Tokens before a label at the beginning: "In an analysis ...".
_LABEL_START = 2
_Rule = Callable[[Scene, bool], tuple[bool, str]]


def read_status(scene: Scene) -> tuple[EventStatus, str]:
    """The status of the event, and the words it rests on."""
    fresh = is_fresh(scene)
    for status, rule in _RULES:
        holds, why = rule(scene, fresh)
        if holds:
            return status, f'{status}: "{why}"' if why else str(status)
    return EventStatus.REPORTED, "reported"


def is_fresh(scene: Scene) -> bool:
    """Whether title or opening give a toll and the day it happened."""
    opening = _opening(scene)
    tolls = [f for f in scene.figures if f.counted and f.high and f.field != "arrested"]
    hurt = any(claim.sentence is sentence for claim in tolls for sentence in opening)
    return hurt and any(s.has("status", "current") for s in opening)


def _opening(scene: Scene) -> list[Sentence]:
    return scene.sentences[:3]


def _weighs(key: str, limit: float) -> _Rule:
    """Holds where the cue's weight reaches the limit, twice that for fresh tolls."""

    def rule(scene: Scene, fresh: bool) -> tuple[bool, str]:
        needed = limit * (_FRESH if fresh else 1.0)
        return scene.weight(f"status.{key}") >= needed, scene.first(f"status.{key}")

    return rule


def _sequel(rule: Callable[[Scene], tuple[bool, str]]) -> _Rule:
    """A rule that holds however fresh the toll is."""

    def holds(scene: Scene, fresh: bool) -> tuple[bool, str]:
        del fresh
        return rule(scene)

    return holds


def _harmless(key: str, limit: float) -> _Rule:
    """Holds where nobody was hurt: a drill, a foiled attack, a threat."""

    def rule(scene: Scene, fresh: bool) -> tuple[bool, str]:
        if fresh or any(f.high and f.field != "arrested" for f in scene.figures):
            return False, ""
        return _leads(scene, key) >= limit, scene.first(f"status.{key}")

    return rule


def _is_exercise(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """A drill, or a headline of one: what harm the text tells of is its background."""
    heads = [s for s in scene.sentences if s.where == "title"]
    for head in heads:
        if head.has("status", "exercise") and not head.has("casualty") and not fresh:
            return True, scene.first("status.exercise")
    return _harmless("exercise", 1.0)(scene, fresh)


def _leads(scene: Scene, key: str) -> float:
    """Weight of a status cue in title and first sentence alone."""
    found = [s for s in scene.sentences if s.index == 0 and s.has("status", key)]
    return sum(1.5 if s.where == "title" else 1.0 for s in found)


def _is_threat(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """The words of violence all stand behind "warns of", "could"."""
    holds, why = _harmless("threat", 1.0)(scene, fresh)
    if not holds:
        return False, ""
    for sentence in scene.sentences:
        if sentence.index or not sentence.has("status", "threat"):
            continue
        first = sentence.named("status", "threat")[0].start
        acts = sentence.named("cue", "attack", "killing", "ied", "suicide", "abduct")
        if acts and min(h.start for h in acts) > first:
            return True, why
    return False, ""


def _is_court(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """A court is what is told of, and not only a judge among the victims."""
    holds, why = _weighs("judicial", _IN_COURT)(scene, fresh)
    return holds and not are_victims(scene, "judicial"), why


def _is_opinion(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """A label such as "Analysis:", a headline that asks, or a speaker's "we"."""
    for sentence in [] if fresh else scene.sentences:
        if sentence.where == "title" and sentence.surfaces[-1] in _QUESTION:
            return True, "the headline asks"
        for hit in sentence.named("status", "opinion"):
            if sentence.index == 0 and _is_label(sentence, hit):
                return True, sentence.quote(hit.start, hit.end)
    words = sum(len(s.words) for s in scene.sentences)
    spoken = sum(_outside_quotes(s) for s in scene.sentences)
    if words >= _MIN_WORDS and spoken / words >= _SPEAKER:
        return True, "told in the first person"
    return False, ""


def _is_label(sentence: Sentence, hit: Hit) -> bool:
    """Whether it stands at the very beginning, or behind a headline's colon."""
    if hit.start <= _LABEL_START:
        return True
    return sentence.where == "title" and sentence.surfaces[hit.start - 1] == ":"


def _outside_quotes(sentence: Sentence) -> int:
    spoken = sentence.named("grammar", "first_person")
    if not spoken or any(mark in sentence.text for mark in '"“”«»'):
        return 0
    return len(spoken)


def _is_claim(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """A claim opens title or text: it is the news, not what a report adds."""
    del fresh
    opening = [s for s in scene.sentences if s.index == 0 and s.has("cue", "claim")]
    return bool(opening), scene.first("cue.claim")


def _is_reaction(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """Somebody condemns an attack: what is news is the words, not the attack."""
    del fresh
    if scene.weight("status.judicial") >= _IN_COURT:
        return False, ""
    for sentence in scene.sentences:
        said = sentence.named("status", "reaction")
        if sentence.index or not said:
            continue
        if sentence.where == "title":
            harm = sentence.named("casualty")
            holds = not harm or said[0].start < harm[0].start
        elif _told_in_title(scene) or sentence.has("casualty"):
            continue
        else:
            acts = sentence.named("cue", *_VIOLENT)
            holds = not acts or said[0].start <= acts[0].start
        if holds:
            return True, f"reaction, {sentence.quote(said[0].start, said[0].end)}"
    return False, ""


def _told_in_title(scene: Scene) -> bool:
    return any(s.where == "title" and s.has("cue", *_VIOLENT) for s in scene.sentences)


def _is_aftermath(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """The headline is of life going on: "the market reopens"."""
    if fresh or any(f.counted and f.high for f in scene.figures):
        return False, ""
    head = next(iter(scene.sentences), None)
    if head is None or not head.has("status", "aftermath"):
        return False, ""
    return True, f"aftermath, {scene.first('status.aftermath')}"


def _is_aside(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """News opens with its event; violence named only later is its setting.

    A later sentence that gives a day or a toll still tells of an incident.
    """
    del fresh
    titled = any(s.where == "title" for s in scene.sentences)
    first = 1 if titled else _OPENING
    opening = [s for s in scene.sentences if s.where == "title" or s.index < first]
    if any(s.has("cue", *_ACTS) or s.has("casualty") for s in opening):
        return False, ""
    told = [s for s in scene.foreground() if s.has("cue", *_ACTS)]
    return bool(told) and not any(is_incident(scene, s) for s in told), "setting"


def _is_past(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """All that is told of violence is background."""
    if fresh or not scene.background:
        return False, ""
    told = [s for s in scene.sentences if s.has("casualty") or s.has("cue", "attack")]
    behind = [s for s in told if any(s is other for other in scene.background)]
    return bool(told) and len(behind) == len(told), scene.first("status.past")


#: In the order in which they are tried; the first that holds decides.
_RULES: tuple[tuple[EventStatus, _Rule], ...] = (
    (EventStatus.EXERCISE, _is_exercise),
    (EventStatus.JUDICIAL, _sequel(is_verdict)),
    (EventStatus.COMMEMORATION, _sequel(is_funeral)),
    (EventStatus.COMMEMORATION, _weighs("commemoration", 1.4)),
    (EventStatus.OPINION, _is_reaction),
    (EventStatus.JUDICIAL, _is_court),
    (EventStatus.OPINION, _is_opinion),
    (EventStatus.DENIED, is_denied),
    (EventStatus.CUMULATIVE, is_headed),
    (EventStatus.CUMULATIVE, is_total),
    (EventStatus.CUMULATIVE, is_roundup),
    (EventStatus.CUMULATIVE, _weighs("cumulative", 1.5)),
    (EventStatus.CLAIMED, _is_claim),
    (EventStatus.FOILED, _harmless("foiled", 1.0)),
    (EventStatus.THREAT, _is_threat),
    (EventStatus.PAST, _is_aftermath),
    (EventStatus.PAST, _is_past),
    (EventStatus.PAST, _is_aside),
)
