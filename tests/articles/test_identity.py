from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from monitor.articles.identity import (
    Marks,
    article_id,
    canonical_url,
    identify,
    link,
    link_key,
    sameness,
)

DAY = datetime(2022, 7, 22, 5, 40, tzinfo=UTC)
BASE = "https://site.example/feed/rss"


def marks(**given_: object) -> Marks:
    usual = {
        "guid": "tag:site.example,2022:812",
        "url": "https://site.example/2022/07/camp",
        "title": "Two vehicles explode at the camp's gate",
        "text": "Shots were heard afterwards.",
        "published_at": DAY,
    }
    return Marks(**{**usual, **given_})


def keys(*entries: Marks, feed_id: str = "f") -> list[tuple[str, ...]]:
    return identify(entries, feed_id)


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://Site.Example:80/a", "http://site.example/a"),
        ("https://site.example:443", "https://site.example/"),
        ("https://site.example:8443/a", "https://site.example:8443/a"),
        (
            "https://site.example/a?utm_source=x&id=7&fbclid=q",
            "https://site.example/a?id=7",
        ),
        (
            "https://site.example/a?at_medium=RSS&at_campaign=k",
            "https://site.example/a",
        ),
        ("https://site.example/a#xtor=RSS-32", "https://site.example/a"),
        ("https://site.example/a#0", "https://site.example/a"),
        (
            "https://site.example/live#block-62da1f",
            "https://site.example/live#block-62da1f",
        ),
        ("https://site.example/#!/news/5", "https://site.example/#!/news/5"),
        ("https://site.example/?p=12&gclid=1", "https://site.example/?p=12"),
        ("https://me:secret@site.example/a", "https://site.example/a"),
        ("https://site.example./a", "https://site.example/a"),
        ("https://site.example/é", "https://site.example/%C3%A9"),
        (" https://site.example/a\n", "https://site.example/a"),
        ("https://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("javascript:alert(1)", ""),
        ("tg://user?id=1", ""),
        ("https://", ""),
        ("https://[broken/a", ""),
        ("https://site.example:port/a", ""),
    ],
)
def test_one_page_has_one_address(url, canonical):
    assert canonical_url(url) == canonical


URLS = st.builds(
    "".join,
    st.lists(
        st.one_of(
            st.sampled_from(
                [
                    "http://",
                    "https://",
                    "//",
                    "Host.example",
                    ":80",
                    "/",
                    "?",
                    "#",
                    "&",
                    "utm_source=1",
                    "id=7",
                    "%20",
                    " ",
                    "@",
                    "[",
                    "]",
                    "é",
                    "\u202e",
                    ".",
                ]
            ),
            st.text(max_size=3),
        ),
        max_size=12,
    ),
)


@given(URLS)
def test_canonical_address_is_its_own(url):
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(URLS)
def test_link_is_an_address_or_nothing(url):
    found = link([url], BASE)
    assert found == "" or found.startswith(("http://", "https://"))
    assert found.isprintable()
    assert " " not in found


@pytest.mark.parametrize(
    ("candidates", "expected"),
    [
        (["/2022/07/camp"], "https://site.example/2022/07/camp"),
        (["//other.example/a"], "https://other.example/a"),
        (
            ["javascript:alert(1)", "data:text/html,x", "http://ok.example/"],
            "http://ok.example/",
        ),
        (["tg://resolve?domain=x"], ""),
        (["", "  "], ""),
        (["https://bank.example@evil.example/login"], "https://evil.example/login"),
        (["https://site.example/" + "a" * 10_000], ""),
        (["https://site.example/a b\u202ec"], "https://site.example/a%20b%E2%80%AEc"),
    ],
)
def test_link_is_the_first_that_a_browser_may_open(candidates, expected):
    assert link(candidates, BASE) == expected


@pytest.mark.parametrize(
    "changed",
    [
        {"guid": "tag:site.example,2022:new-after-move"},
        {"guid": ""},
        {"url": "http://site.example/2022/07/camp?utm_medium=feed#top"},
        {"url": "https://moved.example/2022/07/camp", "guid": "renewed"},
        {"published_at": DAY + timedelta(days=30)},
        {"published_at": None},
        {"title": "Two vehicles explode at the gate (updated)", "text": "More."},
    ],
    ids=" ".join,
)
def test_entry_is_known_again_after(changed):
    (before,) = keys(marks())
    (after,) = keys(marks(**changed))
    assert set(before) & set(after)


def test_address_as_guid_survives_https():
    (before,) = keys(marks(guid="http://site.example/?p=1", url=""))
    (after,) = keys(
        marks(guid="https://site.example/?p=1", url="", title="New title now")
    )
    assert before[0] == after[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"guid": "1"}, {"guid": "2"}),
        ({"guid": ""}, {"guid": "", "url": "https://site.example/2022/07/bridge"}),
        (
            {"guid": "", "url": ""},
            {"guid": "", "url": "", "title": "A bridge is blown up"},
        ),
    ],
)
def test_two_entries_of_one_document_are_two(one, other):
    first, second = keys(marks(**one), marks(**other))
    assert first[0] != second[0]
    assert article_id(first) != article_id(second)


def test_guid_that_all_entries_share_is_told_apart_by_link():
    entries = [marks(guid="x", url=f"https://site.example/{n}") for n in range(50)]
    assert len({own[0] for own in keys(*entries)}) == 50


def test_link_that_entries_share_names_none_of_them():
    first, second = keys(marks(guid="1"), marks(guid="2"))
    assert not any(key.startswith("link:") for key in first + second)


def test_link_key_is_that_of_the_entry_at_the_address():
    (own,) = keys(marks(url="https://fleuve.example/kati?utm_source=rss"))
    assert link_key("http://FLEUVE.example/kati#top") in own
    assert link_key("https://fleuve.example/") is None
    assert link_key("48796263ade7c57b") is None


def test_front_page_is_no_identity():
    (own,) = keys(marks(url="https://site.example/?utm_source=rss"))
    assert not any(key.startswith("link:") for key in own)


def test_guid_belongs_to_its_feed_and_link_to_all():
    (here,), (there,) = keys(marks(), feed_id="a"), keys(marks(), feed_id="b")
    shared = set(here) & set(there)
    assert [key.partition(":")[0] for key in shared] == ["link"]


def test_short_title_and_undated_title_are_no_identity():
    for entry in (marks(title="Flash info"), marks(published_at=None)):
        (own,) = keys(entry)
        assert not any(key.startswith("title:") for key in own)


def test_title_with_another_text_is_another_entry():
    (one,) = keys(marks(guid="", url=""))
    (other,) = keys(marks(guid="", url="", text="A second attack, at noon."))
    assert not set(one) & set(other)


def test_id_is_short_and_depends_on_the_strongest_key_only():
    (own,) = keys(marks())
    assert article_id(own) == article_id(own[:1])
    assert len(article_id(own)) == 16


@given(
    st.text(max_size=20),
    st.text(max_size=20),
    st.text(max_size=30),
    st.text(max_size=30),
)
def test_every_entry_has_a_key(guid, url, title, text):
    (own,) = keys(Marks(guid, url, title, text, None))
    assert own


NAMES = st.sampled_from(["", "1", "2", "https://site.example/1"])


@settings(max_examples=60, phases=[Phase.explicit, Phase.generate])
@given(st.lists(st.tuples(NAMES, NAMES, NAMES, NAMES), max_size=6))
def test_entries_that_differ_have_first_keys_that_differ(given_):
    entries = {sameness(entry): entry for entry in (Marks(*g, None) for g in given_)}
    first = [own[0] for own in keys(*entries.values())]
    assert len(set(first)) == len(first)
