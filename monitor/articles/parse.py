"""Makes articles of a feed's bytes, whatever the bytes are.

It does not fetch and it is not fast to fail: a crafted feed can hold it for
seconds, which is why the service runs it in a process that can be killed.
"""

from datetime import datetime
from typing import NamedTuple

from monitor.articles import charset, dates, identity
from monitor.articles.jsonfeed import read_json
from monitor.articles.outlets import without_names, without_outlet
from monitor.articles.plaintext import MAX_TEXT, MAX_TITLE, clean, line, paragraphs
from monitor.articles.raw import RawEntry, RawFeed, not_a_feed
from monitor.articles.wire import Entry, ParsedFeed, decode, encode
from monitor.articles.xmlfeed import read_xml
from monitor.model import Article, Feed

__all__ = ["Entry", "ParsedFeed", "decode", "encode", "parse_feed"]

#: Entries kept of one document; feeds show 10 to 100.
MAX_ENTRIES = 200
_MAX_PROBLEMS = 30
_BLANK = "\x00 \t\r\n\x0b\x0c\u00a0\ufeff"

#: ISO 639-2 codes that feeds use in place of ISO 639-1.
_SHORT = {
    **{"ara": "ar", "eng": "en", "fra": "fr", "fre": "fr", "spa": "es", "por": "pt"},
    **{"rus": "ru", "ukr": "uk", "deu": "de", "ger": "de", "ita": "it", "tur": "tr"},
    **{"hau": "ha", "swa": "sw", "bam": "bm", "ful": "ff", "wol": "wo", "som": "so"},
}
_CODE_LENGTH = 2


def parse_feed(
    body: bytes,
    *,
    url: str,
    content_type: str | None = None,
    feed: Feed,
    fetched_at: datetime,
) -> ParsedFeed:
    """The articles of a feed, newest `MAX_ENTRIES` of them, in document order.

    Never raises for what is in the body: an entry that cannot be read costs that
    entry and is named in `problems`. A body that is no feed has format None.

    Args:
        body: the document as received, its transfer and content coding undone.
        url: where it came from; relative links are resolved against it.
        content_type: the Content-Type header, if there was one.
        feed: the feed as configured; source, country and reliability are its.
        fetched_at: aware; dates beyond it are not believed.
    """
    decoded = charset.decode(body, content_type)
    raw = _read(decoded.text, url)
    problems = [*(decoded.problems if raw.format else ()), *raw.problems]
    drafts = [
        draft
        for entry in raw.entries
        if (draft := _draft(entry, url, fetched_at, problems))
    ]
    drafts = _newest(_once(drafts, problems), raw, fetched_at, problems)
    language = feed.language or language_code(raw.language)
    return ParsedFeed(
        format=raw.format,
        title=line(raw.title, MAX_TITLE),
        entries=raw.count,
        articles=_entries(drafts, language, feed, fetched_at),
        problems=_few(problems),
    )


def language_code(tag: str) -> str | None:
    """ISO 639-1 code of a language tag (RFC 5646): "fr" of "fr-ML", else None."""
    code = tag.strip().replace("_", "-").partition("-")[0].lower()
    code = _SHORT.get(code, code)
    if len(code) == _CODE_LENGTH and code.isascii() and code.isalpha():
        return code
    return None


class _Draft(NamedTuple):
    number: int
    marks: identity.Marks
    language: str | None
    #: Whom the entry was taken from; empty where it does not say.
    source: str
    url: str


def _read(text: str, url: str) -> RawFeed:
    start = text.lstrip(_BLANK)[:1]
    if not start:
        return not_a_feed("an empty body")
    return read_json(text.strip(_BLANK)) if start in "{[" else read_xml(text, url=url)


def _draft(
    entry: RawEntry, url: str, fetched_at: datetime, problems: list[str]
) -> _Draft | None:
    moment, problem = dates.published(
        entry.published, entry.updated, fetched_at=fetched_at
    )
    if problem:
        problems.append(f"entry {entry.number}: {problem}")
    marks = identity.Marks(
        guid=entry.guid.strip(),
        url=identity.link(entry.links, url),
        title=line(entry.title, MAX_TITLE),
        text=max((_plain(text, url) for text in entry.texts), key=len),
        published_at=moment,
    )
    if not (marks.title or marks.text or marks.url):
        problems.append(f"entry {entry.number}: nothing in it, dropped")
        return None
    source = line(entry.source, MAX_TITLE)
    return _Draft(entry.number, marks, language_code(entry.language), source, url)


def _plain(markup: str, url: str) -> str:
    return paragraphs(without_names(markup, url), MAX_TEXT)


def _once(drafts: list[_Draft], problems: list[str]) -> list[_Draft]:
    seen: dict[tuple[str, str, str], _Draft] = {}
    for draft in drafts:
        first = seen.setdefault(identity.sameness(draft.marks), draft)
        if first is not draft:
            problems.append(
                f"entry {draft.number}: entry {first.number} again, dropped"
            )
    return list(seen.values())


def _newest(
    drafts: list[_Draft], raw: RawFeed, fetched_at: datetime, problems: list[str]
) -> list[_Draft]:
    """At most `MAX_ENTRIES`, in document order; what has no date counts as new."""
    if raw.count > MAX_ENTRIES:
        problems.append(f"{raw.count} entries, only the {MAX_ENTRIES} newest kept")
    order = sorted(
        drafts, key=lambda draft: draft.marks.published_at or fetched_at, reverse=True
    )
    return sorted(order[:MAX_ENTRIES], key=lambda draft: draft.number)


def _entries(
    drafts: list[_Draft], language: str | None, feed: Feed, fetched_at: datetime
) -> tuple[Entry, ...]:
    keys = identity.identify([draft.marks for draft in drafts], feed.feed_id)
    return tuple(
        Entry(article=_article(draft, own, language, feed, fetched_at), keys=own)
        for draft, own in zip(drafts, keys, strict=True)
    )


def _article(
    draft: _Draft,
    keys: tuple[str, ...],
    language: str | None,
    feed: Feed,
    fetched_at: datetime,
) -> Article:
    title, text = without_outlet(
        draft.marks.title,
        draft.marks.text,
        outlets=(feed.source, draft.source),
        url=draft.url,
    )
    return Article(
        article_id=identity.article_id(keys),
        feed_id=feed.feed_id,
        source=feed.source,
        url=draft.marks.url,
        title=title,
        text=text,
        language=draft.language or language,
        published_at=draft.marks.published_at,
        fetched_at=fetched_at,
        country=feed.country,
        reliability=feed.reliability,
    )


def _few(problems: list[str]) -> tuple[str, ...]:
    """Problems as clean lines; what goes on and on is counted instead."""
    shown = [clean(problem, MAX_TITLE) for problem in problems[:_MAX_PROBLEMS]]
    if more := len(problems) - len(shown):
        shown.append(f"and {more} more problems")
    return tuple(shown)
