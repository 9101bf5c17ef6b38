# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Tolls: who was killed, wounded, abducted, arrested, and how many."""

import pytest

from tests.events.reading import read, toll

_KILLED = [
    ("en", "Five soldiers were killed in an ambush.", (5, 5)),
    ("en", "Gunmen killed at least twelve villagers at dawn.", (12, 12)),
    ("en", "Twenty-two people, including two children, were killed in the attack.", (22, 22)),
    ("en", "Militants killed four soldiers, two gendarmes and a driver.", (7, 7)),
    ("en", "The attack left three dead and five wounded.", (3, 3)),
    ("en", "The death toll from the bombing rose to 41.", (41, 41)),
    ("en", "The bodies of nine herders were found after the attack.", (9, 9)),
    ("en", "The mayor was killed by gunmen at his home.", (1, 1)),
    ("en", "Jihadists attacked the village, killing a teacher.", (1, 1)),
    ("en", "An ambush claimed the lives of six policemen.", (6, 6)),
    ("en", "Between 10 and 15 rebels were killed in the fighting.", (10, 15)),
    ("en", "Dozens of villagers were massacred by armed men.", (24, 99)),
    ("en", "The army said 1,200 rebels died in the offensive.", (1200, 1200)),
    ("en", "Eleven assailants were neutralized after they attacked the camp.", (0, 11)),
    ("en", "On January 22, 2020 gunmen killed three traders.", (3, 3)),
    ("en", "Militants attacked 12 villages and burned 40 houses, killing two people.", (2, 2)),
    ("en", "Gunmen abducted six men and executed them near the river.", (6, 6)),
    ("en", "Gunmen attempted to kill the governor, who escaped unhurt.", None),
    ("fr", "Cinq soldats ont été tués dans une embuscade.", (5, 5)),
    ("fr", "L'attaque a fait au moins quatre-vingt-dix-sept morts.", (97, 97)),
    ("fr", "Une quarantaine de civils ont été massacrés dans le village.", (40, 40)),
    ("fr", "Des hommes armés ont tué deux bergers et blessé une femme.", (2, 2)),
    ("fr", "Bilan de l'attaque : 4 morts et 7 blessés.", (4, 4)),
    ("fr", "Le maire a été assassiné par des inconnus.", (1, 1)),
    ("fr", "Vingt et un gendarmes ont perdu la vie dans l'attaque.", (21, 21)),
    ("fr", "Des dizaines de villageois ont été tués par des terroristes.", (20, 99)),
    ("fr", "L'attentat a causé la mort de trois personnes, dont un enfant.", (3, 3)),
    ("fr", "Trois soldats et onze assaillants ont été tués dans les combats.", (14, 14)),
    ("ar", "مقتل خمسة جنود في هجوم على قاعدة عسكرية", (5, 5)),
    ("ar", "قتل ١٢ مدنيا في هجوم شنه مسلحون على قرية", (12, 12)),
    ("ar", "مقتل جنديين في انفجار لغم", (2, 2)),
    ("ar", "مقتل ثلاثة وعشرين شخصا في تفجير انتحاري", (23, 23)),
    ("ar", "مقتل عشرات المدنيين في قصف على سوق", (20, 99)),
    ("es", "Al menos quince campesinos fueron asesinados por hombres armados.", (15, 15)),
    ("pt", "Sete pessoas foram mortas num ataque de insurgentes à aldeia.", (7, 7)),
    ("ru", "Пять солдат погибли при нападении боевиков.", (5, 5)),
    ("de", "Bei einem Angriff sind mindestens einundzwanzig Soldaten getötet worden.", (21, 21)),
    ("sw", "Watu kumi na wawili wameuawa katika shambulio la waasi.", (12, 12)),
    ("ha", "Yan bindiga sun kashe mutane bakwai a wani hari.", (7, 7)),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), _KILLED)
def test_killed(language: str, text: str, expected: tuple[int, int] | None) -> None:
    assert toll(read(text, language=language)) == expected


@pytest.mark.parametrize(
    ("language", "text", "field", "expected"),
    [
        ("en", "Five soldiers were killed and ten others wounded when gunmen attacked.", "wounded", (10, 10)),
        ("en", "Bandits kidnapped eight students from a school.", "abducted", (8, 8)),
        ("en", "Troops killed two militants and arrested six others.", "arrested", (6, 6)),
        ("en", "One militiaman was killed and four civilians were abducted.", "abducted", (4, 4)),
        ("fr", "Deux gendarmes ont été tués et treize autres blessés par des terroristes.", "wounded", (13, 13)),
        ("fr", "Quatre ressortissants étrangers ont été enlevés par des hommes armés.", "abducted", (4, 4)),
        ("fr", "L'armée a arrêté huit terroristes après l'attaque.", "arrested", (8, 8)),
        ("ar", "إصابة سبعة جنود في هجوم انتحاري", "wounded", (7, 7)),
        ("ar", "اختطاف ثلاثة عمال من قبل مسلحين", "abducted", (3, 3)),
        ("de", "Vier Soldaten wurden getötet und acht weitere verletzt.", "wounded", (8, 8)),
    ],
)  # fmt: skip
def test_wounded_abducted_arrested(
    language: str, text: str, field: str, expected: tuple[int, int]
) -> None:
    assert toll(read(text, language=language), field) == expected


def test_vague_number_keeps_its_words() -> None:
    found = read("Dozens of villagers were killed by gunmen.").killed
    assert found is not None
    assert "Dozens" in found.text


def test_sides_are_added_and_a_total_is_not() -> None:
    event = read(
        "At least 30 people were killed when militants attacked the base. "
        "Fourteen soldiers and 17 assailants were killed in the fighting."
    )
    assert toll(event) == (30, 31)


def test_a_second_figure_for_the_same_people_is_a_range() -> None:
    event = read(
        "Sixteen soldiers were killed in the attack, a medical source said. "
        "The army said nine soldiers were killed."
    )
    assert toll(event) == (9, 16)


@pytest.mark.parametrize(
    ("language", "text", "source"),
    [
        ("en", "Five soldiers were killed in the raid, the general staff said.", "army"),
        ("en", "According to a medical source, twelve people were killed in the attack.", "hospital source"),
        ("fr", "Cinq soldats ont été tués dans l'attaque, selon l'armée.", "army"),
        ("fr", "Douze personnes ont été tuées dans l'attaque, affirme une source hospitalière.", "hospital source"),
        ("ar", "أعلن الجيش مقتل خمسة جنود في هجوم", "army"),
        ("en", "Five soldiers were killed in the raid.", None),
    ],
)  # fmt: skip
def test_source_is_a_short_name_that_all_languages_share(
    language: str, text: str, source: str | None
) -> None:
    found = read(text, language=language).killed
    assert found is not None
    assert found.source == source


def test_two_parties_figures_have_no_single_source() -> None:
    found = read(
        "Twenty soldiers were killed in the attack, a medical source said. "
        "The army said twelve soldiers were killed."
    ).killed
    assert found is not None
    assert (found.low, found.high, found.source) == (12, 20, None)


def test_words_of_a_toll_are_short() -> None:
    found = read(
        "Three soldiers, two of them officers of the northern command and one of the "
        "river patrol, were killed. Nine attackers were killed. Four traders were "
        "killed. Two teachers were killed by the gunmen."
    ).killed
    assert found is not None
    assert 0 < len(found.text) <= 60


def test_one_camp_of_herders_is_not_one_herder() -> None:
    event = read("Un campement d'éleveurs attaqué, quatre morts.", language="fr")
    assert toll(event) == (4, 4)


def test_an_arabic_singular_is_one_person_of_several() -> None:
    event = read("قتل جندي وأصيب ستة أشخاص، كما قتل سبعة مهاجمين", language="ar")
    assert toll(event) == (8, 8)
    assert toll(event, "wounded") == (6, 6)
