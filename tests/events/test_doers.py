# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Who did it: by the words beside a name, not only by the order of words."""

import pytest

from monitor.model import Name, Role, Watch, WatchKind
from tests.events.reading import read
from tests.events.watching import read_with

_DID, _SUFFERED = Role.PERPETRATOR, Role.VICTIM
_NAMES = {"Falcon Brigade", "Faucon", "لواء الصقر", "Brigada Halcón", "Kundi la Mwewe"}


def _role(language: str, text: str) -> Role | None:
    """The role of the watched group that a text names."""
    name = next(name for name in _NAMES if name in text)
    group = Watch(
        watch_id="falcon",
        watchlist_id="sahel",
        kind=WatchKind.GROUP,
        names=(Name(text=name),),
    )
    actors = read_with(text, group, language=language).actors
    return next((a.role for a in actors if a.actor_id == "falcon"), None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "مقتل ستة مدنيين في هجوم مسلح للواء الصقر على السوق"),
        ("ar", "قصف لواء الصقر السوق وقتل ستة مدنيين"),
        ("ar", "قتل لواء الصقر ستة مدنيين في السوق"),
        ("fr", "Six bergers ont été tués par des combattants présumés du Faucon."),
        ("fr", "Six bergers tués lundi par trois hommes armés du Faucon"),
        ("fr", "Six bergers tués dans une attaque nocturne du Faucon"),
        ("fr", "L'armée accuse le Faucon d'avoir tué six bergers lundi."),
        ("fr", "Les combattants du Faucon sont entrés dans Bunia lundi."),
        ("fr", "La ville de Bunia est tombée lundi aux mains du Faucon."),
        ("en", "Six herders were killed by suspected fighters of the Falcon Brigade."),
        ("en", "Bunia fell to the Falcon Brigade on Monday."),
        (
            "es",
            "Seis pastores asesinados por presuntos combatientes de la Brigada Halcón",
        ),
    ],
)
def test_a_group_that_words_say_did_it(language: str, text: str) -> None:
    assert _role(language, text) is _DID


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ar", "مقتل ستة من لواء الصقر في غارة للجيش على السوق"),
        ("fr", "Des combattants du Faucon tués dans une frappe lundi"),
        ("fr", "Six combattants du Faucon ont été tués dans une frappe de l'armée."),
        ("fr", "Attaque d'un camp du Faucon : six combattants tués"),
        ("en", "Fighters of the Falcon Brigade killed in an air strike on Monday"),
        ("en", "Six Falcon Brigade fighters were killed by the army."),
    ],
)
def test_a_group_that_words_say_it_befell(language: str, text: str) -> None:
    assert _role(language, text) is _SUFFERED


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Faucon accuse l'armée d'avoir tué six bergers lundi."),
        ("fr", "Le Faucon a accusé lundi l'armée d'avoir bombardé le marché, tuant six bergers."),
        ("en", "The Falcon Brigade accused the army of killing six herders on Monday."),
        ("ar", "اتهم لواء الصقر الجيش بقصف السوق وقتل ستة مدنيين"),
    ],
)  # fmt: skip
def test_who_accuses_others_has_no_role(language: str, text: str) -> None:
    assert _role(language, text) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le Faucon, accusé d'avoir tué six bergers, nie."),
        ("fr", "Le Faucon est accusé d'avoir tué six bergers lundi."),
        ("en", "The Falcon Brigade was accused of killing six herders on Monday."),
    ],
)
def test_who_is_accused_is_no_accuser(language: str, text: str) -> None:
    assert _role(language, text) is _DID


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("fr", "Six bergers ont été tués dans une frappe de drone de l'armée.", _DID),
        ("fr", "Frappe de l'armée sur un marché : six bergers tués", _DID),
        ("fr", "Six soldats tués dans l'attaque d'un convoi de l'armée", _SUFFERED),
        ("fr", "Attaque d'un camp de l'armée : six soldats tués", _SUFFERED),
        ("fr", "L'attaque de l'armée contre le village a fait six morts.", _DID),
        ("en", "Six herders died in an air strike of the army on Monday.", _DID),
        ("en", "Six soldiers were killed in an attack on an army base.", _SUFFERED),
        ("en", "The rebels accused the army of killing six herders.", _DID),
        ("ar", "مقتل ستة مدنيين في غارة جوية للجيش على السوق", _DID),
        ("ar", "مقتل ستة جنود في هجوم على قاعدة للجيش", _SUFFERED),
        ("ar", "استهداف الجيش بعبوة ناسفة ومقتل ستة جنود", _SUFFERED),
    ],
)
def test_the_army_does_or_suffers(language: str, text: str, role: Role) -> None:
    roles = {a.kind: a.role for a in read(text, language=language).actors}
    assert roles["army"] is role
