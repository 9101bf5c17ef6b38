"""Helpers: an article from a few words, and the event that is read from it."""

from datetime import UTC, datetime

from monitor.events.read import read_event
from monitor.model import Article, Event, EventStatus, EventType

PUBLISHED = datetime(2024, 5, 15, 9, 0, tzinfo=UTC)  # a Wednesday
_NEVER_CONFLICT = (EventType.NONE, EventType.ACCIDENT_DISASTER, EventType.CRIME)
_CURRENT = (EventStatus.REPORTED, EventStatus.CLAIMED, EventStatus.DENIED)


def article(text: str, *, title: str = "", language: str | None = "en") -> Article:
    return Article(
        article_id="a",
        feed_id="f",
        source="Radio",
        url="https://example.org/a",
        title=title,
        text=text,
        language=language,
        published_at=PUBLISHED,
        fetched_at=PUBLISHED,
    )


def read(text: str, *, title: str = "", language: str | None = "en") -> Event:
    return read_event(article(text, title=title, language=language), (), {})


def toll(event: Event, field: str = "killed") -> tuple[int, int] | None:
    found = getattr(event, field)
    return (found.low, found.high) if found else None


def is_news(event: Event) -> bool:
    """Whether the event is a conflict event that is told as happening now."""
    return event.type not in _NEVER_CONFLICT and event.status in _CURRENT
