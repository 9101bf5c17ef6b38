# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Which of several places it is: what was before, the headline's, a town's province."""

import pytest

from monitor.model import Name, Watch, WatchKind
from tests.events.reading import read
from tests.events.watching import read_with


def _place(language: str, text: str, title: str = "") -> str | None:
    place = read(text, title=title, language=language).place
    return place.name if place else None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Six soldiers were killed on Monday near Ansongo, hours after an attack on the camp of Gao."),
        ("en", "A day after the raid on Gao, gunmen killed six soldiers in Ansongo on Monday."),
        ("fr", "Six soldats ont été tués lundi près d'Ansongo, quelques heures après l'attaque du camp de Gao."),
        ("fr", "Au lendemain de l'attaque de Gao, six soldats ont été tués lundi à Ansongo."),
        ("ar", "قتل ستة جنود يوم الاثنين في كمين قرب كيدال بعد ساعات من هجوم على معسكر غاو."),
        ("es", "Seis soldados murieron el lunes en Ansongo, horas después del ataque al cuartel de Gao."),
        ("de", "Sechs Soldaten wurden am Montag in Ansongo getötet, Stunden nach dem Angriff auf Gao."),
    ],
)  # fmt: skip
def test_where_something_was_before_it_is_not(language: str, text: str) -> None:
    assert _place(language, text) in ("Ansongo", "Kidal")


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Six soldiers killed in ambush near Ansongo", "Six soldiers died on Monday when their convoy from the camp at Gao was ambushed."),
        ("fr", "Six soldats tués près d'Ansongo", "Six soldats du camp de Gao sont tombés lundi dans une embuscade."),
    ],
)  # fmt: skip
def test_the_headlines_place_goes_before_one_of_the_text(
    language: str, title: str, text: str
) -> None:
    assert _place(language, text, title) == "Ansongo"


def test_a_village_of_the_text_goes_before_the_headlines_neighbourhood() -> None:
    text = "Gunmen killed six herders on Monday in the village of Ouatagouna."
    assert _place("en", text, "Six herders killed near Ansongo") == "Ouatagouna"


def test_a_town_of_the_text_goes_before_a_direction_in_the_headline() -> None:
    text = "Six bergers ont été tués lundi près d'Ansongo, dans la région de Gao."
    assert _place("fr", text, "Six bergers tués dans l'ouest de Gao") == "Ansongo"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Six herders were killed on Monday near Ansongo, in the Gao region."),
        ("fr", "Six bergers ont été tués lundi près d'Ansongo, dans la région de Gao."),
        ("es", "Seis pastores fueron asesinados el lunes cerca de Ansongo, en la región de Gao."),
        ("fr", "Six bergers ont été tués lundi près d'Ansongo, dans le cercle de Gao."),
    ],
)  # fmt: skip
def test_a_town_goes_before_the_division_it_lies_in(language: str, text: str) -> None:
    assert _place(language, text) == "Ansongo"


@pytest.mark.parametrize(
    ("language", "text", "place"),
    [
        ("en", "Shortly after the attack in Ansongo, six soldiers were found dead.", "Ansongo"),
        ("en", "Six herders were killed in the Gao region on Monday.", "Gao"),
        ("fr", "Le bilan de l'attaque s'alourdit au lendemain de l'attaque de Gao : six morts.", "Gao"),
        ("fr", "Peu après l'attaque du marché à Ansongo, six soldats sont morts.", "Ansongo"),
    ],
)  # fmt: skip
def test_what_stands_near_it_does_not_move_it(
    language: str, text: str, place: str
) -> None:
    assert _place(language, text) == place


def test_a_town_goes_before_a_watched_place_of_no_list_that_it_lies_in() -> None:
    """It may be a division: "captured Ansongo in Upper Zzkal"."""
    bend = Watch(
        watch_id="bend",
        watchlist_id="sahel",
        kind=WatchKind.PLACE,
        names=(Name(text="Upper Zzkal"),),
        country="ML",
    )
    within = read_with("Gunmen killed six soldiers in Ansongo in Upper Zzkal.", bend)
    assert within.place is not None
    assert within.place.name == "Ansongo"
    alone = read_with("Gunmen killed six soldiers in Upper Zzkal on Monday.", bend)
    assert alone.place is not None
    assert alone.place.place_id == "bend"
