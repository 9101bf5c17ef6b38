"""What the linter says of a watch, one row a rule; and where it keeps silent."""

import pytest

from monitor.deliveries import wording
from monitor.events.gazetteer import Site, gazetteer
from monitor.lint.examine import examine
from monitor.matches.words import languages_by_word
from monitor.model import Ambiguity, MatchMode, Name, WatchKind, Watchlist
from monitor.shipped import shipped
from monitor.watchlists import load_watchlist
from tests.matches.sahel import a_watch

SITES = {
    "springfield": ("US", "town", 116_000),
    "kati": ("ML", "town", 130_000),
    "tinto": ("ES", "town", 900),
    "mandara": ("CM", "region", 0),
}
MAIN = {"country": "ML", "near": ("Bamako",)}
HIGH = {**MAIN, "ambiguity": Ambiguity.HIGH}
MEDIUM = {**MAIN, "ambiguity": Ambiguity.MEDIUM}
GROUP = {"kind": WatchKind.GROUP}
PERSON = {"kind": WatchKind.PERSON}


def places(name):
    if name not in SITES:
        return []
    country, kind, population = SITES[name]
    return [Site("1", name, country, "", "", kind, 0.0, 0.0, population)]


def alike(_):
    return []


def findings(*watches):
    watchlist = Watchlist(watchlist_id="w", title="W", watches=watches)
    return examine([watchlist], places, alike)


def a_topic(**settings):
    return a_watch("t", kind=WatchKind.TOPIC, **settings)


FOUND = [
    # watch, the name it is about, what is said, the fix
    (a_watch("k", "Kati", **MAIN), "Kati",
     "is a name that people bear and an ordinary word in Swahili, Lingala, Hausa",
     'require Mali or a neighbour: set ambiguity = "high"'),
    (a_watch("k", "Kati", country="ML", ambiguity=Ambiguity.MEDIUM), "Kati",
     "a name that people bear", 'set ambiguity = "high"'),
    (a_watch("k", "Kaya", ambiguity=Ambiguity.HIGH), "Kaya",
     "an ordinary word in", "require its country or a neighbour: add country and near"),
    (a_watch("p", "Adama", **PERSON), "Adama", "a name that people bear",
     'ask for more than the name: set ambiguity = "high"; add context or its full'),
    (a_watch("g", "IS", **GROUP), "IS", "an ordinary word in English, German",
     "ask for more than the name: add context or its full name"),
    (a_watch("g", "Ansaru", "FLA", ambiguity=Ambiguity.LOW, **GROUP), "FLA",
     'has ambiguity "low", less than its length asks for', 'set ambiguity = "medium"'),
    (a_watch("n", "Niger", country="NG"), "Niger", "and a country (NE)",
     'require Nigeria or a neighbour: set ambiguity = "medium"'),
    (a_watch("s", "Springfield", **MAIN), "Springfield",
     "is also a town in United States, 116,000 people", 'set ambiguity = "medium"'),
    (a_watch("s", "Springfield"), "Springfield", "is a town in United States",
     "say which: add country"),
    (a_watch("m", "Mandara", **MAIN), "Mandara", "is also a region in Cameroon",
     'set ambiguity = "medium"'),
    (a_watch("b", Name(text="The Army Base", language="en"), **MAIN), "The Army Base",
     "is made of ordinary words, which tell what it is and not which",
     "write the whole name"),
    (a_watch("b", "la base", **MAIN), "la base", "is made of ordinary words", "whole"),
    (a_watch("b", "Bandiagara", " - "), " - ", "has no letter or digit", "delete it"),
    (a_watch("b", "Bandiagara roll", never=("bandiagara roll*",)), "Bandiagara roll",
     'is always inside its own never "bandiagara roll*"', "delete one of the two"),
    (a_watch("b", "bandiagara"), "bandiagara", "is written small", '"Bandiagara"'),
    (a_watch("b", "MOPTI"), "MOPTI", "an acronym is written", 'write "Mopti"'),
    (a_watch("g", Name(text="Gsim", mode=MatchMode.FUZZY), **GROUP), "Gsim",
     'is too short for mode "fuzzy"', "list its spellings"),
    (a_watch("b", Name(text="Bamako", language="fr"), not_languages=("fr", "en")), None,
     "keeps out every language that it has names in", "take one out"),
    (a_watch("b", Name(text="Bamako", language="fr"), languages=("ar",)), None,
     "reads only ar, and has no name in it", "add a name in that language"),
    (a_watch("b", "Ségou", "Segou"), "Segou",
     'finds nothing that "Ségou" does not', "delete it"),
    (a_watch("b", "Kani-Toupel", "Kani Toupel"), "Kani Toupel",
     'finds nothing that "Kani-Toupel" does not', "delete it"),
    (a_watch("b", "Bamako", near=("Kati", "bamako")), "bamako",
     "is a name of the watch, and stands in its near", "delete it from near"),
    (a_topic(words=(("coup", 0.5), ("film", -2.0))), None,
     "needs 1, and all its words add up to 0.5", "lower threshold"),
]  # fmt: skip


@pytest.mark.parametrize(("watch", "name", "what", "fix"), FOUND)
def test_the_linter_warns_once_and_says_what_to_do(watch, name, what, fix):
    (finding,) = findings(watch)
    assert (finding.watch_id, finding.name) == (watch.watch_id, name)
    assert what in finding.what
    assert fix in finding.fix


def test_a_name_on_two_watches_is_told_of_on_the_second():
    (finding,) = findings(a_watch("a", "Ségou"), a_watch("b", "Markala", "Segou"))
    assert (finding.watch_id, finding.name) == ("b", "Segou")
    assert 'also stands on watch "a"' in finding.what


SEGOU = a_watch("segou-town", "Ségou", **MAIN)


@pytest.mark.parametrize(
    ("near", "what", "fix"),
    [
        ("Segoou", "is the name of nothing that is known", 'did you mean "Ségou"?'),
        ("segou-town", "is the id of a watch", 'write "Ségou"'),
    ],
)
def test_a_neighbour_that_is_misspelt_or_an_id_is_told_of(near, what, fix):
    (finding,) = findings(SEGOU, a_watch("m", "Markala", country="ML", near=(near,)))
    assert (finding.watch_id, finding.name) == ("m", near)
    assert what in finding.what
    assert finding.fix == fix


def test_a_neighbour_may_be_a_large_town_that_nobody_watches():
    watch = a_watch("m", "Markala", country="ML", near=("Katti",))
    assert findings(watch) == ()
    watchlist = Watchlist(watchlist_id="w", title="W", watches=(watch,))
    (finding,) = examine([watchlist], places, lambda _: places("kati"))
    assert finding.fix == 'did you mean "kati"?'


@pytest.mark.parametrize(
    "near", ["Segou", "Tinto", "Mali", "Lac Débo", "Ségou town", "Sikasso"]
)
def test_a_neighbour_may_be_whatever_has_a_name(near):
    markala = a_watch("m", "Markala town", country="ML", near=(near,))
    assert findings(SEGOU, markala) == ()


def test_a_neighbour_that_two_watches_name_is_no_slip():
    near = {"country": "ML", "near": ("Segoou",)}
    assert (
        findings(SEGOU, a_watch("m", "Markala", **near), a_watch("n", "Niono", **near))
        == ()
    )


def test_two_watchlists_may_follow_the_same_name():
    lists = [
        Watchlist(watchlist_id=id_, title=id_, watches=(a_watch(id_, "Bandiagara"),))
        for id_ in ("north", "south")
    ]
    assert examine(lists, places, alike) == ()


@pytest.mark.parametrize(
    "watch",
    [
        a_watch("k", "Kati", "كاتي", **HIGH),
        a_watch("s", "Springfield", **MEDIUM),
        a_watch("n", "Niger", country="NG", **{k: MEDIUM[k] for k in ("near",)},
                ambiguity=Ambiguity.MEDIUM),
        a_watch("mali", "Mali", country="ML", ambiguity=Ambiguity.HIGH),
        a_watch("t", "Tinto", **MAIN),
        a_watch("b", "Bandiagara", "cercle de Bandiagara"),
        a_watch("e", "région de l'Est", **HIGH),
        a_watch("b", "Kani Toupel", "Kani-Toupel"),  # finds Kanitoupel, too
        a_watch("g", "IS", "Islamic State", **GROUP),
        a_watch("g", "FAMa", "Malian Armed Forces", **GROUP),
        a_watch("g", "JNIM", "Jnim", "GSIM", **GROUP),
        a_watch("g", "حركة الشباب", "Al-Shabaab", **GROUP),
        a_watch("p", "Assimi Goïta", **PERSON),
        a_watch("b", Name(text="Bamako", language="fr"), languages=("fr", "en")),
        a_topic(words=(("coup", 0.5),), combination=(("a", "b"), ("c",))),
    ],
    ids=lambda watch: watch.label,
)  # fmt: skip
def test_a_watch_that_says_what_it_needs_is_let_alone(watch):
    assert findings(watch) == ()


def test_every_language_of_the_word_lists_has_a_name():
    codes = {code for codes in languages_by_word().values() for code in codes}
    assert codes <= wording.known("language")


@pytest.mark.parametrize("pack", ["sahel", "lake-chad", "sudan", "eastern-congo"])
def test_every_watchlist_that_ships_is_clean(pack):
    watchlist = load_watchlist(shipped("config") / "watchlists" / f"{pack}.toml")
    assert examine([watchlist], gazetteer().find, gazetteer().like) == ()
