"""One message in place of many: of a busy hour, or of a feed that repeats itself."""

from collections.abc import Sequence

from monitor.deliveries import wording
from monitor.model import Block, BlockKind, Feed, Message, Report

#: Listed in one summary; the rest is counted. A Telegram message holds 4,096 characters
#: and 100 entities, which the listed share.
LISTED = 60
ROOM = 3600


def summary_message(folded: Sequence[Message]) -> Message:
    """The calls in place of which one summary goes out, gravest first.

    Args:
        folded: messages that call, one or more.
    """
    gravest = sorted(folded, key=_severity, reverse=True)
    lines = [_line(message) for message in gravest]
    return Message(
        subject=f"≡ {wording.count(len(folded), 'further call')} in one message",
        blocks=(
            Block(
                kind=BlockKind.TEXT, text="Too many to ring for each. Gravest first:"
            ),
            *_listed(lines),
        ),
        silent=True,
    )


def held_message(feed: Feed, reports: Sequence[Report]) -> Message:
    """What a feed that shows old entries as new would have called, gravest first."""
    gravest = sorted(reports, key=lambda r: r.event.severity or 0.0, reverse=True)
    calls = wording.count(len(reports), "call")
    return Message(
        subject=f"≡ {calls} held · {feed.source} shows too much as new at once",
        blocks=(
            Block(
                kind=BlockKind.TEXT,
                text=(
                    "So looks a feed that renews its ids: old news, most likely. "
                    "Another outlet's report of the same still calls."
                ),
            ),
            *_listed([_report_line(report) for report in gravest]),
        ),
    )


def _severity(message: Message) -> float:
    return (message.call.severity if message.call else None) or 0.0


#: What is said, and where it leads.
_Line = tuple[str, str | None]


def _line(message: Message) -> _Line:
    """Subject and quote of a call, and its first link."""
    quotes = [b.text for b in message.blocks if b.kind is BlockKind.QUOTE]
    links = [block.url for block in message.blocks if block.url is not None]
    return " · ".join([message.subject, *quotes[:1]]), next(iter(links), None)


def _report_line(report: Report) -> _Line:
    article, event = report.article, report.event
    what, where = wording.what(event), wording.where(event.place)
    text = f"{wording.band(event.severity)} · {what} · {where} · {article.title}"
    return text, wording.web(article.url)


def _listed(lines: Sequence[_Line]) -> list[Block]:
    share = ROOM // max(1, min(len(lines), LISTED))
    blocks = [
        Block(kind=BlockKind.ITEM, text=_cut(text, share), url=url)
        for text, url in lines[:LISTED]
    ]
    if len(lines) > LISTED:
        more = f"and {len(lines) - LISTED} more, in the digest"
        blocks.append(Block(kind=BlockKind.NOTE, text=more))
    return blocks


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
