"""Twenty thousand hostile headlines: none breaks out of its line, on any channel."""

import json
import re

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from monitor import logs
from monitor.channels.console import framed
from monitor.channels.email_html import html_part, text_part
from monitor.channels.message_text import render
from monitor.channels.webhook_body import body
from monitor.model import Block, BlockKind, Message
from monitor.peers.bot_api_html import parse
from tests.builders import a_delivery

#: Headlines of a message, and messages: 20,000 headlines in all.
HEADLINES = 20
MESSAGES = 1000
PIECES = [
    *("<b>", "</b>", "</a>", "</blockquote>", "<script>alert(1)</script>", "<", ">"),
    *("&", "&lt;", "&#x202e;", "&nbsp", '" onmouseover="x', "' style='x", "<!--"),
    *("{{7*7}}", "{% raw %}", "%s", "\\", "`", "*", "_", "[x](javascript:1)"),
    *("\u202e", "\u202a", "\u2066", "\u2069", "\u061c", "\u200b", "\u200d", "\ufeff"),
    *("\x1b[31m", "\x1b]0;title\x07", "\x1b]8;;https://evil.example\x1b\\", "\x9b2J"),
    *("\x00", "\x08", "\r", "\n", "\r\n.\r\n", "\v", "\x85", "\u2028", "\u2029"),
    *("\ud800", "\udfff", "\U000e0041", "\ufffe", "e" + "\u0301" * 30, "🇲🇱", "👨‍👩‍👧"),
    *("│ ", "└──", "TROUBLE ", "level=CRITICAL ", "Bcc: a@b.example", "Attaque à Kati"),
    *("هجوم على كاتي", "Взрыв в Кати", "巴马科", "https://evil.example", "x" * 300),
]
ADDRESSES = (
    "https://outlet.example/1",
    "javascript:alert(1)",
    'https://outlet.example/"><script>',
    "https://bank.example@evil.example/",
    None,
)


def hostile(choice: bytes, extra: str, address: str | None) -> Message:
    """A message of `HEADLINES` headlines, each of a few pieces."""
    pieces = [PIECES[number % len(PIECES)] for number in choice]
    texts = ["".join(pieces[n::HEADLINES]) + extra for n in range(HEADLINES)]
    blocks = tuple(Block(kind=BlockKind.ITEM, text=text, url=address) for text in texts)
    return Message(subject=texts[0], blocks=blocks)


# Bytes choose the pieces, because hypothesis draws them much faster than lists.
messages = st.builds(
    hostile,
    st.binary(min_size=HEADLINES, max_size=6 * HEADLINES),
    st.text(max_size=10),
    st.sampled_from(ADDRESSES),
)

#: Turns the reading order, moves a cursor, ends a line or a string (UAX #9, ECMA-48).
BREAKS_OUT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
ALLOWED_IN_CHAT = {"bold", "italic", "blockquote", "text_link", "code"}


@settings(max_examples=MESSAGES, deadline=None, suppress_health_check=list(HealthCheck))
@given(messages)
def test_no_headline_breaks_out_of_its_line(message: Message) -> None:
    in_chat(render(message))
    as_a_page(html_part(message))
    as_text(text_part(message))
    on_a_terminal(framed(a_delivery(message=message), "receipt", None))
    in_a_post(body(a_delivery(message=message), message_id="m", reply_receipt=None))
    in_a_log(message.subject)


def in_chat(markup: str) -> None:
    text, entities = parse(
        markup
    )  # the server's own rules; raises where they are broken
    assert BREAKS_OUT.search(text) is None
    assert {entity["type"] for entity in entities} <= ALLOWED_IN_CHAT
    links = [str(e["url"]) for e in entities if e["type"] == "text_link"]
    assert all(re.match(r"https?://outlet\.example/", link) for link in links)


def as_a_page(page: str) -> None:
    assert BREAKS_OUT.search(page) is None
    tree = html.document_fromstring(page)
    assert tree.xpath("//script | //img | //iframe | //form | //object | //link") == []
    assert tree.xpath("//@*[starts-with(name(), 'on')]") == []
    links = [str(link) for link in tree.xpath("//@href")]
    assert all(link.startswith("https://outlet.example/") for link in links)
    titles = tree.xpath("//title")
    assert len(titles) <= 1


def as_text(text: str) -> None:
    assert BREAKS_OUT.search(text) is None


def on_a_terminal(written: str) -> None:
    assert BREAKS_OUT.search(written) is None
    first, *inside, last, end = written.split("\n")
    assert first.startswith("┌─ to ")
    assert all(line.startswith("│") for line in inside)
    assert last.startswith("└──")
    assert end == ""


def in_a_post(content: bytes) -> None:
    told = json.loads(content)
    assert BREAKS_OUT.search(told["text"]) is None
    assert "<" not in told["text"]
    assert "](" not in told["text"]
    blocks = told["data"]["blocks"]
    texts = [told["data"]["subject"], *(block["text"] for block in blocks)]
    assert [text for text in texts if BREAKS_OUT.search(text)] == []
    links = {block["url"] for block in blocks} - {None}
    assert all(link.startswith("https://outlet.example/") for link in links)


def in_a_log(headline: str) -> None:
    line = logs.fields(title=headline, fate="sent")
    assert BREAKS_OUT.search(line) is None
    assert "\n" not in line
    assert line.endswith(" fate=sent")
