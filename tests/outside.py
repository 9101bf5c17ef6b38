"""Every parser of bytes that come from outside, as one function of bytes each.

Only the errors that its callers expect may leave one; what it returns is not judged
here. `test_outside.py` tries them with hypothesis, `scripts/fuzz.py` with atheris.
"""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

from monitor import http_dates
from monitor.articles import charset, dates, identity, plaintext
from monitor.articles.parse import parse_feed
from monitor.articles.wire import decode, decode_request
from monitor.errors import FeedError
from monitor.feeds import headers, politeness, urls
from monitor.feeds.decode import Body, coding
from monitor.feeds.opml import read_opml
from monitor.model import Feed

NOW = datetime(2022, 7, 23, 12, 0, tzinfo=UTC)
FEED = Feed(feed_id="f", url="https://feeds.example/rss", source="Desk")
#: What a header's bytes are to the service: each one character (RFC 9110 section 5.5).
_HEADER = "latin-1"


def feed(data: bytes) -> None:
    parse_feed(data, url=FEED.url, feed=FEED, fetched_at=NOW)


def json_feed(data: bytes) -> None:
    body = b'{"version": "https://jsonfeed.org/version/1.1", "items": [' + data
    kind = "application/feed+json"
    parse_feed(body, url=FEED.url, content_type=kind, feed=FEED, fetched_at=NOW)


def character_set(data: bytes) -> None:
    declared, _, body = data.partition(b"\n")
    charset.decode(body, f"text/xml; charset={declared.decode(_HEADER)}")


def date(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    dates.parse_date(text)
    http_dates.http_date(text)


def markup(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    plaintext.paragraphs(text, 20_000)
    plaintext.line(text, 500)


def link(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    found = identity.link([text], FEED.url)
    assert found == "" or found.startswith(("http://", "https://"))
    identity.canonical_url(text)


def gzip(data: bytes) -> None:
    body = Body(max_size=100_000, gzipped=True, host="feeds.example")
    with suppress(FeedError):
        for start in range(0, len(data), 7):
            body.add(data[start : start + 7])
        assert len(body.whole()) <= 100_000


def head(data: bytes) -> None:
    raw = [
        (name.strip().lower(), value.strip())
        for name, _, value in (line.partition(b":") for line in data.split(b"\n"))
    ]
    text = data.decode(_HEADER)
    headers.validator(raw, b"etag")
    joined = headers.joined(raw)
    politeness.cache_lifetime(joined, NOW)
    politeness.cache_lifetime({"cache-control": text, "age": text}, NOW)
    politeness.cache_lifetime({"expires": text, "date": text}, None)
    politeness.retry_after(text, NOW)
    with suppress(FeedError):
        coding([text], host="feeds.example")


def redirect(data: bytes) -> None:
    with suppress(FeedError):
        target = urls.follow(urls.parse(FEED.url), data)
        assert target.scheme in ("http", "https")


def opml(data: bytes) -> None:
    with suppress(FeedError):
        read_opml(data)


def wire(data: bytes) -> None:
    """What the parsing process says, should it be made to say something else."""
    for read in (decode, decode_request):
        with suppress(ValueError):
            read(data)


PARSERS: dict[str, Callable[[bytes], None]] = {
    parser.__name__: parser
    for parser in (
        *(feed, json_feed, character_set, date, markup, link, gzip, head),
        *(redirect, opml, wire),
    )
}
