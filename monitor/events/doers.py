"""Who did it, where the words beside a name say so: "frappe de X", "by fighters of X".

Also whoever accuses others, and so did nothing; what only the order of words tells,
`roles` reads.
"""

from collections.abc import Iterator, Sequence

from monitor.events.participles import is_participle_form
from monitor.events.passages import Hit, Sentence
from monitor.events.people import INSURGENT, STATE

#: Acts whose noun is followed by whoever does them: "attack of", but "killing of".
ATTACKS = frozenset(["attack", "ambush", "suicide", "shelling", "airstrike", "abduct"])
#: Those that only an army's enemy, or an army, can mean: an "attack of the police
#: station" is one on it.
_HEAVY = frozenset(["shelling", "airstrike"])
_ARMED = STATE | INSURGENT
#: Cues by which some tell of others, free them, or take a town.
_TELLING = ("blame", "deny", "rescue", "release", "conquer", "retake")
#: Tokens from "by" to a name: "by suspected fighters of the X".
_BY_REACH = 8
#: Tokens from the noun of an act to whose it is.
_NOUN_REACH = 6
#: Adjectives between the noun of an act and "of": "frappe aérienne meurtrière de".
_ADJECTIVES = 2
#: Tokens from a force to the target of its attack: "attaque de l'armée contre".
_TARGET_REACH = 3
#: Tokens from a name to "accused", and from that to whom, and to what.
_ACCUSER_REACH, _ACCUSED_REACH, _DEED_REACH = 3, 4, 3
#: Tokens from a fallen town to whoever took it ("in the hands of the X"), and from
#: those to "entered".
_TAKER_REACH = 5
_OF = frozenset(["of", "definite", "locative_weak"])
_STOPS = frozenset(["and", "locative", "cause", "clause", "passive"])
#: Arabic "of, by", written together with the name: "هجوم لقوات".
_LAM = "ل"


def role_in_words(sentence: Sentence, person: Hit, acts: Sequence[Hit]) -> str | None:
    """The role that the words beside a name give; None where they give none.

    Args:
        sentence: marked with its cues.
        person: a hit of the family "people".
        acts: of violence in the sentence.
    """
    is_telling = sentence.has("cue", *_TELLING)
    if is_telling and _only_tells(sentence, person):
        return "other"
    if person.cue.name not in _ARMED:
        return None
    act = next((act for act in reversed(acts) if act.end <= person.start), None)
    is_doer = (act is not None and _does(sentence, act, person)) or _is_behind_by(
        sentence, person, acts
    )
    if is_telling and not is_doer:
        is_doer = _is_taker(sentence, person) or _is_blamed(sentence, person, acts)
    return "perpetrator" if is_doer else None


def _only_tells(sentence: Sentence, person: Hit) -> bool:
    """Whether they accuse others, deny what is told, or free captives."""
    if _is_accuser(sentence, person):
        return True
    is_state = person.cue.name in STATE
    return is_state and (_is_denier(sentence, person) or _is_rescuer(sentence, person))


def _is_accuser(sentence: Sentence, person: Hit) -> bool:
    """Whether they accuse others: "X accused the army of"; not "X, accused of"."""
    for blame in _accusations(sentence):
        if sentence.verb_first:
            others = [h for h in sentence.named("people") if h.start >= person.end]
            if 0 <= person.start - blame.end <= 1 and others:
                return True
            continue
        between = range(person.end, blame.start)
        if len(between) <= _ACCUSER_REACH and person.end <= blame.start:
            return all(sentence.surfaces[i][0].isalnum() for i in between)
    return False


def _is_denier(sentence: Sentence, person: Hit) -> bool:
    """Whether a force denies what is told: "the army denied any attack"."""
    for denial in sentence.named("cue", "deny"):
        if sentence.verb_first and 0 <= person.start - denial.end <= 1:
            return True
        between = range(person.end, denial.start)
        if len(between) <= _ACCUSER_REACH and person.end <= denial.start:
            return all(sentence.surfaces[i][0].isalnum() for i in between)
    return False


def _is_rescuer(sentence: Sentence, person: Hit) -> bool:
    """Whether a force frees captives: "troops rescued 12 of the pupils"."""
    if not sentence.has("cue", "abduct"):
        return False
    return any(
        0 <= hit.start - person.end < _ACCUSER_REACH
        or (sentence.verb_first and hit.end == person.start)
        for hit in sentence.named("cue", "rescue", "release")
    )


def _accusations(sentence: Sentence) -> Iterator[Hit]:
    """The active words of blame: not "was accused", not "accused of"."""
    for hit in sentence.named("cue", "blame"):
        before = range(max(0, hit.start - _ACCUSER_REACH), hit.start)
        is_had = any("having" in sentence.grammar_at(i) for i in before)
        is_passive = any("passive" in sentence.grammar_at(i) for i in before)
        is_form = is_participle_form(sentence.surfaces[hit.start])
        is_bare = is_form and not is_had
        is_of = bool(sentence.grammar_at(hit.end) & {"of", "by"})
        if not (is_passive or (is_bare and is_of)):
            yield hit


def _is_behind_by(sentence: Sentence, person: Hit, acts: Sequence[Hit]) -> bool:
    """Whether "by" governs the name: "par trois combattants présumés de l'X"."""
    if not sentence.has("grammar", "by") or not (acts or sentence.has("casualty")):
        return False
    starts = {act.start for act in acts}
    for i in range(person.start - 1, max(-1, person.start - 1 - _BY_REACH), -1):
        names = sentence.grammar_at(i)
        if "by" in names:
            return True
        is_word = sentence.surfaces[i][0].isalnum() or sentence.surfaces[i] in "'’-"
        if not is_word or names & _STOPS or i in starts:
            return False
        if sentence.hits_at(i, "casualty"):
            return False
    return False


def _does(sentence: Sentence, act: Hit, person: Hit) -> bool:
    """Whether the noun of an act is the name's: "غارة للجيش", "frappe de l'armée"."""
    if act.cue.name not in ATTACKS or person.start - act.end > _NOUN_REACH:
        return False
    if is_participle_form(sentence.surfaces[act.start]):
        return False
    between = list(range(act.end, person.start))
    if sentence.verb_first:
        return _is_arabic_doer(sentence, act, person, between)
    while between and _is_of(sentence, between[-1]):
        between.pop()
    if len(between) > _ADJECTIVES or not _describe(sentence, between):
        return False
    if act.end + len(between) == person.start:
        return False
    return person.cue.name in INSURGENT or _is_armys(sentence, act, person)


def _is_arabic_doer(
    sentence: Sentence, act: Hit, person: Hit, between: Sequence[int]
) -> bool:
    """Whether a verb or noun has its subject right behind it, or a name with "of"."""
    if "done_to" in sentence.grammar_at(act.start):
        return False
    if not between:
        return True
    surface = sentence.surfaces[person.start]
    is_noun = "named_after" in sentence.grammar_at(person.start)  # "لواء"
    is_of = surface.startswith(_LAM * (2 if is_noun else 1))
    return is_of and len(between) <= _ADJECTIVES and _describe(sentence, between)


def _is_of(sentence: Sentence, i: int) -> bool:
    return bool(sentence.grammar_at(i) & _OF) or sentence.surfaces[i] in "'’"


def _describe(sentence: Sentence, tokens: Sequence[int]) -> bool:
    """Whether tokens are adjectives, or more of the act: "frappe de drone"."""
    return all(
        sentence.surfaces[i][0].isalpha()
        and not sentence.hits_at(i, "people")
        and not sentence.hits_at(i, "casualty")
        and not sentence.grammar_at(i)
        for i in tokens
    )


def _is_armys(sentence: Sentence, act: Hit, person: Hit) -> bool:
    """Whether a force of the state did it: a strike, or an attack "on", "contre"."""
    if act.cue.name in _HEAVY:
        return True
    behind = range(person.end, min(person.end + _TARGET_REACH, len(sentence.words)))
    return any("cause" in sentence.grammar_at(i) for i in behind)


def _is_taker(sentence: Sentence, person: Hit) -> bool:
    """Whether a town is theirs now: "fell to X", "سيطرت X على", "سقطت في يد X"."""
    for capture in sentence.named("cue", "conquer", "retake"):
        if sentence.verb_first and capture.start < person.start < capture.end:
            return True
        entered = sentence.hits_at(capture.start, "verb")
        if any(hit.cue.name == "enter" for hit in entered):
            return 0 <= capture.start - person.end <= _TAKER_REACH
        falls = [h for h in sentence.named("verb", "fall") if h.start >= capture.start]
        for fall in falls[:1]:
            between = range(max(fall.end, capture.end), person.start)
            is_near = len(between) <= _TAKER_REACH and fall.end <= person.start
            if is_near and all(sentence.surfaces[i][0].isalnum() for i in between):
                return True
    return False


def _is_blamed(sentence: Sentence, person: Hit, acts: Sequence[Hit]) -> bool:
    """Whether others accuse them of an act: "X accused the army of shelling"."""
    for blame in _accusations(sentence):
        if 0 <= person.start - blame.end < _ACCUSED_REACH:
            deeds = [act for act in acts if act.start >= person.end]
            if deeds and deeds[0].start - person.end <= _DEED_REACH:
                return not (sentence.verb_first and blame.end == person.start)
    return False
