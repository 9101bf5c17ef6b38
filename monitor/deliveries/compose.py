"""An Alert becomes a Message in the analyst's reading order.

What and where first, in an update what changed; then when, the toll, who, how sure,
one sentence in its own language, and the links. It says "unknown" rather than leave a
fact out, and never prints a number, place or actor as its own knowledge.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
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
_SENTENCE = re.compile(r"(?<=[.!?؟。])\s+")


def alert_message(
    alerts: Sequence[Alert],
    watchlists: Mapping[str, Watchlist],
    *,
    is_update: bool,
    withdrawn: Sequence[Alert] = (),
    zone: ZoneInfo,
) -> Message:
    """One message for all watchlists that call one destination about one report.

    Args:
        alerts: about the same story and report, one or more.
        watchlists: by id.
        is_update: the destination was told of the story before.
        withdrawn: earlier updates that this message takes the place of.
        zone: the reader's, for times of the day.
    """
    lead = alerts[0]
    details = [a.decision.detail for a in (*withdrawn, lead) if a.decision.detail]
    blocks = [
        *(_text(f"▲ {detail}") for detail in details if is_update),
        *_when(lead, zone),
        *_tolls(lead.story.event),
        *_who(lead.story.event),
        _how_sure(lead.story, lead.report),
        *_quote(lead.report),
        _watch_line(alerts, watchlists),
        *_links(lead.report),
    ]
    article = lead.report.article
    call = Call(
        severity=lead.story.event.severity,
        reported_at=article.published_at or article.fetched_at,
        feed_id=article.feed_id,
    )
    return Message(
        subject=_subject(lead, is_update=is_update), blocks=tuple(blocks), call=call
    )


def _text(text: str) -> Block:
    return Block(kind=BlockKind.TEXT, text=text)


def _subject(alert: Alert, *, is_update: bool) -> str:
    event = alert.story.event
    status = event.status.value
    marked = wording.word("status", status) if status in ("threat", "foiled") else ""
    head = "UPDATE" if is_update else marked
    parts = [wording.band(event.severity), head, wording.what(event)]
    return " · ".join([*filter(None, parts), wording.where(event.place)])


def _when(alert: Alert, zone: ZoneInfo) -> Iterator[Block]:
    event = alert.story.event
    day = f"{event.date:%a} {event.date.day} {event.date:%b}" if event.date else None
    reported = alert.story.first_at.astimezone(zone)
    precision = event.place.precision.value if event.place else "unknown"
    yield _text(
        " · ".join(
            [
                f"Event: {day or 'date unknown'}",
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
    independent origins, 2 for one trusted outlet, else 3.
    """
    outlets, origins = len(story.sources), len(story.origins)
    letter = report.article.reliability
    digit = 1 if origins > 1 else 2 if letter in "AB" else 3
    word = "CONFIRMED" if digit == 1 else "SINGLE SOURCE"
    named = ", ".join(story.origins[:SOURCES])
    more = f" +{origins - SOURCES}" if origins > SOURCES else ""
    from_whom = wording.count(origins, "independent origin")
    return _text(
        f"{word} · {wording.count(outlets, 'outlet')}, "
        f"{from_whom} ({named}{more}) · {letter}{digit}"
    )


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
