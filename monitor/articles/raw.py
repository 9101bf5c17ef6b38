"""What a reader of one format finds in a document, before it is judged."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class RawEntry:
    """One entry in the feed's own words; empty where it says nothing."""

    #: Place in the document, from 1.
    number: int
    guid: str = ""
    #: Addresses of the article, best first; may be relative or no address at all.
    links: tuple[str, ...] = ()
    #: Title and texts as HTML or plain text.
    title: str = ""
    texts: tuple[str, ...] = ()
    published: str = ""
    updated: str = ""
    #: Language stated for this entry rather than for the feed.
    language: str = ""
    #: Name of the outlet that it was taken from (RSS 2.0, "source").
    source: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class RawFeed:
    """A document as read; `format` is None where it is no feed."""

    format: str | None
    title: str = ""
    language: str = ""
    #: Entries in the document, those left out included.
    count: int = 0
    entries: tuple[RawEntry, ...] = ()
    problems: tuple[str, ...] = ()


def not_a_feed(problem: str, *more: str) -> RawFeed:
    """The outcome for a document that is no feed, and what it is instead."""
    return RawFeed(format=None, problems=(problem, *more))
