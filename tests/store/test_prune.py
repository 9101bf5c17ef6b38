from datetime import timedelta

import pytest

from monitor.model import DeliveryStatus, Verdict
from monitor.store import alerts, articles, attempts, deliveries, schema, stories
from monitor.store.prune import prune
from tests.builders import (
    NOW,
    a_decision,
    a_delivery,
    a_report,
    a_story,
    an_alert,
    an_article,
    an_assignment,
)
from tests.store.owed import claim_due

DAY = timedelta(days=1)
KEPT = 90 * DAY
WINDOW = 30 * DAY


@pytest.fixture
def tx(store):
    with store.begin() as tx:
        yield tx


def clear(tx, now):
    return prune(tx, now - KEPT, open_since=now - WINDOW)


def tell(tx, article_id, *, story_id, last_at=NOW):
    """A report of now that called, in a story that was reported on until then."""
    report = a_report(article_id=article_id)
    articles.add(tx, report.article, [article_id], now=NOW)
    articles.add_report(tx, report)
    story = a_story(story_id=story_id, last_at=last_at)
    stories.place(tx, report, an_assignment(story_id=story_id), story, now=NOW)
    alerts.add_decision(
        tx,
        article_id=article_id,
        watchlist_id="sahel",
        story_id=story_id,
        decision=a_decision(verdict=Verdict.ALERT),
        now=NOW,
    )
    alert = an_alert(story_id=story_id, report=report)
    alerts.add(tx, alert)
    return alert


def owe(tx, key, status=DeliveryStatus.SENT, **changes):
    """A delivery of now, tried once and settled so."""
    delivery = a_delivery(key=key, **changes)
    deliveries.add(tx, delivery)
    if status is DeliveryStatus.PENDING:
        return
    (claimed,) = claim_due(
        tx, now=delivery.created_at, channel_id="desk", limit=1, lease=DAY
    )
    if status is DeliveryStatus.SENDING:
        return
    sent_at = delivery.created_at if status is DeliveryStatus.SENT else None
    settled = a_delivery(
        key=key,
        status=status,
        attempt_count=claimed.attempt_count,
        sent_at=sent_at,
        **changes,
    )
    deliveries.settle(
        tx, settled, fate=status.value, detail="", now=delivery.created_at
    )


def owed(tx):
    return set(
        tx.scalars(schema.delivery.select().with_only_columns(schema.delivery.c.key))
    )


def test_old_articles_are_forgotten_but_not_that_they_were_seen(tx):
    tell(tx, "a-1", story_id="s-000001")
    new = an_article(article_id="a-2", fetched_at=NOW + DAY)
    articles.add(tx, new, ["a-2"], now=NOW)
    assert clear(tx, NOW + KEPT) == 0
    assert clear(tx, NOW + KEPT + DAY) == 1
    assert articles.find(tx, "a-1") is None
    assert articles.report(tx, "a-1") is None
    assert stories.story(tx, "s-000001") is None
    assert alerts.created_since(tx, NOW) == ()
    assert articles.find(tx, "a-2") == new
    assert articles.known(tx, ["a-1"]) == {"a-1": "a-1"}


def test_a_key_is_kept_400_days_after_it_was_last_seen(tx):
    articles.add(tx, an_article(), ["guid:1"], now=NOW)
    seen_again = NOW + 30 * DAY
    articles.add_keys(tx, "a-1", ["guid:1"], now=seen_again)
    clear(tx, seen_again + KEPT + 400 * DAY)
    assert articles.known(tx, ["guid:1"])
    clear(tx, seen_again + KEPT + 401 * DAY)
    assert not articles.known(tx, ["guid:1"])


def test_what_an_open_story_is_made_of_stays_however_old(tx):
    now = NOW + 2 * KEPT
    told = tell(tx, "a-1", story_id="s-000001", last_at=now - DAY)
    owe(tx, "alert:s-000001:a-1:20220722T060000.000000Z@desk/-1001")
    assert clear(tx, now) == 0
    assert articles.report(tx, "a-1") == told.report
    assert alerts.of_open_stories(tx, now - WINDOW) == (told,)
    assert len(owed(tx)) == 1
    assert clear(tx, now + WINDOW) == 1
    assert owed(tx) == set()


def test_an_alert_stays_with_the_open_story_that_its_article_was_moved_to(tx):
    now = NOW + 2 * KEPT
    told = tell(tx, "a-1", story_id="s-000001")
    stories.save(tx, a_story(story_id="s-000002", last_at=now))
    stories.move(tx, "a-1", "s-000002", "one story")
    clear(tx, now)
    assert alerts.of_open_stories(tx, now - WINDOW) == (told,)


@pytest.mark.parametrize(
    "status", [DeliveryStatus.SENT, DeliveryStatus.FOLDED, DeliveryStatus.DROPPED]
)
def test_what_was_told_is_forgotten_with_its_attempts(tx, status):
    owe(tx, "old", status)
    owe(tx, "new", created_at=NOW + DAY)
    clear(tx, NOW + KEPT + DAY)
    assert owed(tx) == {"new"}
    assert len(attempts.recent(tx, ["desk"], NOW)) == 1


@pytest.mark.parametrize(
    "status",
    [DeliveryStatus.PENDING, DeliveryStatus.SENDING, DeliveryStatus.UNKNOWN],
)
def test_what_is_still_owed_is_never_forgotten(tx, status):
    owe(tx, "old", status)
    clear(tx, NOW + 10 * KEPT)
    assert owed(tx) == {"old"}


def test_what_was_refused_is_forgotten_where_something_was_taken_since(tx):
    owe(tx, "refused", DeliveryStatus.PARKED)
    owe(tx, "elsewhere", created_at=NOW + DAY, destination="-1002")
    clear(tx, NOW + 2 * KEPT)
    assert owed(tx) == {"refused"}
    owe(tx, "taken", created_at=NOW + 2 * KEPT)
    clear(tx, NOW + 2 * KEPT)
    assert owed(tx) == {"taken"}


def test_other_desks_learn_that_stories_have_gone(tx):
    tell(tx, "a-1", story_id="s-000001")
    before = stories.version(tx)
    clear(tx, NOW + KEPT)
    assert stories.version(tx) == before
    clear(tx, NOW + KEPT + DAY)
    assert stories.version(tx) != before
