"""Message -> the two parts of a mail, text and HTML.

It lays out and trims; the words are the message's, the looks the templates'.
"""

import functools
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from monitor.channels import REPEAT_MARK
from monitor.channels.characters import clean, cut, one_line
from monitor.channels.links import safe
from monitor.channels.sections import entries, sections
from monitor.model import Block, BlockKind, Message

#: Gmail cuts a mail off at 102 kB of HTML, counted before the transfer encoding.
HTML_LIMIT = 90 * 1024
#: Keeps the whole mail under 1 MB with room for its encoding.
TEXT_LIMIT = 256 * 1024
#: Code points of one block; nobody reads more in a mail, and all have to fit.
BLOCK_LIMIT = 4000
SUBJECT_LIMIT = 300
#: A section that shows less says nothing; rather fewer sections.
FEWEST_ENTRIES = 3
#: First character of a subject -> severity, as messages are composed.
_SEVERITIES = {"🔴": "high", "🟠": "medium", "🟡": "low", "⚪": "info"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A heading and what stands under it."""

    heading: Block | None
    #: Each an item with the blocks that tell of it, or a block of its own.
    entries: tuple[tuple[Block, ...], ...]
    #: How many more there were.
    omitted_count: int = 0


def html_part(message: Message, *, repeat: bool = False) -> str:
    """A whole page, at most ``HTML_LIMIT`` bytes in UTF-8.

    Where it does not fit, each section keeps its beginning, the same number of
    entries in each; where there are too many sections for that, the first ones and
    the last stay. What is left out is counted.
    """
    sections = _sections(message.blocks)

    def page(section_count: int, entry_count: int) -> str:
        return _page(message, _kept(sections, section_count, entry_count), repeat)

    every = len(sections)
    most = max((len(section.entries) for section in sections), default=0)
    entries = _largest(lambda n: _fits(page(every, n)), most)
    if entries >= min(most, FEWEST_ENTRIES):
        return page(every, entries)
    fitting = _largest(lambda n: _fits(page(n, FEWEST_ENTRIES)), every)
    return page(fitting, FEWEST_ENTRIES)


def text_part(message: Message, *, repeat: bool = False) -> str:
    """The message without markup, complete up to ``TEXT_LIMIT`` bytes."""
    lines = [one_line(message.subject, at_most=SUBJECT_LIMIT)]
    if repeat:
        lines.append(REPEAT_MARK)
    blocks = [block for block in map(_clean, message.blocks) if block.text]
    room = TEXT_LIMIT
    for index, block in enumerate(blocks):
        text = _text(block)
        room -= len(text.encode()) + 1
        if room < 0:
            lines.append(f"… and {len(blocks) - index} more")
            break
        lines.append(text)
    return "\n".join(lines) + "\n"


def _text(block: Block) -> str:
    address = "" if block.url is None else f"\n  <{block.url}>"
    match block.kind:
        case BlockKind.HEADING:
            return f"\n{block.text}\n{'-' * min(len(block.text), 60)}{address}"
        case BlockKind.ITEM:
            return f"* {block.text}{address}"
        case BlockKind.QUOTE:
            quoted = "\n".join(f"> {line}" for line in block.text.split("\n"))
            return f"{quoted}{address}"
        case BlockKind.TEXT | BlockKind.NOTE | BlockKind.LINK:
            return f"{block.text}{address}"


def _page(message: Message, sections: list[Section], repeat: bool) -> str:
    subject = one_line(message.subject, at_most=SUBJECT_LIMIT) or "(no subject)"
    name = "digest" if any(section.heading for section in sections) else "alert"
    return (
        _templates()
        .get_template(f"{name}.html.j2")
        .render(
            subject=subject,
            severity=_SEVERITIES.get(subject[0], "none"),
            repeat_mark=REPEAT_MARK if repeat else "",
            sections=sections,
        )
    )


def _kept(
    sections: list[Section], section_count: int, entry_count: int
) -> list[Section]:
    """The first sections and the last, each with its first entries."""
    if section_count < len(sections):
        dropped = sections[section_count:-1]
        left_out = sum(1 + len(section.entries) for section in dropped)
        gap = Section(heading=None, entries=(), omitted_count=left_out)
        sections = [*sections[:section_count], gap, sections[-1]]
    return [
        replace(
            section,
            entries=section.entries[:entry_count],
            omitted_count=section.omitted_count
            + max(0, len(section.entries) - entry_count),
        )
        for section in sections
    ]


def _largest(fits: Callable[[int], bool], at_most: int) -> int:
    """The largest number up to ``at_most`` that fits, by bisection; 0 if none does."""
    if fits(at_most):
        return at_most
    low, high = 0, at_most
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if fits(middle) else (low, middle)
    return low


def _sections(blocks: Iterable[Block]) -> list[Section]:
    shown = [block for block in map(_clean, blocks) if block.text]
    return [_section(told) for told in sections(shown)]


def _section(told: list[Block]) -> Section:
    if told[0].kind is BlockKind.HEADING:
        return Section(heading=told[0], entries=tuple(entries(told[1:])))
    return Section(heading=None, entries=tuple(entries(told)))


def _clean(block: Block) -> Block:
    text = clean(block.text)
    if len(text) > BLOCK_LIMIT:
        text = cut(text, BLOCK_LIMIT)
    return replace(block, text=text, url=safe(block.url))


def _fits(page: str) -> bool:
    return len(page.encode()) <= HTML_LIMIT


def host(url: str) -> str:
    """Where a link leads, for people: the host without "www."."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


@functools.cache
def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("monitor", "data/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["host"] = host
    return templates
