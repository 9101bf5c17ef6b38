import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.articles.plaintext import MAX_MARKS, clean, line, paragraphs

NASTY = st.text(
    st.one_of(
        st.characters(codec=None, exclude_categories=()),
        st.sampled_from(
            "\x00\t\n\r\x0b\x85\u2028\u202e\u202c\u2066\u2069\u061c\u200b\u200c\u200d"
            "\u200e\u200f\ufeff\xad\u0301\u0300\ufe0f\U000e0041\ue000\ud800\uffffe <&;>"
        ),
    ),
    max_size=80,
)
JOINERS = "\u200c\u200d\u200e\u200f"


@given(NASTY)
def test_cleaning_twice_is_cleaning_once(text):
    assert clean(clean(text)) == clean(text)
    assert clean(clean(text, 10), 10) == clean(text, 10)


@given(NASTY)
def test_nothing_invisible_or_unassigned_is_left(text):
    for char in clean(text):
        kept = char in JOINERS or unicodedata.category(char)[0] not in "C"
        assert kept
        assert char == " " or not char.isspace()


@given(NASTY, st.integers(min_value=1, max_value=40))
def test_length_is_kept(text, limit):
    assert len(clean(text, limit)) <= limit
    assert len(line(text, limit)) <= limit
    assert len(paragraphs(text, limit)) <= limit


@given(NASTY)
def test_text_is_in_normal_form(text):
    assert unicodedata.is_normalized("NFC", clean(text))


@given(st.text("<>&;/abp#x12 \n\"'=!-[]", max_size=60))
def test_any_markup_gives_text(markup):
    for one in paragraphs(markup, 1000).split("\n"):
        assert clean(one) == one


def test_marks_on_one_letter_are_bounded():
    assert clean("e" + "\u0316" * 50 + "x") == "e" + "\u0316" * MAX_MARKS + "x"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("می‌خواهم", "می‌خواهم"),  # Persian needs its zero-width non-joiner
        ("👨‍👩‍👧 safe", "👨‍👩‍👧 safe"),
        ("Ki\u200bev\u00ad", "Kiev"),
        ("\u202eabc\u202c", "abc"),
        ("a\u2028b\u0085c\td", "a b c d"),
        ("Se\u0301gou", "Ségou"),
        ("\u200e\u200d \u200f", ""),
        ("\x1b[31mred", "[31mred"),
    ],
)
def test_line_is_cleaned(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>One <b>bold</b> word.</p><p>Two.</p>", "One bold word.\nTwo."),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("x<script>alert(1)</script><style>p{}</style>y", "xy"),
        ("Q&amp;A &eacute;t&eacute; &#8217;", "Q&A été ’"),
        ("3 < 4 and 5 > 4", "3 < 4 and 5 > 4"),
        ("AT&T <3 Bamako", "AT&T <3 Bamako"),
        ("&lt;p&gt;escaped &lt;em&gt;once&lt;/em&gt;&lt;/p&gt;", "escaped once"),
        ("<p>&lt;b&gt;twice&lt;/b&gt;</p>", "twice"),
        ("<p>a noon &lt;12:00&gt; call</p>", "a noon <12:00> call"),
        ("<ul><li>killed: 1<li>wounded: 6</ul>", "killed: 1\nwounded: 6"),
        ("<p>wrapped\n  source\n line</p>", "wrapped source line"),
        ("<p>unclosed <b>tag", "unclosed tag"),
        ("<!-- hidden --> shown", "shown"),
        ("bad &#xD800; reference", "bad \ufffd reference"),
        ("", ""),
    ],
)
def test_markup_becomes_lines(markup, expected):
    assert paragraphs(markup, 1000) == expected


def test_title_is_one_line():
    assert (
        line("<p>Clashes</p><p>in &lt;i&gt;Gao&lt;/i&gt;</p>", 500) == "Clashes in Gao"
    )


def test_what_is_cut_says_so():
    assert paragraphs("word " * 100, 20) == "word word word word…"
    assert line("x" * 600, 500) == "x" * 499 + "…"
