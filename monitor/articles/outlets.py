"""Cuts the outlet's own name from the end of a title: "Blast in Beirut - Bamako News".

It is no part of what happened, and the places in it are not where it happened. Google
News ends every title so, and every line of its texts. Only a name that is known to be
the outlet's is cut: what stands behind a dash may be where it happened.
"""

import re
import tomllib
from collections.abc import Collection
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from monitor.text import words

_SEARCH = "news.google.com"
_BEHIND = re.compile(r"(?P<title>.*\S)\s+[-–—|]\s+(?P<outlet>[^\n]{2,60})")
#: Where Google News names the outlet of each line of a text.
_NAMED = re.compile(r"<font\b[^>]*>[^<]*</font>", re.IGNORECASE)


def without_outlet(
    title: str, text: str, *, outlets: Collection[str], url: str
) -> tuple[str, str]:
    """Title and text, as plain text, without the outlet's name at their end.

    An agency's name stays: who tells of an event is asked of it later.

    Args:
        outlets: names that the article's outlet goes by.
        url: of the feed, or of the article.
    """
    found = _BEHIND.fullmatch(title)
    if found is None or _is_agency(found["outlet"]):
        return title, text
    outlet = found["outlet"]
    if _key(outlet) not in map(_key, outlets):
        return title, text
    end = re.compile(rf"(?:\s+[-–—|])?\s+{re.escape(outlet)}$", re.MULTILINE)
    return found["title"], end.sub("", text) if _is_search(url) else text


def without_names(markup: str, url: str) -> str:
    """The markup of a text without the names of outlets that Google News adds."""
    return _NAMED.sub("", markup) if _is_search(url) else markup


def _is_search(url: str) -> bool:
    """Whether an address is that of Google News."""
    try:
        return urlsplit(url).hostname == _SEARCH
    except ValueError:
        return False


def _key(name: str) -> str:
    return " ".join(words(name))


def _is_agency(name: str) -> bool:
    return any(f" {mark} " in f" {_key(name)} " for mark in _agencies())


@cache
def _agencies() -> frozenset[str]:
    """What agencies are credited by, folded."""
    path = files("monitor") / "data" / "stories" / "agencies.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return frozenset(
        _key(mark) for agency in table["agency"] for mark in agency["marks"]
    )
