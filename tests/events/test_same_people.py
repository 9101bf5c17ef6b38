"""One number in title and first sentence, under two nouns, is one group of people."""

import pytest

from tests.events.reading import read, toll


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Nine volunteers killed near Gao", "Nine traders died in an ambush."),
        ("en", "Nine soldiers killed near Gao", "Nine villagers died in an ambush."),
        ("fr", "Neuf VDP tués", "Neuf supplétifs civils ont péri dans une embuscade."),
        ("fr", "Neuf soldats tués", "Neuf hommes ont été tués dans une embuscade."),
        ("ar", "مقتل تسعة متطوعين في كمين", "قتل تسعة مدنيين في كمين قرب غاو."),
        ("es", "Mueren nueve soldados", "Nueve hombres murieron en una emboscada."),
        ("de", "Neun Soldaten getötet", "Neun Männer sind bei Gao getötet worden."),
    ],
)
def test_two_nouns_for_one_number_are_counted_once(
    language: str, title: str, text: str
) -> None:
    assert toll(read(text, title=title, language=language)) == (9, 9)


@pytest.mark.parametrize(
    ("language", "title", "text", "killed"),
    [
        (
            "en",
            "Nine soldiers killed near Gao",
            "Nine soldiers and nine villagers were killed in an attack.",
            18,
        ),
        (
            "en",
            "Nine soldiers killed near Gao",
            "Nine soldiers were killed in an attack. Two villagers also died.",
            11,
        ),
        (
            "fr",
            "Neuf soldats et neuf civils tués",
            "Neuf soldats et neuf civils ont été tués près de Gao.",
            18,
        ),
        (
            "en",
            "Nine soldiers killed near Gao",
            "The attack killed nine soldiers; four assailants died, too.",
            13,
        ),
    ],
)
def test_two_groups_of_the_text_are_two(
    language: str, title: str, text: str, killed: int
) -> None:
    assert toll(read(text, title=title, language=language)) == (killed, killed)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Nine civilian auxiliaries were killed near Gao, local sources said."),
        ("fr", "Neuf supplétifs civils de l'armée ont été tués près de Gao."),
        ("es", "Nueve auxiliares civiles murieron en una emboscada."),
    ],
)
def test_civilian_auxiliaries_are_militia(language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.killed is not None
    assert [side.kind for side in event.killed.sides] == ["militia"]
    assert "civilian" not in {actor.kind for actor in event.actors}
