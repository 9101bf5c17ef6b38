# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Headings of round-ups, which tell of no single event."""

import pytest

from monitor.model import EventStatus
from tests.events.reading import is_news, read

_TEXTS = {
    "en": "On Monday gunmen killed five farmers near Djibo. On Tuesday a bomb killed two soldiers near Gao.",
    "fr": "Lundi, des hommes armés ont tué cinq cultivateurs près de Djibo. Mardi, une mine a tué deux soldats près de Gao.",
    "ar": "قتل مسلحون خمسة مزارعين قرب جيبو يوم الاثنين. وقتل جنديان في انفجار لغم قرب غاو يوم الثلاثاء.",
    "es": "El lunes hombres armados mataron a cinco campesinos en Tibú. El martes una mina mató a dos soldados en Arauca.",
    "pt": "Na segunda-feira homens armados mataram cinco camponeses em Macomia. Na terça-feira uma mina matou dois soldados em Palma.",
    "ru": "В понедельник боевики убили пять крестьян. Во вторник два солдата погибли при взрыве мины.",
    "de": "Am Montag töteten Bewaffnete fünf Bauern bei Djibo. Am Dienstag tötete eine Mine zwei Soldaten bei Gao.",
    "sw": "Jumatatu watu wenye silaha waliwaua wakulima watano. Jumanne bomu liliua wanajeshi wawili.",
    "ha": "A ranar Litinin 'yan bindiga sun kashe manoma biyar. A ranar Talata bam ya kashe sojoji biyu.",
}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "The week in Mali"),
        ("en", "This week in the Sahel"),
        ("en", "Weekly security update"),
        ("en", "Sahel: weekly round-up"),
        ("en", "Weekly security update: attacks near Djibo and Gao"),
        ("fr", "La semaine au Burkina"),
        ("fr", "Sahel : les faits de la semaine"),
        ("fr", "Point sécuritaire hebdomadaire"),
        ("fr", "Cette semaine au Mali : attaques, explosions et enlèvements"),
        ("ar", "حصاد الأسبوع"),
        ("ar", "مالي: أبرز أحداث الأسبوع"),
        ("es", "Resumen semanal"),
        ("pt", "A semana em Cabo Delgado"),
        ("ru", "Итоги недели"),
        ("de", "Die Woche im Sahel"),
        ("sw", "Matukio ya wiki"),
        ("ha", "Labaran mako"),
    ],
)  # fmt: skip
def test_a_heading_of_round_ups_is_no_single_event(language: str, title: str) -> None:
    event = read(_TEXTS[language], title=title, language=language)
    assert event.status is EventStatus.CUMULATIVE
    below = f"{title}\n\n{_TEXTS[language]}"
    assert read(below, language=language).status is EventStatus.CUMULATIVE


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Six soldiers killed this week in Mali", "Gunmen killed six soldiers near Gao."),
        ("en", "This week in Mali: six soldiers killed", "Gunmen killed six soldiers near Gao."),
        ("en", "This week in Mali: army camp attacked", "Gunmen attacked the camp near Gao on Monday."),
        ("en", "", "This week in Mali gunmen killed six soldiers near Gao."),
        ("en", "Army camp attacked near Gao", "Gunmen came at dawn. It was the fourth attack this week in the region."),
        ("fr", "Six soldats tués cette semaine au Mali", "Une attaque près de Gao a fait six morts."),
        ("fr", "", "Six soldats ont été tués cette semaine au Mali dans une embuscade."),
        ("ar", "مقتل ستة جنود هذا الأسبوع في مالي", "قتل ستة جنود في هجوم قرب غاو."),
    ],
)  # fmt: skip
def test_one_event_of_this_week_is_news(language: str, title: str, text: str) -> None:
    assert is_news(read(text, title=title, language=language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In one week, at least 60 people have been killed near Gao, the army said on Monday."),
        ("en", "At least 60 people were killed in a week in the north, the army said on Monday."),
        ("en", "On Monday officials said 60 people had been killed in Mali, Niger and Chad. In Gao five soldiers died."),
        ("fr", "En quinze jours, 60 personnes ont été tuées dans le Nord, dont cinq soldats lundi à Gao."),
        ("fr", "Au moins 60 personnes ont été tuées au Mali, au Niger et au Tchad. À Gao, cinq soldats sont morts lundi."),
        ("ar", "قتل 60 شخصا على الأقل خلال أسبوعين في الشمال، بينهم خمسة جنود يوم الاثنين في غاو."),
        ("ar", "قتل 60 شخصا في مالي والنيجر وتشاد، بينهم خمسة جنود يوم الاثنين في غاو."),
        ("es", "En una semana al menos 60 personas murieron en el norte, cinco de ellas el lunes en Gao."),
        ("de", "Binnen einer Woche sind im Norden mindestens 60 Menschen getötet worden, am Montag fünf in Gao."),
    ],
)  # fmt: skip
def test_the_toll_of_a_week_or_of_three_countries_is_no_events(
    language: str, text: str
) -> None:
    assert read(text, language=language).status is EventStatus.CUMULATIVE


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed 12 herders near Gao on Monday, the third attack in a week."),
        ("en", "The third attack in a week killed 12 herders near Gao on Monday."),
        ("en", "Gunmen killed 12 herders on Monday near the border of Mali, Niger and Burkina Faso."),
        ("en", "Gunmen killed 12 herders on Monday in Mali, near Niger."),
        ("fr", "Douze bergers ont été tués lundi, deuxième attaque en une semaine près de Gao."),
        ("fr", "Douze bergers ont été tués lundi dans la zone des trois frontières entre le Mali, le Niger et le Burkina Faso."),
        ("ar", "قتل مسلحون 12 راعيا يوم الاثنين قرب الحدود بين مالي والنيجر وبوركينا فاسو."),
        ("es", "Doce pastores murieron el lunes en el tercer ataque en una semana cerca de Gao."),
    ],
)  # fmt: skip
def test_one_attack_of_several_or_at_a_border_is_news(language: str, text: str) -> None:
    event = read(text, language=language)
    assert is_news(event), event.reasons
