"""Message -> the text that a chat gets: Telegram's HTML, or plain.

It lays out; it does not send, and it chooses neither words nor what has room.
"""

from dataclasses import replace
from html import escape

from monitor.channels import REPEAT_MARK
from monitor.channels.characters import clean, one_line
from monitor.channels.links import safe
from monitor.channels.message_fit import LayOut, Line, displayed, fit
from monitor.model import Block, BlockKind, Message

#: UTF-16 code units after entity parsing. The Bot API documents "1-4096 characters"
#: for sendMessage; whether these are code points or UTF-16 units is disputed, and
#: counting UTF-16 units is safe under both.
TEXT_LIMIT = 4096
#: Code points of a subject that is shown whole.
SUBJECT_LIMIT = 400


def render(message: Message, *, repeat: bool = False, limit: int = TEXT_LIMIT) -> str:
    """Telegram HTML that its server takes, at most ``limit`` UTF-16 units as shown.

    The subject and the links stay; other blocks are left out from the end, of the
    whole or of each section that is too long, and the text says how many. Never empty.
    """
    return _joined(_fitted(message, repeat, limit, _html), between=" · ")


def plain(message: Message, *, repeat: bool = False, limit: int = TEXT_LIMIT) -> str:
    """The same without markup, addresses written out; for when HTML is refused."""
    return displayed(_joined(_fitted(message, repeat, limit, _plain), between="\n"))


def _fitted(message: Message, repeat: bool, limit: int, lay_out: LayOut) -> list[Line]:
    subject = one_line(message.subject, at_most=SUBJECT_LIMIT) or "(no subject)"
    title = lay_out(Block(kind=BlockKind.HEADING, text=subject))
    mark = lay_out(Block(kind=BlockKind.NOTE, text=REPEAT_MARK))
    head = [replace(title, gap=""), *([mark] if repeat else [])]
    blocks = [block for block in map(_clean, message.blocks) if block.text]
    return fit(head, blocks, limit=limit, lay_out=lay_out)


def _clean(block: Block) -> Block:
    return replace(block, text=clean(block.text), url=safe(block.url))


def _html(block: Block) -> Line:
    text = escape(block.text)
    if block.url is not None:
        text = f'<a href="{escape(block.url)}">{text}</a>'
    match block.kind:
        case BlockKind.HEADING:
            return Line(block=block, markup=f"<b>{text}</b>", gap="\n\n")
        case BlockKind.QUOTE:
            return Line(block=block, markup=f"<blockquote>{text}</blockquote>")
        case BlockKind.NOTE:
            return Line(block=block, markup=f"<i>{text}</i>")
        case BlockKind.ITEM:
            return Line(block=block, markup=f"• {text}")
        case BlockKind.LINK | BlockKind.TEXT:
            return Line(block=block, markup=text)


def _plain(block: Block) -> Line:
    lead = {BlockKind.ITEM: "• ", BlockKind.QUOTE: "| "}.get(block.kind, "")
    address = "" if block.url is None else f"\n{block.url}"
    return Line(
        block=block,
        markup=escape(f"{lead}{block.text}{address}"),
        gap="\n\n" if block.kind is BlockKind.HEADING else "\n",
    )


def _joined(lines: list[Line], *, between: str) -> str:
    """The lines as one text; links that follow each other share a line."""
    text = ""
    was_link = False
    for line in lines:
        text += (between if was_link and line.is_link else line.gap) + line.markup
        was_link = line.is_link
    return text
