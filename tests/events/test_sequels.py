# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Verdicts, funerals and matches: words of violence, and a day, but no new event."""

import pytest

from monitor.events.read import read_event
from monitor.model import EventStatus, EventType
from tests.events.reading import article, is_news, read


def _status(language: str, title: str, text: str) -> EventStatus:
    return read_event(article(text, title=title, language=language), (), {}).status


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Life terms sought over market bombing", "The prosecution on Monday sought life sentences for three men over the bombing that killed 14 people in Gao."),
        ("en", "Bomb maker jailed for 20 years", "A man was sentenced on Monday to 20 years in prison for the attack that killed 14 people in Gao."),
        ("fr", "Vingt ans de réclusion pour l'attentat de Gao", "Un homme a été condamné lundi à vingt ans de réclusion pour l'attentat qui avait tué 14 personnes à Gao."),
        ("fr", "", "La perpétuité a été requise lundi contre les auteurs présumés de l'attentat qui avait fait 14 morts à Gao."),
        ("ar", "السجن المؤبد لمنفذ هجوم غاو", "قضت محكمة يوم الاثنين بالسجن المؤبد على رجل بتهمة هجوم قتل فيه 14 شخصا في غاو."),
        ("es", "Cadena perpetua por el atentado de Gao", "Un hombre fue condenado el lunes a cadena perpetua por el atentado que mató a 14 personas en Gao."),
        ("pt", "Prisão perpétua por atentado em Gao", "Um homem foi condenado na segunda-feira a prisão perpétua por um atentado que matou 14 pessoas em Gao."),
        ("de", "Lebenslang für Anschlag in Gao", "Ein Mann wurde am Montag wegen des Anschlags, bei dem 14 Menschen getötet wurden, zu lebenslang verurteilt."),
    ],
)  # fmt: skip
def test_a_verdict_is_no_attack(language: str, title: str, text: str) -> None:
    assert _status(language, title, text) is EventStatus.JUDICIAL


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Gunmen attack court in Gao", "Gunmen attacked a court in Gao on Monday as a trial was under way, killing three policemen."),
        ("en", "Three convicted rebels killed", "Three convicted rebels were killed on Monday in an attack on a convoy near Gao."),
        ("en", "Judge and prosecutor shot dead", "A judge and a prosecutor were shot dead by gunmen in Gao on Monday."),
        ("fr", "Attaque de la prison de Gao", "Des hommes armés ont attaqué lundi la prison de Gao et tué trois gardiens avant un procès."),
        ("fr", "Deux juges tués à Gao", "Deux juges et un procureur ont été tués lundi à Gao par des hommes armés."),
        ("ar", "مقتل قاض في غاو", "قتل مسلحون قاضيا وثلاثة من حراسه يوم الاثنين أمام المحكمة في غاو."),
    ],
)  # fmt: skip
def test_an_attack_on_a_court_is_news(language: str, title: str, text: str) -> None:
    event = read(text, title=title, language=language)
    assert is_news(event), event.reasons


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Day of mourning in Gao", "The funeral of the 14 soldiers killed on Monday near Gao was held on Tuesday."),
        ("fr", "Gao en deuil", "Les obsèques des 14 soldats tués lundi près de Gao se sont tenues mardi."),
        ("fr", "Hommage aux 14 soldats tués à Gao", "La nation a rendu hommage mardi aux 14 soldats tués lundi."),
        ("ar", "تشييع 14 جنديا في غاو", "تشييع 14 جنديا قتلوا يوم الاثنين قرب غاو."),
        ("es", "Gao despide a sus soldados", "El entierro de los 14 soldados muertos el lunes tuvo lugar el martes."),
    ],
)  # fmt: skip
def test_a_funeral_is_no_attack(language: str, title: str, text: str) -> None:
    assert _status(language, title, text) is EventStatus.COMMEMORATION


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Bomb at funeral kills 14", "A bomb at a funeral in Gao killed 14 mourners on Monday."),
        ("en", "Gunmen attack funeral of chief", "Gunmen attacked the funeral of two village chiefs near Gao on Monday, killing 14 people."),
        ("fr", "Attaque pendant des obsèques", "Quatorze personnes ont été tuées lundi dans l'attaque des obsèques d'un chef à Gao."),
        ("ar", "هجوم على جنازة", "قتل 14 شخصا يوم الاثنين في هجوم على جنازة في غاو."),
    ],
)  # fmt: skip
def test_an_attack_on_a_funeral_is_news(language: str, title: str, text: str) -> None:
    event = read(text, title=title, language=language)
    assert is_news(event), event.reasons


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Derby goes to the hosts", "The hosts shot down their rivals 3-1 on Monday, an attack that killed the game in Gao."),
        ("fr", "Choc explosif à Gao", "L'attaque des visiteurs a fusillé le gardien lundi à Gao (3-1)."),
        ("fr", "Derby : bataille à Gao, deux blessés", "Le derby de lundi à Gao (2-2) a fait deux blessés côté visiteurs, l'attaque a frappé deux fois."),
        ("ar", "ديربي غاو", "هجوم أصحاب الأرض حسم المباراة (3-1) يوم الاثنين في غاو."),
    ],
)  # fmt: skip
def test_a_score_tells_a_match(language: str, title: str, text: str) -> None:
    event = read(text, title=title, language=language)
    assert event.type is EventType.NONE, event.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunmen killed 3-5 herders near Gao on Monday."),
        (
            "en",
            "Gunmen attacked a football pitch near Gao on Monday, killing three players.",
        ),
        ("fr", "Des hommes armés ont tué 3-5 bergers lundi près de Gao."),
        (
            "fr",
            "Une bombe a explosé lundi dans un stade de Gao, tuant trois supporters.",
        ),
    ],
)
def test_a_range_or_an_attack_on_a_pitch_is_news(language: str, text: str) -> None:
    event = read(text, language=language)
    assert is_news(event), event.reasons
