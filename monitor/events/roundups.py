"""Several events told together: headings of round-ups, totals of a week, of countries.

It judges whether an article tells one event; what else keeps it from being news,
`realis` says.
"""

from monitor.events.countries import states_in
from monitor.events.passages import Hit, Sentence
from monitor.events.scene import Scene

#: So many attacks told together are no single event, nor one toll of so many states.
_SEVERAL, _STATES = 3, 3
_ASSAULTS = ("attack", "ambush", "clash")
_VIOLENT = ("attack", "killing", "clash", "ied", "suicide", "ambush", "abduct")
_ACTS = (
    *(*_VIOLENT, "airstrike", "shelling", "explosion", "grenade", "beating"),
    *("sexual", "loot", "riot", "mob", "protest", "strike", "coup", "release"),
)
#: Words of a list of places.
_LIST = frozenset(["and", "locative", "locative_weak", "definite"])
#: Tokens before a heading at the beginning.
_LABEL_START = 2
#: Tokens from a toll to "in a week".
_PERIOD_REACH = 6


def is_headed(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """A heading of round-ups, "The week in Mali", above more than one event."""
    del fresh
    for head in scene.sentences:
        if head.index or any(f.sentence is head and f.high for f in scene.figures):
            continue
        found = [h for h in head.named("status", "heading") if _leads_in(head, h)]
        if not found:
            continue
        acts = head.has("cue", *_ACTS) or head.has("casualty")
        below = (s for s in scene.foreground() if s.where == "text" and s is not head)
        if not acts or sum(is_incident(scene, s) for s in below) > 1:
            return True, head.quote(found[0].start, found[0].end)
    return False, ""


def _leads_in(head: Sentence, hit: Hit) -> bool:
    """Whether it begins the heading, or what stands behind a mark in it."""
    return hit.start <= _LABEL_START or not head.surfaces[hit.start - 1].isalnum()


def is_incident(scene: Scene, sentence: Sentence) -> bool:
    """Whether the sentence gives the day or the toll of its violence."""
    figures = [f for f in scene.figures if f.sentence is sentence]
    counted = any(f.counted and f.high for f in figures)
    return counted or sentence.has("status", "current") or sentence.has("date")


def is_roundup(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """Several attacks in several places told together: "six raids in three regions"."""
    heads = [s for s in scene.sentences if s.index == 0]
    if fresh or any(f.high and f.sentence in heads for f in scene.figures):
        return False, ""
    if any(s.has("status", "roundup") for s in heads):
        return True, scene.first("status.roundup")
    at_once = any(s.has("grammar", "at_once") for s in heads)
    for sentence in heads:
        places = [*sentence.named("grammar", "many_places"), *_months(sentence)]
        if not places or not sentence.has("cue", *_VIOLENT):
            continue
        acts = sentence.named("cue", *_ASSAULTS)
        for hit in (*acts, *(places if at_once else ())):
            if (_count_before(sentence, hit) or 0) >= _SEVERAL:
                return True, f"round-up, {sentence.quote(hit.start - 1, hit.end)}"
    return False, ""


def _months(sentence: Sentence) -> list[Hit]:
    """Months without a day: "412 attacks in October"."""
    return [
        hit
        for hit in sentence.named("date")
        if hit.cue.name.startswith("month")
        and not {hit.start - 1, hit.end} & set(sentence.figures)
    ]


def _count_before(sentence: Sentence, hit: Hit) -> int | None:
    """The number that counts what a hit names; one word may stand between."""
    for i in (hit.start - 1, hit.start - 2):
        if i < 0 or sentence.hits_at(i, "people"):
            return None
        if sentence.words[i].number is not None:
            return sentence.words[i].number
    return None


def is_total(scene: Scene, fresh: bool) -> tuple[bool, str]:
    """One toll of a week or month, or of three countries: of no single event."""
    del fresh
    for figure in scene.figures:
        sentence = figure.sentence
        if sentence.index or not (figure.high and figure.counted):
            continue
        for period in sentence.named("status", "period"):
            if _is_of_period(sentence, period, figure.start, figure.end):
                return True, sentence.quote(period.start, period.end)
        if len(_states(sentence)) >= _STATES:
            return True, "one toll of several countries"
    return False, ""


def _is_of_period(sentence: Sentence, period: Hit, start: int, end: int) -> bool:
    """Whether a toll is that of "in a week": not "third attack in a week killed 12"."""
    if "of" in sentence.grammar_at(period.end):
        return False
    if period.start <= _LABEL_START and period.end <= start:
        first, last = period.end, start
    elif 0 <= period.start - end <= _PERIOD_REACH:
        first, last = end, period.start
    else:
        return False
    acts = sentence.named("cue", *_ASSAULTS, "suicide", "ied", "explosion", "abduct")
    return not any(first <= act.start < last for act in acts)


def _states(sentence: Sentence) -> set[str]:
    """The countries of a list behind "in": "in Mali, Niger and Chad"."""
    longest: set[str] = set()
    found: set[str] = set()
    for i, surface in enumerate(sentence.surfaces):
        codes = states_in(sentence.words[i].folded, sentence.language)
        names = sentence.grammar_at(i)
        if codes and not surface[0].islower():
            found |= codes if found or _is_in(sentence, i) else set()
        elif not (names & _LIST or surface == "," or surface[0].isupper()):
            found = set()
        longest = max(longest, found, key=len)
    return longest


def _is_in(sentence: Sentence, i: int) -> bool:
    before = {hit.cue.name for hit in sentence.grammar_before(i)}
    return "locative" in before or "locative" in sentence.grammar_at(i)
