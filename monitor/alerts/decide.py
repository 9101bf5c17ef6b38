"""Decides what one report does for one watchlist: call, update, or keep quiet.

The rules stand in `decide` in the order they are asked; the first that holds
gives the reason. What a change must be to call again is in `changes`. Nothing
here knows about channels, chats or the clock.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from monitor.alerts.changes import Change, changes
from monitor.alerts.elsewhere import place_elsewhere
from monitor.durations import in_words
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
#: What an outlet dates may be in its feed only so much later.
APPEARS_WITHIN = timedelta(hours=12)


def screen(
    report: Report,
    watchlist: Watchlist,
    watches: Mapping[str, Watch],
    *,
    baseline: bool,
    heard_at: datetime | None = None,
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
    """
    matches = [m for m in report.matches if m.watchlist_id == watchlist.watchlist_id]
    accepted = [m for m in matches if m.status is MatchStatus.ACCEPTED]
    if not accepted:
        return _unmatched(matches)
    event = report.event
    if event.type is EventType.NONE:
        return _without_event(accepted)
    stale = _staleness(
        report, baseline=baseline, heard_at=heard_at, policy=policy, now=now
    )
    if stale is not None:
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
        *(() if is_silent else changes(report, told[-1].story, story, told)),
        *_doubts(report, assignment),
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
    loud = [change for change in found if change.calls]
    reason = loud[0].reason
    is_doubt = reason == MAY_BE_ANOTHER
    detail = _in_words(loud if is_doubt else found)
    is_grave = any(change.is_grave for change in loud)
    sent = _doubt_times(told) if is_doubt else _update_times(told, policy, now)
    recent = [at for at in sent if now - at < timedelta(days=1)]
    if len(recent) >= policy.max_updates and not is_grave:
        return Decision(
            verdict=Verdict.EDIT,
            reason="update_cap",
            detail=f"{policy.max_updates} updates in 24 h; {detail}",
        )
    return Decision(verdict=Verdict.UPDATE, reason=reason, detail=detail)


def _doubt_times(told: Sequence[Alert]) -> list[datetime]:
    return [alert.created_at for alert in told if alert.may_be_another]


def _update_times(
    told: Sequence[Alert], policy: AlertsTable, now: datetime
) -> list[datetime]:
    """When messages with updates went out; one that waits takes in what comes."""
    called = [alert for alert in told if not alert.is_silent]
    times = [alert.created_at for alert in called[:1]]
    for alert in called[1:]:
        if alert.created_at >= times[-1]:
            times.append(max(alert.created_at, times[-1] + policy.cooldown))
    return [at for at in times[1:] if at <= now]


def _doubts(report: Report, assignment: Assignment) -> Iterator[Change]:
    """A report that may be of another event is not lost in the story that it joins."""
    if not assignment.is_sure and report.event.type is not EventType.NONE:
        article = report.article
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


def _minimum(watchlist: Watchlist, watch: Watch | None) -> float:
    if watch is None or watch.min_severity is None:
        return watchlist.min_severity
    return watch.min_severity


def _staleness(
    report: Report,
    *,
    baseline: bool,
    heard_at: datetime | None,
    policy: AlertsTable,
    now: datetime,
) -> Decision | None:
    published = report.article.published_at
    if published is None:
        if baseline:
            return Decision(
                verdict=Verdict.HOLD,
                reason="baseline",
                detail="undated, on the first poll of its feed",
            )
        return None
    age = now - published
    if age > policy.max_age:
        is_late = heard_at is not None and published > heard_at - APPEARS_WITHIN
        return Decision(
            verdict=Verdict.DIGEST if is_late else Verdict.HOLD,
            reason="late" if is_late else "too_old",
            detail=f"published {in_words(age)} ago",
        )
    return None
