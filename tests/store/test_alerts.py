from datetime import date, timedelta

import pytest

from monitor.model import Verdict
from monitor.store import alerts, articles, digests, stories
from tests.builders import NOW, a_decision, a_report, a_story, an_alert, an_assignment

HOUR = timedelta(hours=1)


def decide(
    tx,
    verdict,
    *,
    article_id="a-1",
    watchlist_id="sahel",
    story_id=None,
    now=NOW,
    reason="r",
):
    alerts.add_decision(
        tx,
        article_id=article_id,
        watchlist_id=watchlist_id,
        story_id=story_id,
        decision=a_decision(verdict=verdict, reason=reason, detail="killed 1 -> 8"),
        now=now,
    )


@pytest.fixture
def tx(store):
    with store.begin() as tx:
        for name in ("a-1", "a-2"):
            report = a_report(article_id=name)
            articles.add(tx, report.article, [name], now=NOW)
            articles.add_report(tx, report)
        yield tx


def kept(tx, *, since=NOW, until=NOW + HOUR, watchlists=("sahel",)):
    found = alerts.kept(tx, watchlists, since, until)
    return [(report.article.article_id, d.verdict) for report, d in found]


def test_two_alerts_of_one_number_are_both_stored(tx):
    again = an_alert(created_at=NOW + HOUR)
    alerts.add(tx, an_alert())
    alerts.add(tx, again)
    assert alerts.created_since(tx, NOW) == (an_alert(), again)


def test_told_alerts_come_oldest_first(tx):
    old, new = an_alert(), an_alert(number=1, created_at=NOW + HOUR)
    alerts.add(tx, new)
    alerts.add(tx, old)
    assert alerts.created_since(tx, NOW) == (old, new)
    assert alerts.created_since(tx, NOW + HOUR) == (new,)


def called(tx, article_id, story_id, *, lies_in, last_at):
    """An alert about an article that is by now in another story."""
    report = a_report(article_id=article_id)
    alert = an_alert(story_id=story_id, report=report)
    decide(tx, Verdict.ALERT, article_id=article_id, story_id=story_id)
    alerts.add(tx, alert)
    story = a_story(story_id=lies_in, last_at=last_at)
    assignment = an_assignment(story_id=lies_in)
    stories.place(tx, report, assignment, story, now=NOW)
    return alert


def test_alerts_of_open_stories_are_of_what_lies_in_them_now_however_old(tx):
    day = 24 * HOUR
    told = called(tx, "a-1", "s-000001", lies_in="s-000002", last_at=NOW + 40 * day)
    called(tx, "a-2", "s-000003", lies_in="s-000003", last_at=NOW)
    assert alerts.of_open_stories(tx, NOW + 30 * day) == (told,)


def test_every_decision_on_an_article_is_kept_in_order(tx):
    decide(tx, Verdict.HOLD)
    decide(tx, Verdict.ALERT, now=NOW + HOUR)
    first, second = alerts.decisions(tx, "a-1")
    assert first.decision == a_decision(
        verdict=Verdict.HOLD, reason="r", detail="killed 1 -> 8"
    )
    assert (second.decision.verdict, second.decided_at) == (Verdict.ALERT, NOW + HOUR)
    assert (second.watchlist_id, second.story_id) == ("sahel", None)


def test_kept_reports_come_with_their_decision(tx):
    decide(tx, Verdict.HOLD, article_id="a-2")
    decide(tx, Verdict.MERGE)
    assert kept(tx) == [("a-2", Verdict.HOLD), ("a-1", Verdict.MERGE)]
    [(report, _), _] = alerts.kept(tx, ["sahel"], NOW, NOW + HOUR)
    assert report == a_report(article_id="a-2")


@pytest.mark.parametrize("loud", [Verdict.ALERT, Verdict.UPDATE, Verdict.IGNORE])
def test_what_called_or_was_ignored_is_not_kept(tx, loud):
    decide(tx, loud)
    assert kept(tx) == []


def test_report_that_called_later_is_no_longer_kept(tx):
    decide(tx, Verdict.HOLD)
    decide(tx, Verdict.ALERT, now=NOW + 2 * HOUR)
    assert kept(tx) == []


def test_kept_is_of_the_watchlists_and_the_time_asked_for(tx):
    decide(tx, Verdict.HOLD, now=NOW + HOUR)
    decide(tx, Verdict.HOLD, watchlist_id="horn")
    assert kept(tx) == []
    assert kept(tx, watchlists=("horn",)) == [("a-1", Verdict.HOLD)]
    assert kept(tx, until=NOW + 2 * HOUR) == [("a-1", Verdict.HOLD)]


def test_decisions_are_counted_by_verdict_and_reason(tx):
    decide(tx, Verdict.HOLD, reason="too_old")
    decide(tx, Verdict.HOLD, reason="too_old", article_id="a-2")
    decide(tx, Verdict.MERGE, reason="copy", now=NOW + HOUR)
    assert alerts.counts(tx, NOW) == {"hold": {"too_old": 2}, "merge": {"copy": 1}}
    assert alerts.counts(tx, NOW + HOUR) == {"merge": {"copy": 1}}


def test_channel_has_one_digest_for_each_date(tx):
    today = date(2022, 7, 22)
    assert digests.last(tx, "morning", today=today) is None
    assert digests.add(tx, "morning", date(2022, 7, 22), until=NOW) is True
    assert digests.add(tx, "morning", date(2022, 7, 22), until=NOW + HOUR) is False
    assert digests.add(tx, "evening", date(2022, 7, 23), until=NOW)
    assert digests.add(tx, "morning", date(2099, 7, 22), until=NOW)
    last = digests.last(tx, "morning", today=today)
    assert (last.date, last.until) == (date(2022, 7, 22), NOW)
