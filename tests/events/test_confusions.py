# ruff: noqa: E501 - tables of sentences are read best in one line each
"""What looks like conflict and is not: sport, strikes, films, courts, the past."""

import tomllib
from pathlib import Path

import pytest

from monitor.model import EventType
from tests.events.reading import is_news, read, toll

_CASES = tomllib.loads(
    (Path(__file__).parent / "confusions.toml").read_text(encoding="utf-8")
)
_ROWS = [
    pytest.param(name, language, text, id=f"{name}-{language}-{number}")
    for name, table in _CASES.items()
    for language, texts in table.items()
    for number, text in enumerate(texts)
]
_PEACEFUL = (EventType.NONE, EventType.PROTESTS)


@pytest.mark.parametrize(("name", "language", "text"), _ROWS)
def test_is_not_news_of_conflict(name: str, language: str, text: str) -> None:
    event = read(text, language=language)
    if name == "labour":
        assert event.type in _PEACEFUL, event.reasons
    else:
        assert not is_news(event), event.reasons


@pytest.mark.parametrize("name", _CASES)
def test_each_confusion_has_ten_cases_in_two_languages(name: str) -> None:
    assert sum(len(texts) for texts in _CASES[name].values()) >= 10
    assert len(_CASES[name]) >= 2


_LATER = {
    "en": "Rebels have attacked convoys there and killed traders.",
    "fr": "Des rebelles y ont attaqué des convois et tué des commerçants.",
}


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Who are the gunmen that attacked the port?"),
        ("en", "Can the army stop the attacks on villages?"),
        ("en", "Railway under fire: what next after the bombing?"),
        ("fr", "Qui arme les rebelles qui attaquent le nord ?"),
        ("fr", "Attaques au Centre : comment les villages se défendent"),
        ("fr", "Insurrection dans le delta : pourquoi l'armée recule"),
        ("ar", "من يقف وراء الهجوم على القاعدة؟"),
        ("es", "¿Quién está detrás del atentado contra el mercado?"),
        ("sw", "Nani aliyefanya shambulio la kambi ya jeshi?"),
        ("ru", "Кто стоит за нападением на базу?"),
    ],
)
def test_headline_that_asks_is_no_report(language: str, title: str) -> None:
    event = read("", title=title, language=language)
    assert not is_news(event), event.reasons


@pytest.mark.parametrize(
    ("language", "title", "lead"),
    [
        ("en", "Clinic closes its doors in the river district", "The charity cites a lack of funds."),
        ("en", "Governor opens a fair of local crafts", "Weavers came from nine districts."),
        ("en", "Harvest is the best in a decade", "Farmers in the delta praise the rain."),
        ("en", "New road links two ports", "Lorries now need half a day."),
        ("en", "Film week returns to the old theatre", "Tickets were gone in an hour."),
        ("fr", "Une organisation médicale ferme son bureau", "Elle invoque un manque de moyens."),
        ("fr", "Le gouverneur inaugure la foire artisanale", "Les tisserands sont venus de loin."),
        ("fr", "La récolte de mil est la meilleure de la décennie", "Les paysans saluent la pluie."),
        ("fr", "Un nouveau pont relie les deux rives", "Les camions gagnent une demi-journée."),
        ("fr", "Rentrée des classes dans la vallée", "Les cahiers sont arrivés à temps."),
    ],
)  # fmt: skip
def test_violence_named_only_later_is_the_setting(
    language: str, title: str, lead: str
) -> None:
    event = read(f"{lead} {_LATER[language]}", title=title, language=language)
    assert not is_news(event), event.reasons


def test_later_sentence_with_its_day_and_toll_is_still_news() -> None:
    event = read(
        "The road to the river was closed on Tuesday. Rebels had attacked a convoy"
        " in the morning and killed three traders.",
        title="Traders stay at home in the river district",
    )
    assert is_news(event), event.reasons


@pytest.mark.parametrize(
    ("language", "title", "text"),
    [
        ("en", "Controlled explosions planned at the old depot",
         "Such shells once killed four children, the commander recalled."),
        ("fr", "Destruction de munitions au camp du fleuve",
         "Une grenade avait tué trois enfants, a rappelé le commandant."),
    ],
)  # fmt: skip
def test_headline_of_a_drill_outweighs_the_toll_that_is_recalled(
    language: str, title: str, text: str
) -> None:
    event = read(text, title=title, language=language)
    assert not is_news(event), event.reasons


@pytest.mark.parametrize(
    ("language", "text", "killed"),
    [
        ("en", "Two weeks after gunmen killed 30 in Dara, an attack on Fasso left four dead on Monday.", (4, 4)),
        ("en", "Three soldiers were killed in an ambush on Tuesday. In 2019 militants killed 50 soldiers there.", (3, 3)),
        ("en", "Gunmen killed two farmers on Monday. Ten years ago 200 people were massacred in the same valley.", (2, 2)),
        ("en", "Five militants died in a raid launched in retaliation for the killing of nine villagers.", (5, 5)),
        ("en", "A mine killed a driver on Friday. Last year mines killed 90 people.", (1, 1)),
        ("en", "Rebels killed six policemen on Sunday. Earlier this year they killed 40.", (6, 6)),
        ("fr", "Trois gendarmes ont été tués lundi. En 2019, 50 soldats avaient été tués au même endroit.", (3, 3)),
        ("fr", "Une semaine après l'attaque qui a fait 20 morts à Dara, deux civils ont été tués mardi.", (2, 2)),
        ("fr", "Deux bergers ont été tués dimanche. L'an dernier, 90 civils ont péri dans la région.", (2, 2)),
        ("fr", "Un chauffeur a été tué vendredi. Il y a dix ans, 200 personnes y furent massacrées.", (1, 1)),
        ("es", "Dos policías fueron asesinados el lunes. El año pasado murieron 80 agentes.", (2, 2)),
    ],
)  # fmt: skip
def test_background_toll_is_not_taken(
    language: str, text: str, killed: tuple[int, int]
) -> None:
    assert toll(read(text, language=language)) == killed


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Militants attacked the army post at dawn, no casualties were reported."),
        ("en", "A rocket hit the base on Monday, causing no casualties."),
        ("en", "Gunmen fired at the convoy but no one was killed."),
        ("en", "An IED struck an army vehicle, without causing casualties."),
        ("en", "The rebels shelled the town; no deaths were recorded, no injuries either."),
        ("fr", "Des hommes armés ont attaqué le poste, sans faire de victime."),
        ("fr", "Une roquette est tombée près de la base, aucun mort n'est à signaler."),
        ("fr", "L'attaque du convoi n'a pas fait de victimes."),
        ("fr", "Une mine a explosé au passage d'un véhicule de l'armée, aucune perte humaine."),
        ("ar", "هاجم مسلحون قاعدة عسكرية دون وقوع إصابات"),
        ("es", "Hombres armados atacaron el cuartel sin dejar víctimas."),
    ],
)  # fmt: skip
def test_nobody_killed_is_nought_and_not_unknown(language: str, text: str) -> None:
    assert toll(read(text, language=language)) == (0, 0)
