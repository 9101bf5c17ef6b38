"""Names an entry so that it is known again: keys and a canonical link.

It remembers nothing. An entry is new only if the store knows none of its keys,
so a feed that renews its guids, moves to https or re-dates its entries shows
nothing new. The link alone does not do where a feed leads to one page from all its
entries: `is_another` tells.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from monitor.model import Article

#: Longest link that is passed on; longer ones fail in browsers and messengers.
MAX_URL = 2048

_PORTS = {"http": 80, "https": 443}
#: Query parameters that say where a reader came from, and never what is read.
_TRACKER = re.compile(
    r"(?:utm|at|pk|mtm|hsa|_hs)_\w*|(?:fb|gbr|g|dc|ms|y|tw)clid|mc_[ce]id|igshid|xtor"
    r"|cmpid|ocid|ns_\w+|traffic_source|__twitter_impression|guccounter",
    re.IGNORECASE,
)
#: Fragments that lead to another text of the same page: a script's route, or one
#: post of a page that is updated live.
_PIECE = re.compile(
    r"!.+|(?:block|comment|entry|item|message|post|update)[-_]?\w*\d\w*"
)
_SAFE = "%/:=&?~+!$,;'@()*[]|"
_HOST = re.compile(r"[^\s%\\<>\"{}|^`]+")
#: Opening of the text that goes into a title key, in code points.
_OPENING = 200
#: Titles of fewer letters ("Flash info") come back with other news.
_MIN_TITLE = 12


class Marks(NamedTuple):
    """What an entry can be known by; empty where the feed gives nothing."""

    guid: str
    url: str
    title: str
    text: str
    published_at: datetime | None


def link(candidates: Iterable[str], base: str) -> str:
    """The first candidate that is an http or https address, made absolute.

    Empty if none is. User names are dropped, since they can pass for a host.
    """
    for candidate in candidates:
        try:
            parts = urlsplit(urljoin(base, _tidy(candidate)))
            host, _ = parts.hostname or "", parts.port
        except ValueError:
            continue
        if parts.scheme in _PORTS and _HOST.fullmatch(host) and candidate.strip():
            found = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
            if len(found) <= MAX_URL:
                return found
    return ""


def _tidy(url: str) -> str:
    """An address without line breaks, what cannot be seen in it percent-encoded."""
    kept = re.sub(r"[\t\r\n]+", "", url[: 2 * MAX_URL].strip())
    if kept.isprintable() and " " not in kept:
        return kept
    return "".join(
        char if char.isprintable() and char != " " else quote(char, errors="replace")
        for char in kept
    )


def canonical_url(url: str) -> str:
    """One spelling for the addresses of one page; empty for what is no address.

    Scheme and host in lower case, no default port, no tracking parameter, no
    fragment unless it names a text of its own; everything else stays, ids too.
    Doing it twice is doing it once.
    """
    try:
        parts = urlsplit(_tidy(url))
        scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        return ""
    host = host.rstrip(".")
    if scheme not in _PORTS or not _HOST.fullmatch(host):
        return ""
    host = f"[{host}]" if ":" in host else host
    if port is not None and port != _PORTS[scheme]:
        host = f"{host}:{port}"
    query = "&".join(
        pair
        for pair in parts.query.split("&")
        if pair and not _TRACKER.fullmatch(pair.partition("=")[0])
    )
    fragment = parts.fragment if _PIECE.fullmatch(parts.fragment) else ""
    path = quote(parts.path or "/", safe=_SAFE)
    return urlunsplit((scheme, host, path, quote(query, safe=_SAFE), fragment))


def identify(entries: Sequence[Marks], feed_id: str) -> list[tuple[str, ...]]:
    """The keys of each entry of one document, strongest first, at least one each.

    * ``guid:`` belongs to the feed; a guid that the document repeats is told apart
      by link, then by title. One that counts versions of its page ("/camp#2") gives
      the page, too.
    * ``link:`` belongs to all feeds; the scheme does not count; a link that the
      document repeats, or to a site's front page, names no entry.
    * ``title:`` belongs to the feed: title, day and the text's opening; for an
      entry that has no other key, its title, link and opening.

    The first keys differ where `sameness` differs.
    """
    pages = [_page(entry.url) for entry in entries]
    guids = _distinct(
        [_guid(entry.guid) for entry in entries],
        pages,
        [_opening(entry) for entry in entries],
    )
    seen = Counter(pages)
    keys = []
    for entry, guid, page in zip(entries, guids, pages, strict=True):
        own = [_key("guid", feed_id, guid)] if guid else []
        if page and seen[page] == 1:
            if page not in guids and page == _page(entry.guid):
                own.append(_key("guid", feed_id, page))
            own.append(_link_key(page))
        if not own:
            own.append(_key("title", feed_id, page, _opening(entry)))
        elif title := _dated_title(entry):
            own.append(_key("title", feed_id, title))
        keys.append(tuple(own))
    return keys


def link_key(url: str) -> str | None:
    """The key of the one entry that is at this address; None where it names no page."""
    page = _page(url)
    return _link_key(page) if page else None


def is_link_key(key: str) -> bool:
    """Whether a key is that of the page an entry leads to."""
    return key.startswith("link:")


def is_another(entry: Article, keys: Sequence[str], before: Article) -> bool:
    """Whether an entry is another one than the article that leads to the same page.

    A feed may lead to one page from all its entries. Another is what has a guid of
    its own that was not known, another title, and another day or text; a guid that was
    renewed changes no title, an edit no guid. Between feeds, the page decides.
    """
    has_guid = keys[0].startswith("guid:")
    if not has_guid or entry.feed_id != before.feed_id:
        return False
    if _plain(entry.title) == _plain(before.title):
        return False
    return _plain(entry.text) != _plain(before.text) or _is_other_day(entry, before)


def sameness(entry: Marks) -> tuple[str, str, str]:
    """Equal for two entries of one document that are the same entry twice."""
    return _guid(entry.guid), _page(entry.url), _opening(entry)


def article_id(keys: tuple[str, ...]) -> str:
    """An opaque id, equal for equal strongest keys; 16 hexadecimal digits."""
    return hashlib.sha256(keys[0].encode()).hexdigest()[:16]


def _key(kind: str, *parts: str) -> str:
    text = "\0".join(parts).encode("utf-8", "replace")
    return f"{kind}:{hashlib.sha256(text).hexdigest()[:32]}"


def _link_key(page: str) -> str:
    return _key("link", page)


def _guid(guid: str) -> str:
    """A guid without white space; one that is an address, as a page."""
    return _page(guid, fragment=True) or " ".join(guid.split())


def _page(url: str, *, fragment: bool = False) -> str:
    """A page's address without scheme; empty for a site's front page."""
    address = canonical_url(url).partition("://")[2]
    _, _, path = address.partition("/")
    if not path:
        return ""
    extra = url.partition("#")[2] if fragment else ""
    return f"{address}#{extra}" if extra and "#" not in address else address


def _distinct(values: list[str], *more: list[str]) -> list[str]:
    """Repeated values, told apart by further ones as far as needed."""
    for further in more:
        seen = Counter(values)
        values = [
            f"{value}\0{extra}" if value and seen[value] > 1 else value
            for value, extra in zip(values, further, strict=True)
        ]
    return values


def _opening(entry: Marks) -> str:
    return _plain(f"{entry.title}\n{entry.text[:_OPENING]}")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _is_other_day(entry: Article, before: Article) -> bool:
    days = [a.published_at and a.published_at.date() for a in (entry, before)]
    return None not in days and days[0] != days[1]


def _dated_title(entry: Marks) -> str:
    """Title, day and opening; empty where they could be another entry's too."""
    letters = sum(char.isalpha() for char in entry.title)
    if entry.published_at is None or letters < _MIN_TITLE:
        return ""
    return f"{entry.published_at:%Y-%m-%d}\n{_opening(entry)}"
