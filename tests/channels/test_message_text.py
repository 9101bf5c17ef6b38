"""Telegram's markup: always valid, never too long, nothing hostile in it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.channels.message_fit import displayed, utf16_length
from monitor.channels.message_text import TEXT_LIMIT, plain, render
from monitor.model import Block, BlockKind, Message
from monitor.peers.bot_api_html import parse
from tests.builders import a_message

HOSTILE = [
    "<b>bold</b>",
    "</blockquote><a href='tg://user?id=1'>x</a>",
    "a & b &lt; c &#x27; d",
    "\u202egpj.exe\u202c",
    "line\u2028line\u2029line",
    "nul\x00 bell\x07 esc\x1b[31m",
    "lone \ud800 surrogate",
    "👨‍👩‍👧‍👦 🇲🇱 " * 20,
    "e" + "\u0301" * 50,
    "هجوم على كاتي",
    "=?utf-8?q?x?=",
    "{{7*7}} %s {0}",
]
ADDRESSES = [
    "https://example.org/a?b=1&c=%22",
    "http://example.org/<script>",
    "javascript:alert(1)",
    "data:text/html,x",
    "tg://user?id=1",
    "https://bank.example@evil.example/",
    "https://[broken/",
    "https://example.org/a b",
    'https://example.org/"><b>',
    "https://example.org/" + "x" * 3000,
    "",
]
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=200))
long_texts = st.one_of(texts, st.builds(str.__mul__, texts, st.integers(1, 60)))
blocks = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    text=long_texts,
    url=st.one_of(st.none(), st.sampled_from(ADDRESSES)),
)
messages = st.builds(
    Message, subject=long_texts, blocks=st.lists(blocks, max_size=40).map(tuple)
)


@settings(max_examples=60, deadline=None)
@given(messages, st.booleans())
def test_any_message_gives_markup_that_the_server_takes(message, repeat):
    markup = render(message, repeat=repeat)
    text, entities = parse(markup)
    assert text.strip()
    assert utf16_length(text) <= TEXT_LIMIT
    assert len(entities) <= 100
    assert sum(len(str(e.get("url", "")).encode()) for e in entities) <= 8000
    assert displayed(markup) == text


@settings(max_examples=60, deadline=None)
@given(messages)
def test_links_lead_to_the_web_only(message):
    _, entities = parse(render(message))
    addresses = [str(e["url"]) for e in entities if e["type"] == "text_link"]
    assert all(a.startswith(("http://", "https://")) for a in addresses)
    assert not any("@" in a for a in addresses)


@settings(max_examples=60, deadline=None)
@given(messages)
def test_any_message_gives_plain_text_that_the_server_takes(message):
    text = plain(message)
    assert 1 <= utf16_length(text) <= TEXT_LIMIT
    text.encode()  # no lone surrogate


@settings(max_examples=60, deadline=None)
@given(messages)
def test_nothing_turns_the_reading_order_or_breaks_a_line(message):
    for text in (displayed(render(message)), plain(message)):
        assert not set(text) & set("\u202a\u202b\u202d\u202e\u2066\u2028\u2029\x00\x1b")


@given(st.text(max_size=50), st.text(max_size=50))
def test_markup_in_a_text_is_shown_not_obeyed(before, after):
    text = f"{before}<b>x</b>&amp;{after}"
    block = Block(kind=BlockKind.TEXT, text=text)
    shown = displayed(render(a_message(blocks=(block,))))
    assert "<b>x</b>&amp;" in shown


def test_subject_and_links_survive_a_long_message():
    texts = tuple(Block(kind=BlockKind.TEXT, text="mot " * 90) for _ in range(30))
    links = tuple(
        Block(kind=BlockKind.LINK, text=f"outlet {n}", url=f"https://example.org/{n}")
        for n in range(5)
    )
    text, entities = parse(render(a_message(blocks=texts + links)))
    assert text.startswith("🔴 HIGH · Suicide attack")
    assert "outlet 0 · outlet 1 · outlet 2 · outlet 3 · outlet 4" in text
    assert sum(e["type"] == "text_link" for e in entities) == 5
    assert text.endswith("more")


def test_what_is_left_out_is_counted():
    items = tuple(Block(kind=BlockKind.ITEM, text="x" * 100) for _ in range(100))
    text = displayed(render(a_message(blocks=items)))
    shown = text.count("• ")
    assert text.endswith(f"… and {100 - shown} more")
    assert shown > 30


def a_busy_digest(story_count: int, held_count: int = 2) -> Message:
    """A summary, stories of some lines, what did not call, and the coverage."""
    stories = [
        block
        for n in range(story_count)
        for block in (
            Block(kind=BlockKind.ITEM, text=f"Event {n}", url="https://a.example/"),
            Block(kind=BlockKind.TEXT, text="Killed 3 soldiers, says the army " * 6),
            Block(kind=BlockKind.NOTE, text=f"called 22 Jul 05:40 · #s-{n:06}"),
        )
    ]
    held = [Block(kind=BlockKind.ITEM, text=f"Held {n}") for n in range(held_count)]
    return a_message(
        blocks=(
            Block(kind=BlockKind.NOTE, text="22 Jul 07:00 to 23 Jul 07:00 UTC: ..."),
            Block(kind=BlockKind.HEADING, text="New events"),
            *stories,
            Block(kind=BlockKind.HEADING, text="Not called"),
            *held,
            Block(kind=BlockKind.HEADING, text="Coverage"),
            Block(kind=BlockKind.TEXT, text="9 of 10 feeds healthy."),
            Block(kind=BlockKind.ITEM, text="Radio X: fails: timed out"),
        )
    )


@pytest.mark.parametrize("write", [render, plain])
def test_the_end_of_a_digest_stays_on_a_busy_day(write):
    text = displayed(write(a_busy_digest(60)))
    shown = text.count("#s-")
    assert shown == text.count("Event ") > 8
    after_events = text.split(f"… and {60 - shown} more\n\n")[1]
    assert after_events == (
        "Not called\n• Held 0\n• Held 1\n\n"
        "Coverage\n9 of 10 feeds healthy.\n• Radio X: fails: timed out"
    )
    assert utf16_length(text) > TEXT_LIMIT - 400


def test_two_long_sections_share_the_room():
    text = displayed(render(a_busy_digest(60, held_count=300)))
    held = text.count("• Held")
    assert held > 100
    assert f"• Held {held - 1}\n… and {300 - held} more\n\nCoverage" in text
    assert text.count("#s-") > 4


def test_a_digest_that_fits_is_whole():
    text = displayed(render(a_busy_digest(10)))
    assert text.count("#s-") == 10
    assert "more" not in text


def test_long_block_is_cut_at_a_word():
    block = Block(kind=BlockKind.TEXT, text="parole " * 2000)
    text = displayed(render(a_message(blocks=(block,))))
    assert text.endswith("parole…")
    assert utf16_length(text) > TEXT_LIMIT - 100


@pytest.mark.parametrize(
    ("kind", "markup"),
    [
        (BlockKind.HEADING, "\n\n<b>a &amp; b</b>"),
        (BlockKind.TEXT, "\na &amp; b"),
        (BlockKind.QUOTE, "\n<blockquote>a &amp; b</blockquote>"),
        (BlockKind.ITEM, "\n• a &amp; b"),
        (BlockKind.NOTE, "\n<i>a &amp; b</i>"),
        (BlockKind.LINK, "\na &amp; b"),
    ],
)
def test_each_kind_of_block_has_its_markup(kind, markup):
    message = Message(subject="s", blocks=(Block(kind=kind, text="a & b"),))
    assert render(message) == f"<b>s</b>{markup}"


@pytest.mark.parametrize("kind", BlockKind)
def test_any_block_can_lead_somewhere(kind):
    block = Block(kind=kind, text="x", url="https://example.org/?a=1&b=2")
    markup = render(Message(subject="s", blocks=(block,)))
    assert '<a href="https://example.org/?a=1&amp;b=2">x</a>' in markup
    assert "https://example.org/?a=1&b=2" in plain(
        Message(subject="s", blocks=(block,))
    )


def test_empty_message_still_says_something():
    assert displayed(render(Message(subject=" \n", blocks=()))) == "(no subject)"
