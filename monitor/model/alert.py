"""Decisions, and what they call."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from monitor.model.delivery import Delivery
from monitor.model.story import Report, Story
from monitor.model.trouble import Trouble

#: Reason of a first alert that is silent until a second origin confirms it.
UNCONFIRMED = "unconfirmed"
#: Reason of a silent update: the report may tell of another event than its story.
MAY_BE_ANOTHER = "may_be_another"


class Verdict(StrEnum):
    """What a decision does with an article, from loud to nothing."""

    ALERT = "alert"  # the first call about a story
    UPDATE = "update"  # a further call: something material changed
    EDIT = "edit"  # the story's facts changed, too little to call
    MERGE = "merge"  # a copy, or nothing new
    DIGEST = "digest"  # not for the phone: shown in the next digest
    HOLD = "hold"  # kept from the phone by a rule, listed as held
    IGNORE = "ignore"  # names nothing that is watched


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """What is done with one report for one watchlist, and why."""

    verdict: Verdict
    #: A stable word, also the metric label: "first_report", "too_old", "copy".
    reason: str
    #: The reason in full for a person: "killed 1 -> 8".
    detail: str = ""

    @property
    def in_words(self) -> str:
        """The reason, with its detail where it has one."""
        return f"{self.reason}: {self.detail}" if self.detail else self.reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """The decision to tell one watchlist about one story, or an update of it."""

    story_id: str
    watchlist_id: str
    #: 0 for the first call, then 1, 2 ... for each update.
    number: int
    decision: Decision
    #: The story as it stood when it was told.
    story: Story
    #: The report that made it call.
    report: Report
    created_at: datetime.datetime

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it went out silently, for want of a second origin."""
        return self.decision.reason == UNCONFIRMED

    @property
    def may_be_another(self) -> bool:
        """Whether it tells only that the report may be of another event."""
        return self.decision.reason == MAY_BE_ANOTHER

    @property
    def is_silent(self) -> bool:
        """Whether it is delivered without a sound."""
        return self.is_unconfirmed or self.may_be_another

    @property
    def alert_id(self) -> str:
        """Unique: a story that lost an article gives that one's number again, later."""
        what = f"{self.story_id}:{self.watchlist_id}:{self.number}"
        return f"{what}:{self.created_at:%Y%m%dT%H%M%S.%fZ}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """A story that was told within a day, and every call about it."""

    #: As it stands now.
    story: Story
    #: Oldest first; one or more.
    alerts: tuple[Alert, ...]

    @property
    def is_new(self) -> bool:
        """Whether its first call is among them."""
        return self.alerts[0].number == 0

    @property
    def has_called(self) -> bool:
        """Whether it rang for anybody."""
        return not all(alert.is_silent for alert in self.alerts)

    @property
    def is_unconfirmed(self) -> bool:
        """Whether it went out silently, and no second origin has come since."""
        was_weak = any(alert.is_unconfirmed for alert in self.alerts)
        return was_weak and not (self.has_called or self.story.is_confirmed)


@dataclass(frozen=True, kw_only=True, slots=True)
class Digest:
    """A day's stories for one channel, what was held back, and the coverage."""

    channel_id: str
    since: datetime.datetime
    until: datetime.datetime
    #: Local date it is for.
    date: datetime.date
    #: The gravest first.
    told: tuple[Told, ...]
    #: (report, decision) of what did not call: the unreadable, then the gravest first.
    held: tuple[tuple[Report, Decision], ...]
    #: What should have been read since the last digest, and could not be delivered.
    undelivered: tuple[Delivery, ...]
    #: Copies and further reports that were folded into stories.
    folded_count: int
    #: Polled feeds, when one was last polled, and what is wrong with them.
    feed_count: int
    polled_at: datetime.datetime | None
    troubles: tuple[Trouble, ...]
    #: Outlets whose feeds were asked and never read, not among the troubles.
    unheard: tuple[str, ...] = ()
