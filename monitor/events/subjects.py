"""Who a casualty word speaks of: the groups of people before or behind it.

It knows the grammar of a sentence (passive, lists, "by"), not what is reported.
"""

from monitor.events.passages import Hit, Sentence
from monitor.events.people import INSURGENT, Group

_LEFT_REACH = 16
_RIGHT_REACH = 3
#: People without a number are only meant if they stand close by.
_NEAR = 5
#: A number without a noun must stand right before the word.
_BARE = 3
_SINGULAR_REACH = 3
#: Arabic "and", written together with the word that it joins.
_WAW = "و"
_OPENERS = frozenset("\"'’“«-‑–")
#: One person, named by a word that no list knows.
NAMED = Group(1, 1, 0, 0, None, False, False, 0)


def choose(
    sentence: Sentence, hit: Hit, people: list[Group], taken: dict[int, str]
) -> list[Group]:
    """The groups that a casualty word speaks of, a list of them if coordinated."""
    free = [g for g in people if g.start not in taken and not g.is_part]
    right = _right(sentence, hit, free)
    left = _left(sentence, hit, free)
    passive = _is_passive(sentence, hit)
    detail = hit.cue.detail
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
        if detail == "any" and _names_object(sentence, hit):
            return [NAMED]
        if detail == "any" and left.kind in INSURGENT and left.end < hit.start:
            return []
    if first is None and _has_pronoun(sentence, hit):
        return [g for g in people if g.counted and g.end <= hit.start][-1:]
    if first is None:
        return _unsaid(sentence, hit, passive=passive)
    return [first, *_coordinated(sentence, first, free, side)]


def _outranks(left: Group, right: Group) -> bool:
    """A number before the word is preferred to people without one behind it."""
    return left.counted and not right.counted


def _unsaid(sentence: Sentence, hit: Hit, *, passive: bool) -> list[Group]:
    """One person, where somebody is named whom no word list knows."""
    if passive:
        return [NAMED] if _has_singular(sentence, hit) else []
    if hit.cue.detail == "right" or (hit.cue.detail == "any" and not passive):
        return [NAMED] if _names_object(sentence, hit) else []
    return []


def _names_object(sentence: Sentence, hit: Hit) -> bool:
    if hit.end >= len(sentence.surfaces) or sentence.text.isupper():
        return False
    names = {h.cue.name for h in sentence.hits_at(hit.end, "grammar")}
    if names & {"articles_one", "definite"}:
        return True
    following = sentence.surfaces[hit.end]
    return following[0].isupper() and len(following) > 1


def _has_singular(sentence: Sentence, hit: Hit) -> bool:
    """Whether "was", not "were", stands before: "the lookout was killed"."""
    return any(
        hit.start - _SINGULAR_REACH <= aux.start < hit.start
        for aux in sentence.named("grammar", "singular")
    )


def _has_pronoun(sentence: Sentence, hit: Hit) -> bool:
    """Whether people named before are meant: "abducted six men and shot them"."""
    return any(h.cue.name == "pronoun" for h in sentence.hits_at(hit.end, "grammar"))


def is_attempt(sentence: Sentence, hit: Hit) -> bool:
    """Whether it was only tried: "attempted to kill the mayor"."""
    return any(
        0 <= hit.start - attempt.end <= 1
        for attempt in sentence.named("grammar", "attempt")
    )


def _is_passive(sentence: Sentence, hit: Hit) -> bool:
    """Whether "was", "ont été" or the like stands just before."""
    for i in range(hit.start - 1, max(-1, hit.start - 4), -1):
        names = [h.cue.name for h in sentence.hits_at(i, "grammar")]
        if "passive" in names:
            return True
        if "skip" not in names and "and" not in names:
            return False
    return False


def _left(sentence: Sentence, hit: Hit, free: list[Group]) -> Group | None:
    near: Group | None = None
    for group in reversed([g for g in free if g.end <= hit.start]):
        gap = hit.start - group.end
        if gap > _LEFT_REACH or any(
            _parts_clauses(sentence, i) for i in range(group.end, hit.start)
        ):
            break
        if _is_agent(sentence, group) or (group.kind is None and gap > _BARE):
            continue
        if group.counted:
            return group
        if near is None and gap <= _NEAR:
            near = group
    return near


def _right(sentence: Sentence, hit: Hit, free: list[Group]) -> Group | None:
    for group in free:
        if group.start < hit.end:
            continue
        gap = range(hit.end, group.start)
        if len(gap) > _RIGHT_REACH or any(_ends_object(sentence, i) for i in gap):
            return None
        if not group.counted and _is_agent(sentence, group):
            return None
        return None if _has_own(sentence, group, hit.cue.name) else group
    return None


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
            (hit.cue.family == "grammar" and hit.cue.name in ("and", "by", "locative"))
            and hit.cue.name != "of"
        )
        for hit in sentence.hits_at(i)
    ) and not any(h.cue.name == "of" for h in sentence.hits_at(i, "grammar"))


def _is_agent(sentence: Sentence, group: Group) -> bool:
    """Whether "by" stands before: "attacked by gunmen"."""
    for i in range(group.start - 1, max(-1, group.start - 4), -1):
        names = [h.cue.name for h in sentence.hits_at(i, "grammar")]
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
        casualty = [h.cue for h in sentence.hits_at(i, "casualty")]
        if casualty:
            return any(c.name != field and c.detail != "right" for c in casualty)
        names = [h.cue.name for h in sentence.hits_at(i, "grammar")]
        if "and" in names or not ({"skip", "passive"} & set(names)):
            return False
    return False


def _coordinated(
    sentence: Sentence, first: Group, free: list[Group], side: int
) -> list[Group]:
    """Further groups of the same list: "two gendarmes, a driver and five soldiers"."""
    found: list[Group] = []
    order = (
        free[free.index(first) + 1 :] if side > 0 else free[: free.index(first)][::-1]
    )
    at = first
    for group in order:
        between = (at.end, group.start) if side > 0 else (group.end, at.start)
        if not group.counted or not _is_list(sentence, *between):
            break
        if side > 0 and _has_own(sentence, group, ""):
            break
        found.append(group)
        at = group
    return found


def _is_list(sentence: Sentence, start: int, end: int) -> bool:
    if not start < end <= start + 4:
        return False
    links = 0
    for i in range(start, end):
        names = [h.cue.name for h in sentence.hits_at(i, "grammar")]
        if "and" in names or sentence.surfaces[i] in ",&":
            links += 1
        elif i > start and "skip" not in names:
            return False
    return links > 0
