from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.matches.lexicon import compile_lexicon
from monitor.matches.match import find_matches
from monitor.model import Article, MatchStatus, Watch, WatchKind, Watchlist

COUP = Watch(
    watch_id="coup",
    watchlist_id="w",
    kind=WatchKind.TOPIC,
    names=(),
    words=(("coup d'état", 2.0), ("mutin*", 1.0), ("film", -2.0)),
    threshold=2.0,
)


def a_topic(**settings):
    return replace(COUP, **settings)


def a_lexicon(*topics):
    return compile_lexicon([Watchlist(watchlist_id="w", title="W", watches=topics)])


LEXICON = a_lexicon(COUP)
LOOTED = a_lexicon(
    a_topic(
        words=(),
        combination=(("clinic*", "warehouse"), ("looted", "burn*")),
        proximity=6,
    )
)


def topics_in(text, language="fr", lexicon=LEXICON):
    article = Article(
        article_id="a",
        feed_id="f",
        source="Desk",
        url="",
        title="",
        text=text,
        language=language,
        fetched_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    return find_matches(article, lexicon)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Coup d’État à l'aube", MatchStatus.ACCEPTED),
        ("Des mutins tirent en l'air", MatchStatus.POSSIBLE),
        ("Une mutinerie, puis un coup d'état", MatchStatus.ACCEPTED),
    ],
)
def test_words_add_up_to_a_topic(text, status):
    (match,) = topics_in(text)
    assert match.status is status
    assert match.kind is WatchKind.TOPIC


@pytest.mark.parametrize(
    "text", ["Un film sur le coup d'état", "Le coup d'œil, l'état", "Rien à signaler"]
)
def test_words_that_do_not_add_up_are_no_topic(text):
    assert topics_in(text) == ()


def test_a_word_counts_once_and_is_printed():
    (match,) = topics_in("Mutinerie ! Les mutins, la mutinerie, les mutins")
    assert match.score == 1
    assert match.reasons == ('+1 "mutin*"',)
    assert match.surface == "Mutinerie"


def test_reasons_come_in_the_order_of_the_text():
    (match,) = topics_in("Des mutins, un film, un coup d'état, un coup d'état")
    assert match.reasons == ('+1 "mutin*"', '-2 "film"', '+2 "coup d\'état"')


def test_words_in_a_phrase_that_means_something_else_do_not_count():
    lexicon = a_lexicon(a_topic(never=("coup d'état permanent",)))
    assert topics_in("Relire « Le Coup d'État permanent »", lexicon=lexicon) == ()
    (match,) = topics_in(
        "Relire Le Coup d'État permanent après le coup d'État", lexicon=lexicon
    )
    assert match.start == len("Relire Le Coup d'État permanent après le ")


def test_words_of_each_group_close_together_are_a_topic():
    (match,) = topics_in("Armed men burned two village clinics", "en", LOOTED)
    assert match.status is MatchStatus.ACCEPTED
    assert match.reasons == ('+2 "clinic*" with "burn*"',)
    assert match.surface == "burned"


@pytest.mark.parametrize(
    "text",
    [
        "The clinic and its warehouse",
        "The clinic opened a week after a market far to the north was looted",
    ],
)
def test_one_group_alone_or_words_far_apart_are_no_topic(text):
    assert topics_in(text, "en", LOOTED) == ()


def test_a_later_pair_that_is_close_counts():
    text = "The clinic opened late. North of it all, in Koro, a warehouse was looted"
    (match,) = topics_in(text, "en", LOOTED)
    assert match.surface == "warehouse"


def test_a_topic_keeps_out_languages_and_sources():
    text = "Coup d'état à l'aube"
    assert topics_in(text, lexicon=a_lexicon(a_topic(not_languages=("fr",)))) == ()
    assert topics_in(text, lexicon=a_lexicon(a_topic(not_sources=("Desk",)))) == ()
    assert topics_in(text, lexicon=a_lexicon(a_topic(not_sources=("Other",))))
