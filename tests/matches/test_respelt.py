"""Names of places as other scribes write them, and the parts that stand for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.matches.parts import parts
from monitor.matches.respelt import RespeltIndex
from monitor.model import MatchMode, Name
from monitor.text import split
from tests.matches.sahel import a_lexicon, a_watch, accepted, matches_in


def is_like(name, written):
    index = RespeltIndex([(split(name), name)])
    words = split(written)
    return (name, 0, len(words)) in index.find(words, [True] * len(words))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Daogo", "Daoga"),  # a vowel
        ("Kompienga", "Kopienga"),  # a nasal
        ("Loumbila-Koura", "Loumila Koura"),  # a stop behind one
        ("Tin Tellout", "Tintellout"),  # a joint
        ("Sinekana", "Siné-Kana"),
        ("N'Gabakoro", "Ingabakoro"),  # a nasal syllable
        ("Korodougou", "Kolodougou"),  # l for r
        ("Ouro-Gnanga", "Wuro Nyanga"),
        ("Guibaré", "Djibaré"),  # a palatal stop
        ("Dibga", "Guibga"),
        ("Bandiagara", "Bantiagara"),  # voiced and voiceless
        ("Boukouma", "Bougouma"),
    ],
)
def test_what_scribes_write_differently_is_one_name(name, written):
    assert is_like(name, written)
    assert is_like(written, name)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Kati", "Kita"),
        ("Kati", "Kuti"),  # short names keep their vowels
        ("Dori", "Gori"),  # no palatal before another vowel
        ("Sévaré", "Sofara"),
        ("Bandiagara", "Bondoukoro"),
        ("Mopti", "موبتي"),
    ],
)
def test_other_names_are_not(name, written):
    assert not is_like(name, written)


@given(st.lists(st.text("mnaiulrgبк", max_size=6), max_size=5))
def test_no_word_breaks_the_index(words):
    index = RespeltIndex([(["ngouma"], "name"), (["m"], "short"), ([], "none")])
    for _, first, last in index.find(words, [True] * len(words)):
        assert 0 <= first < last <= len(words)


def test_names_equally_like_come_once_and_in_one_order_in_every_process():
    starts = ("Ko", "Ka", "Sa", "Ta", "Bo", "Da", "Fo", "Go", "Ra", "Zo", "Wa", "Do")
    for start in starts:
        names = [f"{start}mpienga", f"{start}pienga"]
        index = RespeltIndex((split(name), name) for name in reversed(names))
        assert [n for n, _, _ in index.find([names[0].lower()], [True])] == names


VILLAGES = a_lexicon(
    a_watch("daogo", "Daogo", country="BF"),
    a_watch("koubel", "Koubel-Korou", country="ML"),
    a_watch("sofara", "Sofara", country="ML"),
    a_watch("sevare", "Sévaré", country="ML"),
    a_watch("duel", "Duel", country="ML"),
)


def test_a_respelt_name_is_accepted_where_its_country_is_named():
    text = "Gunmen burned the market of Daoga in Burkina Faso."
    assert accepted(text, VILLAGES, language="en") == {"daogo"}


def test_a_respelt_name_is_not_looked_for_where_only_other_countries_are_named():
    text = "Gunmen attacked the village of Daoga. In Mali, Sevare was calm."
    assert {m.surface for m in matches_in(text, VILLAGES)} == {"Sevare"}


def test_a_respelt_name_says_so():
    text = "Gunmen attacked the village of Daoga in Burkina Faso."
    (match,) = matches_in(text, VILLAGES)
    assert match.mode is MatchMode.SKELETON
    assert '-1.5 only somewhat like "Daogo"' in match.reasons


def test_a_name_that_is_a_word_is_looked_for_as_it_is_written():
    sari = a_lexicon(a_watch("sari", "Sari", country="BF"))
    assert matches_in("A clash in Sarri, Burkina Faso.", sari, language="en") == ()


def test_a_respelt_name_is_not_looked_for_where_nothing_says_where():
    assert matches_in("Gunmen attacked the village of Daoga.", VILLAGES) == ()


def test_a_part_of_a_name_is_accepted_where_its_country_is_named():
    text = "Des hommes armés ont attaqué le village de Koubel, au Mali."
    assert accepted(text, VILLAGES, language="fr") == {"koubel"}
    assert accepted("L'attaque de Koubel a fait deux morts.", VILLAGES) == set()


def test_a_part_that_two_watches_share_tells_neither():
    shared = a_lexicon(
        a_watch("one", "Koubel-Korou", country="ML"),
        a_watch("two", "Koubel-Sanda", country="ML"),
    )
    assert matches_in("Des tirs au village de Koubel, au Mali.", shared) == ()


def test_another_watched_name_is_no_misspelling():
    assert accepted("L'attaque de Sévaré, au Mali.", VILLAGES) == {"sevare"}
    agadez = a_lexicon(
        a_watch("agadez", "Agadez", country="NE"),
        a_watch("agadem", "Agadem", country="NE"),
    )
    found = matches_in("Des tirs à Agadez, au Niger.", agadez)
    assert {match.watch_id for match in found} == {"agadez"}


@pytest.mark.parametrize(
    ("name", "stands_alone"),
    [
        ("Banguita-Toupé", ["Banguita"]),
        ("Guidan Dan Kouré", ["Guidan Dan", "Dan Kouré"]),
        ("Bidi 2", ["Bidi"]),
        ("Tiéna Peulh", ["Tiéna"]),
        ("North Kordofan", []),
        ("Nouvelle Koubel", []),
        ("Bambara-Toupel", ["Toupel"]),
        ("cercle de Bankass", []),
        ("Niger Delta", []),
        ("Bandiagara", []),
        ("Jere Local Government Area", ["Jere Local Government"]),
        ("غرب أفريقيا", []),
    ],
)
def test_the_part_of_a_name_that_tells_which_stands_alone(name, stands_alone):
    assert parts(Name(text=name)) == stands_alone


def test_a_name_of_its_own_is_no_other_spelling_of_one():
    names = [(["tin", "tam"], "name")]
    words, nameable = ["tinntam"], [True]
    assert [*RespeltIndex(names).find(words, nameable)] == [("name", 0, 1)]
    assert not [*RespeltIndex(names, {"tinntam"}).find(words, nameable)]
