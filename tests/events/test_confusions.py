# ruff: noqa: E501 - tables of sentences are read best in one line each
"""What looks like conflict and is not: sport, strikes, films, courts, the past."""

import tomllib
from pathlib import Path

import pytest

from monitor.model import EventType
from tests.events.reading import is_news, read, toll

_CASES = tomllib.loads(
    (Path(__file__).parent / "confusions.toml").read_text(encoding="utf-8")
)
_ROWS = [
    pytest.param(name, language, text, id=f"{name}-{language}-{number}")
    for name, table in _CASES.items()
    for language, texts in table.items()
    for number, text in enumerate(texts)
]
_PEACEFUL = (EventType.NONE, EventType.PROTESTS)


@pytest.mark.parametrize(("name", "language", "text"), _ROWS)
def test_is_not_news_of_conflict(name: str, language: str, text: str) -> None:
    event = read(text, language=language)
    if name == "labour":
        assert event.type in _PEACEFUL, event.reasons
    else:
        assert not is_news(event), event.reasons


@pytest.mark.parametrize("name", _CASES)
def test_each_confusion_has_ten_cases_in_two_languages(name: str) -> None:
    assert sum(len(texts) for texts in _CASES[name].values()) >= 10
    assert len(_CASES[name]) >= 2


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("en", "Two weeks after gunmen killed 30 in Dara, an attack on Fasso left four dead on Monday.", (4, 4)),
        ("en", "Three soldiers were killed in an ambush on Tuesday. In 2019 militants killed 50 soldiers there.", (3, 3)),
        ("en", "Gunmen killed two farmers on Monday. Ten years ago 200 people were massacred in the same valley.", (2, 2)),
        ("en", "Five militants died in a raid launched in retaliation for the killing of nine villagers.", (5, 5)),
        ("en", "A mine killed a driver on Friday. Last year mines killed 90 people.", (1, 1)),
        ("en", "Rebels killed six policemen on Sunday. Earlier this year they killed 40.", (6, 6)),
        ("fr", "Trois gendarmes ont été tués lundi. En 2019, 50 soldats avaient été tués au même endroit.", (3, 3)),
        ("fr", "Une semaine après l'attaque qui a fait 20 morts à Dara, deux civils ont été tués mardi.", (2, 2)),
        ("fr", "Deux bergers ont été tués dimanche. L'an dernier, 90 civils ont péri dans la région.", (2, 2)),
        ("fr", "Un chauffeur a été tué vendredi. Il y a dix ans, 200 personnes y furent massacrées.", (1, 1)),
        ("es", "Dos policías fueron asesinados el lunes. El año pasado murieron 80 agentes.", (2, 2)),
    ],
)  # fmt: skip
def test_background_toll_is_not_taken(
    language: str, text: str, killed: tuple[int, int]
) -> None:
    assert toll(read(text, language=language)) == killed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Militants attacked the army post at dawn, no casualties were reported."),
        ("en", "A rocket hit the base on Monday, causing no casualties."),
        ("en", "Gunmen fired at the convoy but no one was killed."),
        ("en", "An IED struck an army vehicle, without causing casualties."),
        ("en", "The rebels shelled the town; no deaths were recorded, no injuries either."),
        ("fr", "Des hommes armés ont attaqué le poste, sans faire de victime."),
        ("fr", "Une roquette est tombée près de la base, aucun mort n'est à signaler."),
        ("fr", "L'attaque du convoi n'a pas fait de victimes."),
        ("fr", "Une mine a explosé au passage d'un véhicule de l'armée, aucune perte humaine."),
        ("ar", "هاجم مسلحون قاعدة عسكرية دون وقوع إصابات"),
        ("es", "Hombres armados atacaron el cuartel sin dejar víctimas."),
    ],
)  # fmt: skip
def test_nobody_killed_is_nought_and_not_unknown(language: str, text: str) -> None:
    assert toll(read(text, language=language)) == (0, 0)
