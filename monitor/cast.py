"""Who stands for whom among the actors of an event.

"The army", "militants" and "rebels" are often only other words for a group that is
named as well; they are then left out.
"""

from collections.abc import Sequence
from dataclasses import replace

from monitor.model import Actor, Claim, Role

#: Kinds of people that reports call by each other's words.
_ATTACKERS = frozenset({"militant", "rebel", "gunman", "bandit"})
#: Those whom they fight.
FORCES = frozenset({"army", "police", "peacekeeper", "militia"})
#: The strongest claim first.
CLAIMS = (Claim.CLAIMED, Claim.DENIED, Claim.ATTRIBUTED, Claim.UNKNOWN)


def fold_actors(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """The actors without those that are only another word for one that stays.

    A named actor stays, and stands for unnamed ones of its kind in the same role. Of
    unnamed attackers in one role the first stays, with the strongest of their claims.
    Where both sides of a battle have losses and nobody is said to have begun, both have
    fought: neither is its victim.
    """
    kept = [actor for actor in actors if actor.is_named]
    for actor in actors:
        if actor.is_named:
            continue
        at = next((i for i, other in enumerate(kept) if _is_same(actor, other)), None)
        if at is None:
            kept.append(actor)
        else:
            kept[at] = _standing_for(kept[at], actor)
    return tuple(map(_as_party, kept) if _is_battle(kept) else kept)


def _is_battle(actors: Sequence[Actor]) -> bool:
    """Whether forces and attackers are victims alike, of nobody."""
    if any(actor.role is Role.PERPETRATOR for actor in actors):
        return False
    hurt = {actor.kind for actor in actors if actor.role is Role.VICTIM}
    return bool(hurt & _ATTACKERS and hurt & FORCES)


def _as_party(actor: Actor) -> Actor:
    is_armed = actor.kind in _ATTACKERS | FORCES
    is_party = is_armed and actor.role is Role.VICTIM
    return replace(actor, role=Role.OTHER) if is_party else actor


def _is_same(actor: Actor, other: Actor) -> bool:
    """Whether an unnamed actor is only another word for the other one."""
    is_one_kind = actor.kind is not None and actor.kind == other.kind
    if not (is_one_kind or {actor.kind, other.kind} <= _ATTACKERS):
        return False
    if Role.OTHER in (actor.role, other.role) or actor.role is other.role:
        return True
    # Attackers who were killed are no victims of it: their losses are the toll's.
    return other.is_named and _has_attacked(other)


def _has_attacked(actor: Actor) -> bool:
    return actor.kind in _ATTACKERS and actor.role is Role.PERPETRATOR


def _standing_for(other: Actor, actor: Actor) -> Actor:
    """The actor that stays, with the role and claim of the one that goes."""
    if other.role is Role.OTHER:
        other = replace(other, role=actor.role)
    if other.is_named:
        return other
    return replace(other, claim=min(other.claim, actor.claim, key=CLAIMS.index))
