# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Denials: that it happened at all, and that somebody did it."""

import pytest

from monitor.model import EventStatus
from tests.events.reading import read


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Army denies death of six soldiers in Gao", "The army on Monday denied that six soldiers had been killed in Gao."),
        ("en", "Army debunks attack on base", "The army on Monday debunked reports of an attack on its base at Gao."),
        ("en", "Army denies six soldiers killed", "A spokesman said on Monday that nothing had happened at Gao."),
        ("en", "", "The governor denied on Monday any attack on the airport of Gao. Rumours had told of six soldiers killed."),
        ("fr", "L'armée dément la mort de six soldats à Gao", "L'état-major a démenti lundi la mort de six soldats à Gao."),
        ("fr", "Gao : l'armée dément toute attaque", "L'état-major a démenti lundi toute attaque contre le camp. Des messages parlaient de six soldats tués."),
        ("ar", "الجيش ينفي مقتل ستة جنود في غاو", "نفى الجيش يوم الاثنين مقتل ستة جنود في غاو."),
        ("es", "El Ejército niega la muerte de seis soldados", "El Ejército negó el lunes la muerte de seis soldados en Gao."),
        ("pt", "Exército nega morte de seis soldados", "O Exército negou na segunda-feira a morte de seis soldados em Gao."),
        ("de", "Armee dementiert Tod von sechs Soldaten", "Die Armee hat am Montag den Tod von sechs Soldaten in Gao dementiert."),
    ],
)  # fmt: skip
def test_what_is_denied_is_denied_with_its_toll(
    language: str, title: str, text: str
) -> None:
    event = read(text, title=title, language=language)
    assert event.status is EventStatus.DENIED, event.reasons


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Six soldiers killed in Gao, army denies", "Six soldiers were killed on Monday in Gao, residents said; the army denied it."),
        ("en", "Six soldiers killed in Gao", "The army denied on Monday that six soldiers had been killed in Gao."),
        ("en", "Army denies killing six villagers", "The army denied on Monday killing six villagers near Gao."),
        ("en", "Rebels deny involvement in attack", "The rebels on Monday denied involvement in the attack that killed six soldiers in Gao."),
        ("fr", "Six soldats tués à Gao, l'armée dément", "Six soldats ont été tués lundi à Gao, selon des habitants."),
        ("fr", "L'armée dément avoir tué six bergers", "L'armée a démenti lundi avoir tué six bergers près de Gao."),
        ("fr", "Les rebelles nient toute implication", "Les rebelles ont nié lundi toute implication dans l'attaque qui a tué six soldats."),
        ("fr", "", "Le maire dément une pénurie ; lundi, six soldats ont été tués à Gao."),
        ("ar", "مقتل ستة جنود في غاو والجيش ينفي", "قتل ستة جنود يوم الاثنين في غاو بحسب سكان."),
        ("ar", "المتمردون ينفون مسؤوليتهم عن الهجوم", "نفى المتمردون يوم الاثنين مسؤوليتهم عن هجوم قتل ستة جنود في غاو."),
    ],
)  # fmt: skip
def test_who_denies_a_deed_or_comes_second_denies_no_event(
    language: str, title: str, text: str
) -> None:
    event = read(text, title=title, language=language)
    assert event.status is not EventStatus.DENIED, event.reasons


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army denied on Monday any attack on the airport of Gao."),
        ("fr", "L'armée dément toute attaque contre l'aéroport de Gao."),
        ("ar", "نفى الجيش أي هجوم على مطار غاو يوم الاثنين."),
    ],
)
def test_an_army_that_denies_an_attack_is_not_its_doer(
    language: str, text: str
) -> None:
    assert "army" not in {actor.kind for actor in read(text, language=language).actors}
