"""A second look merges stories that turned out one, and keeps the oldest id."""

from datetime import timedelta

from monitor.model import Label
from monitor.stories.labelled import Labels
from monitor.stories.open import OpenStories
from tests.builders import NOW
from tests.stories.test_open import CONVOY, DAWN, DAWN_RETOLD
from tests.stories.wire import KATI, a_wire, attack, take

LATER = NOW + timedelta(hours=4)


def two_stories_of_one_event() -> OpenStories:
    """The first two reports share little; the third is like both."""
    stories = OpenStories()
    take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN),
        a_wire("x", "Convoy hits a mine near Ansongo", CONVOY),
    )
    strayed = a_wire("b", "Heavy gunfire in Kati garrison", DAWN_RETOLD, hours=1)
    assignment = take(OpenStories(last_number=2), strayed)[0]
    stories.add(strayed, assignment, now=LATER)
    return stories


def test_two_stories_of_one_event_become_the_older() -> None:
    stories = two_stories_of_one_event()
    (move,) = stories.repair(LATER)
    assert (move.article_id, move.from_story, move.to_story) == (
        "b",
        "s-000003",
        "s-000001",
    )
    assert "wording" in move.reason
    story = stories.story("s-000001")
    assert story is not None
    assert story.article_ids == ("a", "b")
    assert stories.story("s-000003") is None


def test_later_reports_join_the_merged_story() -> None:
    stories = two_stories_of_one_event()
    stories.repair(LATER)
    (late,) = take(
        stories,
        a_wire("c", "Kati garrison: explosions and gunfire", DAWN_RETOLD, hours=5),
    )
    assert late.story_id == "s-000001"


def test_a_second_repair_finds_nothing() -> None:
    stories = two_stories_of_one_event()
    stories.repair(LATER)
    assert stories.repair(LATER) == ()


def test_an_article_astray_gets_a_story_of_its_own() -> None:
    stories = OpenStories()
    first, *_ = take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN),
        a_wire("b", "Heavy gunfire in Kati garrison", DAWN_RETOLD, hours=1),
    )
    strayed = a_wire("x", "Convoy hits a mine near Ansongo", CONVOY, hours=2)
    stories.add(strayed, first, now=LATER)
    (move,) = stories.repair(LATER)
    assert (move.article_id, move.from_story, move.to_story) == (
        "x",
        "s-000001",
        "s-000002",
    )
    story = stories.story("s-000001")
    assert story is not None
    assert story.article_ids == ("a", "b")


def test_reports_in_several_languages_of_one_place_stay_together() -> None:
    stories = OpenStories()
    flash = attack(KATI, None)
    take(
        stories,
        a_wire("a", "Fortes explosions au camp", DAWN, language="fr", **flash),
        a_wire("b", "Tirs nourris au camp", DAWN_RETOLD, language="fr", **flash),
        a_wire("c", "دوي انفجارات قرب القاعدة", language="ar", hours=1, **flash),
    )
    assert stories.repair(LATER) == ()


def test_a_story_whose_articles_are_all_to_go_stays_as_it_is() -> None:
    stories = OpenStories()
    take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN),
        a_wire("b", "Heavy gunfire in Kati garrison", DAWN_RETOLD, hours=1),
    )
    stories.labels = Labels(
        Label(article_id="a", other_id="b", is_same=same) for same in (True, False)
    )
    assert stories.repair(LATER) == ()
    story = stories.story("s-000001")
    assert story is not None
    assert story.article_ids == ("a", "b")
