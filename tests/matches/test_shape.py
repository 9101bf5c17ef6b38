import pytest

from monitor.matches.shape import ambiguity_of, is_acronym, mode_of
from monitor.model import Ambiguity, MatchMode, Name, Watch, WatchKind


def a_watch(kind=WatchKind.PLACE, ambiguity=None):
    return Watch(
        watch_id="x", watchlist_id="w", kind=kind, names=(), ambiguity=ambiguity
    )


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("JNIM", MatchMode.EXACT),
        ("M23", MatchMode.EXACT),
        ("FAMa", MatchMode.EXACT),
        ("San", MatchMode.EXACT),
        ("Kati", MatchMode.FOLDED),
        ("غاو", MatchMode.FOLDED),
        ("Ségou", MatchMode.SKELETON),
        ("Bandiagara", MatchMode.FUZZY),
        ("Boko Haram", MatchMode.SKELETON),
        ("Tin Ab", MatchMode.FOLDED),
        ("Support Group for Islam and Muslims", MatchMode.FUZZY),
    ],
)
def test_length_and_shape_choose_the_mode(name, mode):
    assert mode_of(Name(text=name)) is mode


def test_one_word_of_an_ambiguous_watch_is_not_guessed_at():
    high = Ambiguity.HIGH
    assert mode_of(Name(text="Mukundi"), high) is MatchMode.FOLDED
    assert mode_of(Name(text="Islamic State of the Sahara"), high) is MatchMode.FUZZY


def test_the_watchlist_overrides_the_mode():
    assert mode_of(Name(text="Kati", mode=MatchMode.EXACT)) is MatchMode.EXACT


@pytest.mark.parametrize(
    ("name", "kind", "ambiguity"),
    [
        ("Kati", WatchKind.PLACE, Ambiguity.HIGH),
        ("Léo", WatchKind.PLACE, Ambiguity.HIGH),
        ("Niger", WatchKind.PLACE, Ambiguity.MEDIUM),
        ("Gosi", WatchKind.PLACE, Ambiguity.MEDIUM),
        ("Bandiagara", WatchKind.PLACE, Ambiguity.LOW),
        ("IS", WatchKind.GROUP, Ambiguity.HIGH),
        ("RSF", WatchKind.GROUP, Ambiguity.MEDIUM),
        ("JNIM", WatchKind.GROUP, Ambiguity.LOW),
        ("Koufa", WatchKind.PERSON, Ambiguity.MEDIUM),
        ("Assimi Goïta", WatchKind.PERSON, Ambiguity.LOW),
    ],
)
def test_a_name_proposes_its_ambiguity(name, kind, ambiguity):
    assert ambiguity_of(a_watch(kind), Name(text=name)) is ambiguity


def test_a_long_name_needs_less_than_the_watch_asks():
    watch = a_watch(ambiguity=Ambiguity.HIGH)
    assert ambiguity_of(watch, Name(text="Kati")) is Ambiguity.HIGH
    assert ambiguity_of(watch, Name(text="Kati garrison town")) is Ambiguity.MEDIUM


@pytest.mark.parametrize("text", ["Kati", "Mali Koivu", "x", "GARRISON", "2024"])
def test_words_are_no_acronyms(text):
    assert not is_acronym(text)
