"""Decides what one report does for one watchlist: call, update, or keep quiet.

The rules stand in `decide` in the order they are asked; the first that holds
gives the reason. What a change must be to call again is in `changes`. Nothing
here knows about channels, chats or the clock.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from monitor.alerts.changes import Change, changes
from monitor.alerts.elsewhere import place_elsewhere
from monitor.alerts.staleness import staleness
from monitor.cooldown import call_times
from monitor.model import (
    MAY_BE_ANOTHER,
    UNCONFIRMED,
    Alert,
    Assignment,
    Decision,
    Event,
    EventStatus,
    EventType,
    Match,
    MatchStatus,
    Report,
    Story,
    Verdict,
    Watch,
    WatchKind,
    Watchlist,
)
from monitor.settings import AlertsTable

#: What is told of by these is not happening now: for the digest, not the phone,
#: unless a watch asks for it by `statuses`.
NOT_NOW = frozenset(
    {
        EventStatus.THREAT,
        EventStatus.FOILED,
        EventStatus.PAST,
        EventStatus.JUDICIAL,
        EventStatus.COMMEMORATION,
        EventStatus.EXERCISE,
        EventStatus.CUMULATIVE,
        EventStatus.OPINION,
    }
)
NOT_CONFLICT = frozenset({EventType.ACCIDENT_DISASTER, EventType.CRIME})
#: In place of a call, where a feed shows so much as new at once that it is not news.
REPUBLISHED = Decision(
    verdict=Verdict.HOLD,
    reason="republished",
    detail="a feed that renews its ids or changes its shop looks like this",
)
#: Of an article that nobody can decide on: reading it ended in a fault of ours.
UNREADABLE = Decision(
    verdict=Verdict.HOLD, reason="unreadable", detail="the log has the traceback"
)


def screen(
    report: Report,
    watchlist: Watchlist,
    watches: Mapping[str, Watch],
    *,
    baseline: bool,
    heard_at: datetime | None = None,
    is_told: bool = False,
    policy: AlertsTable,
    now: datetime,
) -> Decision | None:
    """Why this report is not for the phone whatever its story is, or None.

    Args:
        watches: those of the watchlist, by id.
        baseline: True on the first good poll of the report's feed, when what
            carries no date cannot count as new.
        heard_at: when the feed last brought anything new before this. What it did not
            have by then, and comes too late to call, is for the digest.
        is_told: whether the watchlist was called about the story that an earlier
            version of the article is in: what it says now is news, whatever its date.
    """
    matches = [m for m in report.matches if m.watchlist_id == watchlist.watchlist_id]
    accepted = [m for m in matches if m.status is MatchStatus.ACCEPTED]
    if not accepted:
        return _unmatched(matches)
    event = report.event
    if event.type is EventType.NONE:
        return _without_event(accepted)
    stale = staleness(
        report, baseline=baseline, heard_at=heard_at, max_age=policy.max_age, now=now
    )
    if stale is not None and not is_told:
        return stale
    if (place := place_elsewhere(event, accepted, watches)) is not None:
        where = f"{place.name} ({place.country})"
        return Decision(verdict=Verdict.DIGEST, reason="elsewhere", detail=where)
    if _is_asked_for(event, accepted, watchlist, watches):
        return None
    return _not_for_now(event) or _too_mild(event, accepted, watchlist, watches)


def decide(
    report: Report,
    assignment: Assignment,
    before: Story,
    story: Story,
    told: Sequence[Alert],
    *,
    policy: AlertsTable,
    now: datetime,
    staged: Collection[str] = (),
) -> Decision:
    """What a report that passed `screen` does for one watchlist.

    Args:
        before: the story without this report; the same as ``story`` if it is new.
        story: as it stands with this report in it.
        told: this watchlist's alerts about the story so far, oldest first.
        staged: letters of outlets that do not call alone.
    """
    if assignment.copy_of is not None and told:
        return Decision(
            verdict=Verdict.MERGE,
            reason="copy",
            detail=f"copy of {assignment.copy_of}",
        )
    letters = (*story.letters, report.article.reliability)
    is_weak = not story.is_confirmed and all(letter in staged for letter in letters)
    called = [alert for alert in told if not alert.may_be_another]
    if not called:
        reason = UNCONFIRMED if is_weak else "first_report"
        return Decision(verdict=Verdict.ALERT, reason=reason)
    is_silent = all(alert.is_unconfirmed for alert in called)
    if is_silent and not is_weak:
        detail = f"confirmed by {report.article.source}"
        return Decision(verdict=Verdict.UPDATE, reason="confirmed", detail=detail)
    found = (
        *(() if is_silent else changes(report, called[-1].story, story, told)),
        *_doubts(report, assignment, told),
    )
    if any(change.calls for change in found):
        return _update(found, told, policy=policy, now=now)
    fresh = changes(report, before, story, told)
    if not fresh:
        return Decision(verdict=Verdict.MERGE, reason="nothing_new")
    return Decision(
        verdict=Verdict.EDIT, reason=fresh[0].reason, detail=_in_words(fresh)
    )


def _update(
    found: Sequence[Change],
    told: Sequence[Alert],
    *,
    policy: AlertsTable,
    now: datetime,
) -> Decision:
    """The update; what may be another event is told however often the story was."""
    loud = [change for change in found if change.calls]
    doubts = [change for change in loud if change.reason == MAY_BE_ANOTHER]
    changed = [change for change in loud if change not in doubts]
    sent = call_times(told, policy.cooldown)[1:]
    is_grave = any(change.is_grave for change in loud)
    if changed and (is_grave or _has_room(sent, policy, now)):
        detail = _in_words(found)
        return Decision(verdict=Verdict.UPDATE, reason=changed[0].reason, detail=detail)
    sent = [alert.created_at for alert in told if alert.may_be_another]
    if doubts and _has_room(sent, policy, now):
        detail = _in_words(doubts)
        return Decision(verdict=Verdict.UPDATE, reason=MAY_BE_ANOTHER, detail=detail)
    return Decision(
        verdict=Verdict.EDIT,
        reason="update_cap",
        detail=f"{policy.max_updates} updates in 24 h; {_in_words(found)}",
    )


def _has_room(sent: Iterable[datetime], policy: AlertsTable, now: datetime) -> bool:
    """Whether the story may be told of once more today."""
    recent = [at for at in sent if at <= now < at + timedelta(days=1)]
    return len(recent) < policy.max_updates


def _doubts(
    report: Report, assignment: Assignment, told: Iterable[Alert]
) -> Iterator[Change]:
    """A report that may be of another event is not lost in the story that it joins."""
    article = report.article
    was_told = any(
        a.may_be_another and a.report.article.article_id == article.article_id
        for a in told
    )
    is_doubtful = not assignment.is_sure and report.event.type is not EventType.NONE
    if is_doubtful and not was_told:
        yield Change(
            reason=MAY_BE_ANOTHER,
            detail=f"may be another event: {article.title} ({article.source})",
            calls=True,
        )


def _in_words(found: Sequence[Change]) -> str:
    return "; ".join(change.detail for change in found)


def _unmatched(matches: Sequence[Match]) -> Decision:
    if any(m.status is MatchStatus.POSSIBLE for m in matches):
        return Decision(verdict=Verdict.DIGEST, reason="possible_match")
    if matches:
        return Decision(verdict=Verdict.IGNORE, reason="look_alike")
    return Decision(verdict=Verdict.IGNORE, reason="no_match")


def _without_event(accepted: Sequence[Match]) -> Decision:
    named = {m.kind for m in accepted} - {WatchKind.PLACE}
    if named:
        return Decision(verdict=Verdict.DIGEST, reason="mention")
    return Decision(verdict=Verdict.IGNORE, reason="no_event")


def _not_for_now(event: Event) -> Decision | None:
    if event.type in NOT_CONFLICT:
        return Decision(
            verdict=Verdict.DIGEST, reason="not_conflict", detail=event.type.value
        )
    if event.status in NOT_NOW:
        return Decision(verdict=Verdict.DIGEST, reason=event.status.value)
    return None


def _is_asked_for(
    event: Event,
    accepted: Sequence[Match],
    watchlist: Watchlist,
    watches: Mapping[str, Watch],
) -> bool:
    """Whether a watch wants this status called, however mild it makes the event."""
    if event.status not in NOT_NOW or event.type in NOT_CONFLICT:
        return False
    return any(
        event.status in _statuses(watchlist, watches.get(match.watch_id))
        for match in accepted
    )


def _statuses(watchlist: Watchlist, watch: Watch | None) -> Collection[EventStatus]:
    if watch is None or watch.statuses is None:
        return watchlist.statuses
    return watch.statuses


def _too_mild(
    event: Event,
    accepted: Sequence[Match],
    watchlist: Watchlist,
    watches: Mapping[str, Watch],
) -> Decision | None:
    wanted = min(_minimum(watchlist, watches.get(m.watch_id)) for m in accepted)
    if (event.severity or 0.0) < wanted:
        return Decision(
            verdict=Verdict.DIGEST,
            reason="below_minimum",
            detail=f"severity {event.severity or 0:g}, {wanted:g} is asked for",
        )
    return None


def is_mild_denial(report: Report, screened: Decision | None) -> bool:
    """Whether only its mildness keeps a denial from the phone.

    Nobody is hurt in what did not happen; who was told of it wants to know.
    """
    is_mild = screened is not None and screened.reason == "below_minimum"
    return is_mild and report.event.status is EventStatus.DENIED


def _minimum(watchlist: Watchlist, watch: Watch | None) -> float:
    if watch is None or watch.min_severity is None:
        return watchlist.min_severity
    return watch.min_severity
