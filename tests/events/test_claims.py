# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Who is said to have claimed an attack, and that nobody has."""

import pytest

from monitor.model import EventStatus
from tests.events.reading import read
from tests.events.watching import BRIGADE, read_with

_TITLES = {
    "en": "Gunmen kill six villagers near Gao",
    "fr": "Six villageois tués près de Gao",
    "ar": "مقتل ستة مدنيين قرب غاو",
    "es": "Hombres armados matan a seis campesinos en Tibú",
    "pt": "Homens armados matam seis camponeses em Macomia",
    "ru": "Неизвестные убили шесть крестьян в деревне",
    "de": "Bewaffnete töten sechs Bauern bei Gao",
    "sw": "Watu wenye silaha wawaua wakulima sita",
    "ha": "'Yan bindiga sun kashe manoma shida a Borno",
}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "No group has claimed the attack."),
        ("en", "No group has claimed responsibility for the attack."),
        ("en", "None of the armed groups in the area has claimed responsibility for it."),
        ("en", "Nobody has claimed responsibility for the attack."),
        ("en", "No one has yet claimed responsibility for the attack."),
        ("en", "The attack has not been claimed by any group."),
        ("en", "The jihadists have not claimed responsibility for the attack."),
        ("en", "The jihadists haven't claimed responsibility for the attack."),
        ("en", "There was no claim of responsibility for the attack."),
        ("en", "The militants have yet to claim responsibility for the attack."),
        ("fr", "Aucun groupe n'a revendiqué l'attaque."),
        ("fr", "L'attaque n'a pas été revendiquée."),
        ("fr", "L'attaque n'a pas encore été revendiquée par les jihadistes."),
        ("fr", "Les jihadistes n'ont pas revendiqué l'attaque."),
        ("fr", "L'attaque, non revendiquée, a duré deux heures."),
        ("ar", "ولم تتبن أي جهة الهجوم."),
        ("ar", "لم يتبن أي تنظيم المسؤولية عن الهجوم."),
        ("ar", "ولم تعلن أي جهة المسؤولية عن الهجوم."),
        ("es", "Ningún grupo se ha atribuido el ataque."),
        ("es", "Nadie ha reivindicado hasta ahora el atentado."),
        ("pt", "Nenhum grupo reivindicou o ataque."),
        ("pt", "Até ao momento ninguém assumiu a autoria do ataque."),
        ("ru", "Ни одна группировка не взяла на себя ответственность за нападение."),
        ("ru", "Ответственность за нападение пока никто на себя не взял."),
        ("de", "Keine Gruppe hat sich bisher zu der Tat bekannt."),
        ("de", "Zu dem Anschlag bekannte sich zunächst niemand."),
        ("de", "Ein Bekennerschreiben gibt es nicht."),
        ("sw", "Hakuna kundi lililodai kuhusika na shambulio hilo."),
        ("sw", "Hadi sasa hakuna kundi lolote ambalo limekiri kufanya shambulio hilo."),
        ("ha", "Babu wata kungiya da ta dauki alhakin kai harin."),
        ("ha", "Har yanzu ba wanda ya dauki alhakin harin."),
    ],
)  # fmt: skip
def test_what_nobody_has_claimed_is_only_reported(language: str, text: str) -> None:
    event = read(text, title=_TITLES[language], language=language)
    assert event.status is EventStatus.REPORTED
    assert {a.actor_id for a in event.actors} <= {"gunman", "civilian", "people"}
    # In the first sentence, where a word weighs most.
    title = f"{_TITLES[language]}. {text}"
    assert read(title, language=language).status is EventStatus.REPORTED
    assert read(text, language=language).status is not EventStatus.CLAIMED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The army has not commented on the attack claimed by jihadists."),
        ("en", "No soldiers were hurt, the jihadists claimed responsibility for the attack."),
        ("en", "Nobody was hurt and the jihadists claimed responsibility for the attack."),
        ("en", "No fewer than six died in the attack claimed by jihadists."),
        ("fr", "L'attaque de N'Djamena a été revendiquée par les jihadistes."),
        ("fr", "L'attaque menée non loin de Gao a été revendiquée par les jihadistes."),
        ("es", "El ataque, en el que no hubo heridos, fue reivindicado por los yihadistas."),
        ("pt", "O ataque, que não fez feridos, foi reivindicado pelos jihadistas."),
        ("ru", "Боевики взяли на себя ответственность за взрыв, при котором погибли шесть крестьян, никто не задержан."),
        ("de", "Dschihadisten bekannten sich zu dem Anschlag mit sechs Toten, festgenommen wurde niemand."),
        ("fr", "L'attaque n'a fait aucune victime et a été revendiquée par les jihadistes."),
    ],
)  # fmt: skip
def test_a_claim_beside_another_negation_is_one(language: str, text: str) -> None:
    event = read(text, title="", language=language)
    assert event.status is EventStatus.CLAIMED


@pytest.mark.parametrize(
    "text",
    [
        "The Falcon Brigade has not claimed the attack.",
        "The attack has not been claimed by the Falcon Brigade.",
    ],
)
def test_a_group_that_has_claimed_nothing_has_no_role(text: str) -> None:
    event = read_with(f"Gunmen killed six villagers near Gao. {text}", BRIGADE)
    assert {a.actor_id for a in event.actors} == {"gunman", "civilian"}
