"""How a mail looks, and that it stays small.

The golden pages are what ``html_part`` gave after somebody looked at them on a
360 px screen, light and dark. After a wanted change: write them again with
``python -m tests.channels.test_email_html`` and look again.
"""

import re
from pathlib import Path

import pytest
from lxml import html

from monitor.channels.email_html import (
    HTML_LIMIT,
    TEXT_LIMIT,
    html_part,
    text_part,
)
from monitor.model import Block, BlockKind, Message

GOLDEN = Path(__file__).parent / "golden"


def block(kind: str, text: str, url: str | None = None) -> Block:
    return Block(kind=BlockKind(kind), text=text, url=url)


ALERT = Message(
    subject="🔴 HIGH · Suicide car bombs at the garrison · Kati, Koulikoro, Mali",
    blocks=(
        block("text", "Fri 22 Jul, ~05:00 local (05:00Z) · reported 06:10Z"),
        block("text", "Killed 1-8 (army: 1 soldier, 7 attackers) · wounded 6"),
        block("quote", "« Des tirs nous ont réveillés » - Radio du Fleuve (fr)"),
        block("quote", "سمعنا دوي انفجارين ثم إطلاق نار - إذاعة النهر (ar)"),
        block("note", "Watch: Sahel / Kati, JNIM · #ML-0412"),
        block("link", "Radio du Fleuve", "https://www.fleuve.example/kati?a=1&b=2"),
    ),
)
DIGEST = Message(
    subject="Central Sahel · Friday 22 July 2022 · 2 stories, 14 reports",
    blocks=(
        block("text", "9 copies folded, 2 reports held back."),
        block("heading", "Told (1)"),
        block("item", "🔴 05:00Z Car bombs, Kati", "https://fleuve.example/kati"),
        block("text", "Killed 1-8 · 11 outlets, 3 origins"),
        block("heading", "Held back (2)"),
        block("item", "What the raids mean <for> Bamako", "https://r.example/a"),
        block("note", "opinion: an analysis, not a report"),
        block("item", "باماكو: الحكومة تدعو إلى اليقظة", "https://nahr.example/1"),
        block("heading", "Coverage"),
        block("note", "42 feeds polled, 1 fails: Radio Exemple (404)"),
    ),
)
MAILS = {"alert": ALERT, "digest": DIGEST}


@pytest.mark.parametrize("name", MAILS)
def test_mail_looks_as_it_was_looked_at(name):
    assert html_part(MAILS[name]) == (GOLDEN / f"{name}.html").read_text("utf-8")
    assert text_part(MAILS[name]) == (GOLDEN / f"{name}.txt").read_text("utf-8")


def test_page_is_light_and_dark_and_fetches_nothing():
    page = html_part(ALERT)
    assert '<meta name="color-scheme" content="light dark">' in page
    assert "@media (prefers-color-scheme: dark)" in page
    tree = html.document_fromstring(page)
    assert tree.xpath("//img | //script | //link | //iframe | //@src") == []
    assert "url(" not in page
    assert "@import" not in page


def test_hostile_text_is_shown_not_obeyed():
    text = "<script>alert(1)</script><img src=x> {{ 7*7 }} </style>"
    tree = html.document_fromstring(
        html_part(
            Message(subject=text, blocks=tuple(block(k, text) for k in BlockKind))
        )
    )
    assert tree.xpath("//script | //img") == []
    shown = [
        " ".join(e.text_content().split()) for e in tree.xpath("//h1 | //h2 | //p")
    ]
    assert shown.count(text) >= len(BlockKind) - 1


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://a@b.example/", "x"])
def test_address_that_cannot_be_a_link_is_left_out(url):
    for kind in BlockKind:
        page = html_part(Message(subject="s", blocks=(block(kind, "text", url),)))
        assert "<a " not in page
        assert "text" in page


def test_possible_repeat_says_so():
    assert "↻ possible repeat" in html_part(ALERT, repeat=True)
    assert "↻ possible repeat" in text_part(ALERT, repeat=True)
    assert "↻" not in html_part(ALERT) + text_part(ALERT)


@pytest.mark.parametrize(
    ("subject", "severity"), [("🔴 a", "high"), ("🟠 a", "medium"), ("a", "none")]
)
def test_bar_has_the_colour_of_the_severity(subject, severity):
    assert f'class="bar {severity}"' in html_part(Message(subject=subject, blocks=()))


def item(number: int) -> Block:
    return block(
        "item", f"match {number} " + "mot " * 20, f"https://e.example/{number}"
    )


def test_three_thousand_matches_fit_and_are_counted():
    page = html_part(Message(subject="s", blocks=tuple(map(item, range(3000)))))
    shown = page.count('class="item"')
    assert len(page.encode()) <= HTML_LIMIT
    assert f"… and {3000 - shown} more" in page
    assert shown > 300


def test_each_section_keeps_its_beginning():
    told = (block("heading", "Told"), *map(item, range(2000)))
    held = (block("heading", "Held"), *map(item, range(1000)))
    end = (block("heading", "Coverage"), block("note", "42 feeds"))
    page = html_part(Message(subject="s", blocks=told + held + end))
    assert len(page.encode()) <= HTML_LIMIT
    assert len(re.findall(r"… and \d+ more", page)) == 2
    assert "Held" in page
    assert "42 feeds" in page


def test_what_tells_of_an_item_is_not_torn_from_it():
    told = [part for n in range(1500) for part in (item(n), block("note", f"of {n}."))]
    page = html_part(Message(subject="s", blocks=(block("heading", "Told"), *told)))
    shown = page.count('class="item"')
    assert shown > 150
    assert f">of {shown - 1}.<" in page
    assert f"… and {1500 - shown} more" in page


def test_too_many_sections_keep_the_first_and_the_last():
    stories = tuple(
        part
        for number in range(3000)
        for part in (block("heading", f"story {number}"), block("text", "mot " * 30))
    )
    end = (block("heading", "Coverage"), block("note", "42 feeds"))
    page = html_part(Message(subject="s", blocks=stories + end))
    assert len(page.encode()) <= HTML_LIMIT
    shown = len(re.findall(r">story \d+<", page))
    assert shown > 100
    assert f"… and {2 * (3000 - shown)} more" in page
    assert "42 feeds" in page


def test_one_endless_block_is_cut():
    page = html_part(Message(subject="s", blocks=(block("text", "mot " * 100_000),)))
    assert len(page.encode()) <= HTML_LIMIT
    assert "mot…" in page


def test_text_part_is_complete_up_to_its_limit():
    text = text_part(Message(subject="s", blocks=tuple(map(item, range(3000)))))
    assert len(text.encode()) <= TEXT_LIMIT + 1000
    shown = text.count("* match")
    assert text.endswith(f"… and {3000 - shown} more\n")
    assert text_part(DIGEST).count("* ") == 3


def write_golden() -> None:
    for name, message in MAILS.items():
        (GOLDEN / f"{name}.html").write_text(html_part(message), "utf-8")
        (GOLDEN / f"{name}.txt").write_text(text_part(message), "utf-8")


if __name__ == "__main__":
    write_golden()
