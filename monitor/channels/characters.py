"""Text that no channel chokes on.

A last sieve before the wire, for what a lone byte can break: a header, a frame,
a UTF-8 encoder, the reading order. It does not judge or shorten words.
"""

import re
import unicodedata

#: NEL, LINE SEPARATOR, PARAGRAPH SEPARATOR and the ASCII ones: all mean "new line".
_LINE_ENDS = re.compile("\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
#: Controls and lone surrogates; bidi embeddings, overrides and isolates (UAX #9), which
#: turn around what follows them; noncharacters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
    "|[\U000e0000-\U000e007f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def printable(text: str) -> str:
    """The text without what a terminal obeys or turns around; its blanks stay."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def clean(text: str) -> str:
    """The text in NFC, blanks and line ends made plain, without what breaks a frame.

    At most one blank line in a row; cleaning twice changes nothing.
    """
    lines = _SPACES.sub(" ", unicodedata.normalize("NFC", printable(text)))
    lines = "\n".join(line.strip() for line in lines.split("\n"))
    return _BLANK_LINES.sub("\n\n", lines).strip()


def one_line(text: str, *, at_most: int) -> str:
    """The text on one line, cut at a word with an ellipsis.

    Args:
        at_most: code points, ellipsis included.
    """
    line = " ".join(clean(text).split())
    return line if len(line) <= at_most else cut(line, at_most)


def cut(text: str, at_most: int) -> str:
    """The beginning of the text, cut at a word where one ends in its second half.

    Args:
        at_most: code points, the ellipsis included; at least 1.
    """
    head = text[: at_most - 1]
    space = head.rfind(" ")
    return (head[:space] if space > at_most // 2 else head).rstrip() + "…"
