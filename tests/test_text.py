import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from monitor.text import Memory, fold, tokenize, words

LETTERS = st.text(
    st.sampled_from("abcÉéœßİıŁɓɔكتبةأى ـ\u064b\u200f\u0301'’-–\u00a0… 中มา१ΐﬁ٣\n")
)


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Ségou", "segou"),
        ("SÉGOU", "segou"),
        ("Se\u0301gou", "segou"),
        ("Kidal\u200f", "kidal"),
        ("l’État", "l'etat"),
        ("Tin‑Zaouatène", "tin-zaouatene"),
        ("Ɓaure", "baure"),
        ("Kɔlɔkani", "kolokani"),
        ("كَاتِي", "كاتي"),
        ("كـــاتى", "كاتي"),
        ("أزواد", "ازواد"),
        ("القاعدة", "القاعده"),
        ("Ёлкино", "елкино"),
        ("٢٥", "25"),
        ("Straße", "strasse"),
    ],
)
def test_spellings_of_one_word_fold_to_one_form(written, folded):
    assert fold(written).text == folded


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("К\u0430ti", "kati"),  # two Cyrillic letters in a Latin word
        ("Б\u0061м\u0061ко", "бамако"),  # two Latin letters in a Cyrillic one
        ("JNΙM", "jnim"),  # a Greek iota
        ("M\u0430li, Киев", "mali, киев"),
        ("Кати", "кати"),  # one script: another word, left alone
        ("сор", "сор"),
        ("IT-отдел", "it-отдел"),
        ("wagner-Вагнер", "wagner-вагнер"),
        ("qж", "qж"),  # nothing to be done
    ],
)
def test_a_word_that_mixes_scripts_is_brought_to_one(written, folded):
    assert fold(written).text == folded


@given(st.text("abcqжабвгαω -1é\u200b"))
def test_folding_a_mixed_text_again_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once


@given(LETTERS | st.text())
def test_folding_again_changes_nothing(text):
    once = fold(text).text
    assert fold(once).text == once


def script(letter: str) -> str | None:
    """The script of a letter that has look-alikes in others; None for the rest."""
    name = unicodedata.name(unicodedata.normalize("NFKD", letter)[0], "")
    found = name.split(" ")[0]
    return found if found in {"LATIN", "GREEK", "CYRILLIC"} else None


@given(LETTERS | st.text(), st.data())
def test_span_lies_on_the_original_and_folds_to_the_same_letters(text, data):
    folded = fold(text)
    # A letter of a word that mixes scripts is folded as its whole word is.
    assume(len({script(letter) for letter in text} - {None}) <= 1)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    first, last = folded.span(start, end)
    assert 0 <= first <= last <= len(text)
    assert folded.text[start:end] in fold(text[first:last]).text


def test_span_takes_the_marks_of_its_last_letter():
    text = "Se\u0301gou\u0301!"
    assert text[slice(*fold(text).span(0, 5))] == "Se\u0301gou\u0301"


@given(LETTERS | st.text() | st.text(st.characters(codec="ascii")))
def test_every_word_has_its_place(text):
    tokens = tokenize(text)
    places = list(zip(tokens.starts, tokens.ends, strict=True))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert places == sorted(places)  # two words of one letter (¼) share its place
    for word, (start, end) in zip(tokens.words, places, strict=True):
        assert word in fold(text[start:end]).text.replace("'", "")


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("l'armée d’Al-Qaïda", ["l", "armee", "d", "al", "qaida"]),
        ("Kati's garrison", ["kati", "s", "garrison"]),
        ("Jama'at Nusrat", ["jamaat", "nusrat"]),
        ("N'Djaména", ["n", "djamena"]),
        ("'quoted'", ["quoted"]),
        ("''twice'' a''b", ["twice", "a", "b"]),
        ("snake_case", ["snake", "case"]),
        ("Kati🔴Mali™ \u200fKidal\u00ad؛ غاو،", ["kati", "malitm", "kidal", "غاو"]),
        ("बमाको में", ["बमाको", "में"]),
        ("马里首都", ["马里", "里首", "首都"]),
        ("", []),
        ("…!?", []),
    ],
)
def test_words_of_every_script(written, found):
    assert words(written) == found


def test_a_word_is_placed_without_what_stands_around_it_or_is_dropped():
    text = "🔴\u200fKati\u200b—d'l’État's"
    tokens = tokenize(text)
    places = zip(tokens.starts, tokens.ends, strict=True)
    written = [text[start:end] for start, end in places]
    assert written == ["Kati", "d", "l’État", "s"]


def test_an_overlong_piece_is_read_too():
    text = "x" * 5000 + "-Kati"
    tokens = tokenize(text)
    assert tokens.words[-1] == "kati"
    assert text[tokens.starts[1] : tokens.ends[1]] == "Kati"


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo"])))
def test_case_and_composition_do_not_matter(text):
    decomposed = unicodedata.normalize("NFD", text)
    assert fold(decomposed).text == fold(text).text


def test_only_what_may_be_a_word_is_remembered():
    asked = []
    memory = Memory(asked.append)
    for word in ("kati", "kati", "x" * 41, "x" * 41):
        assert memory[word] is None
    assert asked == ["kati", "x" * 41, "x" * 41]
