# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Where and when an event happened."""

from dataclasses import replace
from datetime import date

import pytest

from monitor.events.read import read_event
from monitor.model import DatePrecision, Name, Precision
from tests.events.reading import article, read
from tests.events.watching import KATI, read_with


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BAMAKO, Jan. 3 (Wire) - Militants attacked a village near Mopti, killing six people.", "Mopti"),
        ("DAKAR, Sept. 12 - Gunmen killed six people in Douentza, in central Mali.", "Douentza"),
        ("BAMAKO (Reuters) - Militants attacked a village near Mopti, killing six people.", "Mopti"),
        ("Gunmen killed two traders in Douentza, 15 km from Hombori, in Mali.", "Douentza"),
        ("Three soldiers were killed in Djibo in northern Burkina Faso on Monday.", "Djibo"),
        ("Bombers killed a guard at the gates of the capital Niamey, in the town of Torodi.", "Torodi"),
    ],
)  # fmt: skip
def test_place_is_where_it_happened(text: str, name: str) -> None:
    place = read(text).place
    assert place is not None
    assert place.name == name
    assert place.lat is not None


def test_country_alone_has_the_precision_of_a_country() -> None:
    place = read("Malian soldiers killed two militants in a raid on Monday.").place
    assert place is not None
    assert (place.country, place.precision) == ("ML", Precision.COUNTRY)


def test_watched_place_keeps_its_id_and_gets_coordinates() -> None:
    place = read_with(
        "Two bombs went off in Kati on Monday, killing a soldier.", KATI
    ).place
    assert place is not None
    assert (place.place_id, place.country) == ("kati", "ML")
    assert place.lat == pytest.approx(12.74, abs=0.1)


def test_watched_place_stands_where_its_watch_says() -> None:
    other = replace(KATI, lat=10.25, lon=-5.5, region="Sikasso")
    place = read_with("Two bombs went off in Kati, killing a soldier.", other).place
    assert place is not None
    assert (place.lat, place.lon, place.region) == (10.25, -5.5, "Sikasso")


@pytest.mark.parametrize(
    ("language", "text", "precision"),
    [
        ("fr", "Six soldats ont été tués à Tombouctou.", Precision.TOWN),
        ("fr", "Six soldats ont été tués à l'aéroport de Tombouctou.", Precision.TOWN),
        ("fr", "Six soldats ont été tués dans la région de Tombouctou.", Precision.REGION),
        ("ar", "مقتل ستة جنود في منطقة تمبكتو", Precision.REGION),
        ("en", "Gunmen killed six soldiers in the Timbuktu region.", Precision.DISTRICT),
    ],
)  # fmt: skip
def test_watched_town_is_no_region_unless_the_text_says_so(
    language: str, text: str, precision: Precision
) -> None:
    names = tuple(Name(text=name) for name in ("Tombouctou", "Timbuktu", "تمبكتو"))
    said = next(name for name in names if name.text in text)
    watch = replace(KATI, watch_id="tombouctou", names=(said, *names))
    place = read_with(text, watch, language=language).place
    assert place is not None
    assert (place.place_id, place.precision) == ("tombouctou", precision)


def test_watched_place_that_only_gives_a_distance_is_not_the_place() -> None:
    text = "Gunmen killed two traders in Kolokani on Monday, 90 km from Kati."
    place = read_with(text, KATI).place
    assert place is not None
    assert place.place_id != "kati"


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "Gunmen killed two men on Monday.", date(2024, 5, 13)),
        ("en", "Gunmen killed two men yesterday.", date(2024, 5, 14)),
        ("en", "Gunmen killed two men on May 3.", date(2024, 5, 3)),
        ("en", "Gunmen killed two men on 30 December.", date(2023, 12, 30)),
        ("en", "Gunmen killed two men on April 2, 2024.", date(2024, 4, 2)),
        ("en", "Gunmen killed two men on Apr. 2. Residents fled.", date(2024, 4, 2)),
        ("en", "Gunmen killed two men on Dec. 30, 2023.", date(2023, 12, 30)),
        (
            "en",
            "BAMAKO, May 15 (Wire) - Gunmen killed two men on Feb. 3.",
            date(2024, 2, 3),
        ),
        (
            "de",
            "Am 8. Mai griffen Bewaffnete das Dorf an und töteten zwei Männer.",
            date(2024, 5, 8),
        ),
        ("fr", "Deux civils ont été tués le 12 janv. 2024.", date(2024, 1, 12)),
        ("en", "Gunmen killed two men in the village.", None),
        ("fr", "Des hommes armés ont tué deux civils hier.", date(2024, 5, 14)),
        ("fr", "Deux civils ont été tués le 8 mai.", date(2024, 5, 8)),
        ("fr", "Deux civils ont été tués mardi.", date(2024, 5, 14)),
        ("ar", "مقتل جنديين يوم الاثنين", date(2024, 5, 13)),
        (
            "en",
            "On Tuesday a rebel group claimed responsibility for Monday's attack on the camp.",
            date(2024, 5, 13),
        ),
        (
            "fr",
            "Le groupe revendique mardi l'attaque menée lundi contre le camp militaire.",
            date(2024, 5, 13),
        ),
        (
            "ar",
            "تبنت الجماعة الثلاثاء الهجوم الذي استهدف يوم الاثنين معسكرا للجيش",
            date(2024, 5, 13),
        ),
        ("de", "Am Sonntag wurden vier Soldaten getötet.", date(2024, 5, 12)),
    ],
)
def test_date_is_the_events_own(language: str, text: str, day: date | None) -> None:
    assert read(text, language=language).date == day


@pytest.mark.parametrize(
    ("language", "text", "name"),
    [
        ("fr", "La katiba Macina a attaqué un village près de Djenné, six civils tués.", "Macina"),
        ("en", "Fighters of Katiba Macina killed six villagers near Djenne.", "Macina"),
        ("ar", "هجوم لفرع التنظيم في الساحل قرب غاو ومقتل ستة جنود", "As Sāḩil"),
    ],
)  # fmt: skip
def test_name_of_a_group_or_of_the_whole_sahel_is_no_place(
    language: str, text: str, name: str
) -> None:
    place = read(text, language=language).place
    assert place is None or place.name != name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen attacked an army post near Gao. In 2021 gunmen killed 40 soldiers there in a raid on a Friday."),
        ("fr", "Des hommes armés ont attaqué un poste de l'armée près de Gao. En 2021, 40 soldats y avaient été tués dans un raid un vendredi."),
    ],
)  # fmt: skip
def test_a_weekday_of_a_year_long_past_is_no_news(language: str, text: str) -> None:
    event = read(text, language=language)
    assert (event.killed, event.date) == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen attacked a village near Gao. The worst raid there since 2021 killed 40 villagers on Monday."),
        ("fr", "Un village a été attaqué près de Gao. Le pire raid depuis mars 2021 y a fait 40 morts lundi."),
    ],
)  # fmt: skip
def test_the_worst_since_an_old_year_is_news(language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.killed is not None
    assert (event.killed.high, event.date) == (40, date(2024, 5, 13))


def test_a_day_that_stands_before_an_old_year_is_news() -> None:
    text = (
        "Gunmen attacked a village near Gao. On Monday they killed six villagers of "
        "a hamlet that had been burnt down in 2021."
    )
    event = read(text)
    assert event.killed is not None
    assert (event.killed.high, event.date) == (6, date(2024, 5, 13))


def test_town_unknown_to_the_gazetteer_gets_the_region_that_the_text_names() -> None:
    hamlet = replace(KATI, watch_id="sirafere", names=(Name(text="Sirafere"),))
    place = read_with(
        "Gunmen killed six villagers in Sirafere, in the Mopti region, on Monday.",
        hamlet,
    ).place
    assert place is not None
    assert (place.name, place.region, place.lat) == ("Sirafere", "Mopti", None)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "NIAMEY, May 14 (Xinhua) -- Six soldiers were killed on Monday night in an attack near Tillaberi.", date(2024, 5, 13)),
        ("en", "NIAMEY, May 14 (Reuters) - Six soldiers were killed on Monday near Tillaberi.", date(2024, 5, 13)),
        ("en", "NIAMEY, Niger, Tuesday, May 14, 2024 — Six soldiers were killed on Monday near Tillaberi.", date(2024, 5, 13)),
        ("en", "Niamey, May 14 (ANP) - Six soldiers were killed on Monday near Tillaberi.", date(2024, 5, 13)),
        ("fr", "BAMAKO, 14 mai (AFP) Six soldats ont été tués lundi près de Gao.", date(2024, 5, 13)),
        ("fr", "(Bamako, 14 mai 2024) - Six soldats ont été tués lundi près de Gao.", date(2024, 5, 13)),
        ("fr", "BAMAKO, 14 mai (AFP) - Six soldats ont été tués près de Gao.", None),
        ("en", "Gunmen attacked Gao, May 14 (Tuesday), killing six soldiers.", date(2024, 5, 14)),
        ("en", "In Gao, May 14 - six soldiers were killed.", date(2024, 5, 14)),
    ],
)  # fmt: skip
def test_the_day_of_a_dateline_is_that_of_the_report(
    language: str, text: str, day: date | None
) -> None:
    event = read(text, language=language)
    assert event.killed is not None
    assert event.date == day
    if day is None:
        assert event.date_precision is DatePrecision.UNKNOWN


@pytest.mark.parametrize(
    ("language", "text", "precision"),
    [
        ("en", "Gunmen killed two men on Monday.", DatePrecision.DAY),
        ("en", "Gunmen killed two men this week.", DatePrecision.WEEK),
        ("en", "Gunmen killed two men in early April.", DatePrecision.MONTH),
        ("en", "Gunmen killed two men in the village.", DatePrecision.UNKNOWN),
        ("fr", "Deux civils ont été tués cette semaine.", DatePrecision.WEEK),
        ("fr", "Deux civils ont été tués en avril.", DatePrecision.MONTH),
        ("ar", "مقتل جنديين هذا الأسبوع في هجوم", DatePrecision.WEEK),
    ],
)
def test_a_week_or_a_month_is_a_precision_and_no_date(
    language: str, text: str, precision: DatePrecision
) -> None:
    event = read(text, language=language)
    assert event.date_precision is precision
    assert (event.date is None) == (precision is not DatePrecision.DAY)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "The army said on Friday, March 10 that gunmen killed two.", date(2023, 3, 10)),
        ("fr", "Deux civils ont été tués vendredi 10 mars.", date(2023, 3, 10)),
        ("en", "Gunmen killed two men on 10 March.", None),
        ("en", "Gunmen killed two men on Friday.", None),
    ],
)  # fmt: skip
def test_the_weekday_tells_the_year_of_an_undated_article(
    language: str, text: str, day: date | None
) -> None:
    undated = replace(article(text, language=language), published_at=None)
    assert read_event(undated, (), {}).date == day
