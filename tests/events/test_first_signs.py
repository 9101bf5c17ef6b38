# ruff: noqa: E501 - tables of sentences are read best in one line each
"""First signs: gunfire that is heard, a president whom soldiers hold, staff sent home."""

import pytest

from monitor.model import EventStatus
from tests.events.reading import is_news, read


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Heavy gunfire was heard in Bamako early on Monday."),
        ("fr", "Des tirs nourris ont retenti lundi matin à Bamako."),
        ("fr", "Des coups de feu ont été entendus lundi à l'aube à Niamey."),
        ("ar", "سماع إطلاق نار كثيف في باماكو فجر الاثنين"),
        ("es", "Se escuchan disparos en Bamako en la madrugada del lunes."),
        ("pt", "Tiros intensos em Bissau na madrugada de segunda-feira."),
        ("de", "Am Montagmorgen sind in Bamako heftige Schüsse gefallen."),
        ("sw", "Milio ya risasi yasikika Goma Jumatatu asubuhi."),
    ],
)
def test_gunfire_that_is_heard_is_news(language: str, text: str) -> None:
    event = read(text, language=language)
    assert is_news(event), event.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Celebratory gunfire was heard in Bamako on Monday after the cup final.",
        ),
        ("fr", "Des tirs de joie ont retenti lundi à Bamako pour la fête."),
        ("fr", "L'équipe a tenté des tirs lointains lundi, le match finit sans but."),
        ("ar", "إطلاق نار ابتهاجا في باماكو بعد فوز المنتخب في المباراة"),
    ],
)
def test_shots_of_joy_and_at_goals_are_none(language: str, text: str) -> None:
    event = read(text, language=language)
    assert not is_news(event), event.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Soldiers detained the president in Niamey on Monday."),
        ("en", "The president has been held since Monday by members of his presidential guard."),
        ("fr", "Le président est retenu depuis lundi par des soldats à Niamey."),
        ("fr", "Le chef de l'État a été arrêté lundi par des militaires."),
        ("ar", "جنود يحتجزون الرئيس في القصر منذ الاثنين"),
        ("ar", "احتجز الحرس الرئاسي الرئيس يوم الاثنين في القصر."),
        ("es", "Militares detienen al presidente en Bissau el lunes."),
        ("pt", "Militares detiveram o presidente na segunda-feira em Bissau."),
        ("de", "Soldaten halten den Präsidenten seit Montag fest."),
    ],
)  # fmt: skip
def test_a_president_whom_soldiers_hold_is_a_coup(language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.subtype == "coup_mutiny", event.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The president had six soldiers arrested in Niamey on Monday."),
        ("en", "Police arrested the former president in Niamey on Monday."),
        ("en", "Soldiers arrested the president of a football club on Monday."),
        ("en", "The president held talks with soldiers of his guard on Monday."),
        ("fr", "Le président a fait arrêter six soldats lundi à Niamey."),
        ("fr", "Le président d'un club a été arrêté lundi par des soldats."),
        ("fr", "L'ancien président a été interpellé lundi par la police."),
        ("ar", "اعتقلت الشرطة الرئيس السابق يوم الاثنين"),
    ],
)
def test_other_presidents_and_arrests_are_none(language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.subtype != "coup_mutiny", event.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The embassy told non-essential staff to leave Bamako on Monday because of an imminent attack."),
        ("en", "Families of diplomats were ordered to leave Niamey on Monday, warning of an attack."),
        ("fr", "L'ambassade demande à son personnel de quitter Bamako face à un risque d'attentat."),
        ("ar", "السفارة تدعو رعاياها إلى مغادرة باماكو وتحذر من هجوم وشيك"),
        ("es", "La embajada pide a su personal abandonar Bamako por riesgo de ataque."),
    ],
)  # fmt: skip
def test_staff_sent_home_is_a_threat(language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.status is EventStatus.THREAT, event.reasons
    assert event.type.value != "none"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Embassy staff leave Bamako for the summer on Monday."),
        ("en", "Factory staff were told to leave early on Monday because of the heat."),
        ("fr", "Le personnel de l'ambassade quitte Bamako lundi pour les vacances."),
    ],
)
def test_staff_that_leaves_for_other_reasons_is_none(language: str, text: str) -> None:
    assert read(text, language=language).type.value == "none"
