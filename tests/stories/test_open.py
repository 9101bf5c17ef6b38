"""One event is one story; neighbouring events stay apart."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model import EventStatus, EventType, Label, Toll
from monitor.stories.labelled import Labels
from monitor.stories.open import OpenStories
from tests.builders import NOW
from tests.stories.wire import KATI, MALI, SEGOU, a_wire, attack, stories_of, take

DAWN = (
    "Gunfire and two loud explosions woke residents of Kati before dawn as assailants "
    "drove a vehicle bomb at the gate of the Soundiata garrison near Bamako."
)
DAWN_RETOLD = (
    "Residents of the garrison town of Kati, near Bamako, heard explosions and heavy "
    "gunfire at dawn. A car bomb went off at the Soundiata barracks."
)
CONVOY = (
    "A logistics convoy of the peacekeepers hit a mine between Ansongo and Labbezanga; "
    "four drivers were hurt and taken to Gao by helicopter."
)


def test_the_first_report_opens_a_story_with_the_next_number() -> None:
    first, second = take(
        OpenStories(last_number=41),
        a_wire("a", "Explosions at Kati garrison", DAWN),
        a_wire("b", "Convoy hits a mine near Ansongo", CONVOY),
    )
    assert (first.story_id, second.story_id) == ("s-000042", "s-000043")
    assert first.is_new
    assert first.score == 0


def test_two_wordings_of_one_event_are_one_story() -> None:
    first, _, third = take(
        OpenStories(),
        a_wire("a", "Explosions at Kati garrison", DAWN),
        a_wire("b", "Convoy hits a mine near Ansongo", CONVOY),
        a_wire("c", "Heavy gunfire in Mali garrison town", DAWN_RETOLD, hours=1),
    )
    assert third.story_id == first.story_id
    assert not third.is_new
    assert third.copy_of is None
    assert "wording" in third.reason


def test_two_villages_on_the_same_day_are_two_stories() -> None:
    text = (
        "Armed men on motorbikes raided the village of {} in the evening, burned the "
        "granaries and drove away the cattle, the mayor said. {} people were killed."
    )
    villages = stories_of(
        a_wire("a", "Raid on Kati", text.format("Kati", 4), **attack(KATI, 4)),
        a_wire("b", "Raid on Ségou", text.format("Ségou", 5), **attack(SEGOU, 5)),
    )
    assert villages == ["s-000001", "s-000002"]


@pytest.mark.parametrize(
    ("why", "other"),
    [
        ("a later day, another toll", attack(KATI, 9, date=date(2022, 7, 25))),
        ("another kind", attack(KATI, 4, type=EventType.PROTESTS, subtype=None)),
        ("another order of toll, somewhere", attack(MALI, 90)),
    ],
)
def test_what_cannot_be_one_event_stays_apart(
    why: str, other: dict[str, object]
) -> None:
    first, second = stories_of(
        a_wire("a", "Explosions at Kati garrison", DAWN, **attack(KATI, 4)),
        a_wire("b", "Heavy gunfire in Kati garrison", DAWN_RETOLD, **other),
    )
    assert first != second, why


def test_a_rising_toll_and_a_corrected_date_stay_in_the_story() -> None:
    stories = OpenStories()
    take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN, **attack(KATI, 1)),
        a_wire(
            "b",
            "Kati garrison attack: toll rises",
            DAWN_RETOLD,
            hours=5,
            **attack(KATI, 8, date=date(2022, 7, 21)),
        ),
    )
    story = stories.story("s-000001")
    assert story is not None
    assert story.article_ids == ("a", "b")
    assert story.event.killed is not None
    assert (story.event.killed.low, story.event.killed.high) == (1, 8)


def test_a_copy_joins_its_original_and_shares_its_origin() -> None:
    original, copy = take(
        OpenStories(),
        a_wire("a", "Explosions at Kati garrison", f"KATI (AFP) - {DAWN}"),
        a_wire("b", "Kati: explosions at the garrison", DAWN, hours=3),
    )
    assert copy.copy_of == "a"
    assert copy.story_id == original.story_id
    assert copy.origin == original.origin == "AFP"
    assert copy.score == 1


def test_site_furniture_makes_no_copy() -> None:
    furniture = (
        "Please sign in with your account to receive the latest news and keep up to "
        "date with mobile alerts on all of your devices."
    )
    assert (
        len(
            set(
                stories_of(
                    a_wire("a", "Explosions at Kati garrison", furniture),
                    a_wire("b", "Convoy hits a mine near Ansongo", furniture),
                )
            )
        )
        == 2
    )


def test_the_same_form_for_another_place_is_no_copy() -> None:
    form = (
        "Incident notice. Armed men opened fire on a checkpoint in {}. Staff should "
        "expect delays on main roads and follow the usual reporting line."
    )
    _, second = take(
        OpenStories(),
        a_wire("a", "Notice Kati", form.format("Kati"), source="x", **attack(KATI)),
        a_wire("b", "Notice Ségou", form.format("Ségou"), source="y", **attack(SEGOU)),
    )
    assert second.is_new


def test_an_article_seen_again_stays_where_it_is_with_its_new_facts() -> None:
    stories = OpenStories()
    take(stories, a_wire("a", "Explosions at Kati garrison", DAWN, **attack(KATI, 1)))
    (again,) = take(
        stories,
        a_wire("a", "Kati: eight killed", DAWN, hours=2, **attack(KATI, 8)),
    )
    assert (again.story_id, again.is_new, again.copy_of) == ("s-000001", False, None)
    story = stories.story("s-000001")
    assert story is not None
    assert story.article_ids == ("a",)
    assert story.event.killed is not None
    assert story.event.killed.low == 8


def test_a_round_up_neither_joins_nor_merges_nor_adds_facts() -> None:
    stories = OpenStories()
    *_, roundup, late = take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN, **attack(KATI, 1)),
        a_wire(
            "r",
            "July in Mali: attacks on Kati garrison and other camps",
            f"{DAWN} {CONVOY}",
            hours=2,
            type=EventType.BATTLES,
            status=EventStatus.CUMULATIVE,
            killed=Toll(low=120, high=120, text="120"),
        ),
        a_wire("b", "Convoy hits a mine near Ansongo", CONVOY, hours=3),
    )
    assert roundup.is_new
    assert late.is_new
    story = stories.story("s-000001")
    assert story is not None
    assert story.article_ids == ("a",)
    assert story.event.killed is not None
    assert story.event.killed.high == 1


def test_a_total_stands_apart_from_the_event_it_resembles() -> None:
    stories = OpenStories()
    event, total, again = take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN, **attack(KATI, 1)),
        a_wire(
            "r",
            "Six garrison towns of Mali attacked, Kati too",
            f"{DAWN_RETOLD} Five other towns saw gunfire this month.",
            hours=2,
            **attack(KATI, 1, status=EventStatus.CUMULATIVE),
        ),
        a_wire("b", "Kati garrison: gunfire", DAWN_RETOLD, hours=3, **attack(KATI, 1)),
    )
    assert total.story_id != event.story_id
    assert again.story_id == event.story_id


def test_a_comment_confirms_nothing() -> None:
    stories = OpenStories()
    take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN, **attack(KATI, 1)),
        a_wire(
            "o",
            "Opinion: the attack on Kati garrison",
            DAWN_RETOLD,
            hours=2,
            **attack(KATI, 1, status=EventStatus.OPINION),
        ),
    )
    story = stories.story("s-000001")
    assert story is not None
    assert story.article_ids == ("a", "o")
    assert not story.is_confirmed


def test_a_report_does_not_join_a_story_that_a_comment_opened() -> None:
    comment, report = take(
        OpenStories(),
        a_wire(
            "o",
            "Opinion: Kati garrison must be better guarded",
            DAWN_RETOLD,
            type=EventType.BATTLES,
            status=EventStatus.OPINION,
        ),
        a_wire("a", "Explosions at Kati garrison", DAWN, hours=1, **attack(KATI)),
    )
    assert report.is_new
    assert report.story_id != comment.story_id


def test_a_story_is_not_reopened_after_the_window() -> None:
    stories = OpenStories(window=timedelta(days=5))
    first = a_wire("a", "Explosions at Kati garrison", DAWN)
    late = a_wire("b", "Heavy gunfire in Kati garrison", DAWN_RETOLD, hours=24 * 6)
    assert [a.is_new for a in take(stories, first, late)] == [True, True]
    assert stories.story("s-000001") is None


def test_asking_changes_nothing() -> None:
    stories = OpenStories()
    report = a_wire("a", "Explosions at Kati garrison", DAWN)
    first = stories.assign(report, now=NOW)
    assert stories.assign(report, now=NOW) == first
    assert stories.story(first.story_id) is None


def test_a_false_date_in_the_future_does_not_keep_a_story_open() -> None:
    stories = OpenStories(window=timedelta(days=5))
    report = a_wire("a", "Explosions at Kati garrison", DAWN, hours=24 * 365)
    article = report.article
    object.__setattr__(article, "fetched_at", NOW)
    take(stories, report)
    story = stories.story("s-000001")
    assert story is not None
    assert story.last_at == NOW


_TEXTS = st.sampled_from(
    [DAWN, DAWN_RETOLD, CONVOY, "", f"{CONVOY} (AFP)", f"{DAWN} {CONVOY}"]
)


@given(
    st.lists(
        st.tuples(st.integers(0, 400), st.integers(0, 5), _TEXTS, st.integers(0, 9)),
        max_size=9,
    ),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=2),
)
def test_stories_rebuilt_from_what_was_stored_are_the_same(
    rows: list[tuple[int, int, str, int]], merged: list[tuple[int, int]]
) -> None:
    reports = [
        a_wire(f"a{number}", text[:40] or "Mali", text, hours=hours, **attack(KATI, n))
        for hours, number, text, n in sorted(rows)
    ]
    live, rebuilt = OpenStories(), OpenStories()
    assignments = take(live, *reports)
    for report, assignment in zip(reports, assignments, strict=True):
        rebuilt.add(report, assignment, now=report.article.fetched_at)
    live.labels = rebuilt.labels = Labels(
        Label(article_id=f"a{one}", other_id=f"a{other}", is_same=True)
        for one, other in merged
    )
    last = max((report.article.fetched_at for report in reports), default=NOW)
    assert live.repair(last) == rebuilt.repair(last)
    ids = {a.story_id for a in assignments}
    assert [live.story(i) for i in ids] == [rebuilt.story(i) for i in ids]
    for report in reports:
        for seen in (report, a_wire("new", report.article.title, report.article.text)):
            assert live.assign(seen, now=last) == rebuilt.assign(seen, now=last)
