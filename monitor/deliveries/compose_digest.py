"""A Digest becomes a Message: what happened, what was kept back, what is covered."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from monitor.deliveries import wording
from monitor.model import (
    Alert,
    Block,
    BlockKind,
    Decision,
    Digest,
    Event,
    Message,
    Report,
    Verdict,
)


def digest_message(digest: Digest, *, zone: ZoneInfo) -> Message:
    """The digest to be read; an empty day says so, as proof of life."""
    calls = [a for a in digest.alerts if a.decision.verdict is Verdict.ALERT]
    updates = [a for a in digest.alerts if a.decision.verdict is Verdict.UPDATE]
    subject = f"Conflict digest {digest.date:%Y-%m-%d}: " + (
        f"{len(calls)} new, {len(updates)} updates" if digest.alerts else "all quiet"
    )
    blocks = [
        *_summary(digest, zone),
        *_section("New events", [_alert(a, zone) for a in calls]),
        *_section("Updates", [_alert(a, zone) for a in updates]),
        *_section("Not called", [_kept(r, d) for r, d in digest.held]),
        *_section("Coverage", list(_coverage(digest))),
    ]
    return Message(subject=subject, blocks=tuple(blocks), silent=True)


def _summary(digest: Digest, zone: ZoneInfo) -> Iterator[Block]:
    since, until = digest.since.astimezone(zone), digest.until.astimezone(zone)
    yield Block(
        kind=BlockKind.TEXT,
        text=(
            f"{since:%d %b %H:%M} to {until:%d %b %H:%M} {until.tzname() or ''}: "
            f"{len(digest.alerts)} calls, {len(digest.held)} reports not called, "
            f"{digest.folded_count} further reports and copies folded in."
        ),
    )


def _section(title: str, items: list[Block]) -> Iterator[Block]:
    if items:
        yield Block(kind=BlockKind.HEADING, text=title)
        yield from items


def _alert(alert: Alert, zone: ZoneInfo) -> Block:
    story, at = alert.story, alert.created_at.astimezone(zone)
    detail = f" · ▲ {alert.decision.detail}" if alert.decision.detail else ""
    text = (
        f"{wording.band(story.event.severity)} · {_event(story.event)} · "
        f"{len(story.sources)} outlets · called {at:%d %b %H:%M}{detail} "
        f"· #{story.story_id}"
    )
    return Block(kind=BlockKind.ITEM, text=text, url=_url(alert.report))


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
        url=_url(report),
    )


def _coverage(digest: Digest) -> Iterator[Block]:
    well = digest.feed_count - len(digest.failing)
    yield Block(
        kind=BlockKind.TEXT, text=f"{well} of {digest.feed_count} feeds healthy."
    )
    for source, failure in digest.failing:
        yield Block(kind=BlockKind.ITEM, text=f"{source}: {failure}")


def _url(report: Report) -> str | None:
    url = report.article.url
    return url if url.startswith(("http://", "https://")) else None
