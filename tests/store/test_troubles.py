from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from monitor.errors import Fate
from monitor.model import DeliveryStatus, Habit, Trouble, TroubleKind
from monitor.store import Store, calls, deliveries, destinations, feeds, troubles
from monitor.store.migrations import STEPS, migrate
from tests.builders import NOW, a_delivery, a_feed, a_feed_state

MINUTE = timedelta(minutes=1)
DEAD = Trouble(
    subject="feed:fleuve",
    kind=TroubleKind.FAILING,
    name="Radio du Fleuve",
    detail="timed out",
    since_at=NOW,
)


def test_what_was_told_is_remembered_until_it_is_over(store):
    with store.begin() as tx:
        troubles.note(tx, DEAD, now=NOW)
        troubles.note(tx, replace(DEAD, kind=TroubleKind.STALE), now=NOW)
        assert troubles.told(tx) == (replace(DEAD, kind=TroubleKind.STALE),)
        troubles.forget(tx, ["feed:fleuve"])
        assert troubles.told(tx) == ()


def test_a_feed_of_an_older_program_has_no_habit_yet(store_url):
    with closing(Store.open(store_url)) as own, own.begin() as tx:
        feeds.sync(tx, [a_feed()], now=NOW)
        feeds.save(tx, "fleuve", a_feed_state(habit=Habit(entry_count=3)))
        # As the first released schema had it.
        tx.execute(text("ALTER TABLE feed DROP COLUMN habit"))
        tx.execute(text("ALTER TABLE feed DROP COLUMN failed_at"))
        tx.execute(text("DROP TABLE trouble"))
        tx.execute(text("UPDATE meta SET value = 1 WHERE name = 'schema_version'"))
        migrate(tx, STEPS[:2])
        [(_, state)] = feeds.states(tx)
        assert state == a_feed_state()
        assert troubles.told(tx) == ()


def attempted(tx, key: str, fate: str, status: DeliveryStatus, at) -> None:
    deliveries.add(tx, a_delivery(key=key, next_attempt_at=NOW))
    (claimed,) = deliveries.claim(tx, [key], now=at, lease=MINUTE)
    sent_at = at if status is DeliveryStatus.SENT else None
    after = replace(claimed, status=status, sent_at=sent_at, failure="blocked")
    deliveries.settle(tx, after, fate=fate, detail="", now=at)


PARKED = (Fate.REFUSED.value, DeliveryStatus.PARKED)
SENT = ("sent", DeliveryStatus.SENT)
DESK = {"desk": ("-1001",)}


@pytest.mark.parametrize(
    ("first", "then", "refuses"),
    [(SENT, PARKED, True), (PARKED, SENT, False), (PARKED, PARKED, True)],
)
def test_a_destination_refuses_until_it_takes_a_message(store, first, then, refuses):
    with store.begin() as tx:
        attempted(tx, "first", *first, NOW)
        attempted(tx, "then", *then, NOW + MINUTE)
        found = destinations.refusing(tx, DESK)
    assert [refusal.failure for refusal in found] == ["blocked"] * refuses


def test_an_edit_that_was_given_up_is_no_refusal(store):
    with store.begin() as tx:
        attempted(tx, "edit:alert", *PARKED, NOW)
        assert destinations.refusing(tx, DESK) == ()


@pytest.mark.parametrize(
    "configured", [{}, {"morning": ("-1001",)}, {"desk": ("-2002",)}]
)
def test_a_destination_that_is_not_configured_any_more_refuses_nothing(
    store, configured
):
    with store.begin() as tx:
        attempted(tx, "call", *PARKED, NOW)
        assert destinations.refusing(tx, configured) == ()


def test_a_chat_that_moved_refuses_under_its_new_name(store):
    with store.begin() as tx:
        attempted(tx, "call", *PARKED, NOW)
        destinations.move(tx, "desk", "-1001", "-1009")
        (refusal,) = destinations.refusing(tx, DESK)
    assert refusal.destination == "-1009"


def test_calls_that_may_have_arrived_are_counted(store):
    with store.begin() as tx:
        attempted(tx, "sent", *SENT, NOW)
        attempted(tx, "lost", Fate.UNKNOWN.value, DeliveryStatus.UNKNOWN, NOW)
        attempted(tx, "never left", Fate.NOT_SENT.value, DeliveryStatus.PENDING, NOW)
        attempted(tx, "long ago", *SENT, NOW - 61 * MINUTE)
        attempted(tx, "in 2099", *SENT, NOW + timedelta(days=27_000))
        went = calls.called(tx, ["desk"], NOW - 60 * MINUTE, NOW)
    assert {delivery.key for delivery, _ in went} == {"sent", "lost"}


def test_folded_calls_are_not_due_and_their_summary_is(store):
    keys = [f"alert:{n}" for n in range(calls.CHUNK + 1)]
    with store.begin() as tx:
        for key in keys:
            deliveries.add(tx, a_delivery(key=key))
        assert len(calls.named(tx, keys)) == len(keys)
        assert calls.fold(tx, keys, a_delivery(key="summary:1"))
        due = deliveries.due(tx, now=NOW, channel_ids=["desk"])
        (folded, *_) = deliveries.by_status(tx, DeliveryStatus.FOLDED)
    assert [key for key, *_ in due] == ["summary:1"]
    assert folded.failure == "in summary:1"
