"""One open story as reports are compared with it, and as it stands.

It decides nothing; `monitor.stories.open` does.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import TypeVar

from monitor.model import Event, EventStatus, Place, Story, Toll
from monitor.stories.facts import WEIGHED, Statement, fuse
from monitor.stories.member import Member
from monitor.stories.rarity import NAMES_SHARE
from monitor.stories.vetoes import is_background, settlement

#: With this member the sums stop being the first one's vector.
_SECOND = 2
#: A place or date that fewer of the reports tell is one they were misread for, or that
#: of another event they mention: it lets nothing further in. A fifth to a third of
#: follow-ups are misread so.
_SHARE = 0.2
#: The likeness that makes two summaries one event.
_LEAST_ALIKE = 0.14
#: What a party says of an event; how else it is told, copies are read differently.
_SPOKEN = (EventStatus.CLAIMED, EventStatus.DENIED)
_FIGURES = ("killed", "wounded", "abducted", "arrested")
_Value = TypeVar("_Value", bound=Hashable)


@dataclass(kw_only=True, slots=True)
class Cluster:
    """A story's members and what they add up to."""

    story_id: str
    #: It holds no report of an event: only trials, memorials, comments or round-ups.
    is_background: bool
    members: dict[str, Member] = field(default_factory=dict)
    #: Sum of the members' vectors: its product with a vector, over the number of
    #: members, is their average likeness. The only member's own vector until there is
    #: another.
    sums: dict[str, float] = field(default_factory=dict)
    #: Squared length of the sum.
    square: float = 0.0
    count: int = 0
    named_count: int = 0
    #: Stems of all members that bring material, each counted in every member.
    stem_count: int = 0
    #: The newest that bring something new.
    statements: list[Statement] = field(default_factory=list)
    event: Event = field(default_factory=Event)
    #: Every settlement that a report tells, by place_id.
    told_places: dict[str, Place] = field(default_factory=dict)
    #: Those that a fifth of the reports tell, the most often told first.
    places: tuple[Place, ...] = ()
    is_sure_of_place: bool = False
    #: Settlements that a report tells and no list of places has.
    unlisted: set[str] = field(default_factory=set)
    #: Of the people that its reports tell of, in years.
    ages: set[int] = field(default_factory=set)
    #: Days that a fifth of the reports tell, the most often told first.
    dates: tuple[date, ...] = ()
    languages: set[str | None] = field(default_factory=set)
    sources: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    witnesses: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    watches: tuple[tuple[str, str], ...] = ()
    first_at: datetime | None = None
    last_at: datetime | None = None
    _place_counts: Counter[str] = field(default_factory=Counter)
    _date_counts: Counter[date] = field(default_factory=Counter)

    def add(self, member: Member) -> None:
        """Takes a member in; of one that is known, the newer version of its facts."""
        known = self.members.get(member.article_id)
        if known is None:
            self._take(member)
        else:
            self._revise(replace(member, vector=known.vector, is_named=known.is_named))

    @property
    def cohesion(self) -> float:
        """Average cosine over all pairs of members, each with itself too; in (0, 1].

        Never less than where each is just as like each other as a story's members must
        be: the centroid of what has nothing in common is a little like everything.
        """
        if not self.square:
            return 1.0
        named = self.named_count * NAMES_SHARE
        largest = self.count * (self.count * (1 - NAMES_SHARE) + named)
        least = _LEAST_ALIKE + (1 - _LEAST_ALIKE) / self.count
        return max(least, self.square / largest)

    def clear(self) -> None:
        """Drops every member and all that they added up to."""
        emptied = Cluster(story_id=self.story_id, is_background=True)
        for known in fields(self):
            setattr(self, known.name, getattr(emptied, known.name))

    def _take(self, member: Member) -> None:
        self.is_background = self.is_background and is_background(member.event)
        if member.vector:
            self._weigh_in(member)
        self.members[member.article_id] = member
        if self._hear(member):
            self._sum_up()
        self._list(member)
        self.first_at = min(self.first_at or member.at, member.at)
        self.last_at = max(self.last_at or member.at, member.at)

    def _revise(self, member: Member) -> None:
        """Adds up all members anew; when they came stays known."""
        first_at, last_at = self.first_at, self.last_at
        members = {**self.members, member.article_id: member}
        self.clear()
        for each in members.values():
            self._take(each)
        self.first_at = min(first_at or member.at, member.at)
        self.last_at = max(last_at or member.at, member.at)

    def _weigh_in(self, member: Member) -> None:
        self.languages.add(member.language)
        self.count += 1
        self.stem_count += stem_count(member.vector)
        self.named_count += member.is_named
        if self.count == 1:
            self.sums = member.vector
            self.square = sum(weight * weight for weight in self.sums.values())
            return
        if self.count == _SECOND:
            self.sums = dict(self.sums)
        for word, weight in member.vector.items():
            held = self.sums.get(word, 0.0)
            self.sums[word] = held + weight
            self.square += weight * (2 * held + weight)

    def _sum_up(self) -> None:
        self.event = fuse(self.statements)
        self.places = tuple(self.told_places[i] for i in _usual(self._place_counts))
        self.dates = _usual(self._date_counts)

    def _hear(self, member: Member) -> bool:
        """Takes in what a member says; False where it says nothing of its own."""
        is_mute = member.is_silent or member.event == Event()
        if is_mute or self.echoed(member.event, member.copy_of):
            return False
        event = member.event
        self.ages |= member.ages
        if len(self.statements) == 2 * WEIGHED:
            self.statements = sorted(self.statements, key=lambda s: s.at)[-WEIGHED:]
        self.statements.append(
            Statement(
                article_id=member.article_id,
                origin=member.origin,
                at=member.at,
                event=event,
            )
        )
        if place := settlement(event):
            self.told_places[place.place_id] = place
            self._place_counts[place.place_id] += 1
        self.is_sure_of_place |= member.is_sure_of_place
        if event.place and event.place.unlisted:
            self.unlisted.add(event.place.unlisted)
        if event.date:
            self._date_counts[event.date] += 1
        return True

    def echoed(self, event: Event, copied_id: str | None) -> str | None:
        """The article that it copies, where it says nothing that this one does not."""
        copied = self.members.get(copied_id or "")
        return copied_id if copied and _echoes(event, copied.event) else None

    def story(self) -> Story:
        """The story as it stands."""
        first = next(iter(self.members.values()))
        return Story(
            story_id=self.story_id,
            title=first.title,
            first_at=self.first_at or first.at,
            last_at=self.last_at or first.at,
            article_ids=tuple(self.members),
            sources=self.sources,
            origins=self.origins,
            witnesses=self.witnesses,
            letters=self.letters,
            watches=self.watches,
            event=self.event,
        )

    def _list(self, member: Member) -> None:
        """Adds what is new in a member to the lists; one in doubt bears no witness."""
        for watch in member.watches:
            self.watches = _with(self.watches, watch)
        if self.sources and not member.is_sure:
            return
        self.sources = _with(self.sources, member.source)
        self.origins = _with(self.origins, member.origin)
        if member.is_witness:
            self.witnesses = _with(self.witnesses, member.origin)
        self.letters = _with(self.letters, member.reliability)


def _with(known: tuple[_Value, ...], value: _Value) -> tuple[_Value, ...]:
    return known if value in known else (*known, value)


def _usual(counts: Counter[_Value]) -> tuple[_Value, ...]:
    """What a fifth say, else what most say; of equals, the first said first."""
    ranked = counts.most_common()
    least = _SHARE * counts.total()
    usual = tuple(value for value, count in ranked if count >= least)
    return usual or tuple(value for value, _ in ranked[:1])


def stem_count(vector: Iterable[str]) -> int:
    """How many of the words are stems, not names."""
    return sum(word[0] != "^" for word in vector)


def _echoes(event: Event, known: Event) -> bool:
    """Whether it says nothing that the other does not; what it leaves out is nothing.

    The day is not compared: a copy of another day has its "yesterday" wrong.
    """
    told = {(actor.actor_id, actor.claim) for actor in event.actors}
    return (
        all(_is_echo(getattr(event, f), getattr(known, f)) for f in _FIGURES)
        and told <= {(actor.actor_id, actor.claim) for actor in known.actors}
        and (event.place is None or _id(event.place) == _id(known.place))
        and (event.status not in _SPOKEN or event.status is known.status)
    )


def _is_echo(toll: Toll | None, known: Toll | None) -> bool:
    if toll is None or known is None:
        return toll is None
    return (toll.low, toll.high) == (known.low, known.high)


def _id(place: Place | None) -> str | None:
    return place.place_id if place else None
