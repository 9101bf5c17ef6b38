"""Who a casualty word speaks of: the groups of people before or behind it.

It knows the grammar of a sentence (passive, lists, "by"), not what is reported.
"""

from monitor.events.nouns import is_list
from monitor.events.objects import late_object, object_behind
from monitor.events.participles import is_passive_word
from monitor.events.passages import Hit, Sentence
from monitor.events.people import INSURGENT, Group
from monitor.events.sources import is_source
from monitor.events.unnamed import has_singular, meant, named, names_object, unsaid

_LEFT_REACH = 16
_RIGHT_REACH = 3
#: "and" and a second verb.
_VERB = 2
#: People without a number are only meant if they stand close by.
_NEAR = 5
#: ... or begin the sentence: "Forest guard of the northern post shot dead".
_OPENING = 9
#: A number without a noun stands close to its word, or with helping verbs between.
_BARE = 3
#: Words of a list that is read on behind a name.
_NAME_REACH = 12
#: Arabic "and", written together with the word that it joins.
_WAW = "و"
_OPENERS = frozenset("\"'’“«-‑–")


def choose(
    sentence: Sentence, hit: Hit, people: list[Group], taken: dict[int, str]
) -> list[Group]:
    """The groups that a casualty word speaks of, a list of them if coordinated."""
    free = [g for g in people if g.start not in taken and not g.is_part]
    left = _left(sentence, hit, free)
    right = _object(sentence, hit, free, left)
    passive = _is_passive(sentence, hit)
    detail = hit.cue.detail
    if detail == "dual":
        return [Group(2, 2, hit.start, hit.end, None, True, False, hit.end)]
    if detail == "right":
        first, side = right, 1
    elif right is None or (
        left is not None and (detail == "left" or passive or _outranks(left, right))
    ):
        first, side = left, -1
    else:
        first, side = right, 1
    if first is not None and first is left and not passive and not left.counted:
        # "Gunmen killed Mr X": the subject of an active verb is no victim.
        if detail == "any" and names_object(sentence, hit):
            return named(sentence, hit, free)
        is_attacker = (
            left.kind in INSURGENT
            and left.end < hit.start
            and not is_passive_word(sentence, hit)
        )
        if detail == "any" and (is_attacker or shares_object(sentence, hit)):
            return []
    pronoun = meant(sentence, hit, people)
    if first is None or (pronoun and first is left):
        return pronoun or unsaid(sentence, hit, free, passive=passive)
    return [*pronoun, first, *_coordinated(sentence, first, free, side)]


def shares_object(sentence: Sentence, hit: Hit) -> bool:
    """Whether the next verb has its object: "police killed and wounded twelve".

    The number is that of the second; how many the first befell is not told.
    """
    if "and" not in sentence.grammar_at(hit.end) or _is_passive(sentence, hit):
        return False
    second = sentence.hits_at(hit.end + 1, "casualty")
    return any(_begins_number(sentence, other.end) for other in second)


def _begins_number(sentence: Sentence, at: int) -> bool:
    if at >= len(sentence.words):
        return False
    is_vague = sentence.hits_at(at, "vague") or sentence.hits_at(at, "bound")
    return bool(is_vague) or sentence.words[at].number is not None


def _outranks(left: Group, right: Group) -> bool:
    """A number before the word is preferred to people without one behind it."""
    return left.counted and not right.counted


def is_attempt(sentence: Sentence, hit: Hit) -> bool:
    """Whether it was only tried: "attempted to kill the mayor"."""
    return any(
        0 <= hit.start - attempt.end <= 1
        for attempt in sentence.named("grammar", "attempt")
    )


def _is_passive(sentence: Sentence, hit: Hit) -> bool:
    """Whether "was", "ont été" or the like stands just before."""
    for i in range(hit.start - 1, max(-1, hit.start - 4), -1):
        names = sentence.grammar_at(i)
        if "passive" in names:
            return True
        if sentence.surfaces[i] in _OPENERS:
            continue
        if "skip" not in names and "and" not in names:
            return False
    return False


def _object(
    sentence: Sentence, hit: Hit, free: list[Group], left: Group | None
) -> Group | None:
    """The people behind the word, past what its language puts between the two."""
    found = _right(sentence, hit, free)
    if hit.cue.detail != "any":
        return found
    if found is None:
        is_told = left is not None and left.counted
        return None if is_told else late_object(sentence, hit, free)
    return object_behind(sentence, hit, found, free) or found


def _left(sentence: Sentence, hit: Hit, free: list[Group]) -> Group | None:
    near: Group | None = None
    for group in reversed([g for g in free if g.end <= hit.start]):
        gap = hit.start - group.end
        if gap > _LEFT_REACH or any(
            _parts_clauses(sentence, i) for i in range(group.end, hit.start)
        ):
            break
        if _is_other(sentence, group) or not _is_near(sentence, group, hit):
            continue
        if near is not None and _is_subject(sentence, hit, near, group):
            return near
        if group.counted:
            return group
        if near is None and gap <= (_NEAR if group.start else _OPENING):
            near = group
    return near


def _is_near(sentence: Sentence, group: Group, hit: Hit) -> bool:
    """Whether a number without a noun stands right before: "seven were also killed"."""
    between = range(group.end, hit.start)
    return (
        group.kind is not None
        or len(between) <= _BARE
        or all(sentence.grammar_at(i) & {"skip", "passive"} for i in between)
    )


def _is_subject(sentence: Sentence, hit: Hit, near: Group, further: Group) -> bool:
    """Whether "was" speaks of the nearer: "... and his son, the father was killed"."""
    return (
        near.high == 1
        and has_singular(sentence, hit)
        and "," in sentence.surfaces[further.end : near.start]
    )


def _right(sentence: Sentence, hit: Hit, free: list[Group]) -> Group | None:
    for group in free:
        if group.start < hit.end:
            continue
        gap = range(hit.end + _leap(sentence, hit, group), group.start)
        if len(gap) > _RIGHT_REACH or any(_ends_object(sentence, i) for i in gap):
            return None
        if not group.counted and _is_agent(sentence, group):
            return None
        has_own = _has_own(sentence, group, hit.cue.name)
        return None if has_own and not _goes_on(sentence, group) else group
    return None


def _leap(sentence: Sentence, hit: Hit, group: Group) -> int:
    """Words to pass over: a colon ("Fatalities: two") or "and robbed"."""
    if sentence.surfaces[hit.end : hit.end + 1] == [":"]:
        return 1
    names = sentence.grammar_at(hit.end)
    is_pair = group.start == hit.end + _VERB and "and" in names and group.counted
    is_active = is_pair and not _is_passive(sentence, hit)
    second = sentence.hits_at(hit.end + 1, "casualty")
    is_same = all(other.cue.name == hit.cue.name for other in second)
    return _VERB if is_active and is_same else 0


def _parts_clauses(sentence: Sentence, i: int) -> bool:
    if sentence.surfaces[i] in ";:":
        return True
    return bool(sentence.hits_at(i, "casualty"))


def _ends_object(sentence: Sentence, i: int) -> bool:
    surface = sentence.surfaces[i]
    if not surface[0].isalnum():
        return surface not in _OPENERS
    return any(
        hit.cue.family == "casualty"
        or (
            hit.cue.family == "grammar"
            and hit.cue.name in ("and", "by", "locative", "clause")
        )
        for hit in sentence.hits_at(i)
    ) and "of" not in sentence.grammar_at(i)


def _is_other(sentence: Sentence, group: Group) -> bool:
    """Whether they did or said it: "by gunmen", "three witnesses said"."""
    names = sentence.grammar_at(group.end)
    return "according" in names or _is_agent(sentence, group)


def _is_agent(sentence: Sentence, group: Group) -> bool:
    """Whether "by" stands before: "attacked by gunmen"."""
    for i in range(group.start - 1, max(-1, group.start - 4), -1):
        names = sentence.grammar_at(i)
        if "by" in names:
            return True
        if not sentence.surfaces[i][0].isalnum():
            return False
    return False


def _has_own(sentence: Sentence, group: Group, field: str) -> bool:
    """Whether the people are the subject of another casualty word right behind."""
    for i in range(group.end, min(group.end + 4, len(sentence.words))):
        if sentence.surfaces[i].startswith(_WAW):
            return False
        casualty = sentence.hits_at(i, "casualty")
        if casualty:
            return any(
                h.cue.name != field and h.cue.detail != "right" for h in casualty
            )
        names = sentence.grammar_at(i)
        if "and" in names or not ({"skip", "passive"} & set(names)):
            return False
    return False


def _goes_on(sentence: Sentence, group: Group) -> bool:
    """Whether the next word has an object: "killed a trader wounded two others"."""
    return any(
        hit.cue.detail in ("any", "right")
        and hit.end < len(sentence.words)
        and sentence.words[hit.end].number is not None
        for hit in sentence.hits_at(group.end, "casualty")
    )


def _coordinated(
    sentence: Sentence, first: Group, free: list[Group], side: int
) -> list[Group]:
    """Further groups of the same list: "two gendarmes, a driver and five soldiers"."""
    found: list[Group] = []
    if first not in free:  # of whom only a word's ending tells
        return found
    order = (
        free[free.index(first) + 1 :] if side > 0 else free[: free.index(first)][::-1]
    )
    at = first
    for group in order:
        between = (at.end, group.start) if side > 0 else (group.end, at.start)
        linked = _is_series if side > 0 else is_list
        if not group.counted and side > 0:
            continue
        if not group.counted or not linked(sentence, *between):
            break
        if side < 0 and (not first.counted or _is_agent(sentence, group)):
            break
        if side > 0 and (
            _has_own(sentence, group, "") or is_source(sentence, group.start, group.end)
        ):
            break
        found.append(group)
        at = group
    return found


def _is_series(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a list goes on behind a name: "the chief, Musa Yaro and nine others".

    One word besides names, "of" and "the" may stand there: "a leader of the Awra
    faction and his driver".
    """
    if is_list(sentence, start, end):
        return True
    if not start < end <= start + _NAME_REACH:
        return False
    strange = 0
    for i in range(start, end - 1):
        names = sentence.grammar_at(i)
        if not names & {"of", "definite"}:
            word = sentence.surfaces[i]
            strange += not (word == "," or word[0].isupper())
    last = sentence.grammar_at(end - 1)
    return "and" in last and strange <= 1
