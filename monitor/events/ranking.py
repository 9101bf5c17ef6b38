"""Which of several places it is: the likeliest, but the headline's, and the town's.

"Ambush near X" above a text that also names the camp of Y is near X; "near X, in the
province of Z" is X.
"""

from collections.abc import Sequence

from monitor.events.candidates import UNLISTED, Candidate
from monitor.events.gazetteer import DIVISIONS

#: What a place is worth more that the headline says it happened at.
_HEADED = 1.5
_EXACT = frozenset(["town", "site"])
_MAY_HOLD_TOWNS = frozenset([*DIVISIONS, UNLISTED])
#: Tokens from a town to the division that it is said to lie in.
_IN_REACH = 7


def likeliest(known: Sequence[Candidate], enough: float) -> Candidate | None:
    """The place that speaks most for itself, or None; `enough`: what a town needs."""
    if not known:
        return None
    is_named = any(c.how.is_settlement and c.sentence.where == "text" for c in known)
    best = max(known, key=lambda c: c.score + _headed(c, is_named=is_named))
    if best.kind not in _MAY_HOLD_TOWNS:
        return best
    towns = [c for c in known if c.score > enough and _lies_in(c, best)]
    return max(towns, key=lambda c: c.score, default=best)


def _headed(one: Candidate, *, is_named: bool) -> float:
    """The headline's worth, where the text calls no other place a village.

    "West of X" is vaguer than what the text says.
    """
    is_told = one.sentence.where == "title" and one.how.is_place
    is_told = is_told and one.how.bearing is None
    is_exact = one.kind in _EXACT or one.kind == UNLISTED
    return _HEADED if is_told and is_exact and not is_named else 0.0


def _lies_in(town: Candidate, division: Candidate) -> bool:
    """Whether the division stands right behind the town: "X, in the Z province"."""
    if town.kind not in _EXACT or not town.how.is_place:
        return False
    if town.sentence is not division.sentence:
        return False
    return 0 < division.start - town.end <= _IN_REACH
