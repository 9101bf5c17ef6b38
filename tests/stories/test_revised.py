"""An article that comes again in another version."""

from dataclasses import fields
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.decide import decide
from monitor.model import Event, EventStatus, Label, Report, Verdict
from monitor.settings import AlertsTable
from monitor.stories.cluster import Cluster
from monitor.stories.labelled import Labels
from monitor.stories.member import member_of, silent_in
from monitor.stories.open import OpenStories
from monitor.stories.profile import profile
from tests.builders import NOW, an_alert, an_assignment
from tests.stories.test_open import CONVOY, DAWN
from tests.stories.wire import KATI, SEGOU, a_wire, attack, take

RIVER = (
    "Fishermen pulled a sunken pirogue from the river at Mopti; ferrymen had searched "
    "the flooded banks since market day and found sacks of millet downstream."
)


def test_a_story_merged_after_a_revision_is_found_by_none_of_its_old_words() -> None:
    stories = OpenStories()
    take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN),
        a_wire("b", "Convoy hits a mine near Ansongo", CONVOY),
        a_wire("b", "Pirogue found at Mopti", RIVER, hours=1),
    )
    label = Label(article_id="a", other_id="b", is_same=True)
    stories.labels = Labels([label])
    assert len(stories.repair(NOW)) == 1
    (late,) = take(stories, a_wire("c", "Pirogue found at Mopti", RIVER, hours=2))
    assert late.story_id != "s-000002"


def test_a_toll_that_is_taken_back_is_gone() -> None:
    stories = OpenStories()
    take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN, **attack(KATI, 15)),
        a_wire("a", "Explosions at Kati garrison", DAWN, hours=1),
    )
    story = stories.story("s-000001")
    assert story is not None
    assert story.event == Event()


def test_a_corrected_place_no_longer_finds_the_story() -> None:
    stories = OpenStories()
    take(
        stories,
        a_wire("a", "Explosions at the garrison", DAWN, **attack(KATI)),
        a_wire("a", "Explosions at the garrison", DAWN, hours=1, **attack(SEGOU)),
        a_wire("b", "Convoy hits a mine", CONVOY, hours=2, **attack(SEGOU)),
    )
    label = Label(article_id="a", other_id="b", is_same=True)
    stories.labels = Labels([label])
    assert len(stories.repair(NOW)) == 1
    (late,) = take(stories, a_wire("c", "Pirogue found", RIVER, **attack(KATI)))
    assert late.is_new
    assert "Kati" not in late.reason


_VERSIONS = st.tuples(
    st.integers(0, 3),
    st.none()
    | st.builds(
        attack,
        st.sampled_from([KATI, SEGOU]),
        st.none() | st.integers(1, 9),
        date=st.none()
        | st.builds(date, st.just(2022), st.just(7), st.integers(20, 22)),
        status=st.sampled_from([EventStatus.REPORTED, EventStatus.OPINION]),
    ),
)


@pytest.mark.parametrize("status", [EventStatus.OPINION, EventStatus.JUDICIAL])
def test_what_opened_a_story_is_heard_when_it_is_revised(status: EventStatus) -> None:
    stories = OpenStories()
    _, again = take(
        stories,
        a_wire("a", "Kati garrison", DAWN, **attack(KATI, 1, status=status)),
        a_wire("a", "Kati garrison", DAWN, hours=1, **attack(SEGOU, 8, status=status)),
    )
    story = stories.story(again.story_id)
    assert story is not None
    assert story.event.place == SEGOU
    assert story.event.killed is not None
    assert story.event.killed.low == 8
    assert story.witnesses == ("Outlet a",)


KILLED = {killed: attack(KATI, killed) for killed in (1, 8)}


@pytest.mark.parametrize(
    ("event", "copy_of", "verdict"),
    [
        (KILLED[1], "a", Verdict.MERGE),
        ({}, "a", Verdict.MERGE),
        (KILLED[8], None, Verdict.UPDATE),
    ],
)
def test_a_revised_copy_is_one_until_it_says_more_than_what_it_copies(
    event: dict[str, object], copy_of: str | None, verdict: Verdict
) -> None:
    stories = OpenStories()
    take(
        stories,
        a_wire("a", "Explosions at Kati garrison", DAWN, **KILLED[1]),
        a_wire("b", "Kati: explosions at the garrison", DAWN, hours=1, **KILLED[1]),
    )
    before = stories.story("s-000001")
    assert before is not None
    revised = a_wire("b", "Explosions at Kati", DAWN, hours=2, **event)
    (again,) = take(stories, revised)
    story = stories.story("s-000001")
    assert story is not None
    told = [an_alert(story=before)]
    decision = decide(
        revised, again, before, story, told, policy=AlertsTable(), now=NOW
    )
    assert (again.copy_of, decision.verdict) == (copy_of, verdict)
    assert len(story.origins) == 1


#: Of an article that comes again, the first wording stays.
_WORDING = {"members", "languages", "sums", "square"}
_WORDING |= {"count", "named_count", "stem_count"}


@given(st.lists(_VERSIONS, min_size=1, max_size=9))
def test_a_story_says_what_the_last_versions_of_its_articles_say(
    versions: list[tuple[int, dict[str, object] | None]],
) -> None:
    reports = [a_wire(f"a{n}", DAWN, **(event or {})) for n, event in versions]
    last = {report.article.article_id: report for report in reports}
    live, rebuilt = story_of(reports), story_of(list(last.values()))
    for name in {f.name for f in fields(Cluster)} - _WORDING:
        assert getattr(live, name) == getattr(rebuilt, name), name


def story_of(reports: list[Report]) -> Cluster:
    """A story of these reports; a1 copies a0."""
    cluster = Cluster(story_id="s-1", is_background=True)
    for report in reports:
        article_id = report.article.article_id
        first = next(iter(cluster.members), article_id)
        cluster.add(
            member_of(
                report,
                assignment=an_assignment(
                    origin=article_id, copy_of="a0" if article_id == "a1" else None
                ),
                reading=profile(report).reading,
                vector={"kati": 1.0},
                is_silent=silent_in(report, opens_story=first == article_id),
            )
        )
    return cluster
