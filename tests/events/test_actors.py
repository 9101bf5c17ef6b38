# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Who took part: watched groups with role and claim, and who is only mentioned."""

from dataclasses import replace

import pytest

from monitor.events.affiliations import kind_of
from monitor.model import Claim, Name, Role, WatchKind
from tests.events.reading import read, toll
from tests.events.watching import BRIGADE, KATI, read_with

_ATTACKS, _SUFFERS = Role.PERPETRATOR, Role.VICTIM


@pytest.mark.parametrize(
    ("text", "role", "claim"),
    [
        ("Fighters of the Falcon Brigade attacked a post, killing two soldiers.", _ATTACKS, Claim.UNKNOWN),
        ("Two soldiers were killed in an attack of the Falcon Brigade.", _ATTACKS, Claim.UNKNOWN),
        ("The attack that killed two soldiers was claimed by the Falcon Brigade.", _ATTACKS, Claim.CLAIMED),
        ("The Falcon Brigade says it killed two soldiers in the attack.", _ATTACKS, Claim.CLAIMED),
        ("Suspected Falcon Brigade militants killed two soldiers.", _ATTACKS, Claim.ATTRIBUTED),
        ("The army said the Falcon Brigade attacked its camp, killing two soldiers.", _ATTACKS, Claim.ATTRIBUTED),
        ("The Falcon Brigade was accused of the attack that killed two soldiers.", _ATTACKS, Claim.ATTRIBUTED),
        ("The Falcon Brigade denied the attack in which two soldiers were killed.", _ATTACKS, Claim.DENIED),
        ("Soldiers killed nine Falcon Brigade fighters in a raid.", _SUFFERS, Claim.UNKNOWN),
        ("The army killed nine members of the Falcon Brigade in an air strike.", _SUFFERS, Claim.UNKNOWN),
    ],
)  # fmt: skip
def test_a_watched_group_has_its_role_and_claim(
    text: str, role: Role, claim: Claim
) -> None:
    actor = read_with(text, BRIGADE).actors[0]
    assert (actor.actor_id, actor.role, actor.claim) == ("brigade", role, claim)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen killed two soldiers near the river. The town was home to the Falcon Brigade.",
        "Gunmen killed two soldiers on Monday. In 2019 the Falcon Brigade killed ten men there.",
    ],
)  # fmt: skip
def test_a_group_that_is_only_mentioned_is_no_actor(text: str) -> None:
    assert "brigade" not in {a.actor_id for a in read_with(text, BRIGADE).actors}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Heavy gunfire and blasts were heard in Kati. The road is closed by soldiers."),
        ("fr", "Des tirs et des explosions ont retenti à Kati. La route est barrée par des soldats."),
    ],
)  # fmt: skip
def test_who_closes_a_road_has_attacked_nobody(language: str, text: str) -> None:
    roles = {a.role for a in read(text, language=language).actors}
    assert Role.PERPETRATOR not in roles


def test_attackers_are_not_listed_beside_the_group_that_they_are() -> None:
    event = read_with(
        "Militants of the Falcon Brigade attacked the camp in Kati on Monday. The rebels "
        "killed two soldiers and the assailants fled.",
        KATI,
        BRIGADE,
    )
    attackers = [a.actor_id for a in event.actors if a.role is _ATTACKS]
    assert attackers == ["brigade"]


def test_defenders_who_kill_attackers_are_no_perpetrators() -> None:
    event = read_with(
        "The Falcon Brigade attacked an army camp on Monday, killing two soldiers. The "
        "soldiers killed nine of the attackers.",
        BRIGADE,
    )
    roles = {actor.actor_id: actor.role for actor in event.actors}
    assert roles == {"brigade": _ATTACKS, "army": _SUFFERS}


@pytest.mark.parametrize(
    ("watch_id", "name", "kind"),
    [
        ("jnim", "anything", "militant"),
        ("mine", "FAMa", "army"),
        ("mine", "Groupe de soutien à l'islam et aux musulmans", "militant"),
        ("mine", "A group of our own", "rebel"),
    ],
)
def test_a_group_is_known_by_its_id_or_a_name(
    watch_id: str, name: str, kind: str
) -> None:
    watch = replace(BRIGADE, watch_id=watch_id, names=(Name(text=name),))
    assert kind_of(watch) == kind


def test_a_person_is_of_no_known_kind() -> None:
    assert kind_of(replace(BRIGADE, kind=WatchKind.PERSON)) is None


def test_both_sides_of_a_battle_have_fought() -> None:
    event = read_with("Four soldiers and nine militants were killed in Kati.", KATI)
    assert {(a.actor_id, a.role) for a in event.actors} == {
        ("army", Role.OTHER),
        ("militant", Role.OTHER),
    }


def test_commander_is_of_the_side_that_is_named_before_him() -> None:
    event = read_with("Unknown men killed a jihadist commander in Kati.", KATI)
    assert event.killed is not None
    assert [share.kind for share in event.killed.sides] == ["militant"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen attacked a post, killing 12 soldiers, residents and a security source said."),
        ("en", "Gunmen attacked a post, killing 12 soldiers, residents said."),
        ("en", "Gunmen attacked a post, killing 12 soldiers, said residents."),
        ("en", "Gunmen attacked a post, killing 12 soldiers, a resident and a security source said."),
        ("en", "Gunmen killed 12 soldiers in an attack on a post, according to local residents."),
        ("fr", "Des hommes armés ont tué 12 soldats, selon des habitants."),
        ("fr", "Des hommes armés ont tué 12 soldats, d'après des habitants et une source de sécurité."),
        ("fr", "Des hommes armés ont tué 12 soldats, ont indiqué des habitants."),
        ("ar", "مقتل 12 جنديا في هجوم على مركز بحسب سكان"),
        ("es", "Hombres armados mataron a 12 soldados, según vecinos."),
    ],
)  # fmt: skip
def test_who_tells_of_an_attack_is_none_of_its_victims(
    language: str, text: str
) -> None:
    event = read(text, language=language)
    assert {a.actor_id for a in event.actors if a.role is Role.VICTIM} == {"army"}
    assert toll(event) == (12, 12)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen attacked residents of a village near Gao, the army said.",
        "The army said residents were attacked by gunmen near Gao.",
        "Gunmen attacked the residents of Gao, according to the army.",
    ],
)
def test_whom_others_speak_of_are_victims(text: str) -> None:
    roles = {actor.actor_id: actor.role for actor in read(text).actors}
    assert roles["civilian"] is Role.VICTIM
