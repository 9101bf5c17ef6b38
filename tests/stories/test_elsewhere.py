"""Which reports tell of places apart, by names that no list of places need have."""

from dataclasses import replace

import pytest

from monitor.model import Place, Precision
from monitor.stories.open import OpenStories
from tests.stories.wire import KATI, MALI, a_wire, attack, stories_of, take

RAID = "Gunmen on motorbikes raided the village of {}, burnt granaries and took cattle."


def village(name: str) -> Place:
    """One in Mali that no list of places has."""
    return replace(MALI, unlisted=name)


def are_one(first: Place, second: Place, *names: str) -> bool:
    one, other = names or (
        place.unlisted or place.told_as or place.name for place in (first, second)
    )
    stories = stories_of(
        a_wire("a", f"Raid on {one}", RAID.format(one), **attack(first)),
        a_wire("b", f"Raid on {other}", RAID.format(other), **attack(second)),
    )
    return len(set(stories)) == 1


def test_two_villages_that_no_list_has_are_two_events() -> None:
    assert not are_one(village("Wolongodo"), village("Sirakoro"))
    assert are_one(village("Wolongodo"), village("Wolongodo"))


def test_a_village_that_no_list_has_is_not_one_that_a_list_has() -> None:
    assert not are_one(village("Wolongodo"), KATI)
    assert not are_one(KATI, village("Wolongodo"))


@pytest.mark.parametrize("spelling", ["Wolongoddo", "Wolongodou", "Ouolongodo"])
def test_another_spelling_is_no_other_village(spelling: str) -> None:
    assert are_one(village("Wolongodo"), village(spelling))


def test_who_names_both_villages_may_tell_of_either() -> None:
    assert are_one(
        village("Wolongodo"),
        village("Sirakoro"),
        "Wolongodo",
        "Sirakoro and Wolongodo",
    )


def test_a_place_is_sure_under_the_name_that_the_text_gives_it() -> None:
    """The gazetteer's spelling need not be in the text."""
    hill = Place(place_id="x", name="Ségué Hill", lat=14.1, lon=-3.7, told_as="Sege")
    assert not are_one(hill, KATI)
    assert not are_one(KATI, hill)


def test_a_village_that_one_report_names_makes_the_town_no_other_place() -> None:
    stories = OpenStories()
    first = a_wire("a", "Raid near Kati", RAID.format("Wolongodo"), **attack(KATI))
    near = replace(KATI, unlisted="Wolongodo", precision=Precision.DISTRICT)
    second = a_wire("b", "Raid near Kati", RAID.format("Wolongodo"), **attack(near))
    take(stories, first, second)
    arabic = replace(KATI, name="كاتي")
    text = "هاجم مسلحون على دراجات نارية مدينة كاتي وأحرقوا مخازن الحبوب وسرقوا الماشية"
    third = a_wire("c", "هجوم على كاتي", text, language="ar", **attack(arabic))
    (assignment,) = take(stories, third)
    assert not assignment.is_new
