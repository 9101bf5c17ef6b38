"""What is followed: watchlists and the matches that name their watches."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from monitor.model.event import EventStatus


class WatchKind(StrEnum):
    """What a watch follows."""

    PLACE = "place"
    GROUP = "group"
    PERSON = "person"
    TOPIC = "topic"


class MatchStatus(StrEnum):
    """What became of a name found in an article."""

    ACCEPTED = "accepted"
    POSSIBLE = "possible"
    REJECTED = "rejected"


class MatchMode(StrEnum):
    """How a name was compared with the text."""

    EXACT = "exact"
    FOLDED = "folded"
    SKELETON = "skeleton"
    FUZZY = "fuzzy"


class Ambiguity(StrEnum):
    """How often a name means something else; decides how much evidence it needs."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """One spelling of a watch."""

    text: str
    #: ISO 639-1 code, or "und" where the spelling belongs to no language.
    language: str = "und"
    #: How it is compared; None lets its length and shape decide.
    mode: MatchMode | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """A place, group, person or topic that somebody follows."""

    watch_id: str
    watchlist_id: str
    kind: WatchKind
    names: tuple[Name, ...]
    #: ISO 3166-1 alpha-2 code; a mention of the country supports a match.
    country: str | None = None
    #: Of a place: WGS 84, decimal degrees, both or neither; they come before those
    #: of the gazetteer.
    lat: float | None = None
    lon: float | None = None
    #: Of a place: name of the region (first-level division) it lies in.
    region: str | None = None
    #: Places or groups whose mention nearby supports a match.
    near: tuple[str, ...] = ()
    #: Words whose mention nearby supports a match.
    context: tuple[str, ...] = ()
    #: Phrases in which the name means something else.
    never: tuple[str, ...] = ()
    ambiguity: Ambiguity | None = None
    #: Severity, 0 to 10, below which this watch does not call; None: the watchlist's.
    min_severity: float | None = None
    #: Words within which `near` and `context`, or a topic's `combination`, must stand;
    #: None: anywhere in the article, what is close counting more.
    proximity: int | None = None
    #: What it calls for besides what happens now; None: the watchlist's.
    statuses: tuple[EventStatus, ...] | None = None
    #: Languages and sources that may match; empty: all.
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    #: Languages and sources that may not.
    not_languages: tuple[str, ...] = ()
    not_sources: tuple[str, ...] = ()
    #: A topic's weighted words and the sum at which it matches.
    words: tuple[tuple[str, float], ...] = ()
    threshold: float = 1.0
    #: Groups of words: one of each group is worth a topic's whole threshold.
    combination: tuple[tuple[str, ...], ...] = ()

    @property
    def label(self) -> str:
        """The name to show: the first that the watchlist gives."""
        return self.names[0].text if self.names else self.watch_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Watchlist:
    """What somebody follows, and whom to tell."""

    watchlist_id: str
    title: str
    watches: tuple[Watch, ...]
    #: Ids of the channels that are called at once.
    alert_to: tuple[str, ...] = ()
    #: Ids of the channels that get the daily digest.
    digest_to: tuple[str, ...] = ()
    #: 0 to 10; an event below it goes to the digest.
    min_severity: float = 3.0
    #: What it calls for besides what happens now: trials, threats ...
    statuses: tuple[EventStatus, ...] = ()
    #: Admiralty letters of outlets that call only when a second origin confirms them;
    #: before that their reports go out silently.
    staged: tuple[str, ...] = ()
    #: After so long without a second origin, the message says so.
    confirm_within: timedelta = timedelta(hours=12)


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """Evidence that an article names a watch, or why it only seems to."""

    watch_id: str
    watchlist_id: str
    kind: WatchKind
    status: MatchStatus
    #: Sum of the reasons; compared with what the watch's ambiguity asks for.
    score: float
    #: The words found, as they stand in the article.
    surface: str
    #: "title" or "text".
    field: str
    #: Code points into the field, half open.
    start: int
    end: int
    mode: MatchMode
    #: Signed and readable, in the order they were weighed: '+2 "Bamako" 6 words away'.
    reasons: tuple[str, ...] = ()
