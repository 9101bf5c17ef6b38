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
LEXICON = compile_lexicon([Watchlist(watchlist_id="w", title="W", watches=(COUP,))])


def topics_in(text, language="fr"):
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
    return find_matches(article, LEXICON)


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
