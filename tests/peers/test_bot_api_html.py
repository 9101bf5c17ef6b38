"""The emulator reads Telegram's HTML as its server does, errors included."""

import pytest

from monitor.peers.bot_api_html import MarkupError, parse


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("", ""),
        ("plain", "plain"),
        ("a &lt;b&gt; &amp; &quot;c&quot;", 'a <b> & "c"'),
        ("&ge; &laquo; & &#0; &#12345678;", "&ge; &laquo; & &#0; &#12345678;"),
        ("&#65;&#x42;&#67", "ABC"),
        ("a > b", "a > b"),
    ],
)
def test_text_without_tags(markup, text):
    assert parse(markup) == (text, [])


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ("<b>é</b>", "bold"),
        ("<strong>é</strong>", "bold"),
        ("<i>é</i>", "italic"),
        ("<em>é</em>", "italic"),
        ("<u>é</u>", "underline"),
        ("<ins>é</ins>", "underline"),
        ("<s>é</s>", "strikethrough"),
        ("<strike>é</strike>", "strikethrough"),
        ("<del>é</del>", "strikethrough"),
        ("<tg-spoiler>é</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">é</span>', "spoiler"),
        ("<code>é</code>", "code"),
        ("<pre>é</pre>", "pre"),
        ("<blockquote>é</blockquote>", "blockquote"),
        ("<blockquote expandable>é</blockquote>", "expandable_blockquote"),
        ("<B>é</b>", "bold"),
        ("<b>é</>", "bold"),
    ],
)
def test_each_supported_tag(markup, kind):
    assert parse(markup) == ("é", [{"type": kind, "offset": 0, "length": 1}])


def test_link_has_its_address():
    _, (entity,) = parse("<a href='https://e.example/?a=1&amp;b=2'>x</a>")
    assert entity["url"] == "https://e.example/?a=1&b=2"


@pytest.mark.parametrize("href", ['"javascript:x"', '""', "relative"])
def test_link_that_leads_nowhere_is_plain_text(href):
    assert parse(f"<a href={href}>x</a>") == ("x", [])


def test_offsets_count_utf16_units_and_outer_tags_come_first():
    text, entities = parse("🔥<b>a<i>🔥</i></b>")
    assert text == "🔥a🔥"
    assert entities == [
        {"type": "bold", "offset": 2, "length": 3},
        {"type": "italic", "offset": 3, "length": 2},
    ]


@pytest.mark.parametrize(
    ("markup", "error"),
    [
        ("é<p>", 'Unsupported start tag "p" at byte offset 2'),
        ("é<br/>", 'Unsupported start tag "br/" at byte offset 2'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("é<b", "Unclosed start tag at byte offset 2"),
        ("é<a href='x>y</a>", "Unclosed start tag at byte offset 2"),
        ("é<a href=", "Unclosed start tag at byte offset 2"),
        ("<a href=x,y>z</a>", "Unexpected end of name token at byte offset 8"),
        ("<b =x>y</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        (
            "&#xD800;",
            "Text contains invalid Unicode characters after decoding HTML entities",
        ),
    ],
)
def test_wrong_markup_is_refused_in_the_servers_words(markup, error):
    with pytest.raises(MarkupError) as caught:
        parse(markup)
    assert str(caught.value) == error
