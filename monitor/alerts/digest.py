"""A day's alerts and what was kept back become one Digest.

It counts and orders; how it looks is for `deliveries.compose` and the channel.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from monitor.alerts.decide import UNREADABLE
from monitor.model import (
    Alert,
    Decision,
    Delivery,
    Digest,
    Feed,
    FeedState,
    Report,
    Story,
    Told,
    Trouble,
    Verdict,
)

#: Held because it is no news: neither for the phone nor for the digest.
OLD_NEWS = frozenset({"too_old", "baseline"})


def build_digest(
    *,
    channel_id: str,
    day: date,
    since: datetime,
    until: datetime,
    alerts: Iterable[Alert],
    stories: Mapping[str, Story],
    kept: Iterable[tuple[Report, Decision]],
    undelivered: Iterable[Delivery],
    feeds: Sequence[tuple[Feed, FeedState]],
    troubles: Iterable[Trouble],
    unheard: Iterable[str] = (),
) -> Digest:
    """The digest of a day for a channel.

    Args:
        alerts: of the watchlists that the channel gets digests of.
        stories: by id, as they stand now; one that is missing stays as it was told.
        kept: reports that did not call, with the decision; an article may come
            once for each watchlist and is shown once.
        undelivered: messages that were given up.
        feeds: every polled feed as it stands.
        troubles: what is wrong with them.
        unheard: outlets whose feeds were never read, not among the troubles.
    """
    once: dict[str, tuple[Report, Decision]] = {}  # by article
    folded: set[str] = set()
    for report, decision in kept:
        article_id = report.article.article_id
        if decision.verdict in (Verdict.MERGE, Verdict.EDIT):
            folded.add(article_id)
        elif decision.reason not in OLD_NEWS:
            once.setdefault(article_id, (report, decision))
    held = sorted(once.values(), key=_place)
    return Digest(
        channel_id=channel_id,
        since=since,
        until=until,
        date=day,
        told=_told(alerts, stories),
        held=tuple(held),
        undelivered=tuple(undelivered),
        folded_count=len(folded),
        feed_count=len(feeds),
        polled_at=max(
            (state.polled_at for _, state in feeds if state.polled_at), default=None
        ),
        troubles=tuple(troubles),
        unheard=tuple(unheard),
    )


def _place(pair: tuple[Report, Decision]) -> tuple[bool, float]:
    """The gravest first; before them what could not be read, and may be anything."""
    report, decision = pair
    return decision != UNREADABLE, -(report.event.severity or 0.0)


def _told(alerts: Iterable[Alert], stories: Mapping[str, Story]) -> tuple[Told, ...]:
    by_story: defaultdict[str, list[Alert]] = defaultdict(list)
    for alert in sorted(alerts, key=lambda alert: alert.created_at):
        by_story[alert.story_id].append(alert)
    told = [
        Told(story=stories.get(story_id, calls[-1].story), alerts=tuple(calls))
        for story_id, calls in by_story.items()
    ]
    return tuple(sorted(told, key=lambda one: -(one.story.event.severity or 0.0)))
