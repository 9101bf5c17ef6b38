"""Names that hold a number: of groups, units and roads. It counts nobody."""

import pytest

from monitor.model import Name, Watch, WatchKind
from tests.events.reading import read, toll
from tests.events.watching import read_with


def _group(name: str) -> Watch:
    return Watch(
        watch_id="group",
        watchlist_id="sahel",
        kind=WatchKind.GROUP,
        names=(Name(text=name),),
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "M27 rebels killed villagers in Rutba on Monday."),
        ("en", "A convoy on the RN6 was ambushed near Dara, soldiers were killed."),
        ("en", "Soldiers of 41 Battalion were killed near Monga."),
        ("en", "Soldiers of 21 Special Armoured Brigade were killed near Monga."),
        ("en", "4R fighters killed traders at the ford on Monday."),
        ("fr", "Le M27 a tué des habitants de Rutba lundi."),
        ("fr", "Des soldats du G7 Delta ont été tués lundi près de Dara."),
        ("fr", "Des soldats du bataillon 41 ont été tués lundi près de Dara."),
        ("fr", "Des voyageurs ont été tués lundi sur la RN 6 par des hommes armés."),
        ("ar", "قتل جنود من الفرقة 41 في هجوم على مدينة درة"),
        ("ar", "مقتل جنود من اللواء 12 في كمين"),
        ("es", "Soldados de la Brigada 41 fueron asesinados el lunes cerca de Dara."),
        ("de", "Soldaten der Panzerbrigade 41 wurden am Montag bei Dara getötet."),
        ("sw", "Waasi wa M27 wameua raia Rutba siku ya Jumatatu."),
        ("ru", "Бойцы М27 убили мирных жителей в понедельник."),
    ],
)
def test_a_number_in_a_name_counts_nobody(language: str, text: str) -> None:
    found = toll(read(text, language=language))
    assert found in (None, (1, 1), (2, 9))


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("en", "M27 rebels killed 14 villagers in Rutba on Monday.", 14),
        ("en", "On Highway 12 soldiers were killed by a bomb.", 12),
        ("en", "A mine killed 12 brigade members on Monday.", 12),
        ("en", "An attack on the 41st Battalion killed 9 soldiers.", 9),
        ("en", "Two brigade commanders were killed in the ambush.", 2),
        ("fr", "Le M27 a tué 14 habitants de Rutba lundi.", 14),
        ("fr", "Attaque contre la brigade : 9 soldats tués lundi.", 9),
        ("ar", "قتل 14 جنديا من الفرقة 41 في هجوم على مدينة درة", 14),
        ("ar", "مقتل ثلاثة جنود و15 مدنيا في هجوم", 18),
        ("de", "Bei einem Angriff auf die Brigade 41 wurden neun Soldaten getötet.", 9),
    ],
)
def test_a_number_beside_a_name_counts(language: str, text: str, killed: int) -> None:
    assert toll(read(text, language=language)) == (killed, killed)


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("en", "Front of 14 May", "The Front of 14 May killed villagers in Rutba."),
        ("fr", "Front du 14 mai", "Le Front du 14 mai a tué des habitants de Rutba."),
        ("ar", "جبهة 14 مايو", "قتلت جبهة 14 مايو مدنيين في رطبة."),
        ("de", "Front 14. Mai", "Die Front 14. Mai tötete Bauern in Rutba."),
    ],
)
def test_a_watched_name_gives_neither_toll_nor_day(
    language: str, name: str, text: str
) -> None:
    event = read_with(text, _group(name), language=language)
    assert toll(event) in (None, (2, 9))
    assert event.date is None


def test_a_day_beside_a_watched_name_is_the_events() -> None:
    event = read_with(
        "The Front of 14 May killed 6 villagers on 13 May.", _group("Front of 14 May")
    )
    assert toll(event) == (6, 6)
    assert event.date is not None
    assert event.date.day == 13


def test_a_movement_of_a_date_is_known_without_a_watch() -> None:
    event = read("قتلت حركة 23 مارس مدنيين في ماسي.", language="ar")
    assert (toll(event), event.date) == ((2, 9), None)
