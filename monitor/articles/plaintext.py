"""Turns what a feed shows into plain text: no markup, nothing invisible.

It keeps every letter as the feed wrote it; folding for comparison is
`monitor.text`'s.
"""

import functools
import html
import re
import unicodedata

from lxml import etree

#: Code points that a title and a text keep.
MAX_TITLE = 500
MAX_TEXT = 20_000
#: Markup longer than this is cut before it is read.
MAX_MARKUP = 200_000
#: Combining marks that a base character keeps; no script stacks more.
MAX_MARKS = 4

#: ZWNJ and ZWJ (Persian, emoji), LRM and RLM (mixed direction) are text.
_JOINERS = "\u200c\u200d\u200e\u200f"
_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_MARK_RUN = re.compile(rf"[^\w\s!-~]{{{MAX_MARKS + 1},}}")
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_REFERENCE = re.compile(r"&(?:#\w{1,8}|[A-Za-z]\w{1,30});")
_UNPARSEABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: Elements whose end or start is the end of a line.
_BLOCKS = frozenset(
    {
        "address", "article", "aside", "blockquote", "br", "caption", "center", "dd",
        "div", "dl", "dt", "figcaption", "figure", "footer", "form", "h1", "h2", "h3",
        "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
        "section", "table", "td", "th", "tr", "ul",
    }
)  # fmt: skip
#: Elements whose content is no text of the article.
_SILENT = frozenset(
    {
        "button", "iframe", "math", "noscript", "object", "script", "select", "style",
        "svg", "template", "textarea", "title",
    }
)  # fmt: skip
#: What tells escaped markup from a text that happens to have angle brackets.
_KNOWN_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|div|em|h[1-6]|i|img|li|ol|p|small|span|strong|sub|sup"
    r"|table|td|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)


class _Characters(dict[int, str]):
    """What becomes of each character, worked out once per character."""

    def __missing__(self, point: int) -> str:
        char = chr(point)
        if char.isspace():
            fate = " "
        elif char in _JOINERS or unicodedata.category(char) not in _DROPPED:
            fate = char
        else:
            fate = ""
        self[point] = fate
        return fate


@functools.cache
def _characters() -> _Characters:
    return _Characters()


def clean(text: str, limit: int | None = None) -> str:
    """One line of visible text in NFC, at most `limit` code points.

    Control, private and unassigned characters and all bidirectional embeddings,
    overrides and isolates go; joiners stay. Every white space is one space. What
    is cut ends in an ellipsis. Cleaning twice is cleaning once.
    """
    if not text.isprintable():
        text = text.translate(_characters())
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = _MARK_RUN.sub(_fewer_marks, text)
    text = " ".join(text.split()).strip(" " + _JOINERS)
    if limit is not None and len(text) > limit:
        text = text[: limit - 1].rstrip(" " + _JOINERS) + "…"
    return text


def _fewer_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for char in run[0]:
        marks = marks + 1 if unicodedata.combining(char) or _is_mark(char) else 0
        if marks <= MAX_MARKS:
            kept.append(char)
    return "".join(kept)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char) in {"Mn", "Me"}


def line(markup: str, limit: int) -> str:
    """The text of a title: one clean line."""
    return clean(" ".join(map(clean, _lines(markup))), limit)


def paragraphs(markup: str, limit: int) -> str:
    """The text of an article: clean lines, one per block of the markup.

    The lines are kept apart because a heading or list item ends a sentence
    without a full stop.
    """
    lines = (clean(one) for one in _lines(markup))
    text = "\n".join(one for one in lines if one)
    if len(text) > limit:
        text = text[: limit - 1].rstrip() + "…"
    return text


def _lines(markup: str) -> list[str]:
    """The lines of markup, and of markup that was escaped once too often."""
    text = _UNPARSEABLE.sub(" ", markup[:MAX_MARKUP])
    return [
        inner
        for outer in _once(text, _TAG)
        for inner in (
            _once(outer, _KNOWN_TAG) if "&" in outer or "<" in outer else [outer]
        )
    ]


def _once(text: str, tag: re.Pattern[str]) -> list[str]:
    if tag.search(text):
        text = _strip(text)
    elif _REFERENCE.search(text):
        text = _UNPARSEABLE.sub(" ", html.unescape(text))
    return text.split("\n")


def _strip(markup: str) -> str:
    """The text of markup that holds tags, one line per block."""
    tree = etree.fromstring(f"<div>{markup}</div>".encode(), _parser())
    parts: list[str] = []
    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        name = element.tag
        if event == "start" and name in _SILENT:
            walk.skip_subtree()
            continue
        if name in _BLOCKS:
            parts.append("\n")
        piece = element.text if event == "start" else element.tail
        if piece:
            parts.append(piece.replace("\n", " "))
    return "".join(parts)


@functools.cache
def _parser() -> etree.HTMLParser[etree._Element]:
    return etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True
    )
