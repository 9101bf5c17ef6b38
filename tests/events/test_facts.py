# ruff: noqa: E501 - tables of sentences are read best in one line each
"""Type, actors, place, date and severity of an event."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.events.classify import SUBTYPES, weights
from monitor.events.lexicons import LANGUAGES, lexicon
from monitor.model import (
    Claim,
    EventStatus,
    EventType,
    Role,
)
from tests.events.reading import read
from tests.events.watching import BRIGADE, KATI, read_with


@pytest.mark.parametrize(
    ("language", "text", "subtype"),
    [
        ("en", "A suicide bomber blew himself up at a checkpoint, wounding two soldiers.", "suicide_bomb"),
        ("en", "Soldiers clashed with rebels near the border, five rebels were killed.", "armed_clash"),
        ("en", "Jihadists attacked a village and killed nine civilians.", "attack"),
        ("en", "An army vehicle hit an IED, three soldiers were killed.", "remote_explosive_landmine_ied"),
        ("en", "A drone strike killed six people at a market.", "air_drone_strike"),
        ("en", "Rebels fired mortar shells and rockets at the town.", "shelling_artillery_missile_attack"),
        ("en", "Gunmen abducted two nurses on the road.", "abduction_forced_disappearance"),
        ("en", "Hundreds of residents marched to demand clean water.", "peaceful_protest"),
        ("en", "Police fired tear gas to disperse protesters marching against the law.", "protest_with_intervention"),
        ("en", "Protesters burned tyres, threw stones at police and looted shops.", "violent_demonstration"),
        ("en", "Soldiers mutinied and seized power in a coup, the junta said.", "coup_mutiny"),
        ("en", "The army defused a bomb and discovered a weapons cache.", "disrupted_weapons_use"),
        ("en", "The two armed groups signed a peace agreement and a ceasefire.", "agreement"),
        ("en", "The army recaptured the town and regained control of the base from the rebels.", "government_regains_territory"),
        ("fr", "Un kamikaze s'est fait exploser devant le camp militaire.", "suicide_bomb"),
        ("fr", "Des terroristes ont attaqué un village et tué six civils.", "attack"),
        ("fr", "Une mine artisanale a explosé, quatre passagers ont été tués.", "remote_explosive_landmine_ied"),
        ("fr", "Des affrontements entre l'armée et des rebelles ont fait dix morts.", "armed_clash"),
        ("fr", "Deux humanitaires ont été enlevés par des hommes armés.", "abduction_forced_disappearance"),
        ("en", "Suicide drivers rammed two rigged cars into the camp; the army fought them off.", "suicide_bomb"),
        ("en", "A car bomb exploded outside the town hall, wounding four people.", "remote_explosive_landmine_ied"),
        ("fr", "Deux voitures piégées conduites par des kamikazes ont visé la base, l'armée a repoussé l'attaque.", "suicide_bomb"),
        ("fr", "Une voiture piégée a explosé devant la mairie, quatre passants sont blessés.", "remote_explosive_landmine_ied"),
        ("fr", "Marche de protestation des étudiants dans les rues de la ville.", "peaceful_protest"),
        ("ar", "صد الجيش هجوما نفذه انتحاريون بسيارتين مفخختين", "suicide_bomb"),
        ("ar", "انفجار سيارة مفخخة أمام مقر البلدية وإصابة أربعة أشخاص", "remote_explosive_landmine_ied"),
        ("en", "Three nurses kidnapped in March were freed on Sunday, their employer said.", "hostage_release"),
        ("fr", "Trois infirmiers enlevés en mars retrouvent la liberté.", "hostage_release"),
        ("ar", "أطلق سراح ثلاثة رهائن كانوا قد اختطفوا في مارس", "hostage_release"),
        ("fr", "Les familles demandent la libération de trois infirmiers enlevés en mars.", "abduction_forced_disappearance"),
        ("ar", "تفجير انتحاري استهدف حاجزا للجيش", "suicide_bomb"),
        ("ar", "اشتباكات بين الجيش ومتمردين قرب الحدود", "armed_clash"),
        ("ar", "اختطاف عامل إغاثة من قبل مسلحين مجهولين", "abduction_forced_disappearance"),
    ],
)  # fmt: skip
def test_subtype(language: str, text: str, subtype: str) -> None:
    event = read(text, language=language)
    assert event.subtype == subtype, event.reasons
    assert event.type is weights().subtypes[subtype]


def test_every_subtype_of_the_codebook_has_a_type_and_every_vote_is_one() -> None:
    assert set(weights().subtypes) == SUBTYPES
    assert len(SUBTYPES) == 27
    assert {s for votes in weights().votes.values() for s in votes} <= SUBTYPES


@pytest.mark.parametrize(
    ("language", "text", "kind", "role"),
    [
        ("en", "Gunmen killed four villagers.", "gunman", Role.PERPETRATOR),
        ("en", "Gunmen killed four villagers.", "civilian", Role.VICTIM),
        ("en", "Four soldiers were killed by militants.", "militant", Role.PERPETRATOR),
        ("en", "Four soldiers were killed by militants.", "army", Role.VICTIM),
        ("en", "Dozens of soldiers killed in a raid.", "army", Role.VICTIM),
        ("en", "Army base attacked in the north.", "army", Role.VICTIM),
        ("en", "The army killed ten militants in a raid.", "militant", Role.VICTIM),
        ("en", "The army killed ten militants in a raid.", "army", Role.PERPETRATOR),
        ("en", "Bandits abducted a farmer.", "bandit", Role.PERPETRATOR),
        ("fr", "Un soldat tué dans une attaque.", "army", Role.VICTIM),
        ("fr", "La gendarmerie attaquée à l'aube.", "police", Role.VICTIM),
        ("fr", "L'armée a tué dix terroristes.", "army", Role.PERPETRATOR),
        ("fr", "Le camp militaire pris sous les tirs.", "army", Role.VICTIM),
        ("fr", "L'armée repousse une attaque, un soldat tué.", "army", Role.VICTIM),
        ("ar", "هاجم مسلحون نقطة تفتيش للدرك", "militant", Role.PERPETRATOR),
        ("ar", "مقتل جنديين في هجوم", "army", Role.VICTIM),
    ],
)
def test_general_actors_have_roles(
    language: str, text: str, kind: str, role: Role
) -> None:
    roles = {
        actor.actor_id: actor.role for actor in read(text, language=language).actors
    }
    assert roles[kind] is role


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Three nurses kidnapped in March were freed on Sunday."),
        ("fr", "Trois infirmiers enlevés en mars ont été libérés dimanche."),
        ("ar", "أطلق سراح ثلاثة رهائن كانوا قد اختطفوا في مارس"),
    ],
)
def test_freed_hostages_are_not_newly_abducted(language: str, text: str) -> None:
    assert read(text, language=language).abducted is None


def test_a_reaction_is_an_opinion_and_never_a_trial() -> None:
    event = read(
        "Le Conseil appelle à traduire les auteurs en justice.",
        title="Le Conseil condamne l'attaque de la garnison",
        language="fr",
    )
    assert event.status is EventStatus.OPINION
    assert any("reaction" in reason for reason in event.reasons)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Teachers on strike marched through the capital over unpaid wages."),
        ("fr", "Les enseignants en grève ont défilé dans la capitale pour leurs salaires."),
    ],
)  # fmt: skip
def test_a_peaceful_strike_stays_below_what_calls(language: str, text: str) -> None:
    severity = read(text, language=language).severity
    assert severity is None or severity < 3


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The Falcon Brigade claimed responsibility for the attack that killed two soldiers.", Claim.CLAIMED),
        ("The army blamed the attack that killed two soldiers on the Falcon Brigade.", Claim.ATTRIBUTED),
        ("The Falcon Brigade denied it had killed two soldiers in the attack.", Claim.DENIED),
        ("The Falcon Brigade killed two soldiers in the attack.", Claim.UNKNOWN),
    ],
)  # fmt: skip
def test_watched_group_is_perpetrator_with_its_claim(text: str, claim: Claim) -> None:
    actor = read_with(text, BRIGADE).actors[0]
    assert (actor.actor_id, actor.role) == ("brigade", Role.PERPETRATOR)
    assert actor.claim is claim


def test_claim_of_responsibility_is_the_status_of_the_report() -> None:
    event = read("A rebel group claimed responsibility for the attack on the convoy.")
    assert event.status is EventStatus.CLAIMED
    assert event.type is not EventType.NONE


def test_severity_grows_with_the_toll_and_is_none_without_event() -> None:
    few = read("Gunmen killed two villagers.").severity
    many = read("Gunmen killed two hundred villagers.").severity
    assert few is not None
    assert many is not None
    assert few < many <= 10
    assert read("The museum opens on Sunday.").severity is None


def test_attack_on_a_garrison_is_read_in_full() -> None:
    text = (
        "Suicide bombers in two car bombs attacked the garrison of Kati on Monday, "
        "killing one soldier and wounding six, the army said. Seven assailants were "
        '"neutralised" and eight were arrested. The army blamed the Falcon Brigade.'
    )
    event = read_with(text, KATI, BRIGADE)
    assert event.subtype == "suicide_bomb"
    assert event.status is EventStatus.REPORTED
    assert event.killed is not None
    assert (event.killed.low, event.killed.high) == (1, 8)
    assert event.wounded is not None
    assert event.wounded.high == 6
    assert event.arrested is not None
    assert event.arrested.high == 8
    assert event.place is not None
    assert event.place.place_id == "kati"
    assert event.date == date(2024, 5, 13)
    assert event.actors[0].claim is Claim.ATTRIBUTED


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_of_violence_and_numbers(language: str) -> None:
    lex = lexicon(language)
    names = {cue.name for cues in lex.words.values() for cue in cues}
    for affixes in (lex.prefixes, lex.suffixes):
        names |= {cue.name for cues in affixes.values() for cue in cues}
    assert {"attack", "killing", "killed", "wounded", "abducted", "army"} <= names
    assert len(lex.numbers) >= 20


def test_language_is_guessed_where_the_article_has_none() -> None:
    event = read("Cinq soldats ont été tués par des hommes armés.", language=None)
    assert event.killed is not None
    assert event.killed.high == 5


_WORDS = st.sampled_from(
    [
        "killed",
        "12",
        "three",
        "soldiers,",
        "and",
        "wounded",
        ".",
        "dozens",
        "of",
        "villagers",
        "by",
        "gunmen",
        "no",
        "at",
        "least",
        "between",
        "4",
        "-",
        "10",
        "including",
        "two",
        "children",
        "the",
        "attack",
        "Kati",
        "(Reuters)",
        "2020",
        "July",
        "tués",
        "deux",
        "morts",
        "dont",
        "مقتل",
        "جنديين",
        "و",
        "١٢",
        "watu",
        "7",
        "\n",
        '"',
        "'",
        "were",
        "death",
        "toll",
        "rose",
        "to",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(_WORDS, max_size=40).map(" ".join)))
def test_any_text_is_read_and_ranges_are_ordered(text: str) -> None:
    for language in ("en", "fr", "ar", "sw", None):
        event = read(text, title=text[:20], language=language)
        for found in (event.killed, event.wounded, event.abducted, event.arrested):
            assert found is None or 0 <= found.low <= found.high
        assert (event.severity is None) == (event.type is EventType.NONE)
        assert event.severity is None or 0 <= event.severity <= 10
