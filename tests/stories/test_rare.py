"""What hardly any story has tells its own reports from the others."""

from datetime import timedelta
from typing import Any

import pytest

from monitor.stories.open import OpenStories
from tests.builders import NOW
from tests.stories.wire import KATI, MALI, a_wire, attack, stories_of, take

SOLDIERS = "Soldiers came under fire near a checkpoint on the road, officers said."
SHEPHERDS = "Shepherds were attacked at a well; herders had seen riders in the area."


def test_at_a_quiet_place_type_and_day_make_one_event() -> None:
    first, second = stories_of(
        a_wire("a", "Kati: checkpoint under fire", SOLDIERS, **attack(KATI, 2)),
        a_wire("b", "Kati: raid at a well", SHEPHERDS, hours=5, **attack(KATI)),
    )
    assert first == second


def test_at_a_busy_place_they_do_not() -> None:
    busy = [
        a_wire("a", "Kati: checkpoint under fire", SOLDIERS, **attack(KATI, 2)),
        a_wire("b", "Kati: bank robbed of gold", "Tellers fled.", **attack(KATI, 70)),
        a_wire("c", "Kati: raid at a well", SHEPHERDS, hours=5, **attack(KATI)),
    ]
    assert len(set(stories_of(*busy))) == 3


def test_a_name_counts_as_rare_once_a_hundred_stories_were_seen() -> None:
    def joined(seen: int) -> str:
        stories = OpenStories()
        letters = "abcdefghij"
        for n in range(seen):
            word = f"{letters[n // 10]}{letters[n % 10]}"
            title = f"x{word}qa y{word}vo z{word}nu k{word}py"
            take(stories, a_wire(f"w{n}", title, **attack(KATI, date=None)))
        take(stories, a_wire("a", "Shot at dusk, one Amadou Traoré-Konaté", SOLDIERS,
                             type=attack(KATI)["type"]))  # fmt: skip
        late = a_wire("b", "Grief at home for Amadou Traoré-Konaté", SHEPHERDS,
                      hours=50, type=attack(KATI)["type"])  # fmt: skip
        return take(stories, late)[0].reason

    assert "rare names" in joined(100)
    assert "rare names" not in joined(20)


def test_a_late_report_that_names_the_day_loses_nothing() -> None:
    stories = OpenStories()
    take(stories, a_wire("a", "Kati: checkpoint under fire", SOLDIERS, **attack(KATI)))
    title = "Kati: soldiers under fire at checkpoint"
    dated = a_wire("b", title, SOLDIERS[8:], hours=120, **attack(KATI))
    undated = a_wire("c", title, SOLDIERS[8:], hours=120, **attack(KATI, date=None))
    now = NOW + timedelta(hours=120)
    reasons = [stories.assign(r, now=now).reason for r in (dated, undated)]
    assert ["days later" in reason for reason in reasons] == [False, True]


def test_a_report_that_is_only_a_little_alike_may_be_another_event() -> None:
    """With a place in common, where little happens, it hardly is."""

    def is_sure(**event: Any) -> bool:
        stories = OpenStories()
        first = a_wire("a", "Convoy of trucks attacked by gunmen", SOLDIERS, **event)
        other = a_wire("b", "Trucks burnt, gunmen flee", SHEPHERDS, **event)
        assignment = take(stories, first, other)[1]
        assert not assignment.is_new
        return assignment.is_sure

    assert not is_sure(**attack(MALI))
    assert is_sure(**attack(KATI))


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Convoy of trucks and a village hit by gunmen in separate attacks"),
        ("fr", "Convoi de camions et village visés par deux attaques distinctes"),
        ("ar", "قافلة شاحنات وقرية في هجومين منفصلين"),
    ],
)
def test_a_report_of_several_events_may_tell_of_another(language, title) -> None:
    """One of them is known; the others would be lost in its story."""

    def is_sure(title: str) -> bool:
        stories = OpenStories()
        told = {"language": language, **attack(KATI)}
        first = a_wire("a", "Convoy of trucks attacked by gunmen", SOLDIERS, **told)
        other = a_wire("b", title, " ".join(SOLDIERS.split()[3:]), **told)
        assignment = take(stories, first, other)[1]
        assert not assignment.is_new
        return assignment.is_sure

    assert not is_sure(title)
    assert is_sure("Convoy of trucks and a village hit by gunmen")


def test_a_report_in_doubt_confirms_nothing() -> None:
    stories = OpenStories()
    first = a_wire("a", "Convoy of trucks attacked by gunmen", SOLDIERS, **attack(MALI))
    other = a_wire("b", "Trucks burnt, gunmen flee", SHEPHERDS, **attack(MALI))
    opened, joined = take(stories, first, other)
    assert opened.story_id == joined.story_id
    story = stories.story(opened.story_id)
    assert story is not None
    assert story.sources == story.witnesses == ("Outlet a",)
    assert story.article_ids == ("a", "b")
    assert not story.is_confirmed
