"""Which kind of event a sentence tells: ACLED's types from all parts of the world."""

import tomllib
from pathlib import Path

import pytest

from monitor.events.classify import weights
from tests.events.reading import read

_KINDS = tomllib.loads(
    (Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8")
)
_ROWS = [
    pytest.param(kind, language, text, id=f"{kind}-{language}-{number}")
    for kind, table in _KINDS.items()
    for language, texts in table.items()
    for number, text in enumerate(texts)
]


def _type_of(kind: str) -> str:
    """The type of a sub-event type; the others stand for themselves."""
    known = weights().subtypes
    return known[kind].value if kind in known else kind


@pytest.mark.parametrize(("kind", "language", "text"), _ROWS)
def test_sentence_is_read_as_its_type(kind: str, language: str, text: str) -> None:
    event = read(text, language=language)
    assert event.type.value == _type_of(kind), event.reasons


def test_nine_of_ten_sentences_are_read_as_their_subtype() -> None:
    right = 0
    for row in _ROWS:
        kind, language, text = row.values
        event = read(str(text), language=str(language))
        right += (event.subtype or event.type.value) == kind
    assert right >= 0.9 * len(_ROWS)


def test_table_has_every_subtype_but_the_open_one() -> None:
    assert set(weights().subtypes) - {"other"} <= set(_KINDS)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gunfire was heard near the barracks of Dara on Monday."),
        ("en", "Heavy gunfire and an exchange of shots woke the town before dawn."),
        ("fr", "Des tirs ont été entendus lundi près du camp militaire de Dara."),
        ("fr", "Des coups de feu nourris ont réveillé la garnison avant l'aube."),
        ("ar", "سماع إطلاق نار قرب الثكنة العسكرية فجر الاثنين"),
    ],
)
def test_gunfire_is_no_explosion(language: str, text: str) -> None:
    assert read(text, language=language).type.value != "explosions_remote_violence"


def test_two_likeliest_kinds_are_given_with_their_words() -> None:
    event = read(
        "Rebels attacked the village on Monday, killed four people and looted it."
    )
    first, second = event.reasons[:2]
    assert first.startswith("attack ")
    assert '"attacked"' in first
    assert second.startswith(("armed_clash ", "looting_property_destruction "))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Mutinous troops staged a coup and seized power; three people were killed.",
            "battles",
        ),
        ("Soldiers mutinied over their pay in two towns.", "strategic_developments"),
    ],
)
def test_mutiny_in_which_people_die_is_a_battle(text: str, kind: str) -> None:
    event = read(text)
    assert (event.subtype, event.type.value) == ("coup_mutiny", kind)
