"""Telegram's HTML as its server reads it: text and entities, or the error it gives.

The grammar is that of "Formatting options, HTML style" at core.telegram.org/bots/api,
the error texts are the server's own. MarkdownV2 is not read.
"""

import re
from dataclasses import dataclass, field

#: Tag as written -> entity type, as in the documentation's list of supported tags.
TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
#: "The API currently supports only the following named HTML entities".
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}

_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-z]+));?")
_START_TAG = re.compile(r"<([^\s>]*)")
_ATTRIBUTE = re.compile(r"\s*([^\s=>]*)\s*(=?)\s*")
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.-]*(?=[\s>])")
_END_TAG = re.compile(r"</([^\s>]*)\s*")

Entity = dict[str, str | int]


class MarkupError(ValueError):
    """Markup that the server refuses; the message is the server's."""


@dataclass(frozen=True, slots=True)
class _Open:
    tag: str
    value: str
    #: UTF-16 units before it.
    offset: int


@dataclass(slots=True)
class _Reading:
    markup: str
    at: int = 0
    text: str = ""
    open: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)

    @property
    def offset(self) -> int:
        return utf16_length(self.text)

    def wrong(self, what: str, at: int) -> MarkupError:
        return MarkupError(f"{what} at byte offset {len(self.markup[:at].encode())}")


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def parse(markup: str) -> tuple[str, list[Entity]]:
    """The text as shown, and its entities by their beginning.

    Raises:
        MarkupError: what the server says after "can't parse entities: ".
    """
    reading = _Reading(markup)
    while reading.at < len(markup):
        if markup.startswith("</", reading.at):
            _end_tag(reading)
        elif markup.startswith("<", reading.at):
            _start_tag(reading)
        else:
            end = markup.find("<", reading.at)
            end = len(markup) if end < 0 else end
            reading.text += decode(markup[reading.at : end])
            reading.at = end
    if reading.open:
        tag = reading.open[-1].tag
        msg = f'Can\'t find end tag corresponding to start tag "{tag}"'
        raise MarkupError(msg)
    reading.entities.sort(key=lambda e: (e["offset"], -int(e["length"])))
    return reading.text, reading.entities


def decode(text: str) -> str:
    """The text with the character references that the server knows replaced."""
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return _NAMED.get(name, match[0])
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if 0xD800 <= code <= 0xDFFF:  # noqa: PLR2004 - the surrogates
        msg = "Text contains invalid Unicode characters after decoding HTML entities"
        raise MarkupError(msg)
    return chr(code) if 0 < code <= 0x10FFFF else match[0]  # noqa: PLR2004


def _start_tag(reading: _Reading) -> None:
    begin = reading.at
    match = _START_TAG.match(reading.markup, begin)
    if match is None or match.end() == len(reading.markup):
        raise reading.wrong("Unclosed start tag", begin)
    tag = match[1].lower()
    if tag not in TAGS:
        raise reading.wrong(f'Unsupported start tag "{tag}"', begin)
    reading.at = match.end()
    value = ""
    while (attribute := _attribute(reading, tag, begin)) is not None:
        value = _meaning(tag, *attribute) or value
    if tag == "span" and value != "spoiler":
        raise reading.wrong('Tag "span" must have class "tg-spoiler"', begin)
    reading.open.append(_Open(tag, value, reading.offset))


def _attribute(reading: _Reading, tag: str, begin: int) -> tuple[str, str] | None:
    """The next attribute, or None after stepping over the ``>``."""
    markup = reading.markup
    match = _ATTRIBUTE.match(markup, reading.at)
    name, equals = match.groups() if match else ("", "")
    reading.at = match.end() if match else reading.at
    if reading.at >= len(markup):
        raise reading.wrong("Unclosed start tag", begin)
    if not name and not equals and markup[reading.at] == ">":
        reading.at += 1
        return None
    if not name:
        raise reading.wrong(f'Empty attribute name in the tag "{tag}"', begin)
    return name, _attribute_value(reading, begin) if equals else ""


def _attribute_value(reading: _Reading, begin: int) -> str:
    token_at = reading.at
    if reading.markup[token_at] in "\"'":
        match = _QUOTED.match(reading.markup, token_at)
        if match is None or match.end() == len(reading.markup):
            raise reading.wrong("Unclosed start tag", begin)
        reading.at = match.end()
        return decode(match[1] or match[2] or "")
    match = _NAME_TOKEN.match(reading.markup, token_at)
    if match is None:
        raise reading.wrong("Unexpected end of name token", token_at)
    reading.at = match.end()
    return match[0].lower()


def _meaning(tag: str, name: str, value: str) -> str:
    """What an attribute adds to its tag; empty where it means nothing there."""
    match tag, name:
        case ("a", "href") | ("tg-emoji", "emoji-id"):
            return value
        case "span", "class":
            return value.removeprefix("tg-")
        case "blockquote", "expandable":
            return "expandable"
        case _:
            return ""


def _end_tag(reading: _Reading) -> None:
    begin = reading.at
    if not reading.open:
        raise reading.wrong("Unexpected end tag", begin)
    match = _END_TAG.match(reading.markup, begin)
    if match is None or not reading.markup.startswith(">", match.end()):
        raise reading.wrong("Unclosed end tag", begin)
    opened = reading.open.pop()
    found = match[1].lower()
    if found and found != opened.tag:
        msg = (
            f"Unmatched end tag at byte offset {len(reading.markup[:begin].encode())}, "
            f'expected "</{opened.tag}>", found "</{found}>"'
        )
        raise MarkupError(msg)
    reading.at = match.end() + 1
    if (length := reading.offset - opened.offset) > 0:
        _close(reading, opened, length)


def _close(reading: _Reading, opened: _Open, length: int) -> None:
    kind = TAGS[opened.tag]
    entity: Entity = {"type": kind, "offset": opened.offset, "length": length}
    if kind == "text_link":
        # An address that is none leaves plain text behind, without an error.
        if not re.match(r"(?:https?|tg|ton|mailto|tel):", opened.value):
            return
        entity["url"] = opened.value
    elif opened.value == "expandable":
        entity["type"] = "expandable_blockquote"
    reading.entities.append(entity)
