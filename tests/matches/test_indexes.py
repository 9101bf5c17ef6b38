import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.matches.fuzzy import FuzzyIndex, budget
from monitor.matches.phrases import Edge, PhraseIndex, shapes
from monitor.matches.skeleton import SkeletonIndex
from monitor.text import skeleton, sound, split, tokenize

WORDS = st.lists(st.text("abdgiknorstu", min_size=1, max_size=9), max_size=12)


def guesses(index, words):
    return index.find(words, [True] * len(words))


def found_in(text, *names):
    index = PhraseIndex((shape, name) for name in names for shape in shapes(name))
    return [(f.meaning, f.first, f.last) for f in index.find(tokenize(text))]


@pytest.mark.parametrize(
    ("text", "name", "places"),
    [
        ("Kati, Katiba, kati", "Kati", [(0, 1), (2, 3)]),
        ("مدينة غاو والغاوون", "غاو", [(1, 2)]),
        ("من غاو وبغاو", "غاو", [(1, 2), (2, 3)]),
        ("在马里首都巴马科", "巴马科", [(0, 1)]),
        ("ในบามาโกวันนี้", "บามาโก", [(0, 1)]),
        ("Ndjamena or N'Djamena", "N'Djamena", [(0, 1), (2, 4)]),
        ("Tin Zaouatene, Tinzaouatene", "Tin-Zaouatene", [(0, 2), (2, 3)]),
        ("attacked attack", "attack*", [(0, 1), (1, 2)]),
    ],
)
def test_whole_words_are_found_in_every_script(text, name, places):
    assert sorted({f[1:] for f in found_in(text, name)}) == places


@given(WORDS, st.data())
def test_every_phrase_of_a_text_is_found_in_its_place(words, data):
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    name = " ".join(words[first:last])
    assert (name, first, last) in found_in(" ".join(words), name)


def test_an_arabic_name_with_article_is_kept_apart_from_its_word():
    assert shapes("القاعدة") == [("قاعده", Edge.ARTICLE)]
    assert not found_in("قاعدة عسكرية", "القاعدة")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("muslimin", "mouslimine"),
        ("jamaat", "djamaa"),
        ("hizbullah", "hezbollah"),
        ("qaida", "kaida"),
        ("zawra", "sawra"),
    ],
)
def test_transliterations_share_their_consonants(first, second):
    assert skeleton(first) == skeleton(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("nyamou", "niamou"), ("solobo", "sollobo"), ("ouagadougou", "wagadugu")],
)
def test_french_and_english_spellings_sound_the_same(first, second):
    assert sound(first) == sound(second)


def test_skeletons_are_found_whatever_the_articles_between():
    index = SkeletonIndex([(split("Nusrat al-Islam wal-Muslimin"), "name")])
    words = split("from Nosrat ul Islam oual Mouslimine today")
    assert guesses(index, words) == [("name", 1, 6)]


@pytest.mark.parametrize(
    ("letters", "edits"), [(5, 0), (6, 1), (9, 1), (10, 2), (30, 3)]
)
def test_the_budget_is_a_cliff(letters, edits):
    assert budget(letters) == edits


@pytest.mark.parametrize(
    ("written", "edits"),
    [
        ("Bandiagara", None),
        ("Bantiagara", 1),
        ("Bantiakara", 2),
        ("Bantiakata", None),
        ("Landiagara", None),
    ],
)
def test_a_long_name_is_found_within_its_budget(written, edits):
    index = FuzzyIndex([("bandiagara", True, "name")])
    assert [g.edits for g in guesses(index, split(written))] == [
        e for e in [edits] if e is not None
    ]


def test_a_short_name_is_never_misspelt():
    index = FuzzyIndex([("kidal", False, "name")])
    assert guesses(index, ["kadil"]) == []
    assert guesses(index, ["medal"]) == []


def test_each_word_of_a_long_name_keeps_to_its_own_budget():
    index = FuzzyIndex([("birnin konni", True, "name")])
    assert guesses(index, split("Birnin Kano")) == []
    assert [g.meaning for g in guesses(index, split("Birnim Konni"))] == ["name"]


@given(st.lists(st.text("ahlouwy", min_size=1, max_size=7), min_size=1, max_size=6))
def test_words_that_sound_like_nothing_do_no_harm(words):
    fuzzy = FuzzyIndex([("ouahaly h wahaluha", True, "name")])
    consonants = SkeletonIndex([(words, "name")])
    assert all(0 <= g.first < g.last <= len(words) for g in guesses(fuzzy, words))
    found = guesses(consonants, words)
    assert all(0 <= first < last <= len(words) for _, first, last in found)


def test_a_word_that_cannot_be_a_name_is_not_guessed_at():
    index = FuzzyIndex([("birnin konni", True, "name")])
    words = split("Birnim Konni")
    assert index.find(words, [True, True])
    assert index.find(words, [False, False]) == []


def test_a_name_of_its_own_is_no_misspelling_but_may_be_part_of_a_longer_name():
    names = [("bandiagara", True, "town"), ("bandiagara koulou", True, "village")]
    index = FuzzyIndex(names, {"bandiagaro"})
    assert not guesses(index, ["bandiagaro"])
    [found] = guesses(index, ["bandiagaro", "koulou"])
    assert found.meaning == "village"
