# ruff: noqa: E501 - tables of sentences are read best in one line each
"""What becomes of an attack or a kidnapping: claimed, freed, found dead, and of how many."""

import pytest

from monitor.model import EventStatus, Role
from tests.events.reading import read, toll


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The jihadists said on Monday it was behind the ambush near Gao."),
        ("en", "The rebels said in a statement on Monday they were behind the attack on Gao."),
        ("fr", "Les jihadistes ont affirmé lundi être derrière l'embuscade de Gao."),
        ("ar", "قال التنظيم إنه نفذ الهجوم على غاو يوم الاثنين وقتل جنديين."),
        ("es", "Los rebeldes afirmaron el lunes estar detrás del ataque a Gao."),
    ],
)  # fmt: skip
def test_who_says_to_be_behind_it_claims_it(language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.status is EventStatus.CLAIMED, event.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The rebels said on Monday they were not behind the ambush near Gao."),
        ("fr", "L'école est derrière le marché que des hommes armés ont attaqué lundi."),
    ],
)  # fmt: skip
def test_what_stands_behind_claims_nothing(language: str, text: str) -> None:
    assert read(text, language=language).status is not EventStatus.CLAIMED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Troops rescued six of the 20 pupils abducted last Friday near Gao."),
        ("en", "The army rescues six kidnapped traders near Gao"),
        ("fr", "L'armée a secouru lundi six des vingt élèves enlevés près de Gao."),
        ("ar", "أنقذ الجيش ستة من التلاميذ المختطفين قرب غاو يوم الاثنين."),
        ("es", "El Ejército rescató el lunes a seis de los alumnos secuestrados."),
    ],
)
def test_captives_who_are_rescued_are_released(language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.subtype == "hostage_release", event.reasons
    assert event.abducted is None
    roles = {actor.kind: actor.role for actor in event.actors}
    assert roles.get("army") is not Role.PERPETRATOR


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Troops rescued six villagers from the flood near Gao on Monday."),
        ("fr", "Les pompiers ont secouru six passagers du bateau lundi à Gao."),
        ("en", "Gunmen kidnapped six traders near Gao on Monday."),
    ],
)
def test_other_rescues_release_nobody(language: str, text: str) -> None:
    assert read(text, language=language).subtype != "hostage_release"


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Kidnapped trader found dead", "A trader who was kidnapped on Monday near Gao was found dead."),
        ("fr", "Le commerçant enlevé à Gao retrouvé mort", "Le corps du commerçant enlevé lundi a été retrouvé jeudi."),
        ("es", "Hallan muerto a comerciante", "El comerciante secuestrado el lunes fue hallado muerto cerca de Gao."),
        ("pt", "Comerciante raptado encontrado morto", "O comerciante raptado na segunda-feira foi encontrado morto."),
    ],
)  # fmt: skip
def test_a_captive_who_is_found_dead_is_killed(
    language: str, title: str, text: str
) -> None:
    assert toll(read(text, title=title, language=language)) == (1, 1)


def test_a_captive_who_is_found_alive_is_not_killed() -> None:
    text = "A trader who was kidnapped on Monday near Gao was found alive."
    assert toll(read(text)) is None


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("خطف مسلحون يوم الاثنين تاجرا من متجره في غاو.", (1, 1)),
        ("اختطف مسلحون يوم الاثنين مترجما أجنبيا في غاو.", (1, 1)),
        ("خطف مسلحون يوم الاثنين ستة تجار في غاو.", (6, 6)),
        ("خطف مسلحون تجارا في غاو يوم الاثنين.", (2, 9)),
        ("خطف مسلحون صباحا تاجرا من متجره في شمال نيجيريا.", (1, 1)),
    ],
)
def test_an_arabic_object_in_the_singular_is_one(
    text: str, taken: tuple[int, int]
) -> None:
    assert toll(read(text, language="ar"), "abducted") == taken
