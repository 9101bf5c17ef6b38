"""Reports as they come in over an invented wire, and a desk that takes them."""

from datetime import date, timedelta
from typing import Any

from monitor.model import (
    Article,
    Assignment,
    Event,
    EventType,
    Place,
    Precision,
    Report,
    Toll,
)
from monitor.stories.open import OpenStories
from tests.builders import NOW

KATI = Place(place_id="ml-kati", name="Kati", country="ML", lat=12.74, lon=-8.07)
SEGOU = Place(place_id="ml-segou", name="Ségou", country="ML", lat=13.43, lon=-6.26)
MALI = Place(
    place_id="ml",
    name="Mali",
    country="ML",
    precision=Precision.COUNTRY,
    lat=17,
    lon=-4,
)


def a_wire(
    article_id: str,
    title: str,
    text: str = "",
    *,
    hours: float = 0,
    source: str | None = None,
    language: str = "en",
    **event: Any,
) -> Report:
    """A report that came ``hours`` after NOW; other keywords make its event."""
    at = NOW + timedelta(hours=hours)
    article = Article(
        article_id=article_id,
        feed_id=source or article_id,
        source=source or f"Outlet {article_id}",
        url=f"https://{article_id}.example/",
        title=title,
        text=text,
        language=language,
        published_at=at,
        fetched_at=at,
    )
    return Report(article=article, matches=(), event=Event(**event))


def attack(place: Place, killed: int | None = None, **changes: Any) -> dict[str, Any]:
    """Fields of an attack on soldiers."""
    toll = None if killed is None else Toll(low=killed, high=killed, text=str(killed))
    fields = {
        "type": EventType.BATTLES,
        "subtype": "armed_clash",
        "place": place,
        "killed": toll,
        "date": date(2022, 7, 22),
    }
    return {**fields, **changes}


def take(stories: OpenStories, *reports: Report) -> list[Assignment]:
    """What becomes of each report, added one after the other as it comes."""
    assignments = []
    for report in reports:
        now = report.article.fetched_at
        assignment = stories.assign(report, now=now)
        stories.add(report, assignment, now=now)
        assignments.append(assignment)
    return assignments


def stories_of(*reports: Report) -> list[str]:
    """The story of each report."""
    return [a.story_id for a in take(OpenStories(), *reports)]
