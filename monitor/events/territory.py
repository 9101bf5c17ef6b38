"""A place as what was captured: "seized Bara", "Bara falls to", "سيطرت ... على الفاشر".

It finds such places where the sentence names an armed side; a town that is captured is
nobody's captive. What kind of event that makes is for `classify`.
"""

from collections.abc import Iterator, Sequence, Set

from monitor.events.gazetteer import gazetteer
from monitor.events.lexicons import Cue
from monitor.events.mentions import longest_name
from monitor.events.naming import Name
from monitor.events.passages import Hit, Sentence
from monitor.events.people import INSURGENT, STATE

#: Tokens from a verb to its place, and where the subject stands between the two.
_REACH, _FAR = 4, 12
#: Tokens from a place back to "captured", "fell to": "Bara was captured".
_BEFORE = 5
#: Tokens between whoever enters a place and the verb.
_SUBJECT_REACH = 4
#: Sentences of a text that tell what was captured now, not once.
_OPENING = 2
#: Tokens from "which" to its verb.
_RELATIVE_REACH = 4
#: Inhabitants of a place of which it is news who comes there.
_CITY = 20_000
_ARMED = STATE | INSURGENT
_RAIDERS = INSURGENT | {"militia"}
#: What each verb makes of its place.
_MAKES = {
    **dict.fromkeys(("conquer", "take", "enter", "fall"), Cue("cue", "conquer")),
    "retake": Cue("cue", "retake"),
}
_VERBS = tuple(_MAKES)
#: Words between a verb and its place that make it another's object, or none.
_BARS = frozenset(["by", "and", "clause", "cause", "near", "along", "negation"])
_LINKS = frozenset(["of", "definite", "settlement"])


def may_capture(sentence: Sentence) -> bool:
    """Whether a marked sentence has the words of a capture, where news has its own."""
    if sentence.index >= _OPENING or not sentence.has("verb", *_VERBS):
        return False
    return not sentence.has("cue", "agreement", "parley")


def conquests(sentence: Sentence, names: Sequence[Name]) -> list[Hit]:
    """The captures of places that a sentence tells, each from verb to place.

    Args:
        sentence: one that `may_capture`.
        names: that the watches found in it.
    """
    verbs = sentence.named("verb", *_VERBS)
    if not _sides(sentence, names) & _ARMED:
        return []
    known = {hit.cue for hit in sentence.named("cue", "conquer", "retake")}
    found = [_conquest(sentence, verb, names) for verb in verbs]
    return [hit for hit in found if hit is not None and hit.cue not in known][:1]


def _sides(sentence: Sentence, names: Sequence[Name]) -> Set[str]:
    people = {hit.cue.name for hit in sentence.named("people")}
    return people | {name.kind for name in names}


def _conquest(sentence: Sentence, verb: Hit, names: Sequence[Name]) -> Hit | None:
    if _is_aside(sentence, verb):
        return None
    entered = sentence.named("verb", "enter")
    if any(hit.start == verb.start for hit in entered) and not _is_raid(
        sentence, verb, names
    ):
        return None
    is_entered = verb.cue.name == "enter"
    is_active = sentence.verb_first or verb.cue.name != "fall"
    spans = _behind(sentence, verb) if is_active else ()
    places = {name.start: name.end for name in names if name.kind == "place"}
    for start in spans:
        end = places.get(start) or _gazetted(sentence, start, big=is_entered)
        if end:
            return Hit(_MAKES[verb.cue.name], verb.start, end)
    for start in _before(sentence, verb):
        end = places.get(start) or _gazetted(sentence, start)
        if end and end <= verb.start and _is_passive(sentence, end, verb):
            return Hit(_MAKES[verb.cue.name], start, verb.end)
    return None


def _is_aside(sentence: Sentence, verb: Hit) -> bool:
    """Whether "which" or the like stands before: "the group, which seized Bara"."""
    return any(
        0 <= verb.start - hit.end <= _RELATIVE_REACH
        for hit in sentence.named("grammar", "relative")
    )


def _is_raid(sentence: Sentence, verb: Hit, names: Sequence[Name]) -> bool:
    """Whether those who enter are no soldiers of the state, and no aid convoy."""
    spans = [(n.start, n.end) for n in names if n.kind in _RAIDERS]
    spans += [
        (hit.start, hit.end)
        for hit in sentence.named("people")
        if hit.cue.name in _RAIDERS
    ]
    if sentence.verb_first:
        return any(0 <= start - verb.end <= 1 for start, _ in spans)
    return any(0 <= verb.start - end <= _SUBJECT_REACH for _, end in spans)


def _gazetted(sentence: Sentence, start: int, *, big: bool = False) -> int | None:
    """The end of a place of the gazetteer that begins at a token, or None.

    Gunmen enter villages each day and leave again: `big` asks for a city.
    """
    surface = sentence.surfaces[start]
    if surface[0].islower() or not surface[0].isalpha() or sentence.hits_at(start):
        return None
    known = gazetteer().begun[sentence.words[start].folded]
    name, end = longest_name(sentence, start, known)
    if not name:
        return None
    sites = gazetteer().find(name)
    return end if not big or any(s.population >= _CITY for s in sites) else None


def _behind(sentence: Sentence, verb: Hit) -> Iterator[int]:
    """The tokens behind a verb where its place may begin."""
    if sentence.verb_first:
        yield from _behind_subject(sentence, verb)
        return
    end = min(verb.end + _REACH, len(sentence.surfaces))
    at = verb.end
    while at < end:
        yield at
        if _bars(sentence, at):
            return
        at = max((h.end for h in sentence.hits_at(at, "grammar")), default=at + 1)


def _behind_subject(sentence: Sentence, verb: Hit) -> Iterator[int]:
    """Behind an Arabic verb: "سيطرت القوات على X", "سقوط X", "دخلت القوات مدينة X"."""
    is_direct = verb.cue.name in ("fall", "retake", "enter")
    for at in range(verb.end, min(verb.end + _FAR, len(sentence.surfaces))):
        if (
            sentence.surfaces[at - 1] == "على"
            or _is_town_before(sentence, at)
            or (is_direct and (at == verb.end or _is_force_before(sentence, at)))
        ):
            yield at
        if not sentence.surfaces[at][0].isalnum() or sentence.hits_at(at, "casualty"):
            return


def _is_town_before(sentence: Sentence, at: int) -> bool:
    return any(hit.end == at for hit in sentence.named("object", "conquer"))


def _is_force_before(sentence: Sentence, at: int) -> bool:
    return any(hit.end == at for hit in sentence.named("people"))


def _bars(sentence: Sentence, i: int) -> bool:
    """Whether a token between verb and place says that the place is no object."""
    surface = sentence.surfaces[i]
    if not surface[0].isalnum():
        return surface not in "-‑’'\"“«"
    names = sentence.grammar_at(i)
    if names & _LINKS:
        return False
    if names & _BARS or {"locative", "locative_weak"} & names:
        return True
    is_counted = sentence.words[i].number is not None
    return is_counted or any(
        hit.cue.family in ("people", "casualty", "vague", "date")
        for hit in sentence.hits_at(i)
    )


def _before(sentence: Sentence, verb: Hit) -> Iterator[int]:
    """The tokens before a verb where the place that it befell may begin."""
    for at in range(verb.start - 1, max(-1, verb.start - 1 - _BEFORE), -1):
        names = sentence.grammar_at(at)
        if sentence.surfaces[at] in ",;:" or sentence.hits_at(at, "people"):
            return
        if names & {"cause", "clause", "and", "negation"}:
            return
        before = {hit.cue.name for hit in sentence.grammar_before(at)}
        if "settlement" in before or not before & {"locative", "of", "near"}:
            yield at


def _is_passive(sentence: Sentence, end: int, verb: Hit) -> bool:
    """Whether what stands before the verb is what was captured."""
    if verb.cue.name == "fall":
        return True
    if verb.cue.name == "enter" or sentence.verb_first:
        return False
    if sentence.object_late:
        return True
    is_by = "by" in sentence.grammar_at(verb.end)
    helped = any("passive" in sentence.grammar_at(i) for i in range(end, verb.start))
    return helped or (is_by and end == verb.start)


def is_captured_place(sentence: Sentence, verb: Hit) -> bool:
    """Whether a verb that also takes people takes a place or a post there.

    Not in "captured ten soldiers and the town".
    """
    for hit in sentence.named("cue", "conquer", "retake"):
        if hit.start <= verb.start < hit.end:
            between = range(verb.end, hit.end)
            held = (h for i in between for h in sentence.hits_at(i, "people"))
            if all(h.cue.detail == "force" for h in held) and not any(
                sentence.words[i].number is not None for i in between
            ):
                return True
    return False
