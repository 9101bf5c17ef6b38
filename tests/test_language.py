import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.language import identify, spoken


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Soldiers repelled an attack on the garrison town this morning.", "en"),
        ("Des hommes armés ont attaqué le camp militaire ce matin.", "fr"),
        ("هاجم مسلحون معسكرا للجيش فجر اليوم وقتلوا عددا من الجنود", "ar"),
        ("Hombres armados atacaron el cuartel esta mañana, dijo el ejército.", "es"),
        ("Waasi wameshambulia kambi ya jeshi asubuhi ya leo, wakazi wamesema.", "sw"),
        ("Sojoji sun kashe mahara da dama a wani gumurzu da suka yi jiya.", "ha"),
        ("Вооружённые люди напали на военный лагерь сегодня утром.", "ru"),
    ],
)
def test_language_of_a_report_is_found(text, language):
    assert identify(text) == language


@pytest.mark.parametrize("text", ["", "12:30", "Kati", "\x00\x01", "http://x.org/a"])
def test_no_language_is_named_where_there_is_nothing_to_tell_it(text):
    assert identify(text) is None


def test_capitals_do_not_hide_the_language():
    assert (
        identify("DES HOMMES ARMÉS ONT ATTAQUÉ LE CAMP MILITAIRE DE LA VILLE") == "fr"
    )


@given(st.text())
def test_no_text_is_too_strange(text):
    code = identify(text)
    assert code is None or len(code) == 2


def test_what_a_feed_declares_comes_before_what_a_text_looks_like():
    text = "Armed men attacked the army camp this morning, residents said."
    assert spoken("fr-ML", text) == "fr"
    assert spoken("AR", text) == "ar"
    assert spoken(None, text) == "en"
