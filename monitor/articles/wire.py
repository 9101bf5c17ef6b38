"""What parsing gives, and its form between the parsing process and the service."""

import functools
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from monitor.model import Article, Feed

#: Problems of a document that explain why all its entries were dropped.
_FEW = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """An article, and the keys by which it is known again, strongest first."""

    article: Article
    keys: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class ParsedFeed:
    """A document as read; `format` is None where it is no feed."""

    #: feedparser's name of the format: "rss20", "atom10", "rss10", "json11" ...
    format: str | None
    title: str = ""
    #: Entries in the document, those left out included.
    entries: int = 0
    #: What had to be repaired, ignored or dropped, as sentences for a person.
    problems: tuple[str, ...] = ()
    articles: tuple[Entry, ...] = ()

    @property
    def fault(self) -> str | None:
        """Why nothing in it can be read; None where something can, or it is empty."""
        if self.format is not None and (self.articles or not self.entries):
            return None
        if self.format is None:
            return "; ".join(self.problems)
        return f"no entry can be read: {'; '.join(self.problems[:_FEW])}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """What the parsing process is told besides the body."""

    url: str
    content_type: str | None
    feed: Feed
    fetched_at: datetime


def encode(parsed: ParsedFeed) -> bytes:
    """The form that `decode` reads: JSON, UTF-8."""
    return _parsed().dump_json(parsed)


def decode(data: bytes) -> ParsedFeed:
    """What `encode` was given; raises ValueError for anything else."""
    return _parsed().validate_json(data)


def decode_request(data: bytes) -> Request:
    """A request from its JSON; raises ValueError for anything else."""
    return _request().validate_json(data)


@functools.cache
def _parsed() -> TypeAdapter[ParsedFeed]:
    return TypeAdapter(ParsedFeed)


@functools.cache
def _request() -> TypeAdapter[Request]:
    return TypeAdapter(Request)
