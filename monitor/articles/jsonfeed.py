"""Reads JSON Feed, version 1 and 1.1 (https://jsonfeed.org/version/1.1)."""

import html
import json
import re
from typing import Any

from monitor.articles.raw import RawEntry, RawFeed, not_a_feed

_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/(\d+)(?:\.(\d+))?")
_BETWEEN = re.compile(r"[\s,]*+")
_ITEMS = re.compile(r'"items"\s*:\s*\[')


def read_json(text: str) -> RawFeed:
    """The entries of a JSON Feed; a document that is cut off gives its whole ones."""
    problems: list[str] = []
    try:
        document = json.loads(text, strict=False)
    except ValueError:
        document = _salvage(text)
        problems.append("the JSON breaks off or is broken, read up to there")
    except RecursionError:
        return not_a_feed("JSON nested too deep, not a feed")
    version = _version(document)
    if version is None:
        return not_a_feed("JSON, but not a JSON Feed")
    items = document.get("items")
    if not isinstance(items, list):
        return not_a_feed("a JSON Feed without its list of items")
    entries = []
    for number, item in enumerate(items, 1):
        if isinstance(item, dict):
            entries.append(_entry(number, item))
        else:
            problems.append(f"entry {number}: not an object, dropped")
    return RawFeed(
        format=version,
        title=_string(document, "title"),
        language=_string(document, "language"),
        count=len(items),
        entries=tuple(entries),
        problems=tuple(problems),
    )


def _version(document: object) -> str | None:
    if not isinstance(document, dict):
        return None
    found = _VERSION.match(_string(document, "version"))
    return f"json{found[1]}{found[2] or '0'}" if found else None


def _entry(number: int, item: dict[str, Any]) -> RawEntry:
    plain = _string(item, "content_text")
    guid = _string(item, "id")
    return RawEntry(
        number=number,
        guid=guid,
        links=(
            _string(item, "url"),
            _string(item, "external_url"),
            guid if guid.startswith(("http://", "https://")) else "",
        ),
        title=_string(item, "title"),
        texts=(
            _string(item, "content_html"),
            html.escape(plain, quote=False).replace("\n", "<br>"),
            _string(item, "summary"),
        ),
        published=_string(item, "date_published"),
        updated=_string(item, "date_modified"),
        language=_string(item, "language"),
    )


def _string(item: dict[str, Any], key: str) -> str:
    """A value as text; ids are numbers in some feeds, which section "id" allows for."""
    value = item.get(key)
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def _salvage(text: str) -> dict[str, Any]:
    """The head and the whole items of a document that is broken somewhere."""
    found = _ITEMS.search(text)
    if not found:
        return {}
    decoder = json.JSONDecoder(strict=False)
    items: list[Any] = []
    position = found.end()
    try:
        head = json.loads(text[: found.start()].rstrip().rstrip(",") + "}")
        while True:
            gap = _BETWEEN.match(text, position)
            item, position = decoder.raw_decode(text, gap.end() if gap else position)
            items.append(item)
    except (ValueError, RecursionError):
        pass
    return {**head, "items": items} if items else {}
