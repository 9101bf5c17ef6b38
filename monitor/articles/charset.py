"""Decides which characters the bytes of a feed are.

It trusts the bytes before any declaration, since a declaration is often a
server's default; it does not remember what a feed used last time.
"""

import codecs
import re
from typing import NamedTuple

#: Marks at the start of a document, longest first (XML 1.0, appendix F).
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00\x00\x00", "utf-32-le"),
    (b"\x00<\x00", "utf-16-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x4c\x6f\xa7\x94", "cp037"),
)
#: Encodings that a declaration may name; Python knows codecs ("hex", "idna",
#: "unicode_escape", "utf-7") that are no character sets or that can be abused.
_DECLARABLE = re.compile(
    r"iso8859|iso2022|cp\d|koi8|mac|gb|hz|big5|shift_jis|euc_|johab|tis|ptcp|kz1048"
)
#: Encodings whose text is bytes below 0x80 only.
_SEVEN_BIT = re.compile(r"iso2022|hz")
_XML_ENCODING = re.compile(
    rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})"
)
_HTTP_CHARSET = re.compile(
    r"(?:^|;)\s*charset\s*=\s*[\"']?\s*([\w.:+-]{1,40})", re.IGNORECASE
)

#: The letters that make up most of a text, per encoding that is guessed: counts
#: over running text put these above 70 % in each language and below 40 % where
#: the bytes are another of these encodings.
_LETTERS = {
    "cp1251": "оеаинтсрвлкмдпуяыьіё",
    "koi8-u": "оеаинтсрвлкмдпуяыьіё",
    "iso8859-5": "оеаинтсрвлкмдпуяыьіё",
    "cp1256": "اليمونترهبدعسفةكقأحج",
    "iso8859-6": "اليمونترهبدعسفةكقأحج",
    "cp1253": "αοιετσνηυρπκμλςάόίέή",
    "cp1255": "יוהלאתמרבשןםנדחקעכפ",
}
#: Share of bytes that may be broken in a text that is still UTF-8.
_BROKEN_SHARE = 0.001
#: A guess must explain this share of the letters to overrule what is declared.
_SURE = 0.6
#: A guess that explains less is not made.
_LIKELY = 0.4
_SAMPLE = 200_000
#: Encodings that are read as one that holds them.
_SUPERSETS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "koi8-r": "koi8-u",
}
#: Single-byte encodings of Latin scripts, whose words mix in plain letters.
_LATIN = re.compile(r"cp125[0247]|iso8859-(?:[2349]|1[03456])")
#: A byte that is not UTF-8, as the "surrogateescape" handler writes it.
_BROKEN = re.compile("[\udc80-\udcff]")
#: Such a byte where a Latin word has an accented letter.
_ACCENT = re.compile("(?<=[ 'A-Za-z])[\udcc0-\udcff](?=[ ',.;:<A-Za-z])")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


class Decoded(NamedTuple):
    """Text, and what had to be assumed to read it."""

    text: str
    problems: tuple[str, ...] = ()


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decodes a document; every body gives a text, broken bytes as U+FFFD.

    The order is: byte order mark, UTF-8 where the bytes say so, the document's
    own declaration, the Content-Type header, a guess by letter frequencies.
    """
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return _by_mark(body, encoding)
    declared = _declared(body, content_type)
    for encoding in declared:
        if _SEVEN_BIT.match(encoding) and body.isascii():
            return Decoded(body.decode(encoding, "replace"))
    escaped = body.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN.findall(escaped))
    if not broken:
        return Decoded(escaped)
    if _is_utf8(escaped, broken, len(body)):
        note = f"{broken} bytes are not UTF-8, replaced"
        return Decoded(_mend(escaped), (note,))
    return _by_declaration(body, declared)


def _by_mark(body: bytes, encoding: str) -> Decoded:
    text = body.decode(encoding, "replace").removeprefix("\ufeff")
    broken = text.count("\ufffd")
    notes = (f"{broken} characters are not {encoding}, replaced",) if broken else ()
    return Decoded(text, notes)


def _is_utf8(escaped: str, broken: int, size: int) -> bool:
    """Whether text with some broken bytes is UTF-8 rather than something else.

    In any other encoding a byte above 0x7f is hardly ever followed by the
    continuation bytes that UTF-8 wants, so its good sequences are few.
    """
    good = len(_NOT_ASCII.findall(escaped)) - broken
    return good > broken and (broken <= size * _BROKEN_SHARE or good >= 4 * broken)


def _mend(escaped: str) -> str:
    """Broken bytes as U+FFFD, lone accented letters of Latin words as meant.

    Pages put together from several sources mix Windows-1252 into UTF-8.
    """
    mended = _ACCENT.sub(lambda found: chr(ord(found[0]) - 0xDC00), escaped)
    return _BROKEN.sub("\ufffd", mended)


def _declared(body: bytes, content_type: str | None) -> list[str]:
    """Encodings that the document and then the header name, as Python names them.

    RFC 7303 puts the header first; servers send one default for every file, so
    here the document's own word counts more.
    """
    names = []
    if found := _XML_ENCODING.match(body[:400]):
        names.append(found[1].decode("ascii", "replace"))
    if content_type and (charset := _HTTP_CHARSET.search(content_type)):
        names.append(charset[1])
    return [known for name in names if (known := _known(name))]


def _known(name: str) -> str | None:
    try:
        known = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    # As browsers do: WHATWG Encoding Standard, section 4.2.
    known = _SUPERSETS.get(known, known)
    return known if _DECLARABLE.match(known) else None


def _by_declaration(body: bytes, declared: list[str]) -> Decoded:
    guess, share = _guess(body)
    for encoding in declared:
        if share >= _SURE and _is_contradicted(body, encoding, guess, share):
            continue
        text = body.decode(encoding, "replace")
        if text.count("\ufffd") <= len(body) * _BROKEN_SHARE:
            return Decoded(text)
    said = f"declared {declared[0]}" if declared else "not UTF-8, nothing declared"
    return Decoded(body.decode(guess, "replace"), (f"{said}, read as {guess}",))


def _is_contradicted(body: bytes, encoding: str, guess: str, share: float) -> bool:
    """Whether the letters speak for another encoding than the declared one."""
    if encoding in _LETTERS:
        return guess not in _LETTERS or _share(body, encoding) < share / 2
    return guess in _LETTERS and _LATIN.fullmatch(encoding) is not None


def _guess(body: bytes) -> tuple[str, float]:
    """The most likely single-byte encoding, and the share of letters it explains.

    Accented letters of Latin scripts stand inside words of plain letters; the
    words of other scripts have none.
    """
    sample = body[:_SAMPLE]
    lone = len(re.findall(rb"(?<![\x80-\xff])[\x80-\xff]{1,2}(?![\x80-\xff])", sample))
    runs = len(re.findall(rb"[\x80-\xff]{3,}", sample))
    if lone > 2 * runs:
        return "cp1252", 1.0
    shares = {encoding: _share(sample, encoding) for encoding in _LETTERS}
    best = max(shares, key=lambda encoding: shares[encoding])
    return (best, shares[best]) if shares[best] > _LIKELY else ("cp1252", 0.0)


def _share(body: bytes, encoding: str) -> float:
    """Share of the characters above ASCII that are its script's common letters."""
    high = re.sub(rb"[\x00-\x7f]+", b"", body[:_SAMPLE]).decode(encoding, "replace")
    common = _LETTERS.get(encoding, "")
    return sum(high.count(letter) for letter in common) / max(len(high), 1)
