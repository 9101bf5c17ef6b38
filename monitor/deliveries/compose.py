"""An Alert becomes a Message in the analyst's reading order.

What and where first, in an update what changed; then when, the toll, who, how sure,
one sentence in its own language, and the links. It says "unknown" rather than leave a
fact out, and never prints a number, place or actor as its own knowledge.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.deliveries import facts, wording
from monitor.durations import in_words
from monitor.model import (
    Alert,
    Block,
    BlockKind,
    Call,
    Event,
    Message,
    Place,
    Report,
    Story,
    Watchlist,
)
from monitor.text import is_abbreviation

#: A quote longer than this says no more on a phone.
QUOTE_LENGTH = 200
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
        is_update: the destination was told of the story before. Where nothing has
            changed since, it is another watchlist's, and makes no sound.
        withdrawn: earlier updates that this message takes the place of.
        edited_at: when a message that was sent before was rewritten as this one.
        zone: the reader's, for times of the day.
    """
    lead = alerts[0]
    told = (*withdrawn, *alerts)
    details = list(dict.fromkeys(a.decision.detail for a in told if a.decision.detail))
    is_known = is_update and not details
    if is_known:
        titles = (watchlists[alert.watchlist_id].title for alert in alerts)
        details = [f"also on the watchlist {', '.join(titles)}"]
    silent = is_known or all(alert.is_silent for alert in told)
    doubtful = silent and lead.may_be_another
    story = _alone(lead.report, lead.story) if doubtful else lead.story
    blocks = [
        *(_text(f"▲ {detail}") for detail in details if is_update),
        *_edited(edited_at, zone),
        *map(_text, facts.lines(story, zone)),
        *_quote(lead.report),
        _watch_line(alerts, watchlists),
        *_links(lead.report, story.event.place),
    ]
    limit = watchlists[lead.watchlist_id].confirm_within
    doubt = "MAY BE ANOTHER EVENT" if doubtful else _doubt(lead, limit, edited_at)
    return Message(
        subject=_subject(story.event, is_update=is_update, doubt=doubt),
        blocks=tuple(blocks),
        silent=silent,
        call=None if silent or edited_at else _call(lead),
    )


def _alone(report: Report, story: Story) -> Story:
    """The story as the report alone would tell it."""
    article = report.article
    told_by = (article.source,)
    return replace(
        story,
        event=report.event,
        first_at=article.published_at or article.fetched_at,
        sources=told_by,
        origins=told_by,
        witnesses=told_by,
        letters=(article.reliability,),
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
    return f"NOT CONFIRMED after {in_words(limit)}"


def _subject(event: Event, *, is_update: bool, doubt: str) -> str:
    status = event.status.value
    marked = wording.word("status", status) if status in ("threat", "foiled") else ""
    head = "UPDATE" if is_update else marked
    return facts.headline(event, head, doubt)


def _edited(edited_at: datetime | None, zone: ZoneInfo) -> Iterator[Block]:
    if edited_at is not None:
        yield _text(f"As of {wording.clock(edited_at, zone)}")


def _quote(report: Report) -> Iterator[Block]:
    article = report.article
    body = article.text if len(article.text) > len(article.title) else article.title
    sentence = _first_sentence(body.strip())
    if len(sentence) > QUOTE_LENGTH:
        sentence = sentence[: QUOTE_LENGTH - 1].rsplit(" ", 1)[0] + "…"
    language = f" ({article.language})" if article.language else ""
    yield Block(
        kind=BlockKind.QUOTE, text=f"« {sentence} » - {article.source}{language}"
    )


def _first_sentence(text: str) -> str:
    for end in _SENTENCE.finditer(text):
        if not is_abbreviation(text, end.start() - 1):
            return text[: end.start()]
    return text


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


def _links(report: Report, place: Place | None) -> Iterator[Block]:
    article = report.article
    if (url := wording.web(article.url)) is not None:
        yield Block(kind=BlockKind.LINK, text=article.source, url=url)
    if (url := wording.on_map(place)) is not None:
        yield Block(kind=BlockKind.LINK, text=wording.MAP, url=url)
