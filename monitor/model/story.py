"""Reports of events, gathered into stories."""

from dataclasses import dataclass
from datetime import datetime

from monitor.model.article import Article
from monitor.model.event import Event
from monitor.model.watch import Match, MatchStatus


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """An article as read: what it names and what it says happened."""

    article: Article
    matches: tuple[Match, ...]
    event: Event

    @property
    def accepted(self) -> tuple[Match, ...]:
        """The matches that count, in text order."""
        return tuple(m for m in self.matches if m.status is MatchStatus.ACCEPTED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Assignment:
    """Which story a report belongs to, and why."""

    story_id: str
    #: True where the report opened the story.
    is_new: bool
    #: The article that this one is a copy of, if it is one.
    copy_of: str | None = None
    #: Who the wording comes from: an agency, or the outlet itself.
    origin: str
    #: In [0, 1]; 1 for a copy, 0 for a new story.
    score: float
    #: False where the report may well tell of another event than its story.
    is_sure: bool = True
    #: When an article that came before came with other words; what it says is as new.
    revised_at: datetime | None = None
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Label:
    """What a person says of two articles: one event, or two."""

    article_id: str
    other_id: str
    is_same: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """The articles about one event, and the facts they add up to."""

    story_id: str
    #: Title of its first article.
    title: str
    first_at: datetime
    last_at: datetime
    #: In the order they came, copies included.
    article_ids: tuple[str, ...]
    #: Distinct outlets, in the order they came.
    sources: tuple[str, ...]
    #: Distinct independent origins (agencies or outlets), in the order they came.
    origins: tuple[str, ...]
    #: Those of the origins that tell of the event themselves: passing on what a party
    #: claims or denies confirms nothing.
    witnesses: tuple[str, ...] = ()
    #: Admiralty letters of its outlets, in the order they came.
    letters: tuple[str, ...] = ()
    #: (watchlist_id, watch_id) of every accepted match, in the order they came.
    watches: tuple[tuple[str, str], ...]
    #: Fused from its reports: tolls as ranges over what the reports say.
    event: Event

    @property
    def is_confirmed(self) -> bool:
        """Whether two independent origins tell of it (AJP-2.1, credibility 1)."""
        return len(self.witnesses) > 1
