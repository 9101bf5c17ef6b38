"""Spellings that a person may want to add: close to a name, and not accepted."""

from dataclasses import replace

from monitor.model import Watchlist
from monitor.pipeline.near_misses import near_misses
from tests.matches.sahel import a_watch, an_article

WATCHES = (
    a_watch("ouagadougou", "Ouagadougou", country="BF"),
    a_watch("tessalit", "Tessalit", country="ML"),
    a_watch("bankilare", "Bankilaré", country="NE"),
)


def misses(*texts, sources=("Radio",)):
    watchlist = Watchlist(watchlist_id="w", title="W", watches=WATCHES)
    articles = [
        replace(an_article(text), source=sources[n % len(sources)])
        for n, text in enumerate(texts)
    ]
    return near_misses(articles, [watchlist])


def test_a_spelling_beyond_the_budget_is_told_with_an_example():
    text = "Il pleut. Des tirs au camp militaire de Tassalik, au Mali. Rien de plus."
    (miss,) = misses(text)
    assert (miss.watch.watch_id, miss.written) == ("tessalit", "Tassalik")
    assert miss.example == "Des tirs au camp militaire de Tassalik, au Mali"


def test_spellings_are_counted_by_article_and_the_watch_missed_most_comes_first():
    told = misses(
        "Au Niger, un camp à Bangidari. On a vu Bangidari brûler.",
        "Au Burkina Faso, des tirs à Ouagamoubou. Ouagamoubou dort.",
        "Au Burkina Faso, une explosion à Ouagamoubou.",
        sources=("Radio", "Journal"),
    )
    by_watch = [(m.watch.watch_id, m.article_count, m.sources) for m in told]
    assert by_watch == [
        ("ouagadougou", 2, ("Journal", "Radio")),
        ("bankilare", 1, ("Radio",)),
    ]


def test_what_is_accepted_or_another_thing_is_not_told():
    assert misses("Des tirs à Tessalit, au Mali.") == ()
    assert misses("Au Mali, le colonel Tassalik a parlé.") == ()
    assert misses("Des tirs au camp de Tassalik, en Allemagne.") == ()
    assert misses("Tassalik a gagné au Mali.") == ()
