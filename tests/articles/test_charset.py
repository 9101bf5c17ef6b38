import pytest

from monitor.articles.charset import decode

FRENCH = "L'armée dit avoir repoussé une attaque à l'entrée de la ville, des blessés."
RUSSIAN = "Жители сообщают о взрывах и стрельбе недалеко от военного лагеря"
UKRAINIAN = "Місцеві жителі повідомляють про вибухи і стрілянину біля табору"
ARABIC = "قال سكان المدينة إنهم سمعوا انفجارين قويين قرب المعسكر صباح اليوم"
GREEK = "Οι κάτοικοι άκουσαν εκρήξεις κοντά στο στρατόπεδο πριν από την αυγή"
HEBREW = "תושבים סיפרו על פיצוצים ליד המחנה הצבאי לפני עלות השחר"


def document(text: str, encoding: str, declared: str | None) -> bytes:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f"{head}<rss><item><title>{text}</title></item></rss>".encode(encoding)


@pytest.mark.parametrize(
    "declared", [None, "iso-8859-1", "utf-8", "windows-1251", "hex", "utf-7"]
)
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "cp1252"),
        (FRENCH, "utf-8"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-8"),
        (UKRAINIAN, "cp1251"),
        (ARABIC, "cp1256"),
        (ARABIC, "iso8859-6"),
        (ARABIC, "utf-8"),
    ],
)
def test_letters_count_more_than_a_wrong_declaration(text, encoding, declared):
    assert text in decode(document(text, encoding, declared)).text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GREEK, "cp1253"),
        (HEBREW, "cp1255"),
        (UKRAINIAN, "koi8-u"),
        (FRENCH, "iso8859-15"),
        ("東京で爆発、当局が確認", "shift_jis"),
        ("東京で爆発、当局が確認", "iso2022_jp"),
        ("马里首都附近发生爆炸", "gb18030"),
    ],
)
def test_right_declaration_is_followed(text, encoding):
    decoded = decode(document(text, encoding, encoding))
    assert text in decoded.text
    assert decoded.problems == ()


@pytest.mark.parametrize(
    "encoding", ["utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-be"]
)
def test_wide_characters_are_seen_with_and_without_a_mark(encoding):
    assert ARABIC in decode(document(ARABIC, encoding, None)).text


@pytest.mark.parametrize(
    "header",
    [
        "text/xml; charset=windows-1250",
        "Text/XML;x-charset=utf-16;Charset = ' Windows-1250'",
        'text/xml; charset="windows-1250", text/xml',
        "charset=windows-1250",
    ],
)
def test_header_is_asked_where_the_document_says_nothing(header):
    body = "<rss>Łódź i Śląsk, żołnierze</rss>".encode("cp1250")
    decoded = decode(body, header)
    assert "Łódź i Śląsk, żołnierze" in decoded.text


def test_guess_is_told():
    (problem,) = decode(document(ARABIC, "cp1256", None)).problems
    assert problem == "not UTF-8, nothing declared, read as cp1256"


def test_latin_letter_among_utf8_is_mended():
    body = (ARABIC + " Ségou ").encode() + b"S\xe9gou, la ville \xe0 l'est"
    decoded = decode(body)
    assert decoded.text.endswith("Ségou, la ville à l'est")
    assert decoded.problems == ("2 bytes are not UTF-8, replaced",)


def flipped(body: bytes, count: int) -> list[bytes]:
    """The body with one bit of one byte changed, at `count` places."""
    step = len(body) // count
    return [
        body[:at] + bytes([body[at] ^ (1 << (at % 8))]) + body[at + 1 :]
        for at in range(0, step * count, step)
    ]


@pytest.mark.parametrize("text", [RUSSIAN, ARABIC], ids=["russian", "arabic"])
def test_one_bad_byte_costs_no_other_word(text):
    words = text.split()
    body = document(" ".join([text] * 20), "utf-8", "utf-8")
    bodies = flipped(body, 200)
    assert len(bodies) == 200
    for damaged in bodies:
        found = decode(damaged).text
        assert all(found.count(word) >= 19 for word in words)
