"""What the operator is told: what is in trouble, and what is well again."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from monitor.deliveries import wording
from monitor.model import Block, BlockKind, Message, Trouble, TroubleKind

#: Troubles listed by name; the rest is counted.
LISTED = 20
#: A reader of these misses calls: they may make a sound.
LOUD = frozenset({TroubleKind.REFUSED, TroubleKind.LOCKED_OUT, TroubleKind.CONFIG})


def note_message(
    begun: Sequence[Trouble], ended: Sequence[Trouble], *, zone: ZoneInfo
) -> Message:
    """One note of all that began and ended."""
    told = [
        *(["needs you: " + _named(begun)] if begun else []),
        *(["well again: " + _named(ended)] if ended else []),
    ]
    return Message(
        subject="⚙ " + " · ".join(told),
        blocks=(*_listed(begun, zone), *_over(ended)),
        silent=not any(trouble.kind in LOUD for trouble in (*begun, *ended)),
    )


def _named(troubles: Sequence[Trouble]) -> str:
    if len(troubles) == 1:
        return troubles[0].name
    return f"{troubles[0].name} and {len(troubles) - 1} more"


def _listed(troubles: Sequence[Trouble], zone: ZoneInfo) -> Iterator[Block]:
    for trouble in troubles[:LISTED]:
        since = trouble.since_at.astimezone(zone)
        text = f"{trouble.name}: {wording.trouble(trouble)} (since {since:%d %b %H:%M})"
        yield Block(kind=BlockKind.ITEM, text=text)
    yield from _rest(len(troubles))


def _over(troubles: Sequence[Trouble]) -> Iterator[Block]:
    for trouble in troubles[:LISTED]:
        kind = wording.word("trouble", trouble.kind.value)
        text = f"{trouble.name}: well again (was: {kind})"
        yield Block(kind=BlockKind.ITEM, text=text)
    yield from _rest(len(troubles))


def _rest(count: int) -> Iterator[Block]:
    if count > LISTED:
        text = f"and {count - LISTED} more; `monitor status` lists all"
        yield Block(kind=BlockKind.NOTE, text=text)
