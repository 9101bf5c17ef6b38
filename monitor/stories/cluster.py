"""One open story as reports are compared with it, and as it stands.

It decides nothing; `monitor.stories.open` does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from monitor.model import Event, EventStatus, Place, Report, Story
from monitor.stories.facts import Statement, fuse
from monitor.stories.rarity import NAMES_SHARE
from monitor.stories.reading import Reading
from monitor.stories.vetoes import is_background, settlement


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
    watches: tuple[tuple[str, str], ...]
    event: Event
    #: Weights of its stems and names; empty where it brings no material.
    vector: Mapping[str, float]
    is_named: bool
    is_sure_of_place: bool
    copy_of: str | None
    #: It rides along: it changes neither what the story is compared by nor its facts.
    is_silent: bool

    @property
    def is_witness(self) -> bool:
        """Whether it tells of the event itself, not of what a party says of it."""
        told = (EventStatus.CLAIMED, EventStatus.DENIED)
        return not self.is_silent and self.event.status not in told


def watches_of(report: Report) -> tuple[tuple[str, str], ...]:
    """(watchlist_id, watch_id) of each accepted match, once each, in text order."""
    return tuple(dict.fromkeys((m.watchlist_id, m.watch_id) for m in report.accepted))


@dataclass(kw_only=True, slots=True)
class Cluster:
    """A story's members and what they add up to."""

    story_id: str
    #: A round-up, comment or memorial: no report of an event joins it.
    is_background: bool
    members: dict[str, Member] = field(default_factory=dict)
    #: Sum of the members' vectors: its product with a vector, over the number of
    #: members, is their average likeness.
    sums: dict[str, float] = field(default_factory=dict)
    #: Squared length of the sum.
    square: float = 0.0
    count: int = 0
    named_count: int = 0
    statements: list[Statement] = field(default_factory=list)
    event: Event = field(default_factory=Event)
    places: dict[str, Place] = field(default_factory=dict)
    is_sure_of_place: bool = False
    dates: dict[date, None] = field(default_factory=dict)
    languages: set[str | None] = field(default_factory=set)
    first_at: datetime | None = None
    last_at: datetime | None = None

    def add(self, member: Member) -> None:
        """Takes a member in; of one that is known, the newer version of its facts."""
        known = self.members.get(member.article_id)
        if known is not None:
            member = replace(member, vector=known.vector, is_named=known.is_named)
        elif member.vector:
            self._weigh_in(member)
        self.members[member.article_id] = member
        if not member.is_silent:
            self._hear(member)
        self.first_at = min(self.first_at or member.at, member.at)
        self.last_at = max(self.last_at or member.at, member.at)

    @property
    def cohesion(self) -> float:
        """Average cosine over all pairs of members, each with itself too; in (0, 1]."""
        named = self.named_count * NAMES_SHARE
        largest = self.count * (self.count * (1 - NAMES_SHARE) + named)
        return self.square / largest if self.square else 1.0

    def clear(self) -> None:
        """Drops every member and all that they added up to."""
        self.members, self.sums, self.statements = {}, {}, []
        self.count = self.named_count = 0
        self.square = 0.0
        self.places, self.dates, self.languages = {}, {}, set()
        self.is_sure_of_place = False
        self.event = Event()
        self.first_at = self.last_at = None

    def _weigh_in(self, member: Member) -> None:
        self.languages.add(member.language)
        self.count += 1
        self.named_count += member.is_named
        for word, weight in member.vector.items():
            held = self.sums.get(word, 0.0)
            self.sums[word] = held + weight
            self.square += weight * (2 * held + weight)

    def _hear(self, member: Member) -> None:
        """Takes in what a member says, unless it only repeats what it copies."""
        event = member.event
        if not self._says_something_new(member):
            return
        self.statements = [
            s for s in self.statements if s.article_id != member.article_id
        ]
        self.statements.append(
            Statement(
                article_id=member.article_id,
                origin=member.origin,
                at=member.at,
                event=event,
            )
        )
        self.event = fuse(self.statements)
        if place := settlement(event):
            self.places[place.place_id] = place
            self.is_sure_of_place |= member.is_sure_of_place
        if event.date:
            self.dates[event.date] = None

    def _says_something_new(self, member: Member) -> bool:
        """Whether it says anything, and not just what the article it copies said."""
        event = member.event
        if event == Event():
            return False
        copied = self.members.get(member.copy_of or "")
        return copied is None or _claims(copied.event) != _claims(event)

    def story(self) -> Story:
        """The story as it stands."""
        members = list(self.members.values())
        first = members[0]
        return Story(
            story_id=self.story_id,
            title=first.title,
            first_at=self.first_at or first.at,
            last_at=self.last_at or first.at,
            article_ids=tuple(self.members),
            sources=tuple(dict.fromkeys(m.source for m in members)),
            origins=tuple(dict.fromkeys(m.origin for m in members)),
            witnesses=tuple(dict.fromkeys(m.origin for m in members if m.is_witness)),
            letters=tuple(dict.fromkeys(m.reliability for m in members)),
            watches=tuple(dict.fromkeys(w for m in members for w in m.watches)),
            event=self.event,
        )


def _claims(event: Event) -> tuple[object, ...]:
    """What a copy repeats if it adds nothing."""
    return (
        event.killed and (event.killed.low, event.killed.high),
        event.wounded and (event.wounded.low, event.wounded.high),
        event.abducted and (event.abducted.low, event.abducted.high),
        event.arrested and (event.arrested.low, event.arrested.high),
        frozenset((actor.actor_id, actor.claim) for actor in event.actors),
        event.place and event.place.place_id,
        event.status,
    )


def member_of(
    report: Report,
    *,
    origin: str,
    copy_of: str | None,
    reading: Reading,
    vector: Mapping[str, float],
    is_silent: bool,
) -> Member:
    """The report as a story's member; a copy brings no wording of its own."""
    article = report.article
    return Member(
        article_id=article.article_id,
        source=article.source,
        origin=origin,
        reliability=article.reliability,
        language=article.language,
        title=article.title,
        at=reading.at,
        watches=watches_of(report),
        event=report.event,
        vector={} if copy_of or is_silent else vector,
        is_named=any(word[0] == "^" for word in vector),
        is_sure_of_place=reading.is_sure_of_place,
        copy_of=copy_of,
        is_silent=is_silent,
    )


def silent_in(report: Report, *, opens_story: bool) -> bool:
    """Whether the report only rides along: background that did not open the story."""
    return is_background(report.event) and not opens_story
