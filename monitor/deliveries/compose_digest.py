"""A Digest becomes a Message: what happened, what was kept back, what is covered."""

from collections import Counter
from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from monitor.deliveries import facts, wording
from monitor.model import (
    DEAF,
    Block,
    BlockKind,
    Delivery,
    Digest,
    Message,
    Told,
)


def digest_message(digest: Digest, *, zone: ZoneInfo) -> Message:
    """The digest to be read; an empty day says so, as proof of life."""
    unconfirmed = [told for told in digest.told if told.is_unconfirmed]
    sure = [told for told in digest.told if not told.is_unconfirmed]
    new = [told for told in sure if told.is_new]
    known = [told for told in sure if not told.is_new]
    blocks = [
        *_summary(digest, zone),
        *_section("Not delivered", _undelivered(digest.undelivered)),
        *_section("New events", _stories(new, zone)),
        *_section("Updates", _stories(known, zone)),
        *_section("Not confirmed", _stories(unconfirmed, zone)),
        *_section("Not called", _held(digest)),
        *_section("Coverage", _coverage(digest, zone)),
    ]
    return Message(subject=_subject(digest), blocks=tuple(blocks), silent=True)


def _subject(digest: Digest) -> str:
    new = sum(told.is_new for told in digest.told)
    updates = wording.count(len(digest.told) - new, "update")
    parts = [f"{new} new, {updates}"] if digest.told else []
    if digest.undelivered:
        parts.append(f"{len(digest.undelivered)} NOT DELIVERED")
    silence = "all quiet" if _well_count(digest) else "no feed could be read"
    return f"Conflict digest {digest.date:%Y-%m-%d}: {', '.join(parts) or silence}"


def _well_count(digest: Digest) -> int:
    deaf = sum(trouble.kind in DEAF for trouble in digest.troubles)
    return digest.feed_count - deaf - len(digest.unheard)


def _summary(digest: Digest, zone: ZoneInfo) -> Iterator[Block]:
    since = digest.since.astimezone(zone)
    bands = Counter(wording.band(told.story.event.severity) for told in digest.told)
    if bands:
        yield _text(" · ".join(f"{band} {count}" for band, count in bands.items()))
    calls = wording.count(sum(len(told.alerts) for told in digest.told), "call")
    stories = wording.count(len(digest.told), "event")
    yield Block(
        kind=BlockKind.NOTE,
        text=(
            f"{since:%d %b %H:%M} to {wording.clock(digest.until, zone)}: "
            f"{calls} about {stories}, "
            f"{wording.count(len(digest.held), 'report')} not called, "
            f"{digest.folded_count} further reports and copies folded in."
        ),
    )


def _section(title: str, blocks: Iterable[Block]) -> Iterator[Block]:
    blocks = tuple(blocks)
    if blocks:
        yield Block(kind=BlockKind.HEADING, text=title)
        yield from blocks


def _text(text: str) -> Block:
    return Block(kind=BlockKind.TEXT, text=text)


def _stories(stories: Iterable[Told], zone: ZoneInfo) -> Iterator[Block]:
    for told in stories:
        yield from _story(told, zone)


def _story(told: Told, zone: ZoneInfo) -> Iterator[Block]:
    """A story as it stands, and what was told of it on the way."""
    story, last = told.story, told.alerts[-1]
    article = last.report.article
    yield Block(
        kind=BlockKind.ITEM,
        text=facts.headline(story.event),
        url=wording.web(article.url),
    )
    yield from map(_text, facts.lines(story, zone))
    updates = [a for a in told.alerts if a.number and a.decision.detail]
    for at, detail in dict.fromkeys((a.created_at, a.decision.detail) for a in updates):
        yield _text(f"▲ {at.astimezone(zone):%d %b %H:%M} {detail}")
    yield Block(kind=BlockKind.NOTE, text=f"{_called(told, zone)}#{story.story_id}")


def _called(told: Told, zone: ZoneInfo) -> str:
    if not told.is_new:
        return ""
    at = told.alerts[0].created_at.astimezone(zone)
    verb = "called" if told.has_called else "told"
    return f"{verb} {at:%d %b %H:%M} · "


def _held(digest: Digest) -> Iterator[Block]:
    for report, decision in digest.held:
        article = report.article
        url = wording.web(article.url)
        yield Block(kind=BlockKind.ITEM, text=article.title, url=url)
        why = wording.reason(decision)
        yield Block(kind=BlockKind.NOTE, text=f"{article.source}: {why}")


def _undelivered(deliveries: Iterable[Delivery]) -> Iterator[Block]:
    for delivery in deliveries:
        message = delivery.message
        url = next((block.url for block in message.blocks if block.url), None)
        yield Block(kind=BlockKind.ITEM, text=message.subject, url=url)
        yield Block(kind=BlockKind.NOTE, text=wording.undelivered(delivery))


def _coverage(digest: Digest, zone: ZoneInfo) -> Iterator[Block]:
    """How much was listened to: a quiet day is told apart from a deaf one."""
    text = f"{_well_count(digest)} of {digest.feed_count} feeds healthy"
    if digest.polled_at is not None:
        text += f", last poll {wording.clock(digest.polled_at, zone)}"
    yield _text(f"{text}.")
    for source in digest.unheard:
        yield Block(kind=BlockKind.ITEM, text=f"{source}: could not be read yet")
    for trouble in digest.troubles:
        yield Block(
            kind=BlockKind.ITEM, text=f"{trouble.name}: {wording.trouble(trouble)}"
        )
