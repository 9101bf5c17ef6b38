"""A report as a story keeps it: what is compared, what is told, what is counted.

It decides nothing.
"""

from dataclasses import dataclass
from datetime import datetime

from monitor.model import Assignment, Event, EventStatus, Report
from monitor.stories.reading import Reading
from monitor.stories.vetoes import is_background


@dataclass(frozen=True, kw_only=True, slots=True)
class Member:
    """A report in a story, as far as it is still needed."""

    article_id: str
    source: str
    origin: str
    #: Admiralty letter of the outlet.
    reliability: str
    language: str | None
    title: str
    at: datetime
    #: When it said last what it says: later than it came, where it was revised.
    said_at: datetime
    watches: tuple[tuple[str, str], ...]
    event: Event
    #: Weights of its stems and names; empty where it brings no material.
    vector: dict[str, float]
    is_named: bool
    is_sure_of_place: bool
    copy_of: str | None
    #: It rides along: it changes neither what the story is compared by nor its facts.
    is_silent: bool
    #: False where it may be of another event: then it says nothing of how sure that of
    #: the story is.
    is_sure: bool = True
    #: Of the people it tells of, in years.
    ages: frozenset[int] = frozenset()

    @property
    def is_witness(self) -> bool:
        """Whether it tells of the event itself, not of what a party says of it."""
        told = (EventStatus.CLAIMED, EventStatus.DENIED)
        return not self.is_silent and self.event.status not in told


def watches_of(report: Report) -> tuple[tuple[str, str], ...]:
    """(watchlist_id, watch_id) of each accepted match, once each, in text order."""
    return tuple(dict.fromkeys((m.watchlist_id, m.watch_id) for m in report.accepted))


def member_of(
    report: Report,
    *,
    assignment: Assignment,
    reading: Reading,
    vector: dict[str, float],
    is_silent: bool,
) -> Member:
    """The report as a story's member; a copy brings no wording of its own."""
    article, copy_of = report.article, assignment.copy_of
    return Member(
        article_id=article.article_id,
        source=article.source,
        origin=assignment.origin,
        reliability=article.reliability,
        language=article.language,
        title=article.title,
        at=reading.at,
        said_at=assignment.revised_at or reading.at,
        watches=watches_of(report),
        event=report.event,
        vector={} if copy_of or is_silent else vector,
        is_named=any(word[0] == "^" for word in vector),
        is_sure_of_place=reading.is_sure_of_place,
        ages=reading.ages,
        copy_of=copy_of,
        is_silent=is_silent,
        is_sure=assignment.is_sure,
    )


def silent_in(report: Report, *, opens_story: bool) -> bool:
    """Whether the report only rides along: background that did not open the story."""
    return is_background(report.event) and not opens_story
