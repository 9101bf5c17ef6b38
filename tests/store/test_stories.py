from datetime import timedelta

import pytest

from monitor.store import articles, stories
from monitor.store.prune import prune
from tests.builders import NOW, a_report, a_story, an_assignment


def place(tx, article_id, story_id="s-000001", **changes):
    report = a_report(article_id=article_id)
    articles.add(tx, report.article, [article_id], now=NOW)
    articles.add_report(tx, report)
    assignment = an_assignment(story_id=story_id, **changes)
    stories.place(tx, report, assignment, a_story(story_id=story_id), now=NOW)
    return assignment, report


def test_members_come_in_the_order_of_addition(store):
    with store.begin() as tx:
        placed = [place(tx, name, is_new=name == "c") for name in "cab"]
        assert list(stories.placed_since(tx, NOW)) == placed
        assert list(stories.placed_since(tx, NOW + timedelta(seconds=1))) == []


def test_article_placed_again_keeps_its_position(store):
    with store.begin() as tx:
        place(tx, "a")
        second = place(tx, "b")
        again = place(tx, "a", reason="read again")
        assert list(stories.placed_since(tx, NOW)) == [again, second]


def test_an_open_story_has_all_its_members_however_old(store):
    with store.begin() as tx:
        old = place(tx, "a")
        place(tx, "b", "s-000002")
        late = a_story(last_at=NOW + timedelta(days=40))
        stories.save(tx, late)
        assert list(stories.open_members(tx, NOW + timedelta(days=30))) == [old]


def test_whatever_changes_a_story_gives_another_version(store):
    with store.begin() as tx:
        versions = [stories.version(tx)]
        place(tx, "a")
        versions.append(stories.version(tx))
        place(tx, "a", reason="read again")
        versions.append(stories.version(tx))
        stories.move(tx, "a", "s-000001", "by hand")
        versions.append(stories.version(tx))
    assert len(set(versions)) == len(versions)


def test_articles_were_first_placed_when_the_earliest_of_them_was(store):
    with store.begin() as tx:
        for hours, name in enumerate("ab"):
            report = a_report(article_id=name)
            articles.add(tx, report.article, [name], now=NOW)
            at = NOW + timedelta(hours=hours)
            stories.place(tx, report, an_assignment(), a_story(), now=at)
        assert stories.first_placed_at(tx, {"a", "b"}) == NOW
        assert stories.first_placed_at(tx, {"b"}) == NOW + timedelta(hours=1)
        assert stories.first_placed_at(tx, {"none"}) is None
        assert stories.first_placed_at(tx, set()) is None


def test_story_facts_are_those_of_the_last_placement(store):
    with store.begin() as tx:
        place(tx, "a")
        grown = a_story(sources=("Radio du Fleuve", "Le Delta"))
        stories.place(tx, a_report(article_id="a"), an_assignment(), grown, now=NOW)
        assert stories.story(tx, "s-000001") == grown
        assert stories.story(tx, "s-000002") is None


def test_moved_article_belongs_to_the_other_story_with_the_reason(store):
    with store.begin() as tx:
        place(tx, "a")
        place(tx, "b", "s-000002")
        stories.move(tx, "b", "s-000001", "same toll and place")
        moved = {r.article.article_id: a for a, r in stories.placed_since(tx, NOW)}
        expected = an_assignment(is_new=False, reason="same toll and place")
        assert moved["b"] == expected


def test_article_moved_to_a_story_of_its_own_opens_it(store):
    with store.begin() as tx:
        place(tx, "a")
        place(tx, "b", is_new=False)
        stories.save(tx, a_story(story_id="s-000002"))
        stories.move(tx, "b", "s-000002", "other place")
        moved = [
            a for a, r in stories.placed_since(tx, NOW) if r.article.article_id == "b"
        ]
        assert moved[0].is_new


def test_article_without_story_cannot_be_moved(store):
    with store.begin() as tx, pytest.raises(KeyError, match="a-1"):
        stories.move(tx, "a-1", "s-000001", "")


def test_number_of_a_pruned_story_is_never_given_again(store):
    with store.begin() as tx:
        assert stories.last_number(tx) == 0
        place(tx, "a", "s-1000000")
        place(tx, "b", "s-000007")
        later = NOW + timedelta(days=1)
        prune(tx, later, open_since=later)
        assert stories.story(tx, "s-1000000") is None
        assert stories.last_number(tx) == 1000000
