from datetime import timedelta

import pytest

from monitor.store import articles
from tests.builders import NOW, a_report, an_article, an_event

DAY = timedelta(days=1)


def add(store, article=None, keys=("guid:1",), now=NOW):
    with store.begin() as tx:
        return articles.add(tx, article or an_article(), keys, now=now)


def test_article_is_found_by_id_and_by_url(store):
    add(store)
    with store.read() as tx:
        assert articles.find(tx, "a-1") == an_article()
        assert articles.find(tx, an_article().url) == an_article()
        assert articles.find(tx, "a-2") is None


def test_article_without_date_and_language_comes_back_without(store):
    bare = an_article(published_at=None, language=None, country=None, text="")
    add(store, bare)
    with store.read() as tx:
        assert articles.find(tx, "a-1") == bare


def test_characters_that_a_database_refuses_do_not_lose_the_article(store):
    add(store, an_article(title="Kati\0 \ud83d"))
    with store.read() as tx:
        assert articles.find(tx, "a-1").title == "Kati\ufffd ?"


def test_only_seen_keys_are_known(store):
    add(store, keys=("guid:1", "url:1"))
    with store.read() as tx:
        assert articles.known(tx, ["url:1", "guid:2"]) == {"url:1": "a-1"}
        assert articles.known(tx, []) == {}


def test_thousands_of_keys_are_looked_up(store):
    keys = [f"guid:{number}" for number in range(2500)]
    add(store, keys=keys)
    with store.read() as tx:
        assert set(articles.known(tx, [*keys, "guid:x"])) == set(keys)


def test_adding_twice_keeps_the_first(store):
    assert add(store) is True
    assert add(store, an_article(title="Another")) is False
    with store.read() as tx:
        assert articles.find(tx, "a-1") == an_article()


def test_key_stays_with_the_article_that_had_it_first(store):
    add(store)
    add(store, an_article(article_id="a-2"), keys=("guid:1", "guid:2"))
    with store.read() as tx:
        known = articles.known(tx, ["guid:1", "guid:2"])
    assert known == {"guid:1": "a-1", "guid:2": "a-2"}


def test_edited_article_comes_back_under_its_first_id_and_time(store):
    add(store)
    edited = an_article(article_id="a-9", text="Deux morts.", fetched_at=NOW + DAY)
    with store.begin() as tx:
        revised = articles.revise(tx, "a-1", edited)
        assert revised == an_article(text="Deux morts.")
        assert articles.find(tx, "a-1") == revised


def test_unchanged_or_forgotten_article_is_no_revision(store):
    add(store)
    with store.begin() as tx:
        again = an_article(fetched_at=NOW + DAY, url="https://fleuve.example/other")
        assert articles.revise(tx, "a-1", again) is None
        assert articles.revise(tx, "gone", again) is None


@pytest.mark.parametrize(
    ("first", "stated", "kept"),
    [
        (NOW - 12 * DAY, NOW + DAY, NOW - 12 * DAY),
        (NOW - 12 * DAY, None, NOW - 12 * DAY),
        (None, NOW - DAY, NOW - DAY),
        (None, NOW + DAY, NOW),
        (None, None, None),
        (NOW + 2 * DAY, NOW - DAY, NOW - DAY),
    ],
    ids=["re-dated", "undated", "dated later", "never ahead", "unknown", "was ahead"],
)
def test_edited_article_keeps_the_date_that_it_had_first(store, first, stated, kept):
    add(store, an_article(published_at=first))
    edited = an_article(text="Deux morts.", published_at=stated, fetched_at=NOW + DAY)
    with store.begin() as tx:
        assert articles.revise(tx, "a-1", edited).published_at == kept


def test_article_is_edited_by_no_feed_but_its_own(store):
    add(store)
    with store.begin() as tx:
        teaser = an_article(feed_id="delta", text="Lire la suite")
        assert articles.revise(tx, "a-1", teaser) is None
        assert articles.find(tx, "a-1") == an_article()


def test_report_is_replaced_by_a_second_reading(store):
    add(store)
    with store.begin() as tx:
        assert articles.report(tx, "a-1") is None
        articles.add_report(tx, a_report())
        assert articles.report(tx, "a-1") == a_report()
        articles.add_report(tx, a_report(matches=(), event=an_event(severity=2.0)))
        expected = a_report(matches=(), event=an_event(severity=2.0))
        assert articles.report(tx, "a-1") == expected


def test_articles_between_two_moments_come_in_order_without_the_last_moment(store):
    for number in (3, 1, 2):
        name = f"a-{number}"
        at = NOW + number * DAY
        add(store, an_article(article_id=name, fetched_at=at), keys=(name,))
    with store.read() as tx:
        found = articles.between(tx, NOW + DAY, NOW + 3 * DAY)
        assert [article.article_id for article in found] == ["a-1", "a-2"]
