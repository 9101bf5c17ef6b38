"""Golden pairs: a feed as served, and everything that is read in it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.articles.parse import ParsedFeed, decode, encode, parse_feed
from monitor.model import Feed

DATA = Path(__file__).parent / "data"
NOW = datetime(2022, 7, 23, 12, 0, tzinfo=UTC)
FEED = Feed(feed_id="golden", url="https://feeds.example/rss", source="Golden")


def as_golden(parsed: ParsedFeed) -> dict[str, object]:
    """What a person has to agree with; ids are compared elsewhere."""
    return {
        "format": parsed.format,
        "title": parsed.title,
        "entries": parsed.entries,
        "problems": list(parsed.problems),
        "articles": [
            {
                "url": entry.article.url,
                "title": entry.article.title,
                "text": entry.article.text,
                "language": entry.article.language,
                "published_at": entry.article.published_at
                and entry.article.published_at.isoformat(),
                "keys": [key.partition(":")[0] for key in entry.keys],
            }
            for entry in parsed.articles
        ],
    }


def golden(name: str) -> ParsedFeed:
    (path,) = (DATA / name).glob("feed.*")
    return parse_feed(path.read_bytes(), url=FEED.url, feed=FEED, fetched_at=NOW)


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.iterdir()))
def test_feed_is_read_as_agreed(name):
    expected = json.loads((DATA / name / "expected.json").read_text(encoding="utf-8"))
    assert as_golden(golden(name)) == expected


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.iterdir()))
def test_answer_survives_the_wire(name):
    parsed = golden(name)
    assert decode(encode(parsed)) == parsed


def test_outlet_is_described_by_its_configuration():
    feed = Feed(
        feed_id="f",
        url="https://f.example",
        source="Desk",
        country="ML",
        reliability="B",
    )
    path = DATA / "rss20" / "feed.xml"
    parsed = parse_feed(path.read_bytes(), url=feed.url, feed=feed, fetched_at=NOW)
    article = parsed.articles[0].article
    assert (article.source, article.country, article.reliability) == ("Desk", "ML", "B")
    assert article.fetched_at == NOW
    assert article.feed_id == "f"
