# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Places that an article tells by others: "15 km north of X", "the Malian capital"."""

import pytest

from monitor.model import Place, Precision
from tests.events.reading import read

#: Of Gao: a degree of latitude is 111.2 km.
GAO = (16.2717, -0.0447)


def place_of(text: str, language: str = "en") -> Place:
    found = read(text, language=language).place
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("language", "text", "north", "east"),
    [
        ("en", "A mine killed two drivers 30 km north of Gao, Mali.", 30, 0),
        ("en", "A mine killed two drivers about 30 kilometres to the south of the town of Gao, Mali.", -30, 0),
        ("en", "A mine killed two drivers 20 miles east of Gao in Mali.", 0, 32),
        ("en", "A mine killed two drivers 90 km southwest of Gao, Mali.", -63.6, -63.6),
        ("en", "A mine killed two drivers 15.5 km north of Gao, Mali.", 15.5, 0),
        ("fr", "Une mine a tué deux chauffeurs à 7,5 km au nord de Gao, au Mali.", 7.5, 0),
        ("fr", "Une mine a tué deux chauffeurs à 30 km au nord de Gao, au Mali.", 30, 0),
        ("fr", "Une mine a tué deux chauffeurs à une trentaine de kilomètres, à 30 km à l'ouest de Gao, au Mali.", 0, -30),
        ("ar", "مقتل جنديين في هجوم على بعد 30 كم شمال غاو في مالي", 30, 0),
        ("ar", "مقتل جنديين في هجوم على بعد 30 كم جنوب شرق غاو في مالي", -21.2, 21.2),
        ("es", "Una mina mató a dos conductores a 30 km al sur de Gao, en Malí.", -30, 0),
        ("pt", "Uma mina matou dois motoristas a 30 km a leste de Gao, no Mali.", 0, 30),
        ("de", "Zwei Fahrer wurden 30 km nordwestlich von Gao in Mali getötet.", 21.2, -21.2),
        ("ru", "Двое солдат убиты в 30 км к северу от Гао в Мали.", 30, 0),
        ("sw", "Watu wawili waliuawa kilomita 30 kaskazini mwa Gao nchini Mali.", 30, 0),
    ],
)  # fmt: skip
def test_distance_and_direction_are_a_point_of_their_own(
    language: str, text: str, north: float, east: float
) -> None:
    found = place_of(text, language)
    assert (found.country, found.precision) == ("ML", Precision.DISTRICT)
    assert found.is_near
    assert found.lat == pytest.approx(GAO[0] + north / 111.2, abs=0.02)
    assert found.lon == pytest.approx(GAO[1] + east / 111.2 / 0.96, abs=0.03)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "A mine killed two drivers 450 km north of Gao, Mali."),
        ("fr", "Une mine a tué deux chauffeurs à 450 km au nord de Gao, au Mali."),
    ],
)
def test_place_too_far_away_only_gives_a_direction(language: str, text: str) -> None:
    found = place_of(text, language)
    assert (found.country, found.precision) == ("ML", Precision.COUNTRY)


def test_direction_without_a_distance_is_the_neighbourhood() -> None:
    found = place_of("A mine killed two drivers north of Gao, Mali.")
    assert (found.name, found.precision) == ("Gao", Precision.DISTRICT)
    assert (found.lat, found.lon) == pytest.approx(GAO, abs=0.01)


def test_place_itself_goes_before_one_that_it_is_told_by() -> None:
    text = "Gunmen killed two traders in Ansongo, 90 km south of Gao, in Mali."
    assert place_of(text).name == "Ansongo"


def test_north_of_a_country_is_in_it() -> None:
    found = place_of("Militants killed two soldiers in the north of Mali.")
    assert (found.country, found.precision) == ("ML", Precision.COUNTRY)
    assert not found.is_near


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("en", "Gunmen killed six people in the Malian capital on Monday.", "Bamako"),
        ("en", "A bomb killed six people in the capital of Niger.", "Niamey"),
        ("en", "Gunmen in Mali killed six people in the capital.", "Bamako"),
        ("fr", "Six personnes ont été tuées lundi dans la capitale malienne.", "Bamako"),
        ("es", "Seis personas murieron en un atentado en la capital maliense.", "Bamako"),
        ("de", "Sechs Menschen wurden in der malischen Hauptstadt getötet.", "Bamako"),
        ("ar", "مقتل ستة أشخاص في هجوم في العاصمة النيجيرية", "Abuja"),
        ("fr", "Six personnes ont été tuées à Bamako, la capitale malienne.", "Bamako"),
        ("ru", "Шесть человек погибли при взрыве в столице Мали.", "Bamako"),
    ],
)  # fmt: skip
def test_capital_is_known_by_its_country(language: str, text: str, name: str) -> None:
    found = place_of(text, language)
    assert (found.name, found.precision) == (name, Precision.TOWN)


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "Seis personas murieron en un atentado en la capital de Antioquia, en Colombia.", "Bogotá"),
        ("en", "Six people were killed by gunmen in the capital of Antioquia, in Colombia.", "Bogotá"),
        ("en", "Six people were killed by gunmen in the capital of the Kidal region in Mali.", "Bamako"),
        ("fr", "Six personnes ont été tuées dans la capitale du Macina, au Mali.", "Bamako"),
        ("en", "Gunmen killed six people in the oil capital of Nigeria.", "Abuja"),
        ("en", "Gunmen killed six people in Nigeria, in the country's mining capital.", "Abuja"),
        ("en", "Gunmen killed six people in Nigeria, in the cultural capital.", "Abuja"),
        ("de", "Bewaffnete töteten sechs Menschen in der Hauptstadt der Region. Mali ist im Krieg.", "Bamako"),
        ("de", "Bewaffnete töteten sechs Menschen in der Provinzhauptstadt. Mali ist im Krieg.", "Bamako"),
        ("ru", "В столице провинции боевики убили шесть человек. В Мали идёт война.", "Bamako"),
        ("es", "Seis personas murieron en un atentado en la capital del departamento. Malí está en guerra.", "Bamako"),
        ("pt", "Seis pessoas morreram num atentado na capital da província. O Mali está em guerra.", "Bamako"),
        ("ar", "قتل ستة أشخاص في هجوم في عاصمة الإقليم. وتشهد مالي حربا.", "Bamako"),
        ("ar", "قتل ستة أشخاص في هجوم في عاصمة أزواد. وتشهد مالي حربا.", "Bamako"),
        ("sw", "Watu sita waliuawa katika shambulio katika mji mkuu wa jimbo la Kidal nchini Mali.", "Bamako"),
        ("ha", "'Yan bindiga sun kashe mutane shida a babban birnin jihar Borno a Najeriya.", "Abuja"),
    ],
)  # fmt: skip
def test_capital_of_a_region_or_of_a_trade_is_not_that_of_the_country(
    language: str, text: str, name: str
) -> None:
    found = read(text, language=language).place
    assert found is None or found.name != name


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("es", "Seis personas murieron en un atentado en la capital de Colombia.", "Bogotá"),
        ("en", "Six people were killed by gunmen in the capital of the Democratic Republic of the Congo.", "Kinshasa"),
        ("en", "Six people were killed by gunmen in the capital of Burkina Faso.", "Ouagadougou"),
        ("en", "Gunmen in Mali killed six people in the capital of the country.", "Bamako"),
        ("de", "In der malischen Hauptstadt starben sechs Menschen bei einem Anschlag.", "Bamako"),
        ("de", "Sechs Menschen starben bei einem Anschlag in der Hauptstadt des Landes. Mali ist im Krieg.", "Bamako"),
        ("de", "Bei einem Anschlag in der Hauptstadt Nigers starben sechs Menschen.", "Niamey"),
        ("de", "Bewaffnete töteten sechs Menschen in Malis Hauptstadt.", "Bamako"),
        ("ru", "В столице страны боевики убили шесть человек. В Мали идёт война.", "Bamako"),
        ("ru", "В малийской столице боевики убили шесть человек.", "Bamako"),
        ("ru", "В столице Нигера боевики убили шесть человек.", "Niamey"),
        ("ru", "В столице Нигерии боевики убили шесть человек.", "Abuja"),
        ("ru", "В столице Буркина-Фасо боевики убили шесть человек.", "Ouagadougou"),
        ("es", "Seis personas murieron en un atentado en la capital del país. Malí está en guerra.", "Bamako"),
        ("pt", "Seis pessoas morreram num atentado na capital do país. O Mali está em guerra.", "Bamako"),
        ("pt", "Seis pessoas morreram num atentado na capital nigeriana.", "Abuja"),
        ("ar", "قتل ستة أشخاص في هجوم في عاصمة البلاد. وتشهد مالي حربا.", "Bamako"),
        ("ar", "قتل ستة أشخاص في هجوم في عاصمة النيجر", "Niamey"),
        ("sw", "Watu sita waliuawa katika shambulio katika mji mkuu wa Mali.", "Bamako"),
        ("ha", "'Yan bindiga sun kashe mutane shida a babban birnin Mali.", "Bamako"),
        ("fr", "Six personnes ont été tuées par des hommes armés dans la capitale du Burkina Faso.", "Ouagadougou"),
    ],
)  # fmt: skip
def test_capital_of_a_country_is_known_by_its_name(
    language: str, text: str, name: str
) -> None:
    assert place_of(text, language).name == name


@pytest.mark.parametrize(
    "text",
    [
        "Malian gunmen killed six people in the regional capital.",
        "French and Malian troops killed six militants outside the capital.",
        "Six people were killed in a raid on a Malian capital market fund.",
    ],
)
def test_capital_of_a_region_or_of_nobody_knows_which_country_is_none(
    text: str,
) -> None:
    found = read(text).place
    assert found is None or found.name != "Bamako"
