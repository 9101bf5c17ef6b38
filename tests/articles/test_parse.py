"""What hostile and broken bodies cost: never more than the entry they are in."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.articles.parse import MAX_ENTRIES, language_code, parse_feed
from monitor.articles.xmlfeed import api
from monitor.model import Feed

NOW = datetime(2022, 7, 23, 12, 0, tzinfo=UTC)
FEED = Feed(feed_id="f", url="https://feeds.example/rss", source="Desk")


def parse(body: bytes | str, **feed: str):
    body = body.encode() if isinstance(body, str) else body
    configured = Feed(feed_id="f", url=FEED.url, source="Desk", **feed)
    return parse_feed(body, url=FEED.url, feed=configured, fetched_at=NOW)


def rss(*items: str, head: str = "") -> str:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f"<rss version='2.0'><channel><title>T</title>{head}{body}</channel></rss>"


def titles(body: bytes | str) -> list[str]:
    return [entry.article.title for entry in parse(body).articles]


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (b"", "an empty body"),
        (b" \r\n\t" * 1000, "an empty body"),
        (b"\x00" * 100, "an empty body"),
        (b"\xef\xbb\xbf", "an empty body"),
        (b"<", "XML, but not a feed"),
        (b"<html><body><p>hello</p>", "an HTML page, not a feed"),
        (b"<!DOCTYPE HTML><p>hello</p>", "an HTML page, not a feed"),
        (b"<?xml version='1.0'?><note>hello</note>", "XML, but not a feed"),
        (b'{"error": "rate limited"}', "JSON, but not a JSON Feed"),
        (b"[1, 2]", "JSON, but not a JSON Feed"),
        (b"[" * 100_000, "JSON, but not a JSON Feed"),
        (b"\x1f\x8b\x08\x00abc", "compressed bytes, not a feed"),
        (b"Service unavailable", "neither XML nor JSON, not a feed"),
    ],
)
def test_body_that_is_no_feed_is_named(body, problem):
    parsed = parse(body)
    assert parsed.format is None
    assert parsed.articles == ()
    assert problem in parsed.problems[0] or "nested too deep" in parsed.problems[0]


def test_body_that_is_a_path_is_not_opened(tmp_path):
    feed = tmp_path / "feed.xml"
    feed.write_text(rss("<title>secret</title>"))
    for body in (str(feed), f"file://{feed}"):
        assert parse(body).problems == ("neither XML nor JSON, not a feed",)


def test_body_that_is_an_address_is_not_fetched(quiet_port):
    body = f"http://127.0.0.1:{quiet_port.port}/feed"
    assert parse(body).problems == ("neither XML nor JSON, not a feed",)
    assert not quiet_port.was_called()


def test_dtd_is_not_fetched_and_external_entity_not_read(tmp_path, quiet_port):
    secret = tmp_path / "secret"
    secret.write_text("classified")
    address = f"http://127.0.0.1:{quiet_port.port}/x.dtd"
    body = (
        f"<?xml version='1.0'?><!DOCTYPE rss SYSTEM '{address}' ["
        f"<!ENTITY leak SYSTEM 'file://{secret}'><!ENTITY far SYSTEM '{address}'>]>"
        + rss("<title>&leak;&far; kept</title>")
    )
    (title,) = titles(body)
    assert "classified" not in title
    assert not quiet_port.was_called()


def test_entity_bomb_does_not_grow():
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    body = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{levels}]>' + rss(
        "<title>&l9;</title>", "<title>second</title>"
    )
    assert sum(map(len, titles(body))) < 1000


@pytest.mark.parametrize(
    "reference",
    [
        "&#xD800;",
        "&#x110000;",
        "&#0;",
        "&#31;",
        "&#xFFFE;",
        "&#99999999999;",
    ],
)
def test_reference_to_no_character_costs_nothing_else(reference):
    body = rss(
        "<title>before</title>", f"<title>a{reference}b</title>", "<title>c</title>"
    )
    parsed = parse(body)
    assert titles(body) == ["before", "ab", "c"]
    assert parsed.problems == ("entry 2: character reference out of range, dropped",)


#: A position outside of a place: feedparser 6.0 raises KeyError.
RAISES = "<g:pos xmlns:g='http://www.opengis.net/gml'>12.7 -8.1</g:pos>"


def test_entry_that_feedparser_cannot_stand_costs_that_entry():
    items = [f"<title>number {n}</title>" for n in range(1, 52)]
    items[16] += RAISES
    parsed = parse(rss(*items))
    assert len(parsed.articles) == 50
    assert parsed.entries == 51
    (problem,) = parsed.problems
    assert problem.startswith("entry 17: ")


def test_head_that_feedparser_cannot_stand_costs_the_head():
    parsed = parse(rss("<title>kept</title>", head=RAISES))
    assert [entry.article.title for entry in parsed.articles] == ["kept"]
    assert parsed.problems[0].startswith("the feed's head: ")


@pytest.mark.parametrize(
    "item",
    [
        "<title>a &amp b</title>",
        "<title>a & b</title>",
        "<title>a&nbsp;b</title>",
        "<title>a <b>b</title>",
        "<x:y>undeclared</x:y><title>a</title>",
        "<title>a\x08</title>",
        "<description><p>never closed</description><title>a</title>",
        "<title a='1' a='2'>a</title>",
        "<!-- -- --><title>a</title>",
    ],
)
def test_broken_xml_costs_no_entry(item):
    found = titles(rss("<title>first</title>", item, "<title>last</title>"))
    assert len(found) == 3
    assert (found[0], found[1][0], found[-1]) == ("first", "a", "last")


@pytest.mark.parametrize("end", ["</titel>", "</title", "&lt;/title>", "<!--", ""])
def test_missing_end_tag_does_not_swallow_the_next_entry(end):
    found = titles(
        rss(f"<title>first{end}", "<title>next</title>", "<title>last</title>")
    )
    assert found[-2:] == ["next", "last"]


def test_what_a_server_adds_around_the_document_is_ignored():
    body = "<br/>Warning: cache<?xml version='1.0'?>" + rss("<title>x</title>")
    parsed = parse(body + "<!-- 0.3 s --><script>")
    assert [entry.article.title for entry in parsed.articles] == ["x"]
    assert parsed.problems == ("text before the document, ignored",)


@pytest.mark.parametrize("keep", range(0, 120, 7))
def test_document_that_is_cut_off_shows_whole_entries_only(keep):
    body = rss(*(f"<title>{name} whole</title>" for name in ("one", "two", "six")))
    start = body.index("<item>")
    found = titles(body[: start + keep])
    assert found == ["one whole", "two whole", "six whole"][: len(found)]


def test_json_that_is_cut_off_shows_whole_entries_only():
    whole = (
        '{"version": "https://jsonfeed.org/version/1", "items": ['
        '{"id": "1", "title": "one"}, {"id": "2", "title": "two"}]}'
    )
    parsed = parse(whole[:-10])
    assert parsed.format == "json10"
    assert [entry.article.title for entry in parsed.articles] == ["one"]
    assert "breaks off" in parsed.problems[0]


def test_newest_entries_are_kept_whichever_way_the_archive_runs():
    items = [
        f"<title>n{n}</title><pubDate>{1_650_000_000 + n * 3600}</pubDate>"
        for n in range(1000)
    ]
    for order in (items, items[::-1]):
        parsed = parse(rss(*order))
        kept = {entry.article.title for entry in parsed.articles}
        assert kept == {f"n{n}" for n in range(1000 - MAX_ENTRIES, 1000)}
        assert parsed.entries == 1000
        assert parsed.problems == ("1000 entries, only the 200 newest kept",)


def test_author_elements_are_not_read_and_do_not_swallow_entries():
    body = rss(
        "<author>" + "a" * 50_000 + "@</author><title>one</title>",
        "<dc:creator>never closed<title>two</title>",
        "<author>x@" + "a." * 50_000 + "!</author><title>three</title>",
    )
    found = titles(body)
    assert (found[0], found[-1], len(found)) == ("one", "three", 3)


def test_problems_are_bounded():
    parsed = parse(
        rss(*(f"<title>t{n}</title><pubDate>soon</pubDate>" for n in range(90)))
    )
    assert len(parsed.problems) == 31
    assert parsed.problems[-1] == "and 60 more problems"


@pytest.mark.parametrize(
    ("configured", "channel", "entry", "expected"),
    [
        (None, "fr-ML", "", "fr"),
        (None, "", "", None),
        ("fr", "en-US", "", "fr"),  # "en-US" is WordPress's default
        ("fr", "", "ar", "ar"),
        (None, "ara", "", "ar"),
        (None, "mul", "", None),
    ],
)
def test_language_is_the_entrys_then_the_configured_then_the_feeds(
    configured, channel, entry, expected
):
    head = f"<language>{channel}</language>" if channel else ""
    spoken = f"<dc:language>{entry}</dc:language>" if entry else ""
    body = rss(f"<title>x</title>{spoken}", head=head)
    (found,) = parse(body, **({"language": configured} if configured else {})).articles
    assert found.article.language == expected


@given(st.text(max_size=12))
def test_language_is_two_letters_or_unknown(tag):
    code = language_code(tag)
    assert code is None or (len(code) == 2 and code.isascii() and code.isalpha())


def test_libxml2_is_never_the_parser():
    parse(rss("<title>x</title>"))
    assert api.PREFERRED_XML_PARSERS == []


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("Бамако", "Взрывы слышны у военного лагеря недалеко от столицы Бамако"),
        ("باماكو", "سمع دوي انفجارات قرب المعسكر غير بعيد عن العاصمة باماكو"),
    ],
    ids=["russian", "arabic"],
)
def test_watched_word_is_found_in_spite_of_one_bad_byte(word, sentence):
    items = [f"<title>{n} {sentence}</title>" for n in range(2)]
    body = ("<?xml version='1.0' encoding='utf-8'?>" + rss(*items)).encode()
    for at in range(0, len(body), len(body) // 200 + 1):
        damaged = body[:at] + bytes([body[at] ^ 0x10]) + body[at + 1 :]
        assert any(word in title for title in titles(damaged)), at


def json_feed(*items: object, **head: object) -> str:
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "items": items, **head})


@pytest.mark.parametrize("items", [None, {}, "none", 3])
def test_json_feed_without_a_list_of_items_is_no_feed(items):
    parsed = parse(json_feed(items=items))
    assert parsed.format is None
    assert parsed.fault == "a JSON Feed without its list of items"


@pytest.mark.parametrize(
    "body",
    [
        json_feed({"headline": "x", "link": "https://o.example/1"}, {}, 5, None),
        json_feed({"id": "1"}, {"id": "2"}),
        rss("<headline>x</headline>", ""),
    ],
)
def test_feed_whose_entries_say_nothing_is_at_fault(body):
    parsed = parse(body)
    assert parsed.articles == ()
    assert parsed.fault is not None
    assert parsed.fault.startswith("no entry can be read: entry ")


@pytest.mark.parametrize(
    "body",
    [json_feed(), rss(), json_feed({}, {"title": "x"}), rss("", "<title>x</title>")],
)
def test_feed_that_is_empty_or_has_one_good_entry_is_not_at_fault(body):
    assert parse(body).fault is None
