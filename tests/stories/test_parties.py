"""Who takes part in a story, and whose attack it is."""

import pytest

from monitor.model import Actor, Claim, Role
from monitor.stories.facts import Statement, fuse
from tests.stories.test_facts import says


def test_an_actor_keeps_the_strongest_claim() -> None:
    claims = (Claim.ATTRIBUTED, Claim.CLAIMED, Claim.UNKNOWN)
    (actor,) = fuse(
        [
            says("a", n, actors=(Actor(actor_id="jnim", name="JNIM", claim=claim),))
            for n, claim in enumerate(claims)
        ]
    ).actors
    assert actor.claim is Claim.CLAIMED
    assert actor.role is Role.OTHER


@pytest.mark.parametrize(
    ("claim", "role"),
    [(Claim.CLAIMED, Role.VICTIM), (Claim.UNKNOWN, Role.PERPETRATOR)],
)
def test_a_force_that_fires_back_at_its_attackers_is_none(
    claim: Claim, role: Role
) -> None:
    def fight(hours: float, *, army: Role) -> Statement:
        force = Actor(actor_id="fama", name="FAMa", kind="army", role=army)
        group = Actor(actor_id="jnim", name="JNIM", kind="militant", claim=claim)
        return says("abc"[int(hours)], hours, actors=(force, group))

    told = [fight(0, army=Role.VICTIM), fight(1, army=Role.PERPETRATOR)]
    event = fuse([*told, fight(2, army=Role.PERPETRATOR)])
    assert {a.actor_id: a.role for a in event.actors}["fama"] is role
