"""What a report's day says for and against a story that was told before."""

from datetime import date, timedelta

import pytest

from monitor.model import Actor, EventStatus, EventType, Report
from monitor.stories.cluster import Cluster
from monitor.stories.member import member_of
from monitor.stories.open import OpenStories
from monitor.stories.profile import profile
from monitor.stories.reading import Rare
from monitor.stories.signs import agreement, place_signs
from monitor.stories.wordlists import follow_up_words
from monitor.text import words
from tests.builders import NOW, an_assignment
from tests.stories.wire import KATI, a_wire, attack, stories_of, take

CHECKPOINT = "Soldiers came under fire at the southern checkpoint, officers said."
WITNESSES = (
    "Traders hid behind sacks of millet, a teacher sent pupils home early, one driver "
    "left his lorry beside the bridge, women ran towards gardens, goats wandered, "
    "smoke rose above roofs, prayers were put off, radios fell silent, phones rang."
)
SHOTS = "Shots at Kati: soldiers at the checkpoint came under fire."
ROBBERY = "Herders were shot at a well by riders who took their cattle at noon."


def reason(title: str, *, hours: float, day: date) -> str:
    """Why such a report joins a story of 22 July, or the best that speaks for it."""
    stories = OpenStories()
    take(stories, a_wire("a", "Kati checkpoint under fire", CHECKPOINT, **attack(KATI)))
    late = a_wire("b", title, SHOTS, hours=hours, **attack(KATI, date=day))
    return stories.assign(late, now=NOW + timedelta(hours=hours)).reason


def story_of(report: Report) -> Cluster:
    """A story of one report."""
    cluster = Cluster(story_id="s-1", is_background=False)
    cluster.add(
        member_of(
            report,
            assignment=an_assignment(origin="A"),
            reading=profile(report).reading,
            vector={"kati": 1.0},
            is_silent=False,
        )
    )
    return cluster


def test_a_day_after_the_last_report_speaks_against_the_story() -> None:
    found = reason("Kati checkpoint fired on", hours=100, day=date(2022, 7, 26))
    assert "after the story's last report" in found


@pytest.mark.parametrize(
    "title",
    ["Kati checkpoint: two men arrested", "Kati checkpoint dead identified"],
)
def test_what_follows_an_event_is_not_held_to_the_day_it_names(title: str) -> None:
    found = reason(title, hours=100, day=date(2022, 7, 26))
    assert "after the story" not in found
    assert "another date" not in found


def test_at_a_quiet_place_the_day_before_is_another_event() -> None:
    day_before = attack(KATI, date=date(2022, 7, 21))
    first, second = stories_of(
        a_wire("a", "Kati: checkpoint under fire", CHECKPOINT, **attack(KATI, 2)),
        a_wire("b", "Kati: riders take cattle", ROBBERY, hours=5, **day_before),
    )
    assert first != second


def test_a_report_does_not_join_the_story_that_a_trial_opened() -> None:
    first, second = stories_of(
        a_wire(
            "a",
            "Trial opens over Kati checkpoint shooting",
            CHECKPOINT,
            **attack(KATI, status=EventStatus.JUDICIAL),
        ),
        a_wire("b", "Gunfire at Kati checkpoint", SHOTS, hours=5, **attack(KATI)),
    )
    assert first != second


@pytest.mark.parametrize(("more", "is_sure"), [("", True), (WITNESSES, False)])
def test_a_short_text_is_sure_of_the_place_that_it_names_once(
    more: str, is_sure: bool
) -> None:
    report = a_wire("a", "", f"Shots were heard in Kati. {more}", **attack(KATI))
    assert profile(report).reading.is_sure_of_place is is_sure


@pytest.mark.parametrize(("day", "is_one"), [(22, True), (23, False)])
def test_a_group_in_common_makes_one_event_on_the_day_itself(
    day: int, is_one: bool
) -> None:
    by = {"actors": (Actor(actor_id="jnim", name="JNIM", is_named=True),)}
    cluster = story_of(a_wire("a", "Gunmen at checkpoint", **attack(KATI, **by)))
    other = a_wire("b", "Cattle", **attack(KATI, **by, date=date(2022, 7, day)))
    agreed = agreement(profile(other).reading, cluster, is_quiet_place=False)
    assert (agreed is not None) is is_one


@pytest.mark.parametrize(
    ("language", "likeness", "points"),
    [("en", 0.1, 0.02), ("en", 0.6, 0.08), ("fr", 0.1, 0.08)],
)
def test_a_place_does_not_stand_in_for_wording_in_one_language(
    language: str, likeness: float, points: float
) -> None:
    first = a_wire("a", "Kati checkpoint fired on", CHECKPOINT, **attack(KATI))
    cluster = story_of(first)
    second = a_wire("b", "Kati", SHOTS, language=language, **attack(KATI))
    quiet = Rare(is_quiet_place=True)
    found = place_signs(profile(second).reading, cluster, quiet, likeness)
    assert found == [(pytest.approx(points), "same place Kati")]


@pytest.mark.parametrize(("day", "stories"), [(22, 1), (23, 2)])
def test_a_raid_of_the_day_after_is_not_the_abduction(day: int, stories: int) -> None:
    abduction = {
        "type": EventType.VIOLENCE_AGAINST_CIVILIANS,
        "subtype": "abduction_forced_disappearance",
    }
    text = "Herders at a well near the southern checkpoint of Kati saw many riders."
    found = stories_of(
        a_wire("a", "Kati: herders taken from a well", text,
               **attack(KATI, **abduction)),
        a_wire("b", "Riders shoot at Kati well", "Many riders, " + text[8:60],
               hours=24, **attack(KATI, date=date(2022, 7, day))),
    )  # fmt: skip
    assert len(set(found)) == stories


@pytest.mark.parametrize("is_named", [True, False])
def test_only_a_group_with_a_name_is_the_same_actor(is_named: bool) -> None:
    actor = Actor(
        actor_id="armed-men", name="Unidentified Armed Men", is_named=is_named
    )
    stories = OpenStories()
    take(stories, a_wire("a", "Kati checkpoint fired on", CHECKPOINT,
                         **attack(KATI, actors=(actor,))))  # fmt: skip
    late = a_wire("b", "Kati checkpoint", SHOTS, **attack(KATI, actors=(actor,)))
    assert ("same actor" in stories.assign(late, now=NOW).reason) is is_named


def test_a_town_taken_and_a_town_retaken_are_two_events() -> None:
    text = "Fighters and soldiers exchanged fire on the main street of Kati on Friday."
    first, second = stories_of(
        a_wire("a", "Rebels take Kati", text,
               **attack(KATI, subtype="non_state_actor_overtakes_territory")),
        a_wire("b", "Army takes Kati back", text[12:], hours=20,
               **attack(KATI, subtype="government_regains_territory")),
    )  # fmt: skip
    assert first != second


def test_words_of_follow_ups_are_folded_as_texts_are() -> None:
    listed = follow_up_words(None)
    assert [word for word in listed if words(word) != [word]] == []
