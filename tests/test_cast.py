"""Who stands for whom among the actors of an event."""

import pytest

from monitor.cast import fold_actors
from monitor.model import Actor, Claim, Role

ATTACKS, SUFFERS, TAKES_PART = Role.PERPETRATOR, Role.VICTIM, Role.OTHER


def named(name: str, kind: str, role: Role) -> Actor:
    return Actor(actor_id=name, name=name, role=role, kind=kind, is_named=True)


def some(kind: str, role: Role, claim: Claim = Claim.UNKNOWN) -> Actor:
    return Actor(actor_id=kind, name=kind, role=role, claim=claim, kind=kind)


BRIGADE = named("brigade", "militant", ATTACKS)
ARMY = named("army of the north", "army", SUFFERS)


@pytest.mark.parametrize(
    ("rule", "actors", "left"),
    [
        (
            "general nouns for attackers fold into the group that attacked",
            [BRIGADE, some("militant", ATTACKS), some("rebel", ATTACKS)],
            ["brigade"],
        ),
        (
            "a named army stands for the army",
            [ARMY, some("army", SUFFERS)],
            ["army of the north"],
        ),
        (
            "the police are not the army",
            [ARMY, some("police", SUFFERS)],
            ["army of the north", "police"],
        ),
        (
            "attackers who were killed are not among those attacked",
            [BRIGADE, some("militant", SUFFERS), some("civilian", SUFFERS)],
            ["brigade", "civilian"],
        ),
        (
            "two words for the same attackers are one",
            [some("gunman", ATTACKS), some("bandit", ATTACKS)],
            ["gunman"],
        ),
        (
            "unnamed attackers who fight each other are two",
            [some("militant", ATTACKS), some("bandit", SUFFERS)],
            ["militant", "bandit"],
        ),
        (
            "an army that attacks is not the one that is attacked",
            [ARMY, some("army", ATTACKS)],
            ["army of the north", "army"],
        ),
        (
            "two named groups both stay",
            [BRIGADE, named("front", "rebel", ATTACKS)],
            ["brigade", "front"],
        ),
    ],
)
def test_fold(rule: str, actors: list[Actor], left: list[str]) -> None:
    assert [actor.actor_id for actor in fold_actors(actors)] == left, rule


def test_the_word_that_stays_keeps_the_strongest_claim() -> None:
    (actor,) = fold_actors(
        [some("gunman", ATTACKS), some("bandit", ATTACKS, Claim.ATTRIBUTED)]
    )
    assert actor.claim is Claim.ATTRIBUTED


def test_a_named_party_takes_the_role_that_its_general_noun_has() -> None:
    (actor,) = fold_actors(
        [named("army of the north", "army", TAKES_PART), some("army", SUFFERS)]
    )
    assert actor.role is SUFFERS


def test_neither_side_of_a_battle_that_nobody_began_is_its_victim() -> None:
    sides = [some("army", SUFFERS), some("militant", SUFFERS)]
    cast = fold_actors([*sides, some("civilian", SUFFERS)])
    assert {actor.name: actor.role for actor in cast} == {
        "army": TAKES_PART,
        "militant": TAKES_PART,
        "civilian": SUFFERS,
    }


def test_of_an_attack_both_sides_of_the_losses_may_be_victims() -> None:
    cast = fold_actors([BRIGADE, some("army", SUFFERS), some("bandit", SUFFERS)])
    assert cast[1].role is SUFFERS
