# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Tolls: who was killed, wounded, abducted, arrested, and how many."""

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.events.read import read_event
from monitor.model import Event, Role, Toll
from tests.events.reading import article, read, toll

_ROWS = tomllib.loads((Path(__file__).parent / "tolls.toml").read_text("utf-8"))
_FIELDS = {"k": "killed", "w": "wounded", "a": "abducted", "d": "arrested"}


@pytest.mark.parametrize(
    ("language", "field", "low", "high", "text"),
    [(language, *row) for language, rows in _ROWS.items() for row in rows],
)
def test_toll(language: str, field: str, low: int, high: int, text: str) -> None:
    expected = (low, high) if high >= 0 else None
    assert toll(read(text, language=language), _FIELDS[field]) == expected


def sides(event: Event, field: str = "killed") -> list[tuple[str | None, int, int]]:
    """(kind of people, low, high) of each side, in text order."""
    found: Toll | None = getattr(event, field)
    return [(side.kind, side.low, side.high) for side in found.sides] if found else []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Two soldiers and nine militants were killed in the clash.", [("army", 2, 2), ("militant", 9, 9)]),
        ("en", "Nine people, including seven soldiers and two drivers, were killed by gunmen.", [("army", 7, 7), ("civilian", 2, 2)]),
        ("en", "One soldier was killed in the raid. Seven assailants were neutralised.", [("army", 1, 1), ("militant", 0, 7)]),
        ("en", "Five people were killed in the raid.", []),
        ("en", "Ten men, four of them soldiers, were killed by gunmen.", [("army", 4, 4)]),
        ("fr", "Neuf morts, dont quatre volontaires pour la défense de la patrie (VDP), dans l'attaque.", [("militia", 4, 4)]),
        ("fr", "Trois gendarmes et onze assaillants ont été tués.", [("police", 3, 3), ("militant", 11, 11)]),
        ("fr", "Six morts dans l'attaque, dont quatre civils et deux soldats.", [("civilian", 4, 4), ("army", 2, 2)]),
        ("ar", "مقتل جنديين وخمسة مدنيين في هجوم", [("army", 2, 2), ("civilian", 5, 5)]),
    ],
)  # fmt: skip
def test_a_toll_is_told_by_side(
    language: str, text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert sides(read(text, language=language)) == expected


def test_a_side_keeps_its_words_and_its_source() -> None:
    found = read("Dozens of villagers were killed by gunmen, a medical source said.")
    assert found.killed is not None
    (side,) = found.killed.sides
    assert (side.text, side.source) == ("Dozens of villagers", "hospital source")
    assert side.is_vague
    assert found.killed.is_vague


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army said nine soldiers were killed. The group says it killed 30 soldiers in the attack."),
        ("fr", "Neuf soldats ont été tués, selon l'armée. Le groupe affirme avoir tué 30 soldats dans l'attaque."),
    ],
)  # fmt: skip
def test_a_partys_figure_for_its_enemys_losses_stands_apart(
    language: str, text: str
) -> None:
    found = read(text, language=language).killed
    assert found is not None
    assert (found.low, found.high) == (9, 9)
    assert {(side.source, side.high) for side in found.sides} == {
        ("army", 9),
        ("armed group", 30),
    }


def test_a_partys_figure_counts_where_nobody_else_gives_one() -> None:
    assert toll(read("The army said it killed 30 rebels in the offensive.")) == (30, 30)


def test_the_statement_is_that_of_whoever_spoke_before() -> None:
    found = read(
        "The army said its camp was attacked. Two soldiers were killed, the statement "
        "added."
    ).killed
    assert found is not None
    assert found.source == "army"


def test_what_was_in_an_earlier_year_is_no_toll_of_an_undated_report() -> None:
    text = (
        "Gunmen killed two traders in the town on 3 May 2021. They were shot near the "
        "well. In June 2019 militants massacred sixty people in the same town."
    )
    undated = replace(article(text), published_at=None)
    assert toll(read_event(undated, (), {})) == (2, 2)


def test_vague_number_keeps_its_words() -> None:
    found = read("Dozens of villagers were killed by gunmen.").killed
    assert found is not None
    assert "Dozens" in found.text


def test_sides_are_added_and_a_total_is_not() -> None:
    event = read(
        "At least 30 people were killed when militants attacked the base. "
        "Fourteen soldiers and 17 assailants were killed in the fighting."
    )
    assert toll(event) == (30, 31)


def test_a_second_figure_for_the_same_people_is_a_range() -> None:
    event = read(
        "Sixteen soldiers were killed in the attack, a medical source said. "
        "The army said nine soldiers were killed."
    )
    assert toll(event) == (9, 16)


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("en", "Five soldiers were killed in the raid, the general staff said.", "army"),
        ("en", "According to a medical source, twelve people were killed in the attack.", "hospital source"),
        ("fr", "Cinq soldats ont été tués dans l'attaque, selon l'armée.", "army"),
        ("fr", "Douze personnes ont été tuées dans l'attaque, affirme une source hospitalière.", "hospital source"),
        ("ar", "أعلن الجيش مقتل خمسة جنود في هجوم", "army"),
        ("en", "Five soldiers were killed in the raid.", None),
    ],
)  # fmt: skip
def test_source_is_a_short_name_that_all_languages_share(
    language: str, text: str, source: str | None
) -> None:
    found = read(text, language=language).killed
    assert found is not None
    assert found.source == source


def test_two_parties_figures_have_no_single_source() -> None:
    found = read(
        "Twenty soldiers were killed in the attack, a medical source said. "
        "The army said twelve soldiers were killed."
    ).killed
    assert found is not None
    assert (found.low, found.high, found.source) == (12, 20, None)


def test_words_of_a_toll_are_short() -> None:
    found = read(
        "Three soldiers, two of them officers of the northern command and one of the "
        "river patrol, were killed. Nine attackers were killed. Four traders were "
        "killed. Two teachers were killed by the gunmen."
    ).killed
    assert found is not None
    assert 0 < len(found.text) <= 60


def test_one_camp_of_herders_is_not_one_herder() -> None:
    event = read("Un campement d'éleveurs attaqué, quatre morts.", language="fr")
    assert toll(event) == (4, 4)


def test_an_arabic_singular_is_one_person_of_several() -> None:
    event = read("قتل جندي وأصيب ستة أشخاص، كما قتل سبعة مهاجمين", language="ar")
    assert toll(event) == (8, 8)
    assert toll(event, "wounded") == (6, 6)


@pytest.mark.parametrize(
    ("language", "text", "attacker", "hurt"),
    [
        ("en", "Gunmen killed and wounded three people in Gao.", "gunman", 3),
        ("en", "Police killed and wounded 12 protesters.", "police", 12),
        ("en", "Militants killed and injured several villagers.", "militant", 9),
        ("fr", "Des hommes armés ont tué et blessé trois personnes à Gao.", "gunman", 3),
        ("fr", "La police a tué et blessé 12 manifestants.", "police", 12),
    ],
)  # fmt: skip
def test_the_subject_of_killed_and_wounded_is_hurt_by_neither(
    language: str, text: str, attacker: str, hurt: int
) -> None:
    event = read(text, language=language)
    assert event.killed is None
    assert event.wounded is not None
    assert event.wounded.high == hurt
    roles = {actor.actor_id: actor.role for actor in event.actors}
    assert roles.pop(attacker) is Role.PERPETRATOR
    assert set(roles.values()) == {Role.VICTIM}


@pytest.mark.parametrize(
    ("language", "text", "dead", "hurt"),
    [
        ("en", "Two soldiers were killed and three wounded in the raid.", 2, 3),
        ("en", "Several soldiers killed and 12 villagers wounded in the raid.", 9, 12),
        ("fr", "Deux soldats ont été tués et trois blessés dans le raid.", 2, 3),
    ],
)
def test_whoever_is_killed_and_others_wounded_are_both_counted(
    language: str, text: str, dead: int, hurt: int
) -> None:
    event = read(text, language=language)
    assert event.killed is not None
    assert event.wounded is not None
    assert (event.killed.high, event.wounded.high) == (dead, hurt)
