"""A story does not drift: what joins it later does not let ever more in."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from monitor.model import EventStatus, EventType, Place
from monitor.stories.cluster import Cluster
from monitor.stories.member import Member
from monitor.stories.open import OpenStories
from monitor.stories.similarity import bar, wording
from tests.builders import NOW
from tests.stories.wire import KATI, SEGOU, a_wire, attack, take

#: Six ways to tell of an attack, with hardly a word in common.
TELLINGS = (
    "Gunmen storm the western checkpoint, three soldiers dead",
    "Mortar shells hit barracks: army mourns three of its own",
    "Night raid on the customs post leaves three troops killed",
    "Ambush of a supply convoy: three in uniform lost",
    "Fuel depot assaulted, trio of servicemen perish",
    "Motorbike fighters overrun bridge guard; three fallen",
)


def test_an_attack_a_day_in_one_town_is_not_one_story() -> None:
    stories = OpenStories()
    reports = [
        a_wire(
            f"day-{n}",
            title,
            hours=24 * n,
            language=("en", "fr")[n % 2],
            **attack(KATI, 3, date=date(2022, 7, 22) + timedelta(days=n)),
        )
        for n, title in enumerate(TELLINGS)
    ]
    joined = take(stories, *reports)
    days: dict[str, set[date | None]] = {}
    for assignment, report in zip(joined, reports, strict=True):
        days.setdefault(assignment.story_id, set()).add(report.event.date)
    assert max(map(len, days.values())) <= 2


def test_a_toll_between_two_that_were_told_is_told_by_nobody() -> None:
    stories = OpenStories()
    few, many, between = take(
        stories,
        a_wire("few", "Two soldiers dead in Kati barracks", **attack(KATI, 2)),
        a_wire("many", "Kati barracks: 19 soldiers dead", hours=1, **attack(KATI, 19)),
        a_wire(
            "between",
            "Neuf militaires tués dans une embuscade sur la route, selon un élu local",
            hours=2,
            language="fr",
            **attack(KATI, 9),
        ),
    )
    assert few.story_id == many.story_id
    assert between.story_id != few.story_id


def test_a_place_that_one_report_in_ten_tells_lets_nothing_in() -> None:
    cluster = Cluster(story_id="s-1", is_background=False)
    for n in range(9):
        cluster.add(_member(f"kati-{n}", KATI))
    cluster.add(_member("segou", SEGOU))
    assert cluster.places == (KATI,)
    assert set(cluster.told_places) == {KATI.place_id, SEGOU.place_id}


def test_where_no_place_is_told_often_the_most_told_counts() -> None:
    cluster = Cluster(story_id="s-1", is_background=False)
    for n in range(8):
        cluster.add(_member(f"m-{n}", Place(place_id=f"p-{n}", name=f"P{n}")))
    assert [place.place_id for place in cluster.places] == ["p-0"]


def test_a_heap_of_unlike_reports_is_not_like_everything() -> None:
    heap = Cluster(story_id="s-1", is_background=False)
    for n in range(100):
        heap.add(_member(f"m-{n}", KATI, vector={"chief": 0.14, f"own-{n}": 0.82}))
    asked = {"chief": 0.14, "other": 0.82}
    assert wording(asked, heap, is_named=False) < bar(60)


def test_a_story_with_one_report_of_an_event_is_no_background() -> None:
    cluster = Cluster(story_id="s-1", is_background=True)
    trial = _member("trial", KATI)
    trial = replace(trial, event=replace(trial.event, status=EventStatus.JUDICIAL))
    cluster.add(trial)
    assert cluster.is_background
    cluster.add(_member("report", KATI))
    assert not cluster.is_background
    cluster.clear()
    cluster.add(trial)
    assert cluster.is_background


def _member(article_id: str, place: Place, **changes: object) -> Member:
    fields: dict[str, Any] = {
        "article_id": article_id,
        "source": article_id,
        "origin": article_id,
        "reliability": "F",
        "language": "en",
        "title": article_id,
        "at": NOW,
        "said_at": NOW,
        "watches": (),
        "event": a_wire(article_id, "", type=EventType.BATTLES, place=place).event,
        "vector": {},
        "is_named": False,
        "is_sure_of_place": True,
        "copy_of": None,
        "is_silent": False,
    }
    return Member(**{**fields, **changes})
