"""What happened in the world, in the terms of ACLED and UCDP."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class EventType(StrEnum):
    """ACLED's six event types (codebook 2024), and three that are not conflict."""

    BATTLES = "battles"
    EXPLOSIONS_REMOTE_VIOLENCE = "explosions_remote_violence"
    VIOLENCE_AGAINST_CIVILIANS = "violence_against_civilians"
    PROTESTS = "protests"
    RIOTS = "riots"
    STRATEGIC_DEVELOPMENTS = "strategic_developments"
    ACCIDENT_DISASTER = "accident_disaster"
    CRIME = "crime"
    NONE = "none"


class EventStatus(StrEnum):
    """Whether the event is news, and what kind of statement reports it."""

    REPORTED = "reported"
    CLAIMED = "claimed"
    DENIED = "denied"
    THREAT = "threat"
    FOILED = "foiled"
    PAST = "past"
    JUDICIAL = "judicial"
    COMMEMORATION = "commemoration"
    EXERCISE = "exercise"
    CUMULATIVE = "cumulative"
    OPINION = "opinion"


class Role(StrEnum):
    """What an actor did in an event."""

    PERPETRATOR = "perpetrator"
    VICTIM = "victim"
    OTHER = "other"


class Claim(StrEnum):
    """Who says that the actor did it."""

    CLAIMED = "claimed"
    ATTRIBUTED = "attributed"
    DENIED = "denied"
    UNKNOWN = "unknown"


class Precision(StrEnum):
    """How exactly a place is known, from a building to a country."""

    SITE = "site"
    TOWN = "town"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


class DatePrecision(StrEnum):
    """How exactly the text dates the event."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    UNKNOWN = "unknown"


class Side(StrEnum):
    """Whose people they are: of the state, of those who fight it, or of neither."""

    STATE = "state"
    ARMED_GROUP = "armed_group"
    CIVILIAN = "civilian"


@dataclass(frozen=True, kw_only=True, slots=True)
class Share:
    """The people of one side in a toll, as one source tells it."""

    #: None where a source counts people without saying whose they are.
    side: Side | None
    #: Class of the people ("army", "police"), or None where there are several.
    kind: str | None
    low: int
    high: int
    #: The words themselves.
    text: str
    #: Who says so, if the text does ("army").
    source: str | None = None
    #: Whether the words give no number: "dozens".
    is_vague: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Toll:
    """A number of people, as a range, with the words it was read from."""

    low: int
    high: int
    #: The words themselves: "dozens" stays "dozens".
    text: str
    #: Who says so, if the text does ("the army").
    source: str | None = None
    #: Whether the words give no number: then only they are shown.
    is_vague: bool = False
    #: The same people by side, where the text tells; rival figures stand side by side.
    sides: tuple[Share, ...] = ()
    #: In a story, the totals that differ, each with who gives it: whole numbers of
    #: people, without sides, the newest figure first.
    rivals: tuple[Share, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Actor:
    """Somebody who takes part in an event."""

    actor_id: str
    name: str
    role: Role = Role.OTHER
    claim: Claim = Claim.UNKNOWN
    #: Class of people ("army", "militant"); None where it is not known.
    kind: str | None = None
    #: Whether it is a watched group or person, not a general noun.
    is_named: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where an event happened."""

    place_id: str
    name: str
    #: ISO 3166-1 alpha-2 code.
    country: str | None = None
    #: WGS 84, decimal degrees.
    lat: float | None = None
    lon: float | None = None
    precision: Precision = Precision.TOWN
    #: Whether the event was near this place, not in it: "near X", "12 km from X".
    is_near: bool = False
    #: Name of the region (first-level division) it lies in.
    region: str | None = None
    #: Its name as the text writes it; empty where only a country is known.
    told_as: str = field(default="", compare=False)
    #: A settlement in it that the text names and no list of places has.
    unlisted: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """What an article says happened in the world."""

    type: EventType = EventType.NONE
    #: ACLED's sub-event type in snake case, "coup_mutiny" or "hostage_release".
    subtype: str | None = None
    status: EventStatus = EventStatus.REPORTED
    killed: Toll | None = None
    wounded: Toll | None = None
    abducted: Toll | None = None
    arrested: Toll | None = None
    actors: tuple[Actor, ...] = ()
    place: Place | None = None
    #: Local date of the event, not of the report; only where the day is known.
    date: datetime.date | None = None
    #: A week or a month gives no date: it is not known which day.
    date_precision: DatePrecision = DatePrecision.UNKNOWN
    #: 0 to 10; None where there is no event.
    severity: float | None = None
    #: What the type, status and severity rest on, in words.
    reasons: tuple[str, ...] = ()
