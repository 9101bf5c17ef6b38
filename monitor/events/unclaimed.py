"""Claims that nobody made of what is told: "no group has claimed the attack".

A word of a claim behind a word of denial, or beside one of other attacks ("has claimed
similar attacks"), becomes a cue of its own, "unclaimed".
"""

from collections.abc import Sequence, Set
from operator import attrgetter

from monitor.events.lexicons import Cue
from monitor.events.passages import Hit

#: Tokens from "no" to "claimed": "none of the armed groups in the area has claimed".
_REACH = 12
_CLAIM, _UNCLAIMED = Cue("cue", "claim"), Cue("cue", "unclaimed")
_NO_CLAIM, _OTHERS = Cue("grammar", "no_claim"), Cue("grammar", "other_claim")
#: Negates a claim that it follows: "bekannte sich zunächst niemand".
_NO_CLAIM_AFTER = Cue("grammar", "no_claim_after")
#: Tokens between a claim and the words that say of which others it is.
_BEFORE, _BEHIND = 6, 5
_MARKS = frozenset(",;:")
_ACTS = frozenset(["attack", "ambush", "killing", "suicide", "explosion", "airstrike"])
_STOPS = frozenset(["and", "clause"])


def set_apart(
    hits: list[Hit], surfaces: Sequence[str], *, opens: bool = True
) -> list[Hit]:
    """The hits of a sentence, in text order, with claims of nothing told renamed.

    Such a hit begins with the word that negates it. A comma, "and" or another act
    between them parts the two: "nobody was hurt and the group claimed the attack".

    Args:
        hits: in text order.
        surfaces: the sentence's tokens.
        opens: whether the sentence opens title or text; if a claim of several attacks
            does, it is the news.
    """
    claims = [hit for hit in hits if hit.cue == _CLAIM]
    if not claims:
        return hits
    negations = {hit.start for hit in hits if hit.cue == _NO_CLAIM}
    stops = {hit.start for hit in hits if _parts(hit)}
    others = [] if opens else [hit for hit in hits if hit.cue == _OTHERS]
    behind = [hit for hit in hits if hit.cue == _NO_CLAIM_AFTER]
    found = []
    for hit in hits:
        at = _negation(hit.start, negations, stops, surfaces) if hit in claims else None
        if at is None and hit in claims:
            near = _is_of_others(hit, others, surfaces)
            at = hit.start if near or _is_denied(hit, behind, surfaces) else None
        found.append(hit if at is None else Hit(_UNCLAIMED, at, hit.end))
    return sorted(found, key=attrgetter("start"))


def _is_denied(claim: Hit, negations: Sequence[Hit], surfaces: Sequence[str]) -> bool:
    """Whether a word of denial follows a claim in its clause."""
    return any(
        0 <= hit.start - claim.end <= _REACH
        and not _MARKS & set(surfaces[claim.end : hit.start])
        for hit in negations
    )


def _is_of_others(claim: Hit, others: Sequence[Hit], surfaces: Sequence[str]) -> bool:
    """Whether words of other attacks stand by a claim: "previously claimed"."""
    for other in others:
        before, behind = claim.start - other.end, other.start - claim.end
        if before <= _BEFORE and behind <= _BEHIND:
            between = surfaces[
                min(claim.end, other.end) : max(claim.start, other.start)
            ]
            if not _MARKS & set(between):
                return True
    return False


def _parts(hit: Hit) -> bool:
    family, name = hit.cue.family, hit.cue.name
    if family == "grammar":
        return name in _STOPS
    if family == "bound":
        return name != "range_to"
    return family == "casualty" or (family == "cue" and name in _ACTS)


def _negation(
    claim: int, negations: Set[int], stops: Set[int], surfaces: Sequence[str]
) -> int | None:
    """The token of the first word that negates a claim, or None."""
    found = None
    for i in range(claim, max(-1, claim - 1 - _REACH), -1):
        if i < claim and (i in stops or surfaces[i] in _MARKS):
            break
        if i in negations:
            found = i
    return found
