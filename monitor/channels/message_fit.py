"""Which blocks of a message have room in one that Telegram takes.

A message holds so many characters, entities and bytes of addresses. This counts and
chooses; the markup is its caller's.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from html import unescape

from monitor.channels.characters import cut
from monitor.channels.sections import entries, sections
from monitor.model import Block, BlockKind

#: Entities beyond this are shown as plain text (Bot API, MESSAGE_ENTITIES).
ENTITY_LIMIT = 100
#: Bytes of all addresses together; the server refuses about 9,500 bytes of entities
#: (github.com/tdlib/telegram-bot-api issue 165).
ADDRESS_LIMIT = 8000
#: Below this it is not worth showing the beginning of a block.
SHORTEST_CUT = 80


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A laid-out block."""

    block: Block
    markup: str
    #: What stands between it and the line before.
    gap: str = "\n"
    #: Where in the message the block stands.
    place: int = 0

    @property
    def kind(self) -> BlockKind:
        """How the block is to be read."""
        return self.block.kind

    @property
    def is_link(self) -> bool:
        """Whether it may share a line with the link before it."""
        return self.kind is BlockKind.LINK

    @property
    def cost(self) -> "Cost":
        """The room that it takes."""
        return Cost(
            # A link may be joined to the one before it, instead of its gap.
            units=utf16_length(self.gap + displayed(self.markup)) + 2 * self.is_link,
            entities=self.markup.count("</"),
            addresses=sum(
                len(a.encode()) for a in re.findall(r'href="([^"]*)"', self.markup)
            ),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Cost:
    """Room, of each kind that is limited."""

    units: int = 0
    entities: int = 0
    addresses: int = 0

    def __le__(self, other: "Cost") -> bool:
        return (
            self.units <= other.units
            and self.entities <= other.entities
            and self.addresses <= other.addresses
        )

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            units=self.units + other.units,
            entities=self.entities + other.entities,
            addresses=self.addresses + other.addresses,
        )

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(
            units=self.units - other.units,
            entities=self.entities - other.entities,
            addresses=self.addresses - other.addresses,
        )

    def __floordiv__(self, count: int) -> "Cost":
        return Cost(
            units=self.units // count,
            entities=self.entities // count,
            addresses=self.addresses // count,
        )


LayOut = Callable[[Block], Line]
#: For the line that says how much was left out.
_MORE = Cost(units=24)


def displayed(markup: str) -> str:
    """What a reader sees of text in Telegram's HTML."""
    return unescape(re.sub(r"<[^>]*>", "", markup))


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of the Bot API's offsets."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def fit(
    head: Sequence[Line], blocks: Sequence[Block], *, limit: int, lay_out: LayOut
) -> list[Line]:
    """The head, whatever it costs, and the lines that have room below it.

    Args:
        limit: UTF-16 units of the whole.
    """
    whole = Cost(units=limit, entities=ENTITY_LIMIT, addresses=ADDRESS_LIMIT)
    room = whole - _MORE - _cost(head)
    lines = [replace(lay_out(block), place=n) for n, block in enumerate(blocks)]
    links = _links([line for line in lines if line.is_link], room)
    room -= _cost(links)
    others, omitted = _others([x for x in lines if not x.is_link], room, lay_out)
    omitted += sum(line.is_link for line in lines) - len(links)
    kept = sorted([*links, *others], key=lambda line: line.place)
    return [*head, *kept, *([_more(omitted, lay_out)] if omitted else [])]


def _links(lines: Iterable[Line], room: Cost) -> list[Line]:
    """The links that fit into half of the room.

    They go first because they are short and lead to all the rest.
    """
    kept: list[Line] = []
    room = replace(room, units=room.units // 2)
    for line in lines:
        if line.cost <= room:
            room -= line.cost
            kept.append(line)
    return kept


def _others(lines: list[Line], room: Cost, lay_out: LayOut) -> tuple[list[Line], int]:
    """All, or the first; of a message in sections, the first of each.

    Returns:
        The lines, and how many are left out that no line of them counts.
    """
    if _cost(lines) <= room:
        return lines, 0
    parts = sections(lines)
    if len(parts) > 1:
        return _in_shares(parts, room, lay_out)
    kept = _first([(line,) for line in lines], room, lay_out)
    return kept, len(lines) - len(kept)


def _in_shares(
    parts: Sequence[list[Line]], room: Cost, lay_out: LayOut
) -> tuple[list[Line], int]:
    """As much of each section as its share of the room holds.

    What short ones leave of theirs is the long ones': the coverage at the end of a
    digest is never left out for the events of a busy day.
    """
    kept: list[Line] = []
    omitted = 0
    by_length = sorted(parts, key=lambda part: _cost(part).units)
    for count, part in zip(range(len(parts), 0, -1), by_length, strict=True):
        lines, left_out = _beginning(part, room // count, lay_out)
        kept += lines
        omitted += left_out
        room -= _cost(lines)
    return kept, omitted


def _beginning(part: list[Line], room: Cost, lay_out: LayOut) -> tuple[list[Line], int]:
    """A section's first entries and how many more there are, where it is too long."""
    if _cost(part) <= room:
        return part, 0
    told = entries(part)
    kept = _first(told, room - _MORE, lay_out)
    if not kept or (len(kept) == 1 and kept[0].kind is BlockKind.HEADING):
        return [], len(part)
    shown = {line.place for line in kept}
    missing = sum(entry[0].place not in shown for entry in told)
    if missing:
        kept.append(replace(_more(missing, lay_out), place=kept[-1].place))
    return kept, 0


def _first(told: Iterable[tuple[Line, ...]], room: Cost, lay_out: LayOut) -> list[Line]:
    """The first entries, until one does not fit."""
    kept: list[Line] = []
    for entry in told:
        if not _cost(entry) <= room:
            shorter = _shortened(entry[0], room, lay_out)
            return kept if shorter is None else [*kept, shorter]
        room -= _cost(entry)
        kept += entry
    return kept


def _shortened(line: Line, room: Cost, lay_out: LayOut) -> Line | None:
    """The beginning of the block, if that is still worth reading."""
    text = line.block.text
    units = room.units - 8
    # cut() counts code points, of which one may take two units.
    at_most = units if utf16_length(text) == len(text) else units // 2
    if at_most < SHORTEST_CUT or at_most >= len(text):
        return None
    block = replace(line.block, text=cut(text, at_most), url=None)
    shorter = replace(lay_out(block), place=line.place)
    return shorter if shorter.cost <= room else None


def _more(count: int, lay_out: LayOut) -> Line:
    return lay_out(Block(kind=BlockKind.TEXT, text=f"… and {count} more"))


def _cost(lines: Iterable[Line]) -> Cost:
    return sum((line.cost for line in lines), Cost())
