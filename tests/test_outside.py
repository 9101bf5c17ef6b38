"""No bytes from outside make a parser raise what nobody expects."""

import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.outside import PARSERS

#: Words of the formats: bytes alone seldom get far.
WORDS = [
    *(b"<rss><channel><item><title>", b"</title>", b"<pubDate>", b"<feed xmlns="),
    *(b"<![CDATA[", b"]]>", b"&#xD800;", b"&nbsp;", b"<!DOCTYPE x [<!ENTITY a '"),
    *(b"<opml><body><outline xmlUrl='https://", b"'/>", b"<?xml encoding='"),
    *(b'"id": ', b'{"url": "', b'"},', b"\\ud800", b"null", b"1e999", b"[" * 50),
    *(b"22 Jul 2022 ", b"T05:00:00", b"+99:00", b"GMT", b"\xd9\xa2\xd9\xa2", b"9999"),
    *(b"max-age=", b"no-cache", b"Age: ", b"charset=", b"utf-16", b"gzip, br", b"-1"),
    *(b"http://", b"//[", b"]:99999/", b"%00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00"),
    *(b"<a b='", b"<script>", b"<!--", b"\n", zlib.compress(b"x" * 999, wbits=31)),
]
pieces = st.one_of(st.sampled_from(WORDS), st.binary(max_size=20))
bodies = st.lists(pieces, max_size=30).map(b"".join)


@pytest.mark.parametrize("name", PARSERS)
@settings(max_examples=200, deadline=None)
@given(body=bodies)
def test_no_bytes_from_outside_raise(name: str, body: bytes) -> None:
    PARSERS[name](body)


@pytest.mark.parametrize("name", PARSERS)
def test_nothing_at_all_raises(name: str) -> None:
    PARSERS[name](b"")
