# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Settlements that no list of places has: what the text calls them, where they lie."""

import pytest

from monitor.model import Precision
from tests.events.reading import read


@pytest.mark.parametrize(
    ("language", "text", "name", "unlisted", "country"),
    [
        ("en", "Gunmen attacked the village of Wolongodo and killed two.", "Wolongodo", "Wolongodo", None),
        ("en", "In Mali, gunmen attacked the village of Wolongodo and killed two.", "Mali", "Wolongodo", "ML"),
        ("fr", "Des hommes armés ont attaqué le village de Wolongodo au Mali, tuant deux civils.", "Mali", "Wolongodo", "ML"),
        ("en", "Gunmen killed two in the village of Wolongodo. In Ansongo, people fled.", "Ansongo", "Wolongodo", "ML"),
        ("en", "Gunmen attacked the village of Ansongo and killed two.", "Ansongo", "", "ML"),
        ("en", "Bandits attacked Wolongodo community in the Rijau Local Government Area and killed two.", "Rijau", "Wolongodo", "NG"),
    ],
)  # fmt: skip
def test_a_settlement_that_no_list_has_keeps_its_name(
    language, text, name, unlisted, country
) -> None:
    place = read(text, language=language).place
    assert place is not None
    assert (place.name, place.unlisted, place.country) == (name, unlisted, country)
    assert place.precision is not Precision.TOWN or not unlisted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen attacked Wolongodo village on Monday and killed two people."),
        ("en", "Bandits attacked Wolongodo community and kidnapped two people."),
        ("es", "Hombres armados atacaron la aldea de Wolongodo y mataron a dos civiles."),
        ("pt", "Homens armados atacaram a aldeia de Wolongodo e mataram dois civis."),
        ("de", "Bewaffnete haben das Dorf Wolongodo angegriffen und zwei Zivilisten getötet."),
        ("ha", "'Yan bindiga sun kai hari kauyen Wolongodo inda suka kashe mutum biyu."),
        ("sw", "Watu wenye silaha walivamia kijiji cha Wolongodo na kuua watu wawili."),
    ],
)  # fmt: skip
def test_a_settlement_is_called_one_in_each_language(language, text) -> None:
    place = read(text, language=language).place
    assert place is not None
    assert place.unlisted == "Wolongodo"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen attacked a Fulani village on Monday and killed two people."),
        ("en", "Gunmen attacked a Tiv community on Monday and killed two people."),
        ("en", "Armed Men Attack Village, Kill Two"),
        ("ar", "هاجم مسلحون قرية ولونغودو وقتلوا مدنيين اثنين"),
    ],
)
def test_what_is_no_name_is_no_settlement(language, text) -> None:
    assert read(text, language=language).place is None
