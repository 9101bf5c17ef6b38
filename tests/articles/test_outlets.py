"""An outlet's name behind a title is no part of what happened."""

import html

import pytest

from monitor.articles.outlets import without_outlet
from monitor.articles.parse import parse_feed
from tests.builders import NOW, a_feed

SEARCH = "https://news.google.com/rss/search?q=Mali"
FEED = "https://fleuve.example/feed/"
TAKEN_FROM = "<source url='https://d24.example'>Darfur 24</source>"
BLAST = "Explosion kills 12 in Beirut"


@pytest.mark.parametrize(
    ("title", "outlets", "url", "expected"),
    [
        (f"{BLAST} - Bamako News", ["Bamako News"], FEED, BLAST),
        ("Twelve die in a blast - Bamako", ["Bamako News"], SEARCH,
         "Twelve die in a blast - Bamako"),
        (f"{BLAST} | BAMAKO news", ["Bamako News"], FEED, BLAST),
        (f"{BLAST} – Radio Ségou", ["Radio Segou"], FEED, BLAST),
        ("Beirut - 12 dead - Darfur 24", ["Search", "Darfur 24"], SEARCH,
         "Beirut - 12 dead"),
        (f"{BLAST} - Bamako News", ["Radio Ségou"], FEED, f"{BLAST} - Bamako News"),
        ("Attack in Ségou - Radio Ségou says 12 died", ["Radio Ségou"], FEED,
         "Attack in Ségou - Radio Ségou says 12 died"),
        (f"{BLAST} - Reuters", ["Reuters"], SEARCH, f"{BLAST} - Reuters"),
        (f"{BLAST} - AP News", ["AP News"], FEED, f"{BLAST} - AP News"),
        ("Bamako News", ["Bamako News"], FEED, "Bamako News"),
        (BLAST, [], SEARCH, BLAST),
        ("", [""], "http://[", ""),
    ],
)  # fmt: skip
def test_the_outlet_behind_a_title_is_cut(title, outlets, url, expected):
    assert without_outlet(title, "", outlets=outlets, url=url)[0] == expected


def test_lines_of_a_search_end_with_no_outlet_either():
    text = f"{BLAST} Bamako News\nTwelve die in Beirut - Bamako News\nIn Bamako News."
    title, outlets = f"{BLAST} - Bamako News", ["Bamako News"]
    _, cut = without_outlet(title, text, outlets=outlets, url=SEARCH)
    assert cut == f"{BLAST}\nTwelve die in Beirut\nIn Bamako News."


def an_item(description: str, source: str = "") -> bytes:
    return (
        "<rss version='2.0'><channel><title>t</title><item>"
        f"<title>{BLAST} - Darfur 24</title><guid>1</guid>{source}"
        f"<description>{html.escape(description)}</description></item></channel></rss>"
    ).encode()


def test_a_search_names_the_outlets_of_all_that_it_lists_and_none_is_read():
    row = "<li><a href='https://x.example'>{}</a>&nbsp;&nbsp;<font>{}</font></li>"
    rows = row.format(BLAST, "Darfur 24") + row.format("Blast in Beirut", "Ségou Info")
    feed = a_feed(url=SEARCH, source="Search")
    body = an_item(f"<ol>{rows}</ol>", TAKEN_FROM)
    (entry,) = parse_feed(body, url=SEARCH, feed=feed, fetched_at=NOW).articles
    assert entry.article.title == BLAST
    assert entry.article.text == f"{BLAST}\nBlast in Beirut"


def test_the_outlet_that_an_entry_was_taken_from_is_cut():
    body = an_item("<font>Kept</font> as it is.", TAKEN_FROM)
    parsed = parse_feed(body, url=FEED, feed=a_feed(), fetched_at=NOW)
    (entry,) = parsed.articles
    assert entry.article.title == BLAST
    assert entry.article.text == "Kept as it is."
    bare = an_item("Nobody is named.")
    (entry,) = parse_feed(bare, url=FEED, feed=a_feed(), fetched_at=NOW).articles
    assert entry.article.title == f"{BLAST} - Darfur 24"
