"""The ages of the people that reports tell of."""

from datetime import date

import pytest

from monitor.model import Assignment, EventType
from monitor.stories.ages import ages_in
from monitor.stories.open import OpenStories
from tests.stories.wire import KATI, a_wire, attack, take


@pytest.mark.parametrize(
    ("language", "text", "ages"),
    [
        ("en", "A 12-year-old herder and a man aged 40 were hit.", {12, 40}),
        ("en", "Aminata Keïta, 34, a nurse, was hit in the arm.", {34}),
        ("en", "Twelve years of war; 12 shots; 300 men, 18 of them hurt.", set()),
        ("fr", "Un garçon de 12 ans et sa mère, âgée de 40 ans.", {12, 40}),
        ("fr", "Une peine de 20 ans de prison, après 10 ans de guerre.", set()),
        ("de", "Ein 16-jähriger Hirte und ein 40 Jahre alter Lehrer.", {16, 40}),
        ("es", "Un joven de 19 años murió.", {19}),
        ("pt", "Um homem de 51 anos morreu.", {51}),
        ("ar", "قتل شاب يبلغ من العمر 23 عاما", {23}),
        (None, "A 12-year-old herder, un garçon de 9 ans.", {9, 12}),
    ],
)  # fmt: skip
def test_ages_are_read_in_the_words_of_each_language(language, text, ages) -> None:
    assert ages_in(text, language) == ages


def test_people_of_other_ages_speak_against_one_event() -> None:
    event = {
        "type": EventType.EXPLOSIONS_REMOTE_VIOLENCE,
        "subtype": "shelling_artillery_missile_attack",
        "date": date(2022, 7, 22),
    }
    title, text = "Child hurt when a shell hits a yard", "The {}-year-old was playing."
    late_title = "Doctors could not save the child"
    late_text = "A {}-year-old whom a shell hurt in a yard died."

    def joined(age: int) -> Assignment:
        stories = OpenStories()
        first = a_wire("a", title, text.format(4), **event)
        late = a_wire("b", late_title, late_text.format(age), **event)
        return take(stories, first, late)[1]

    assert "+0.03 somebody aged 4 in both" in joined(4).reason
    assert "-0.08 people of other ages" in joined(14).reason
    assert not joined(14).is_sure


def test_a_quiet_place_makes_no_one_event_of_people_of_other_ages() -> None:
    """Where nothing else happened that day, but not to the same people."""
    told = "Kati: gunshot hurts a boy. The {}-year-old was in bed."
    late = "Kati: a stray bullet. It went through a stall; the {}-year-old bled."

    def is_new(age: int) -> bool:
        first = a_wire("a", "Kati: gunshot hurts a boy", told.format(5), **attack(KATI))
        other = a_wire("b", "A stray bullet in Kati", late.format(age), **attack(KATI))
        return take(OpenStories(), first, other)[1].is_new

    assert not is_new(5)
    assert is_new(9)
