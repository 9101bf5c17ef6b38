# ruff: noqa: E501 - tables of sentences are read best in one line each
"""A claim that is told after the attack: whose it is, and whether it is of this one."""

import pytest

from monitor.model import Claim, Event, EventStatus, Role
from tests.events.reading import toll
from tests.events.watching import BRIGADE, read_with

_LEADS = {
    "en": "Gunmen killed nine farmers in Bankass on Tuesday, residents said.",
    "fr": "Des hommes armés ont tué neuf cultivateurs à Bankass mardi, selon des habitants.",
    "ar": "قتل تسعة مزارعين في هجوم على قرية قرب بانكاس.",
    "es": "Hombres armados mataron a nueve campesinos en Bankass, según vecinos.",
    "pt": "Homens armados mataram nove camponeses em Bankass, segundo moradores.",
    "de": "Bewaffnete töteten neun Bauern in Bankass, sagten Anwohner.",
    "ru": "Боевики убили девять крестьян в Банкассе, сообщили жители.",
    "sw": "Watu wenye silaha waliwaua wakulima tisa huko Bankass.",
    "ha": "'Yan bindiga sun kashe manoma tara a Bankass.",
}


def _read(language: str, text: str) -> Event:
    return read_with(f"{_LEADS[language]} {text}", BRIGADE, language=language)


def _claim(event: Event) -> Claim:
    found = [a for a in event.actors if a.actor_id == "brigade"]
    assert all(actor.role is Role.PERPETRATOR for actor in found)
    return found[0].claim if found else Claim.UNKNOWN


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Hours later Falcon Brigade said it was behind the attack."),
        ("en", "Falcon Brigade has claimed responsibility."),
        ("en", "The next day Falcon Brigade took credit for the raid in a video."),
        ("en", "The attack was later claimed by Falcon Brigade."),
        ("fr", "Quelques heures après, Falcon Brigade a affirmé être derrière l'attaque."),
        ("fr", "L'attaque a été revendiquée le lendemain par Falcon Brigade."),
        ("fr", "Falcon Brigade s'est attribué cette attaque."),
        ("ar", "وأعلنت Falcon Brigade مسؤوليتها عن الهجوم."),
        ("ar", "وتبنت Falcon Brigade الهجوم في بيان."),
        ("es", "Falcon Brigade se atribuyó el ataque horas después."),
        ("pt", "Falcon Brigade reivindicou o ataque horas depois."),
        ("de", "Zu der Tat bekannte sich später die Falcon Brigade."),
        ("ru", "Ответственность за нападение взяла на себя группировка Falcon Brigade."),
        ("sw", "Kundi la Falcon Brigade lilikiri kuhusika na shambulio hilo."),
        ("ha", "Kungiyar Falcon Brigade ta dauki alhakin harin."),
    ],
)  # fmt: skip
def test_a_claim_told_later_is_the_groups(language: str, text: str) -> None:
    event = _read(language, text)
    assert _claim(event) is Claim.CLAIMED
    assert toll(event) == (9, 9)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Falcon Brigade has claimed similar attacks in the area."),
        ("en", "Falcon Brigade previously claimed responsibility for attacks there."),
        ("en", "Other attacks have been claimed by Falcon Brigade."),
        ("en", "Falcon Brigade has claimed several attacks this year."),
        ("en", "No group has claimed the attack, Falcon Brigade included."),
        ("fr", "Falcon Brigade a déjà revendiqué plusieurs attaques dans la zone."),
        ("fr", "Des attaques similaires ont été revendiquées par Falcon Brigade."),
        ("fr", "Falcon Brigade n'a pas revendiqué l'attaque."),
        ("ar", "وسبق أن تبنت Falcon Brigade هجمات في المنطقة."),
        ("ar", "وتبنت Falcon Brigade هجمات مماثلة في المنطقة."),
        ("es", "Falcon Brigade ha reivindicado otros ataques en la zona."),
        ("pt", "Falcon Brigade já reivindicou vários ataques na zona."),
        ("de", "Falcon Brigade bekannte sich zu mehreren Anschlägen in der Gegend."),
        ("ru", "Ранее Falcon Brigade взяла на себя ответственность за нападения в этом районе."),
        ("sw", "Hapo awali Falcon Brigade lilikiri kuhusika na mashambulizi."),
        ("ha", "A baya Falcon Brigade ta dauki alhakin hare-hare."),
    ],
)  # fmt: skip
def test_a_claim_of_other_attacks_is_none_of_this_one(language: str, text: str) -> None:
    event = _read(language, text)
    assert _claim(event) is Claim.UNKNOWN
    assert event.status is EventStatus.REPORTED
    assert toll(event) == (9, 9)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Falcon Brigade denied responsibility for the attack."),
        ("fr", "Falcon Brigade nie toute responsabilité dans l'attaque."),
        ("ar", "ونفت Falcon Brigade مسؤوليتها عن الهجوم."),
    ],
)
def test_a_denial_told_later_is_the_groups(language: str, text: str) -> None:
    assert _claim(_read(language, text)) is Claim.DENIED


def test_claims_of_several_attacks_are_the_news_where_they_open_it() -> None:
    text = "Falcon Brigade has claimed several attacks in which nine died."
    assert _claim(read_with(text, BRIGADE)) is Claim.CLAIMED


def test_a_report_that_ends_with_a_claim_stays_a_report() -> None:
    """Its reporters are witnesses still: they count where the event is confirmed."""
    event = _read("en", "Falcon Brigade claimed responsibility for the attack.")
    assert _claim(event) is Claim.CLAIMED
    assert event.status is EventStatus.REPORTED
