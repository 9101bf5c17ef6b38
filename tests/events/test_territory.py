"""Places that were captured: read as ground that changed hands, not as captives."""

import pytest

from monitor.events.read import read_event
from tests.events.reading import article, read, toll
from tests.events.watching import KATI, read_with

_TAKEN = "non_state_actor_overtakes_territory"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The rebels captured Bunia on Monday after two weeks of fighting."),
        ("en", "Rebels entered Bunia on Monday as soldiers left their posts."),
        ("en", "Bunia has fallen to the rebels, residents said on Monday."),
        ("en", "Rebels seize army headquarters in Bunia"),
        ("en", "The insurgents claimed the capture of Mopti on Monday."),
        ("en", "Mopti was taken by rebels on Monday."),
        ("fr", "Les rebelles sont entrés dans Bunia lundi matin."),
        ("fr", "La ville de Mopti est tombée lundi aux mains des rebelles."),
        ("fr", "Les rebelles ont pris Mopti lundi, selon des habitants."),
        ("fr", "Les rebelles ont capturé Bunia lundi."),
        ("ar", "سيطر المتمردون يوم الاثنين بعد حصار طويل على مدينة ملكال."),
        ("ar", "أعلن المتمردون يوم الاثنين سيطرتهم الكاملة على كادقلي."),
        ("ar", "سقوط كادقلي في أيدي المتمردين يوم الاثنين"),
        ("ar", "دخل مسلحون مدينة ملكال يوم الاثنين وانسحب الجيش منها."),
        ("es", "Los rebeldes entraron en Bunia el lunes."),
        ("pt", "Os insurgentes entraram em Palma na segunda-feira."),
        ("de", "Die Rebellen haben am Montag Bunia eingenommen."),
        ("de", "Die Rebellen rücken in Bunia ein."),
        ("sw", "Waasi wameteka mji wa Bunia siku ya Jumatatu."),
    ],
)
def test_a_place_that_is_taken_changes_hands(language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.subtype in (_TAKEN, "non_violent_transfer_of_territory"), event.reasons
    assert event.abducted is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army retook Mopti from the rebels on Monday."),
        ("fr", "L'armée a repris Mopti lundi aux rebelles."),
        ("ar", "استعاد الجيش يوم الاثنين كادقلي من المتمردين."),
    ],
)
def test_a_place_that_is_retaken_is_the_armys_again(language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.subtype == "government_regains_territory", event.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The president entered Bunia on Monday, guarded by soldiers."),
        ("en", "An aid convoy entered Bunia on Monday under army escort."),
        ("en", "Rebels entered the talks in Doha on Monday."),
        ("en", "Prices in Bunia fell to a third, soldiers and traders said on Monday."),
        ("en", "The film captures Mopti at dawn, a spokesman of the army museum said."),
        ("fr", "Le ministre est entré dans Bunia lundi avec une escorte de soldats."),
        ("fr", "Les soldats ont pris la route de Mopti lundi."),
        ("fr", "Une délégation des rebelles est entrée en discussion à Doha lundi."),
        ("ar", "سيطر الدفاع المدني على حريق في سوق كادقلي يوم الاثنين."),
        ("ar", "سقوط أمطار غزيرة على كادقلي يوم الاثنين، بحسب الجيش."),
        ("ar", "دخلت قافلة مساعدات كادقلي يوم الاثنين بحماية الجيش."),
        ("de", "Der Minister besuchte am Montag Bunia mit Soldaten."),
    ],
)
def test_who_comes_or_what_falls_takes_no_place(language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.subtype not in (_TAKEN, "government_regains_territory"), event.reasons


@pytest.mark.parametrize(
    ("language", "text", "taken"),
    [
        ("en", "Rebels captured ten soldiers in Bunia on Monday.", 10),
        ("en", "Gunmen captured a nurse near Mopti on Monday.", 1),
        ("fr", "Les rebelles ont capturé dix soldats à Bunia lundi.", 10),
    ],
)
def test_captives_in_a_place_are_captives(language: str, text: str, taken: int) -> None:
    assert toll(read(text, language=language), "abducted") == (taken, taken)


def test_what_a_group_once_took_is_no_news_of_talks() -> None:
    event = read(
        "The rebels, who captured Bunia in January, met mediators in Doha on Monday."
    )
    assert event.subtype != _TAKEN, event.reasons


def test_the_place_that_is_taken_is_the_place_of_the_event() -> None:
    text = "The rebels said they had captured Bunia in Ituri province on Monday."
    event = read_event(article(text), (), {})
    assert event.place is not None
    assert event.place.name == "Bunia"


def test_a_watched_place_that_is_taken_goes_before_its_province() -> None:
    event = read_with("Rebels captured Kati in Koulikoro region on Monday.", KATI)
    assert event.place is not None
    assert (event.place.place_id, event.subtype) == ("kati", _TAKEN)
