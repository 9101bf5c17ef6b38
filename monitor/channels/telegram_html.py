"""Message -> the text that Telegram gets, as HTML or plain.

It lays out and trims; it does not send, and it does not choose the words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from html import escape, unescape

from monitor.channels import REPEAT_MARK
from monitor.channels.characters import clean, cut, one_line
from monitor.channels.links import safe
from monitor.model import Block, BlockKind, Message

#: UTF-16 code units after entity parsing. The Bot API documents "1-4096 characters"
#: for sendMessage; whether these are code points or UTF-16 units is disputed, and
#: counting UTF-16 units is safe under both.
TEXT_LIMIT = 4096
#: Entities beyond this are shown as plain text (Bot API, MESSAGE_ENTITIES).
ENTITY_LIMIT = 100
#: Bytes of all addresses together; the server refuses about 9,500 bytes of entities
#: (github.com/tdlib/telegram-bot-api issue 165).
ADDRESS_LIMIT = 8000
#: Code points of a subject that is shown whole.
SUBJECT_LIMIT = 400
#: Below this it is not worth showing the beginning of a block.
SHORTEST_CUT = 80

#: Room for the line that says how much was left out.
_MORE_ROOM = 24


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A laid-out block."""

    markup: str
    #: What stands between it and the line before.
    gap: str = "\n"
    is_link: bool = False

    @property
    def cost(self) -> "_Cost":
        return _Cost(
            # A link may be joined to the one before it, instead of its gap.
            units=utf16_length(self.gap + displayed(self.markup)) + 2 * self.is_link,
            entities=self.markup.count("</"),
            addresses=sum(
                len(a.encode()) for a in re.findall(r'href="([^"]*)"', self.markup)
            ),
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Cost:
    units: int
    entities: int
    addresses: int

    def __le__(self, other: "_Cost") -> bool:
        return (
            self.units <= other.units
            and self.entities <= other.entities
            and self.addresses <= other.addresses
        )

    def __sub__(self, other: "_Cost") -> "_Cost":
        return _Cost(
            units=self.units - other.units,
            entities=self.entities - other.entities,
            addresses=self.addresses - other.addresses,
        )


_LayOut = Callable[[Block], _Line]


def render(message: Message, *, repeat: bool = False, limit: int = TEXT_LIMIT) -> str:
    """Telegram HTML that its server takes, at most ``limit`` UTF-16 units as shown.

    The subject and the links stay; other blocks are left out from the end, and
    the text says how many. Never empty.
    """
    return _joined(_fit(message, repeat, limit, _html), between=" · ")


def plain(message: Message, *, repeat: bool = False, limit: int = TEXT_LIMIT) -> str:
    """The same without markup, addresses written out; for when HTML is refused."""
    return displayed(_joined(_fit(message, repeat, limit, _plain), between="\n"))


def displayed(markup: str) -> str:
    """What a reader sees of text in Telegram's HTML."""
    return unescape(re.sub(r"<[^>]*>", "", markup))


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, the unit of the Bot API's offsets."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def _fit(message: Message, repeat: bool, limit: int, lay_out: _LayOut) -> list[_Line]:
    subject = one_line(message.subject, at_most=SUBJECT_LIMIT) or "(no subject)"
    lines = [lay_out(Block(kind=BlockKind.HEADING, text=subject))]
    lines[0] = replace(lines[0], gap="")
    if repeat:
        lines.append(lay_out(Block(kind=BlockKind.NOTE, text=REPEAT_MARK)))
    room = _Cost(
        units=limit - _MORE_ROOM, entities=ENTITY_LIMIT, addresses=ADDRESS_LIMIT
    )
    for line in lines:
        room -= line.cost
    blocks = [block for block in map(_clean, message.blocks) if block.text]
    kept = _links(blocks, room, lay_out)
    for line in kept.values():
        room -= line.cost
    kept |= _others(blocks, room, lay_out)
    lines += [kept[index] for index in sorted(kept)]
    if omitted := len(blocks) - len(kept):
        lines.append(_Line(markup=f"… and {omitted} more"))
    return lines


def _links(blocks: list[Block], room: _Cost, lay_out: _LayOut) -> dict[int, _Line]:
    """The links that fit into half of the room, by their place.

    They go first because they are short and lead to all the rest.
    """
    kept: dict[int, _Line] = {}
    room = replace(room, units=room.units // 2)
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.LINK and (line := lay_out(block)).cost <= room:
            room -= line.cost
            kept[index] = line
    return kept


def _others(blocks: list[Block], room: _Cost, lay_out: _LayOut) -> dict[int, _Line]:
    """The blocks that are no links, until one does not fit, by their place."""
    kept: dict[int, _Line] = {}
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.LINK:
            continue
        line = lay_out(block)
        if not line.cost <= room:
            shorter = _shortened(block, room, lay_out)
            return kept if shorter is None else kept | {index: shorter}
        room -= line.cost
        kept[index] = line
    return kept


def _shortened(block: Block, room: _Cost, lay_out: _LayOut) -> _Line | None:
    """The beginning of the block, if that is still worth reading."""
    units = room.units - 8
    # cut() counts code points, of which one may take two units.
    at_most = units if utf16_length(block.text) == len(block.text) else units // 2
    if at_most < SHORTEST_CUT or at_most >= len(block.text):
        return None
    line = lay_out(replace(block, text=cut(block.text, at_most), url=None))
    return line if line.cost <= room else None


def _clean(block: Block) -> Block:
    return replace(block, text=clean(block.text), url=safe(block.url))


def _html(block: Block) -> _Line:
    text = escape(block.text)
    if block.url is not None:
        text = f'<a href="{escape(block.url)}">{text}</a>'
    match block.kind:
        case BlockKind.HEADING:
            return _Line(markup=f"<b>{text}</b>", gap="\n\n")
        case BlockKind.QUOTE:
            return _Line(markup=f"<blockquote>{text}</blockquote>")
        case BlockKind.NOTE:
            return _Line(markup=f"<i>{text}</i>")
        case BlockKind.ITEM:
            return _Line(markup=f"• {text}")
        case BlockKind.LINK:
            return _Line(markup=text, is_link=True)
        case BlockKind.TEXT:
            return _Line(markup=text)


def _plain(block: Block) -> _Line:
    lead = {BlockKind.ITEM: "• ", BlockKind.QUOTE: "| "}.get(block.kind, "")
    address = "" if block.url is None else f"\n{block.url}"
    return _Line(
        markup=escape(f"{lead}{block.text}{address}"),
        gap="\n\n" if block.kind is BlockKind.HEADING else "\n",
        is_link=block.kind is BlockKind.LINK,
    )


def _joined(lines: list[_Line], *, between: str) -> str:
    """The lines as one text; links that follow each other share a line."""
    text = ""
    was_link = False
    for line in lines:
        text += (between if was_link and line.is_link else line.gap) + line.markup
        was_link = line.is_link
    return text
