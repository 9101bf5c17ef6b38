"""Numbers that are taken back count nothing."""

import pytest

from tests.events.reading import read, toll


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("en", "Six herders were killed by gunmen, not 60 as reported.", 6),
        ("en", "Gunmen killed six herders instead of sixty, police said.", 6),
        ("en", "The death toll of the raid was revised down from 60 to 16.", 16),
        ("en", "The death toll of the raid rose from 6 to 16.", 16),
        ("en", "Not 60 but 16 herders were killed by gunmen.", 16),
        ("fr", "Six bergers tués (et non 60) dans l'attaque du village.", 6),
        ("fr", "Attaque du village : le bilan passe de 60 à 16 morts", 16),
        ("fr", "Le bilan de l'attaque est ramené de soixante à seize.", 16),
        ("ar", "مقتل ستة رعاة وليس 60 في هجوم مسلحين", 6),
        ("ar", "ارتفاع حصيلة قتلى الهجوم من 6 إلى 16", 16),
        ("es", "El balance de muertos del ataque sube de 6 a 16 muertos.", 16),
        ("de", "Bewaffnete töteten sechs Bauern, nicht 60.", 6),
        ("sw", "Watu sita waliuawa katika shambulio, si 60.", 6),
    ],
)
def test_a_number_that_is_taken_back_counts_nothing(
    language: str, text: str, killed: int
) -> None:
    assert toll(read(text, language=language)) == (killed, killed)


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("en", "No fewer than 60 herders were killed by gunmen.", (60, 60)),
        ("en", "Not one herder survived: gunmen killed 16 of them.", (16, 16)),
        ("en", "From 10 to 16 herders were killed by gunmen.", (10, 16)),
        ("fr", "Pas moins de 60 bergers ont été tués par des hommes armés.", (60, 60)),
        ("fr", "L'attaque a fait de 10 à 16 morts.", (10, 16)),
        ("ar", "مقتل ما لا يقل عن 60 راعيا في هجوم مسلحين", (60, 60)),
        ("es", "No menos de 60 campesinos fueron asesinados.", (60, 60)),
    ],
)
def test_a_number_beside_a_no_still_counts(
    language: str, text: str, killed: tuple[int, int]
) -> None:
    assert toll(read(text, language=language)) == killed
