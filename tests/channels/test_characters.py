import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.channels.characters import clean, cut, one_line
from monitor.channels.links import safe


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a\r\nb\x0bc\u2028d\x85e", "a\nb\nc\nd\ne"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("  a \t\u00a0 b  ", "a b"),
        ("a\x00b\x1b[1m", "ab[1m"),
        ("\u202eabc\u2069", "abc"),
        ("\ud800x\ufeff", "x"),
        ("e\u0301", "é"),
        ("می‌خواهم", "می‌خواهم"),  # Persian needs its zero-width non-joiner
        ("👩‍🚒", "👩‍🚒"),
    ],
)
def test_text_is_made_plain(text, cleaned):
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


@given(st.text(max_size=300), st.integers(1, 100))
def test_one_line_is_one_line_of_that_length(text, at_most):
    line = one_line(text, at_most=at_most)
    assert len(line) <= at_most
    assert len(line.splitlines()) <= 1


def test_cut_ends_at_a_word():
    assert cut("one two three", 9) == "one two…"
    assert cut("x" * 20, 9) == "xxxxxxxx…"


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "ftp://example.org/",
        "https://",
        "https://user:secret@example.org/",
        "https://example.org/a\nb",
        "https://example.org/a b",
        "https://example.org/\u202egpj",
        "https://[::1/",
        "https://example.org/" + "a" * 2048,
        "//example.org/",
        "example.org",
    ],
)
def test_address_that_cannot_be_a_link(url):
    assert safe(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "http://example.org:8080/a?b=c#d",
        "https://éxample.org/à",
        "HTTPS://EXAMPLE.ORG/",
    ],
)
def test_address_that_can_be_a_link(url):
    assert safe(url) == url
