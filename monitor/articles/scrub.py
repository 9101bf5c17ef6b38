"""Repairs the text of an XML feed where feedparser would fail, stall or lose it.

It changes nothing that an article is made of, and it does not parse: every step
is one pass over the text, linear in its length.
"""

import re
import sys
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

#: Entries beyond these, counted from both ends of the document, are not read: an
#: archive is as likely to begin with its oldest entry as with its newest.
MAX_READ = 400
#: Longest tag, and longest run of letters without a space, that are kept: embedded
#: pictures and attacks on feedparser's patterns (kurtmckee/feedparser issue 562).
_MAX_TAG = 8_192
_MAX_RUN = 4_096

_ROOT = re.compile(r"<((?:[\w.-]+:)?(?:rss|feed|rdf|channel))(?=[\s>])", re.IGNORECASE)
_XML = re.compile(r"<\?xml[^>]{0,300}\?>")
_HTML = re.compile(r"<(?:!doctype\s+html|html)(?=[\s>])", re.IGNORECASE)
_ENTRY = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s>/])", re.IGNORECASE)
_ENTRY_END = re.compile(r"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
#: Char of XML 1.0, section 2.2, is everything but these.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_MAX_DIGITS = 8
#: Whom a feed says it is by: not used, and feedparser's patterns for it are quadratic.
_AUTHOR = re.compile(
    r"<(/?)((?:[\w.-]+:)?(?:(author|creator|managingeditor|webmaster|publisher|owner"
    r"|contributor)|item|entry))(?=[\s>/])[^<>]*+>",
    re.IGNORECASE,
)
_LONG_TAG = re.compile(rf"<(/?[\w:.-]{{1,60}}+)[^<>]{{{_MAX_TAG},}}+>")
_LONG_RUN = re.compile(rf"(?<![!-%'-:=?-~])([!-%'-:=?-~]{{{_MAX_RUN}}}+)[!-%'-:=?-~]++")


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """An XML feed cut at its entries, so that they can be read apart."""

    head: str
    entries: tuple[str, ...]
    tail: str
    #: Place of each entry in the document, from 1.
    numbers: tuple[int, ...]
    #: Entries in the document, those left out included.
    count: int
    problems: tuple[str, ...] = ()


def kind(text: str) -> str | None:
    """What a document is instead of an XML feed, in words; None for a feed."""
    root = _ROOT.search(text) or _ENTRY.search(text)
    page = _HTML.search(text)
    if page and (root is None or page.start() < root.start()):
        return "an HTML page, not a feed"
    if root:
        return None
    if text.startswith("\x1f"):
        return "compressed bytes, not a feed"
    if text.lstrip().startswith("<"):
        return "XML, but not a feed"
    return "neither XML nor JSON, not a feed"


def scrub(text: str) -> Document:
    """A feed's document, repaired and cut at its entries."""
    text, early = _from_start(text)
    text, controls = _CONTROL.subn("", text)
    text, references = _references(text)
    text = _without_authors(text)
    text = _LONG_TAG.sub(_bare_tag, text)
    text = _LONG_RUN.sub(r"\1", text)
    problems = early
    if controls:
        problems += (f"control characters, {controls} dropped",)
    return _split(text, problems + references)


def _from_start(text: str) -> tuple[str, tuple[str, ...]]:
    """The document from its root on; a script's warnings can stand before it."""
    root = _ROOT.search(text)
    if root is None:
        return text, ()
    declared = _XML.search(text, 0, root.start())
    start = declared.start() if declared else 0
    if declared is None and not text.lstrip().startswith("<"):
        start = root.start()
    problem = ("text before the document, ignored",) if text[:start].strip() else ()
    end = declared.end() if declared else start
    return text[end:].lstrip(), problem


def _references(text: str) -> tuple[str, tuple[str, ...]]:
    """Text without references to what is no character, which end feedparser."""
    bad = [found for found in _REFERENCE.finditer(text) if not _is_character(found)]
    if not bad:
        return text, ()
    starts = [entry.start() for entry in _ENTRY.finditer(text)]
    problems = []
    for found in bad:
        number = bisect_right(starts, found.start())
        where = f"entry {number}" if number else "the feed's head"
        problems.append(f"{where}: character reference out of range, dropped")
    text = _REFERENCE.sub(lambda found: found[0] if _is_character(found) else "", text)
    return text, tuple(dict.fromkeys(problems))


def _is_character(reference: re.Match[str]) -> bool:
    digits = (reference[1] or reference[2]).lstrip("0")
    if not digits or len(digits) > _MAX_DIGITS:
        return False
    point = int(digits, 16 if reference[1] else 10)
    return point <= sys.maxunicode and not _CONTROL.match(chr(point))


def _bare_tag(tag: re.Match[str]) -> str:
    return f"<{tag[1]}/>" if tag[0].endswith("/>") else f"<{tag[1]}>"


def _without_authors(text: str) -> str:
    """Text without its author elements; one that is not closed stays."""
    kept: list[str] = []
    inside, start, position = "", 0, 0
    for tag in _AUTHOR.finditer(text):
        name = tag[2].lower()
        if not tag[3]:
            inside = ""  # an entry starts or ends
        elif tag[1] and name == inside:
            kept.append(text[position:start])
            inside, position = "", tag.end()
        elif not inside and not tag[1] and not tag[0].endswith("/>"):
            inside, start = name, tag.start()
    kept.append(text[position:])
    return "".join(kept)


def _split(text: str, problems: tuple[str, ...]) -> Document:
    starts = [entry.start() for entry in _ENTRY.finditer(text)]
    if not starts:
        return Document(
            head=text, entries=(), tail="", numbers=(), count=0, problems=problems
        )
    ends = [found.end() for found in _ENTRY_END.finditer(text, starts[0])]
    end = ends[-1] if ends and ends[-1] > starts[-1] else len(text)
    edges = [*starts, end]
    head, tail = text[: starts[0]], text[end:]
    entries = [text[start:stop] for start, stop in pairwise(edges)]
    numbers = list(range(1, len(entries) + 1))
    tail, is_whole = _closed(head, tail, text[starts[-1] :])
    if not is_whole:
        problems += ("the document ends before its root does",)
        if not ends or ends[-1] < starts[-1]:
            problems += (f"entry {numbers[-1]}: cut off, dropped",)
            entries, numbers = entries[:-1], numbers[:-1]
    if len(entries) > MAX_READ:
        half = MAX_READ // 2
        entries, numbers = (
            entries[:half] + entries[-half:],
            numbers[:half] + numbers[-half:],
        )
    return Document(
        head=head,
        entries=tuple(entries),
        tail=tail,
        numbers=tuple(numbers),
        count=len(starts),
        problems=problems,
    )


def _closed(head: str, tail: str, rest: str) -> tuple[str, bool]:
    """The tail up to the root's end tag, supplied if it is lacking; whether it was.

    `rest` is the last entry and the tail, which may be inside an open entry.
    """
    root = _ROOT.search(head)
    if root is None:
        return tail, True
    end_tag = re.compile(rf"</{re.escape(root[1])}\s*>", re.IGNORECASE)
    if found := end_tag.search(tail):
        return tail[: found.end()], True
    if end_tag.search(rest):
        return tail, True
    name = root[1]
    return f"</channel></{name}>" if name.lower() == "rss" else f"</{name}>", False
