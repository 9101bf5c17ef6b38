"""An Alert becomes a Message in the analyst's reading order.

What and where first, in an update what changed; then when, the toll, who, how sure,
one sentence in its own language, and the links. It says "unknown" rather than leave a
fact out, and never prints a number, place or actor as its own knowledge.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.deliveries import wording
from monitor.model import (
    Actor,
    Alert,
    Block,
    BlockKind,
    Call,
    Claim,
    Event,
    EventStatus,
    Message,
    Report,
    Role,
    Story,
    Watchlist,
)

#: A quote longer than this says no more on a phone.
QUOTE_LENGTH = 200
#: Sources listed by name; the rest is counted.
SOURCES = 5
_DOUBTFUL = 4
_SURE = {1: "CONFIRMED", _DOUBTFUL: "DENIED"}
_SENTENCE = re.compile(r"(?<=[.!?؟。])\s+")


def alert_message(
    alerts: Sequence[Alert],
    watchlists: Mapping[str, Watchlist],
    *,
    is_update: bool,
    withdrawn: Sequence[Alert] = (),
    edited_at: datetime | None = None,
    zone: ZoneInfo,
) -> Message:
    """One message for all watchlists that call one destination about one report.

    Args:
        alerts: about the same story and report, one or more.
        watchlists: by id.
        is_update: the destination was told of the story before.
        withdrawn: earlier updates that this message takes the place of.
        edited_at: when a message that was sent before was rewritten as this one.
        zone: the reader's, for times of the day.
    """
    lead = alerts[0]
    details = [a.decision.detail for a in (*withdrawn, lead) if a.decision.detail]
    blocks = [
        *(_text(f"▲ {detail}") for detail in details if is_update),
        *_edited(edited_at, zone),
        *_when(lead, zone),
        *_tolls(lead.story.event),
        *_who(lead.story.event),
        _how_sure(lead.story, lead.report),
        *_quote(lead.report),
        _watch_line(alerts, watchlists),
        *_links(lead.report),
    ]
    limit = watchlists[lead.watchlist_id].confirm_within
    rings = edited_at is None and not lead.is_unconfirmed
    return Message(
        subject=_subject(
            lead, is_update=is_update, doubt=_doubt(lead, limit, edited_at)
        ),
        blocks=tuple(blocks),
        silent=lead.is_unconfirmed,
        call=_call(lead) if rings else None,
    )


def _text(text: str) -> Block:
    return Block(kind=BlockKind.TEXT, text=text)


def _call(alert: Alert) -> Call:
    article = alert.report.article
    return Call(
        severity=alert.story.event.severity,
        reported_at=article.published_at or article.fetched_at,
        feed_id=article.feed_id,
    )


def _doubt(alert: Alert, limit: timedelta, edited_at: datetime | None) -> str:
    """What the first line says of a story that one weak outlet alone has."""
    if not alert.is_unconfirmed or alert.story.is_confirmed:
        return ""
    if (edited_at or alert.created_at) - alert.created_at < limit:
        return "UNCONFIRMED"
    return f"NOT CONFIRMED after {limit / timedelta(hours=1):g} h"


def _subject(alert: Alert, *, is_update: bool, doubt: str) -> str:
    event = alert.story.event
    status = event.status.value
    marked = wording.word("status", status) if status in ("threat", "foiled") else ""
    head = "UPDATE" if is_update else marked
    parts = [wording.band(event.severity), head, doubt, wording.what(event)]
    return " · ".join([*filter(None, parts), wording.where(event.place)])


def _edited(edited_at: datetime | None, zone: ZoneInfo) -> Iterator[Block]:
    if edited_at is not None:
        at = edited_at.astimezone(zone)
        yield _text(f"As of {at:%d %b %H:%M} {at.tzname() or ''}".rstrip())


def _when(alert: Alert, zone: ZoneInfo) -> Iterator[Block]:
    event = alert.story.event
    day = f"{event.date:%a} {event.date.day} {event.date:%b}" if event.date else None
    reported = alert.story.first_at.astimezone(zone)
    precision = event.place.precision.value if event.place else "unknown"
    yield _text(
        " · ".join(
            [
                f"Event: {day or wording.undated(event)}",
                f"reported {reported:%d %b %H:%M} {reported.tzname() or ''}".rstrip(),
                f"place: {precision}",
            ]
        )
    )


def _tolls(event: Event) -> Iterator[Block]:
    parts = [f"Killed {wording.toll(event.killed)}"]
    for name, figure in (
        ("wounded", event.wounded),
        ("abducted", event.abducted),
        ("arrested", event.arrested),
    ):
        if figure is not None:
            parts.append(f"{name} {wording.toll(figure)}")
    yield _text(" · ".join(parts))


def _who(event: Event) -> Iterator[Block]:
    by = [_actor(a) for a in event.actors if a.role is Role.PERPETRATOR]
    if not by:  # both sides of a clash, where nobody is said to have begun
        by = [_actor(a) for a in event.actors if a.role is Role.OTHER]
    against = [a.name for a in event.actors if a.role is Role.VICTIM]
    line = f"Who: {', '.join(by) or 'unknown'}"
    yield _text(line + (f" · against {', '.join(against)}" if against else ""))


def _actor(actor: Actor) -> str:
    if actor.claim is Claim.UNKNOWN:
        return actor.name
    return f"{actor.name} ({wording.word('claim', actor.claim.value)})"


def _how_sure(story: Story, report: Report) -> Block:
    """Outlets and independent origins, and an Admiralty grade (AJP-2.1).

    The letter is the outlet's, from the configuration; the digit is 1 for two
    independent origins, 4 where the event is denied, 2 for one trusted outlet, else 3.
    An origin that only passes on a party's claim confirms nothing.
    """
    outlets, origins = len(story.sources), len(story.origins)
    letter = report.article.reliability
    digit = _credibility(story, letter)
    word = _SURE.get(digit, "SINGLE SOURCE")
    named = ", ".join(story.origins[:SOURCES])
    more = f" +{origins - SOURCES}" if origins > SOURCES else ""
    from_whom = wording.count(origins, "independent origin")
    return _text(
        f"{word} · {wording.count(outlets, 'outlet')}, "
        f"{from_whom} ({named}{more}) · {letter}{digit}"
    )


def _credibility(story: Story, letter: str) -> int:
    if story.event.status is EventStatus.DENIED:
        return _DOUBTFUL
    if story.is_confirmed:
        return 1
    return 2 if letter in "AB" else 3


def _quote(report: Report) -> Iterator[Block]:
    article = report.article
    body = article.text if len(article.text) > len(article.title) else article.title
    sentence = _SENTENCE.split(body.strip(), maxsplit=1)[0]
    if len(sentence) > QUOTE_LENGTH:
        sentence = sentence[: QUOTE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
    language = f" ({article.language})" if article.language else ""
    yield Block(
        kind=BlockKind.QUOTE, text=f"« {sentence} » - {article.source}{language}"
    )


def _watch_line(alerts: Sequence[Alert], watchlists: Mapping[str, Watchlist]) -> Block:
    parts = []
    for alert in alerts:
        watchlist = watchlists[alert.watchlist_id]
        labels = {w.watch_id: w.label for w in watchlist.watches}
        named = {
            labels.get(m.watch_id, m.watch_id): None
            for m in alert.report.accepted
            if m.watchlist_id == alert.watchlist_id
        }
        parts.append(f"{watchlist.title} / {', '.join(named)}")
    return Block(
        kind=BlockKind.NOTE, text=f"Watch: {'; '.join(parts)} · #{alerts[0].story_id}"
    )


def _links(report: Report) -> Iterator[Block]:
    article = report.article
    if (url := wording.web(article.url)) is not None:
        yield Block(kind=BlockKind.LINK, text=article.source, url=url)
