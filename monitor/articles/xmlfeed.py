"""Reads RSS, RDF, Atom and CDF with feedparser, entry by entry where it fails.

feedparser never sees a path, an address, a header or an undecoded byte: only the
scrubbed text of one document.
"""

import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from xml.parsers import expat

import feedparser
from feedparser import api

from monitor.articles.raw import RawEntry, RawFeed, not_a_feed
from monitor.articles.scrub import Document, kind, scrub

_Found = list[tuple[int, Mapping[str, Any]]]


def read_xml(text: str, *, url: str) -> RawFeed:
    """The entries of a feed; an entry that feedparser cannot stand is left out."""
    if problem := kind(text):
        return not_a_feed(problem)
    document = scrub(text)
    problems = list(document.problems)
    parsed, found = _read(document, url, problems)
    version = parsed["version"] or ("unknown" if found else None)
    if version is None:
        return not_a_feed("XML, but not a feed", *problems)
    feed = parsed["feed"]
    return RawFeed(
        format=version,
        title=_string(feed, "title"),
        language=_string(feed, "language"),
        count=max(document.count, len(found)),
        entries=tuple(_entry(number, entry, feed) for number, entry in found),
        problems=tuple(problems),
    )


def _read(
    document: Document, url: str, problems: list[str]
) -> tuple[Mapping[str, Any], _Found]:
    """What feedparser makes of a document, its broken entries read one by one.

    Its lenient parser lets a missing end tag swallow the entries that follow.
    """
    sound, broken = document, list[Document]()
    if not _is_well_formed(document):
        problems.append("not well-formed XML, read as far as it goes")
        if _is_well_formed(_part(document, 0, 0)):
            sound, broken = _sorted_out(document)
    try:
        parsed = _parse(sound, url)
        found = _numbered(sound, parsed["entries"])
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - it raises at some 15 places
        sound, parsed = _readable_head(sound, url, error, problems)
        found = _apart(sound, url, problems)
    for part in broken:
        found += _apart(part, url, problems)
    return parsed, sorted(found, key=lambda entry: entry[0])


def _is_well_formed(document: Document) -> bool:
    parser = expat.ParserCreate("utf-8", " ")  # whatever it declares
    try:
        parser.Parse(_text(document), True)
    except expat.ExpatError:
        return False
    return True


def _sorted_out(document: Document) -> tuple[Document, list[Document]]:
    """The document without its broken entries, and each of those by itself."""
    size = len(document.entries)
    parts = [_part(document, place, place + 1) for place in range(size)]
    sound, broken = list[Document](), list[Document]()
    for part in parts:
        (sound if _is_well_formed(part) else broken).append(part)
    whole = replace(
        document,
        entries=tuple(part.entries[0] for part in sound),
        numbers=tuple(part.numbers[0] for part in sound),
    )
    return whole, broken


def _text(document: Document) -> bytes:
    text = document.head + "".join(document.entries) + document.tail
    return text.encode("utf-8", "replace")


def _parse(document: Document, url: str) -> Mapping[str, Any]:
    # expat only: feedparser prefers libxml2's SAX driver where that is installed,
    # which opens the files that a DTD names (kurtmckee/feedparser issue 107).
    api.PREFERRED_XML_PARSERS.clear()
    parsed: Mapping[str, Any] = feedparser.parse(
        io.BytesIO(_text(document)),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": url,
        },
        sanitize_html=False,
        resolve_relative_uris=False,
    )
    return parsed


def _numbered(document: Document, entries: list[Mapping[str, Any]]) -> _Found:
    numbers = document.numbers
    if len(numbers) != len(entries):
        first = numbers[0] if numbers else 1
        numbers = tuple(range(first, first + len(entries)))
    return list(zip(numbers, entries, strict=True))


def _part(document: Document, start: int, stop: int) -> Document:
    return replace(
        document,
        entries=document.entries[start:stop],
        numbers=document.numbers[start:stop],
    )


def _readable_head(
    document: Document, url: str, error: Exception, problems: list[str]
) -> tuple[Document, Mapping[str, Any]]:
    """The document with a head that can be read, and what feedparser reads in it."""
    head = _part(document, 0, 0)
    try:
        return document, _parse(head, url)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - as above
        problems.append(f"the feed's head: {type(error).__name__}, dropped")
    bare = replace(
        document,
        head="<rss version='2.0'><channel>",
        tail="</channel></rss>",
    )
    return bare, _parse(_part(bare, 0, 0), url)


def _apart(document: Document, url: str, problems: list[str]) -> _Found:
    """What can be read when the document is halved until only bad entries fail."""
    try:
        return _numbered(document, _parse(document, url)["entries"])
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - as above
        size = len(document.entries)
        if size <= 1:
            number = document.numbers[0] if size else 0
            problems.append(f"entry {number}: {type(error).__name__}, dropped")
            return []
    half = size // 2
    first = _apart(_part(document, 0, half), url, problems)
    return first + _apart(_part(document, half, size), url, problems)


def _entry(number: int, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> RawEntry:
    details = [entry.get("title_detail"), entry.get("summary_detail")]
    contents = [part for part in entry.get("content") or () if isinstance(part, dict)]
    spoken = [_string(part or {}, "language") for part in (*details, *contents)]
    general = _string(feed, "language")
    own = [language for language in spoken if language and language != general]
    return RawEntry(
        number=number,
        guid=_string(entry, "id"),
        links=_links(entry),
        title=_string(entry, "title"),
        texts=(
            *(_string(part, "value") for part in contents),
            _string(entry, "summary"),
        ),
        published=_string(entry, "published") or _string(entry, "created"),
        updated=_string(entry, "updated"),
        language=_string(entry, "language") or (own[0] if own else ""),
        source=_string(entry.get("source") or {}, "title"),
    )


def _links(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """Addresses of the article; a guid can be one (RSS 2.0, "isPermaLink")."""
    guid = _string(entry, "id")
    others = [link for link in entry.get("links") or () if isinstance(link, dict)]
    return (
        _string(entry, "link"),
        *(_string(link, "href") for link in others if link.get("rel") == "alternate"),
        guid if guid.startswith(("http://", "https://")) else "",
    )


def _string(found: Mapping[str, Any], key: str) -> str:
    """A value by its own name, where feedparser's `get` would give another's."""
    value = dict.get(found, key) if isinstance(found, dict) else None
    return value if isinstance(value, str) else ""
