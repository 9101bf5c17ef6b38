"""What watchlists would have done with articles of the past, and how two differ.

The articles go through the same desk as the service's, under their own clock. Nothing
is stored or sent.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from monitor.model import Alert, Event, MatchStatus, Watchlist
from monitor.pipeline.desk import Outcome
from monitor.stories.repair import Move

#: Two calls at one place of one type within this time are probably one event.
_NEAR = timedelta(hours=48)


@dataclass(slots=True)
class NameCount:
    """How often a spelling was found, what became of it, and what it called."""

    statuses: Counter[MatchStatus] = field(default_factory=Counter)
    #: Articles with it that called.
    alert_count: int = 0


@dataclass(kw_only=True, slots=True)
class Trial:
    """What one set of watchlists did with the articles."""

    #: First calls and updates, in the order they were made.
    alerts: list[Alert] = field(default_factory=list)
    #: The story that each article is in at the end.
    stories: dict[str, str] = field(default_factory=dict)
    #: What was decided on each article, by (article_id, watchlist_id), in words.
    reasons: dict[tuple[str, str], str] = field(default_factory=dict)
    #: By (watch_id, spelling as found, in lower case).
    names: defaultdict[tuple[str, str], NameCount] = field(
        default_factory=lambda: defaultdict(NameCount)
    )

    @property
    def calls(self) -> list[Alert]:
        """The first call about each story."""
        return [alert for alert in self.alerts if alert.number == 0]

    def take(self, result: Outcome | Move) -> None:
        """Count what an article did, or where it went."""
        if isinstance(result, Move):
            self.stories[result.article_id] = result.to_story
            return
        report = result.report
        article_id = report.article.article_id
        if result.assignment is not None:
            self.stories[article_id] = result.assignment.story_id
        for watchlist_id, decision in result.decisions:
            reason = f"{decision.verdict.value}: {decision.in_words}"
            self.reasons[article_id, watchlist_id] = reason
        self.alerts += result.alerts
        callers = {alert.watchlist_id for alert in result.alerts}
        for match in report.matches:
            count = self.names[match.watch_id, match.surface.lower()]
            count.statuses[match.status] += 1
        called_by = {
            (match.watch_id, match.surface.lower())
            for match in report.accepted
            if match.watchlist_id in callers
        }
        for name in called_by:
            self.names[name].alert_count += 1


def missing(calls: Iterable[Alert], other: Trial) -> list[Alert]:
    """The calls about events that ``other`` did not call the same watchlist for.

    Story ids of two trials have nothing to do with each other; their articles have.
    """
    told = _first_told(other)
    return [alert for alert in calls if _event_of(alert, other) not in told]


def delayed(calls: Iterable[Alert], other: Trial) -> list[tuple[Alert, timedelta]]:
    """The calls that ``other`` made later, by another report of the event."""
    told = _first_told(other)
    found = []
    for alert in calls:
        first = told.get(_event_of(alert, other))
        if first is not None and first.created_at > alert.created_at:
            found.append((alert, first.created_at - alert.created_at))
    return found


#: Watchlist and story.
_Event = tuple[str, str | None]


def _event_of(alert: Alert, trial: Trial) -> _Event:
    """What an alert is about, in another trial's stories."""
    return alert.watchlist_id, trial.stories.get(alert.report.article.article_id)


def _first_told(trial: Trial) -> dict[_Event, Alert]:
    first: dict[_Event, Alert] = {}
    for alert in trial.alerts:
        first.setdefault(_event_of(alert, trial), alert)
    return first


def per_day_and_chat(
    trial: Trial, watchlists: Sequence[Watchlist]
) -> Counter[tuple[date, str]]:
    """Messages by UTC date and channel; a list without channels counts by its id."""
    channels = {w.watchlist_id: w.alert_to or (w.watchlist_id,) for w in watchlists}
    messages = {
        (alert.created_at.date(), channel, alert.report.article.article_id)
        for alert in trial.alerts
        for channel in channels[alert.watchlist_id]
    }
    return Counter((day, channel) for day, channel, _ in messages)


def duplicates(calls: Sequence[Alert]) -> list[tuple[Alert, Alert]]:
    """Pairs of calls to one watchlist that are probably about one event."""
    recent: defaultdict[tuple[object, ...], list[Alert]] = defaultdict(list)
    found = []
    for alert in calls:
        key = (alert.watchlist_id, *_what_and_where(alert.report.event))
        if key[-1] is None:
            continue
        near = [o for o in recent[key] if alert.created_at - o.created_at <= _NEAR]
        found += [(other, alert) for other in near]
        recent[key].append(alert)
    return found


def _what_and_where(event: Event) -> tuple[object, ...]:
    return event.type, event.place.place_id if event.place else None
