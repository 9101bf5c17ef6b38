# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Which of the places that an article names is the event's, and how exactly."""

import pytest

from monitor.events.namesakes import look_at
from monitor.events.read import read_event
from monitor.model import Name, Place, Precision, Watch, WatchKind
from tests.events.reading import article, read


def place_of(text: str, language: str) -> tuple[str, Precision] | None:
    found = read(text, language=language).place
    return (found.name, found.precision) if found else None


PLACES = [
    ("en", "Gunmen killed six traders in Ansongo on Monday.", "Ansongo", "town"),
    ("en", "Gunmen killed six traders near Ansongo on Monday.", "Ansongo", "district"),
    ("en", "Gunmen killed six traders 12 km from Ansongo on Monday.", "Ansongo", "district"),
    ("en", "Gunmen killed six traders eight miles from Ansongo in Mali.", "Ansongo", "district"),
    ("en", "In Mali, gunmen killed six traders 90 km from Ansongo.", "Mali", "country"),
    ("en", "A mine killed two drivers on the road between Ansongo and Gao.", "Ansongo", "district"),
    ("en", "Gunmen killed six villagers in the Mopti region.", "Mopti", "region"),
    ("fr", "Une mine a tué deux chauffeurs entre Ansongo et Gao, au Mali.", "Ansongo", "district"),
    ("fr", "Six commerçants ont été tués lundi à Ansongo.", "Ansongo", "town"),
    ("fr", "Six commerçants ont été tués lundi près d'Ansongo, au Mali.", "Ansongo", "district"),
    ("fr", "Six commerçants ont été tués à 12 km de Ménaka.", "Ménaka", "district"),
    ("fr", "Au Mali, six commerçants ont été tués à 90 km de Ménaka.", "Mali", "country"),
    ("fr", "Six villageois ont été tués dans le cercle de Koro.", "Koro", "district"),
    ("fr", "Cinq paysans ont été tués dans un champ proche de Torodi, dans l'ouest de Tillabéri.", "Torodi", "district"),
    ("fr", "Cinq paysans ont été tués dans la région malienne de Gao.", "Gao", "region"),
    ("fr", "NIAMEY (Reuters) - Six villageois ont été tués à Torodi.", "Torodi", "town"),
    ("fr", "Des obus ont tué trois soldats à l'aéroport de Tombouctou.", "Timbuktu", "town"),
    ("fr", "Des hommes armés ont tué trois soldats dans le camp militaire de Gao.", "Gao", "town"),
    ("fr", "Une bombe a tué trois civils au marché de Mopti.", "Mopti", "town"),
    ("fr", "Des hommes armés ont tué trois civils à l'hôpital de Ségou.", "Ségou", "town"),
    ("fr", "Une bombe a tué trois civils à la gare de Kayes.", "Kayes", "town"),
    ("fr", "Six commerçants ont été tués à Tombouctou.", "Timbuktu", "town"),
    ("fr", "Six commerçants ont été tués dans la région de Tombouctou.", "Tombouctou", "region"),
    ("en", "Mortar shells killed three soldiers at Timbuktu airport.", "Timbuktu Airport", "site"),
    ("en", "Gunmen killed three soldiers at the base of Kidal.", "Kidal", "town"),
    ("ar", "مقتل ثلاثة جنود في هجوم على مطار تمبكتو", "Timbuktu Airport", "site"),
    ("ar", "مقتل ثلاثة جنود في هجوم على معسكر كيدال", "Kidal", "town"),
    ("ar", "مقتل ثلاثة مدنيين في انفجار في سوق موبتي", "Mopti", "town"),
    ("fr", "Une mine a tué trois civils sur la route de Djibo.", "Djibo", "district"),
    ("en", "A mine killed three civilians on the road to Djibo.", "Djibo", "district"),
    ("en", "A mine killed three civilians on the Djibo road.", "Djibo", "district"),
    ("ar", "مقتل ثلاثة مدنيين في انفجار لغم على طريق جيبو", "Djibo", "district"),
    ("fr", "Six commerçants ont été tués à proximité d'Ansongo, au Mali.", "Ansongo", "district"),
    ("fr", "La route de Gao est minée : trois civils ont été tués près de Douentza.", "Douentza", "district"),
    ("ru", "В Тесалите боевики убили шестерых солдат.", "Tessalit", "town"),
    ("ru", "В Ниамее боевики убили шестерых солдат.", "Niamey", "town"),
    ("ru", "В Эль-Фашере при обстреле погибли 12 мирных жителей.", "El Fasher", "town"),
    ("ru", "Под Менакой боевики убили шестерых солдат.", "Ménaka", "district"),
    ("ar", "مقتل ستة تجار في غاو", "Gao", "town"),
    ("ar", "مقتل ستة تجار قرب غاو", "Gao", "district"),
    ("ar", "مقتل ستة جنود ماليين في تمبكتو بعد هجوم على معسكر", "Timbuktu", "town"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "name", "precision"), PLACES)
def test_place_is_told_as_exactly_as_the_words_tell_it(
    language: str, text: str, name: str, precision: str
) -> None:
    assert place_of(text, language) == (name, Precision(precision))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gunmen killed six herders in the village of Diabaly in Mali.", "Diabali"),
        ("Gunmen killed six herders in the village of Hamakouladji, Mali.", "Amakouladji"),
        ("Gunmen killed six herders in In Delimane in Mali.", "I-n-Déliman"),
    ],
)  # fmt: skip
def test_place_is_found_by_how_its_name_sounds(text: str, name: str) -> None:
    assert place_of(text, "en") == (name, Precision.TOWN)


@pytest.mark.parametrize(
    "text",
    [
        # Kakuzi sounds like Kakassi in Niger, Yuba like Youba in Burkina Faso.
        "Guards shot two workers at Kakuzi in Kenya on Monday.",
        "Gunmen shot two people in Yuba, California.",
    ],
)
def test_name_only_like_that_of_a_place_in_another_country_is_no_place(
    text: str,
) -> None:
    found = read(text).place
    assert found is None or found.country in ("KE", "US")


def test_name_only_like_that_of_a_place_needs_its_country_or_a_village() -> None:
    # Gary sounds like Garié in Niger, which is followed.
    niamey = Watch(
        watch_id="niamey",
        watchlist_id="sahel",
        kind=WatchKind.PLACE,
        names=(Name(text="Niamey"),),
        country="NE",
    )
    told = {
        "Six people were shot in Gary on Monday.": None,
        "Gunmen shot six people in the village of Gary on Monday.": "Garié",
        "Nigerien gunmen shot six people in Gary on Monday.": "Garié",
    }
    for text, name in told.items():
        found = read_event(article(text), (), {}, look_at([niamey])).place
        assert (found.name if found else None) == name


def test_settlement_that_nobody_knows_takes_the_place_of_none_that_is_known() -> None:
    text = "Gunmen killed six farmers in the hamlet of Zzkalbimo, Koro cercle, in Mali."
    assert place_of(text, "en") == ("Koro", Precision.DISTRICT)


def test_part_of_a_name_is_not_the_place() -> None:
    text = "Gunmen killed six farmers in the village of Malam Zzkalbimo in Niger."
    found = read(text).place
    assert found is not None
    assert (found.name, found.precision) == ("Niger", Precision.COUNTRY)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Malian troops shot two men in Kona on Monday.", "ML"),
        ("Burkinabe troops shot two men in Kona on Monday.", "BF"),
        ("Gunmen shot two men in Rafi in Niger State on Monday.", "NG"),
    ],
)
def test_of_two_places_of_one_name_the_one_in_the_named_country_is_meant(
    text: str, country: str
) -> None:
    found = read(text).place
    assert found is not None
    assert found.country == country


def test_of_two_places_of_one_name_the_neighbour_of_another_named_one_is_meant() -> (
    None
):
    found = read("Malian troops shot two men in Boni, not far from Hombori.").place
    assert found is not None
    assert (found.name, found.region) == ("Boni", "Mopti")


def test_of_two_places_of_one_name_the_one_that_is_watched_is_meant() -> None:
    text = "Gunmen shot two men in Kona on Monday."
    watched = Watch(
        watch_id="konna",
        watchlist_id="sahel",
        kind=WatchKind.PLACE,
        names=(Name(text="Konna"),),
        country="ML",
    )
    found = read_event(article(text), (), {}, look_at([watched])).place
    assert found is not None
    assert found.country == "ML"


def test_country_is_drawn_at_its_capital() -> None:
    found = read("Nigerian soldiers killed two gunmen in a raid.").place
    assert isinstance(found, Place)
    assert (found.lat, found.lon) == pytest.approx((9.06, 7.5), abs=0.1)


def test_where_people_were_taken_is_not_where_they_are_set_free() -> None:
    text = (
        "Deux enseignants enlevés en mars à Douentza ont été libérés lundi à Bandiagara, "
        "au Mali."
    )
    found = read(text, language="fr").place
    assert found is not None
    assert found.name == "Bandiagara"


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        # Maïnassara is a village of Niger, Algiers and Tahrir are far from the event.
        ("en", "Soldiers of President Mainassara killed two rebels in Arlit, Niger.", "Arlit"),
        ("en", "Gunmen killed two signatories of the Algiers peace agreement in Kidal, Mali.", "Kidal"),
        ("fr", "Deux soldats chargés de l'accord de paix d'Alger ont été tués à Kidal, au Mali.", "Kidal"),
        ("en", "Police shot two protesters in Independence Square in Bamako.", "Bamako"),
        ("en", "Bobo-Dioulasso University students clashed with police, one died.", "Bobo-Dioulasso"),
        ("en", "Gunmen killed a hunter in the Ansongo area of Gao, Mali.", "Ansongo"),
        ("en", "Rebels took control of Ansongo and killed two soldiers, who fled to Gao in Mali.", "Ansongo"),
        ("en", "Gunmen coming from Nigeria killed six people in the village of Chirge.", "Chirgé"),
        ("en", "Youths burned a bar in the Medina quarter of Bamako, Mali.", "Bamako"),
        ("en", "Robbers killed a guard in Boura, Sissili Province; two were caught in Ghana.", "Boura"),
    ],
)  # fmt: skip
def test_what_only_has_a_place_in_its_name_is_no_place(
    language: str, text: str, name: str
) -> None:
    found = place_of(text, language)
    assert found is not None
    assert found[0] == name


def test_word_with_a_capital_from_its_sentence_alone_is_no_name() -> None:
    # Madougou in Mali is also spelled "Side".
    text = "Side effects were feared. Gunmen killed six people at the side of a road."
    found = read(text).place
    assert found is None


def test_the_neighbour_nearest_to_what_is_named_is_meant() -> None:
    text = "Clashes between locals and customs officers in Magaria, south of Zinder."
    found = read(text).place
    assert found is not None
    assert found.lat == pytest.approx(13.0, abs=0.1)


@pytest.mark.parametrize(
    ("language", "text", "country"),
    [
        ("fr", "Six personnes ont été tuées dans une attaque au Tchad.", "TD"),
        ("es", "Seis personas murieron en un atentado en Egipto.", "EG"),
        ("pt", "Seis pessoas morreram num ataque na Etiópia.", "ET"),
        ("de", "Sechs Menschen starben bei einem Angriff in Äthiopien.", "ET"),
        ("ru", "Боевики убили шесть человек на севере Нигерии.", "NG"),
        ("sw", "Watu sita wameuawa katika shambulio nchini Misri.", "EG"),
        ("ha", "An kashe mutum shida a wani hari a Nijar.", "NE"),
        # Maurice is the French name of Mauritius, and a given name.
        ("en", "Maurice shot two people in a street of Ohio.", "US"),
    ],
)
def test_country_is_known_by_its_name_in_the_articles_language(
    language: str, text: str, country: str
) -> None:
    found = read(text, language=language).place
    assert found is not None
    assert found.country == country


def test_acronym_is_no_place() -> None:
    # REN is also a spelling of Rennes.
    text = "Six personnes ont été tuées au Burkina, selon le REN et la gendarmerie."
    assert place_of(text, "fr") == ("Burkina Faso", Precision.COUNTRY)


def test_a_place_is_known_by_the_name_that_the_text_gives_it() -> None:
    place = read("Gunmen killed six traders in Menaca on Monday, in Mali.").place
    assert place is not None
    assert (place.name, place.told_as) == ("Ménaka", "Menaca")
