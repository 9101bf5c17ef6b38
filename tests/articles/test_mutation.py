"""No bytes make the parser raise: golden feeds, damaged at random."""

import random
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.articles.parse import ParsedFeed, parse_feed
from monitor.model import Feed

SEEDS = sorted((Path(__file__).parent / "data").glob("*/feed.*"))
NOW = datetime(2022, 7, 23, 12, 0, tzinfo=UTC)
FEED = Feed(feed_id="f", url="https://feeds.example/rss", source="Desk")


def parse(body: bytes) -> ParsedFeed:
    return parse_feed(body, url=FEED.url, feed=FEED, fetched_at=NOW)


def mutated(body: bytes, seed: int) -> bytes:
    """The body with a few bytes changed, left out, doubled or made hostile."""
    chance = random.Random(seed)
    parts = bytearray(body)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(parts))
        end = min(len(parts), at + chance.randint(1, 40))
        parts[at:end] = chance.choice(
            [
                b"",
                bytes([chance.randrange(256)]),
                bytes(parts[at:end]) * 2,
                b"&#xD800;",
                b"<![CDATA[",
                b"]]>",
                b'<a b="',
                b"\x00\xff",
                b"</item><item>",
            ]
        )
    return bytes(parts)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(SEEDS), st.integers(min_value=0, max_value=2**32))
def test_no_bytes_raise(path, seed):
    parsed = parse(mutated(path.read_bytes(), seed))
    assert parsed.format or parsed.problems
    assert parsed.entries >= len(parsed.articles)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200))
def test_no_garbage_raises(body):
    for prefix in (
        b"",
        b"<rss><item>",
        b'{"version": "https://jsonfeed.org/version/1",',
    ):
        parse(prefix + body)
