"""A Digest becomes a Message: what happened, what was kept back, what is covered."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from monitor.deliveries import wording
from monitor.model import (
    DEAF,
    Alert,
    Block,
    BlockKind,
    Decision,
    Delivery,
    Digest,
    Event,
    Message,
    Report,
)


def digest_message(digest: Digest, *, zone: ZoneInfo) -> Message:
    """The digest to be read; an empty day says so, as proof of life."""
    stories = _by_story(digest.alerts)
    new = [alerts for alerts in stories if alerts[0].number == 0]
    known = [alerts for alerts in stories if alerts[0].number > 0]
    told = f"{len(new)} new, {wording.count(len(known), 'update')}"
    subject = f"Conflict digest {digest.date:%Y-%m-%d}: " + (
        told if stories else "all quiet"
    )
    blocks = [
        *_summary(digest, zone),
        *_section("Not delivered", [_undelivered(d) for d in digest.undelivered]),
        *_section("New events", [_story(alerts, zone) for alerts in new]),
        *_section("Updates", [_story(alerts, zone) for alerts in known]),
        *_section("Not called", [_kept(r, d) for r, d in digest.held]),
        *_section("Coverage", list(_coverage(digest, zone))),
    ]
    return Message(subject=subject, blocks=tuple(blocks), silent=True)


def _by_story(alerts: Iterable[Alert]) -> list[list[Alert]]:
    """Each story's alerts, oldest first; the gravest story first."""
    stories: dict[str, list[Alert]] = defaultdict(list)
    for alert in sorted(alerts, key=lambda alert: alert.created_at):
        stories[alert.story_id].append(alert)
    return sorted(stories.values(), key=lambda told: -_severity(told[-1]))


def _summary(digest: Digest, zone: ZoneInfo) -> Iterator[Block]:
    since, until = digest.since.astimezone(zone), digest.until.astimezone(zone)
    yield Block(
        kind=BlockKind.TEXT,
        text=(
            f"{since:%d %b %H:%M} to {until:%d %b %H:%M} {until.tzname() or ''}: "
            f"{wording.count(len(digest.alerts), 'call')}, "
            f"{wording.count(len(digest.held), 'report')} not called, "
            f"{digest.folded_count} further reports and copies folded in."
        ),
    )


def _section(title: str, items: list[Block]) -> Iterator[Block]:
    if items:
        yield Block(kind=BlockKind.HEADING, text=title)
        yield from items


def _story(alerts: Sequence[Alert], zone: ZoneInfo) -> Block:
    """A story as it was last told, and what changed on the way."""
    story, at = alerts[-1].story, alerts[0].created_at.astimezone(zone)
    changes = dict.fromkeys(a.decision.detail for a in alerts if a.decision.detail)
    text = " · ".join(
        [
            wording.band(story.event.severity),
            _event(story.event),
            wording.count(len(story.sources), "outlet"),
            f"called {at:%d %b %H:%M}",
            *(f"▲ {change}" for change in changes),
            f"#{story.story_id}",
        ]
    )
    article = alerts[-1].report.article
    return Block(kind=BlockKind.ITEM, text=text, url=wording.web(article.url))


def _severity(alert: Alert) -> float:
    return alert.story.event.severity or 0.0


def _event(event: Event) -> str:
    return (
        f"{wording.what(event)}, {wording.where(event.place)} · "
        f"killed {wording.toll(event.killed)}"
    )


def _kept(report: Report, decision: Decision) -> Block:
    article = report.article
    why = wording.word("reason", decision.reason)
    if decision.reason not in wording.known("reason"):
        why = wording.word("status", decision.reason)
    detail = f" ({decision.detail})" if decision.detail else ""
    return Block(
        kind=BlockKind.ITEM,
        text=f"{article.title} - {article.source}: {why}{detail}",
        url=wording.web(article.url),
    )


def _undelivered(delivery: Delivery) -> Block:
    message = delivery.message
    url = next((block.url for block in message.blocks if block.url), None)
    return Block(
        kind=BlockKind.ITEM,
        text=f"{message.subject} - {wording.undelivered(delivery)}",
        url=url and wording.web(url),
    )


def _coverage(digest: Digest, zone: ZoneInfo) -> Iterator[Block]:
    """How much was listened to: a quiet day is told apart from a deaf one."""
    deaf = sum(trouble.kind in DEAF for trouble in digest.troubles)
    text = f"{digest.feed_count - deaf} of {digest.feed_count} feeds healthy"
    if digest.polled_at is not None:
        at = digest.polled_at.astimezone(zone)
        text += f", last poll {at:%d %b %H:%M} {at.tzname() or ''}".rstrip()
    yield Block(kind=BlockKind.TEXT, text=f"{text}.")
    for trouble in digest.troubles:
        yield Block(
            kind=BlockKind.ITEM, text=f"{trouble.name}: {wording.trouble(trouble)}"
        )
