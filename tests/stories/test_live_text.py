"""A text that goes on under one id is as new as its last version."""

from dataclasses import replace

from monitor.model import Story, Toll
from monitor.stories.open import OpenStories
from tests.stories.test_open import DAWN, DAWN_RETOLD
from tests.stories.wire import KATI, MALI, a_wire, attack, take

LIVE = "Explosions at Kati garrison"


def killed(stories: OpenStories) -> tuple[int, int]:
    story = stories.story("s-000001")
    assert isinstance(story, Story)
    assert isinstance(story.event.killed, Toll)
    return story.event.killed.low, story.event.killed.high


def test_a_revised_toll_is_newer_than_what_others_quoted_before() -> None:
    """The agency's item keeps its date; an outlet has quoted its first figure since."""
    army = attack(KATI, 2)
    army["killed"] = Toll(low=2, high=2, text="two", source="army")
    later = {**army, "killed": Toll(low=15, high=15, text="fifteen", source="army")}
    stories = OpenStories()
    take(
        stories,
        a_wire("live", LIVE, DAWN, **army),
        a_wire("quote", "Gunfire in Kati garrison", DAWN_RETOLD, hours=2, **army),
    )
    first = a_wire("live", LIVE, DAWN, **later)
    revised = stories.assign(first, now=first.article.fetched_at.replace(hour=10))
    stories.add(first, revised, now=first.article.fetched_at.replace(hour=10))
    assert killed(stories) == (15, 15)


def test_a_copy_stays_mute_when_its_original_goes_on() -> None:
    stories = OpenStories()
    take(
        stories,
        a_wire("live", LIVE, DAWN, **attack(KATI, 2)),
        a_wire("copy", LIVE, DAWN, hours=1, **attack(KATI, 2)),
        a_wire("live", LIVE, DAWN, hours=2, **attack(KATI, 15)),
    )
    assert killed(stories) == (15, 15)
    (again,) = take(stories, a_wire("copy", LIVE, DAWN, hours=3, **attack(KATI, 2)))
    assert again.copy_of == "live"


def test_what_was_in_doubt_stays_so_in_its_copies_and_edits() -> None:
    stories = OpenStories()
    take(
        stories,
        a_wire("a", "Convoy of trucks attacked by gunmen", DAWN, **attack(MALI, 2)),
    )
    doubt = a_wire("b", "Trucks burnt, gunmen flee", DAWN_RETOLD, **attack(MALI, 2))
    now = doubt.article.fetched_at
    found = stories.assign(doubt, now=now)
    assert not found.is_new
    stories.add(doubt, replace(found, is_sure=False), now=now)
    copy = a_wire("c", "Trucks burnt, gunmen flee", DAWN_RETOLD, **attack(MALI, 2))
    edit = a_wire("b", "Trucks burnt, gunmen flee", DAWN_RETOLD, **attack(MALI, 2))
    assert [stories.assign(r, now=now).is_sure for r in (copy, edit)] == [False, False]
