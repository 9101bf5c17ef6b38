"""What the reports of a story say together: one event, its tolls as ranges.

It weighs statements; it invents none: where nobody says, the fact stays unknown.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeVar

from monitor.cast import CLAIMS, FORCES, fold_actors
from monitor.model import (
    Actor,
    Claim,
    DatePrecision,
    Event,
    EventStatus,
    EventType,
    Place,
    Precision,
    Role,
    Toll,
)
from monitor.stories.sides import fuse_sides, rival_totals

#: The newest statements decide; earlier ones are superseded.
WEIGHED = 64
#: A statement counts half as much as one that is this much newer.
_HALF_LIFE = timedelta(hours=24)
#: Subtypes of reports that do not say how it was done, or who took part.
_GENERAL = frozenset(
    {
        "remote_explosive_landmine_ied",
        "armed_clash",
        "attack",
        "peaceful_protest",
        "other",
    }
)
#: Subtypes that say how people were killed.
_METHODS = frozenset({"air_drone_strike", "chemical_weapon", "grenade", "suicide_bomb"})
#: Share of the reports from which a subtype that says more stands.
_HEARD = 0.2
#: Whose attack it is, as far as anybody says.
_OWNED = frozenset({Claim.CLAIMED, Claim.ATTRIBUTED})
#: Words of a fused toll name at most this many statements.
_QUOTED = 4

_STATUSES = (
    EventStatus.REPORTED,
    EventStatus.CLAIMED,
    EventStatus.DENIED,
    EventStatus.FOILED,
    EventStatus.THREAT,
    EventStatus.JUDICIAL,
    EventStatus.EXERCISE,
    EventStatus.PAST,
    EventStatus.CUMULATIVE,
    EventStatus.COMMEMORATION,
    EventStatus.OPINION,
)
_PRECISIONS = tuple(Precision)
_EXACT = tuple(DatePrecision)
_Value = TypeVar("_Value", bound=Hashable)


@dataclass(frozen=True, kw_only=True, slots=True)
class Statement:
    """What one report says, and whose wording it is."""

    article_id: str
    origin: str
    at: datetime
    event: Event


def fuse(statements: Sequence[Statement]) -> Event:
    """The event that the statements add up to.

    Type, subtype, date and place go by majority, newer statements counting more; the
    most precise places decide, and a subtype that says how over one that does not,
    over one of another type, too, where it names the weapon.
    A toll spans the newest figure of each origin. An actor's role goes by majority
    too, but for forces that were hit in an attack which somebody claims or is blamed
    for: that they fired back makes them no attackers. The strongest claim stays:
    claimed, denied, attributed, unknown.

    Args:
        statements: in any order; none gives an event of which nothing is known.
    """
    if not statements:
        return Event()
    newest = sorted(statements, key=lambda s: s.at)[-WEIGHED:]
    kinds = [(s, s.event.type) for s in newest if s.event.type is not EventType.NONE]
    kind = _method(kinds) or _majority(kinds) or EventType.NONE
    subtypes = _known((s, s.event.subtype) for s in newest if s.event.type is kind)
    return Event(
        type=kind,
        subtype=_subtype(subtypes),
        status=min((s.event.status for s in newest), key=_STATUSES.index),
        killed=_span([(s, s.event.killed) for s in newest]),
        wounded=_span([(s, s.event.wounded) for s in newest]),
        abducted=_span([(s, s.event.abducted) for s in newest]),
        arrested=_span([(s, s.event.arrested) for s in newest]),
        actors=_actors(newest),
        place=_place(newest),
        date=_majority(_known([(s, s.event.date) for s in newest])),
        date_precision=min((s.event.date_precision for s in newest), key=_EXACT.index),
        severity=max(
            (s.event.severity for s in newest if s.event.severity is not None),
            default=None,
        ),
        reasons=tuple(dict.fromkeys(r for s in newest[-1:] for r in s.event.reasons)),
    )


def _known(
    pairs: Iterable[tuple[Statement, _Value | None]],
) -> list[tuple[Statement, _Value]]:
    return [(statement, value) for statement, value in pairs if value is not None]


def _method(kinds: Sequence[tuple[Statement, EventType]]) -> EventType | None:
    """The type of the weapon that enough reports name; the fight around it is less."""
    known = [(s, kind) for s, kind in kinds if s.event.subtype in _METHODS]
    return _majority(known) if len(known) >= _HEARD * len(kinds) else None


def _subtype(told: Sequence[tuple[Statement, str]]) -> str | None:
    """Reports of a blast do not contradict the one that knows it was a suicide bomb."""
    precise = [(statement, name) for statement, name in told if name not in _GENERAL]
    is_heard = len(precise) >= _HEARD * len(told)
    return _majority(precise if precise and is_heard else told)


def _majority(pairs: Sequence[tuple[Statement, _Value]]) -> _Value | None:
    """The value with most weight; of equals, the one said last."""
    if not pairs:
        return None
    newest = max(statement.at for statement, _ in pairs)
    weights: defaultdict[_Value, float] = defaultdict(float)
    for statement, value in pairs:
        weights[value] += 0.5 ** ((newest - statement.at) / _HALF_LIFE)
    return max(reversed(list(weights)), key=weights.__getitem__)


def _place(statements: Sequence[Statement]) -> Place | None:
    places = _known((s, s.event.place) for s in statements)
    if not places:
        return None
    finest = min(_PRECISIONS.index(place.precision) for _, place in places)
    return _majority(
        [(s, p) for s, p in places if _PRECISIONS.index(p.precision) == finest]
    )


def _span(pairs: Sequence[tuple[Statement, Toll | None]]) -> Toll | None:
    """The range over the figures that stand."""
    standing = _standing(_known(pairs))
    if not standing:
        return None
    tolls = [toll for _, toll in standing]
    sides = fuse_sides(tolls)
    if len({(toll.low, toll.high) for toll in tolls}) == 1:
        return replace(tolls[-1], sides=sides)
    quoted = dict.fromkeys(
        f"{toll.source or origin}: {toll.text}" for origin, toll in reversed(standing)
    )
    return Toll(
        low=min(toll.low for toll in tolls),
        high=max(toll.high for toll in tolls),
        text="; ".join(list(quoted)[:_QUOTED]),
        sides=sides,
        rivals=rival_totals(standing),
    )


def _standing(pairs: Sequence[tuple[Statement, Toll]]) -> list[tuple[str, Toll]]:
    """(origin, figure) of those that no newer figure replaces, oldest first.

    "The army" revises itself in whatever outlet it speaks; an outlet revises its own
    figure, but not what it quotes from somebody else.
    """
    standing: list[tuple[str, Toll]] = []
    for statement, toll in pairs:
        origin, source = statement.origin, toll.source
        standing = [
            (other, old)
            for other, old in standing
            if not _replaced(old.source, source, is_same_origin=other == origin)
        ]
        standing.append((origin, toll))
    return standing


def _replaced(old: str | None, new: str | None, *, is_same_origin: bool) -> bool:
    if old is not None and old == new:
        return True
    return is_same_origin and (old is None or new is None)


def _actors(statements: Sequence[Statement]) -> tuple[Actor, ...]:
    """Everybody's likeliest role and strongest claim, each once."""
    told: defaultdict[str, list[tuple[Statement, Actor]]] = defaultdict(list)
    for statement in statements:
        for actor in statement.event.actors:
            told[actor.actor_id].append((statement, actor))
    actors = [_actor(mentions) for mentions in told.values()]
    if any(actor.claim in _OWNED for actor in actors):
        hit = {i for i, mentions in told.items() if _was_hit(mentions)}
        actors = [
            replace(actor, role=Role.VICTIM) if actor.actor_id in hit else actor
            for actor in actors
        ]
    return fold_actors(actors)


def _was_hit(mentions: Sequence[tuple[Statement, Actor]]) -> bool:
    """Whether it is a force that nobody blames, and that a report says was hit."""
    return all(
        actor.kind in FORCES and actor.claim is Claim.UNKNOWN for _, actor in mentions
    ) and any(actor.role is Role.VICTIM for _, actor in mentions)


def _actor(mentions: Sequence[tuple[Statement, Actor]]) -> Actor:
    roles = [(s, a.role) for s, a in mentions if a.role is not Role.OTHER]
    role = _majority(roles) or Role.OTHER
    claim = min((a.claim for _, a in mentions), key=CLAIMS.index)
    return replace(mentions[0][1], role=role, claim=claim)
