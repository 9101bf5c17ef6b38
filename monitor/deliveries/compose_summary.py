"""One message in place of many: of a busy hour, or of a feed that repeats itself."""

from collections.abc import Sequence
from html import escape
from itertools import accumulate, takewhile

from monitor.deliveries import wording
from monitor.model import Block, BlockKind, Delivery, Feed, Message, Report

#: Listed in one summary; the rest is counted. A Telegram message holds 4,096 characters
#: and 100 entities, which the listed share, and some 8,000 bytes of addresses.
LISTED = 60
ROOM = 3600
ADDRESSES = 7500
_IN_DIGEST = ", in the digest"


def listed_of(folded: Sequence[Delivery]) -> tuple[Delivery, ...]:
    """The deliveries whose messages one summary lists, gravest first; one or more."""
    gravest = sorted(folded, key=lambda d: _severity(d.message), reverse=True)
    return tuple(gravest[: _room([_line(d.message) for d in gravest])])


def summary_message(folded: Sequence[Message], *, waiting: int = 0) -> Message:
    """The calls in place of which one summary goes out, gravest first.

    What it has no room for is counted, and for the digest.

    Args:
        folded: messages that call, one or more.
        waiting: how many more wait for a further summary.
    """
    gravest = sorted(folded, key=_severity, reverse=True)
    further = f"and {waiting} more, in a further message" if waiting else ""
    return Message(
        subject=f"≡ {wording.count(len(folded), 'further call')} in one message",
        blocks=(
            Block(
                kind=BlockKind.TEXT, text="Too many to ring for each. Gravest first:"
            ),
            *_listed([_line(message) for message in gravest], _IN_DIGEST),
            *([Block(kind=BlockKind.NOTE, text=further)] if further else ()),
        ),
        silent=True,
    )


def held_message(feed: Feed, reports: Sequence[Report], *, has_digest: bool) -> Message:
    """What a feed that shows old entries as new would have called, gravest first.

    Args:
        has_digest: whether the reader gets all of them in a digest.
    """
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
            *_listed(
                [_report_line(report) for report in gravest],
                _IN_DIGEST if has_digest else "",
            ),
        ),
    )


def _severity(message: Message) -> float:
    return (message.call.severity if message.call else None) or 0.0


#: What is said, and where it leads.
_Line = tuple[str, str | None]


def _line(message: Message) -> _Line:
    """Subject and quote of a call, and the article's link."""
    quotes = [b.text for b in message.blocks if b.kind is BlockKind.QUOTE]
    links = [b.url for b in message.blocks if b.url and b.text != wording.MAP]
    return " · ".join([message.subject, *quotes[:1]]), next(iter(links), None)


def _report_line(report: Report) -> _Line:
    article, event = report.article, report.event
    what, where = wording.what(event), wording.where(event.place)
    text = f"{wording.band(event.severity)} · {what} · {where} · {article.title}"
    return text, wording.web(article.url)


def _listed(lines: Sequence[_Line], elsewhere: str) -> list[Block]:
    """As many lines as have room, and how many more there are, and where."""
    count = _room(lines)
    share = ROOM // max(1, count)
    blocks = [
        Block(kind=BlockKind.ITEM, text=_cut(text, share), url=url)
        for text, url in lines[:count]
    ]
    if more := len(lines) - count:
        blocks.append(Block(kind=BlockKind.NOTE, text=f"and {more} more{elsewhere}"))
    return blocks


def _room(lines: Sequence[_Line]) -> int:
    """How many lines one message holds: one at least, if there is any."""
    sizes = accumulate(len(escape(url or "").encode()) for _, url in lines[:LISTED])
    return max(min(1, len(lines)), sum(1 for _ in takewhile(_has_room, sizes)))


def _has_room(size: int) -> bool:
    return size <= ADDRESSES


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
