from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.errors import Fate
from monitor.model import DeliveryStatus
from monitor.store import attempts, deliveries, destinations, schema
from tests.builders import NOW, a_delivery, a_message
from tests.store.owed import claim_due

LEASE = timedelta(minutes=3)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def tx(store):
    with store.begin() as tx:
        yield tx


def claim(tx, *, now=NOW, limit=10):
    return claim_due(tx, now=now, channel_id="desk", limit=limit, lease=LEASE)


def settle(tx, claimed, fate, now=NOW, **changes):
    outcome = replace(claimed, **changes)
    return deliveries.settle(tx, outcome, fate=fate, detail="", now=now)


def sent(tx, claimed, receipt="77", now=NOW):
    status = DeliveryStatus.SENT
    return settle(tx, claimed, "sent", now, status=status, receipt=receipt, sent_at=now)


def not_sent(tx, claimed, now=NOW):
    return settle(tx, claimed, Fate.NOT_SENT, now, status=DeliveryStatus.PENDING)


def history(tx):
    row = schema.attempt.c
    columns = schema.attempt.select().with_only_columns(row.number, row.fate)
    return [tuple(found) for found in tx.execute(columns.order_by(row.id))]


def test_enqueueing_twice_is_harmless(tx):
    assert deliveries.add(tx, a_delivery()) is True
    assert deliveries.add(tx, a_delivery(destination="-2")) is False
    stored = deliveries.by_status(tx, DeliveryStatus.PENDING)
    assert stored == (a_delivery(),)
    assert deliveries.owed(tx, [a_delivery().key])
    assert not deliveries.owed(tx, ["other"])


def test_claimed_delivery_is_sending_with_its_attempt_counted(tx):
    deliveries.add(tx, a_delivery())
    [claimed] = claim(tx)
    expected = a_delivery(status=DeliveryStatus.SENDING, attempt_count=1)
    assert claimed == expected
    assert claim(tx) == ()
    assert deliveries.claim(tx, [claimed.key], now=NOW, lease=LEASE) == ()
    assert history(tx) == [(1, None)]


def test_oldest_comes_first_in_the_order_of_enqueueing_up_to_the_limit(tx):
    for key in "cab":
        deliveries.add(tx, a_delivery(key=key))
    deliveries.add(tx, a_delivery(key="mail", channel_id="morning"))
    deliveries.add(tx, a_delivery(key="later", next_attempt_at=NOW + MINUTE))
    due = deliveries.due(tx, now=NOW, channel_ids=["desk"])
    assert due == tuple((key, "desk", "-1001") for key in "cab")
    assert [delivery.key for delivery in claim(tx, limit=2)] == ["c", "a"]


def test_sent_delivery_has_its_receipt_and_is_not_due_again(tx):
    deliveries.add(tx, a_delivery())
    [claimed] = claim(tx)
    assert deliveries.receipt(tx, claimed.key) is None
    assert sent(tx, claimed) is True
    assert deliveries.receipt(tx, claimed.key) == "77"
    assert claim(tx, now=NOW + 2 * LEASE) == ()
    assert deliveries.expire(tx, now=NOW + 2 * LEASE) == 0
    assert history(tx) == [(1, "sent")]


def test_failed_delivery_is_due_when_the_outcome_says(tx):
    deliveries.add(tx, a_delivery())
    [claimed] = claim(tx)
    settle(
        tx,
        claimed,
        Fate.NOT_SENT,
        status=DeliveryStatus.PENDING,
        next_attempt_at=NOW + MINUTE,
        failure="429",
    )
    assert claim(tx) == ()
    [again] = claim(tx, now=NOW + MINUTE)
    assert (again.attempt_count, again.failure) == (2, "429")
    assert history(tx) == [(1, "not_sent"), (2, None)]


def test_delivery_whose_sender_died_becomes_unknown_and_due(tx):
    deliveries.add(tx, a_delivery())
    claim(tx)
    assert deliveries.expire(tx, now=NOW + LEASE - MINUTE) == 0
    assert deliveries.expire(tx, now=NOW + LEASE) == 1
    [unknown] = deliveries.by_status(tx, DeliveryStatus.UNKNOWN)
    assert (unknown.unknown_count, unknown.attempt_count) == (1, 1)
    assert history(tx) == [(1, "unknown")]
    assert len(claim(tx, now=NOW + LEASE)) == 1


def test_late_receipt_ends_the_delivery_whoever_has_it_now(tx):
    deliveries.add(tx, a_delivery())
    [slow] = claim(tx)
    deliveries.expire(tx, now=NOW + LEASE)
    [second] = claim(tx, now=NOW + LEASE)
    assert sent(tx, slow, receipt="77") is True
    assert sent(tx, second, receipt="78") is False
    assert deliveries.receipt(tx, slow.key) == "77"
    assert history(tx) == [(1, "sent"), (2, "sent")]


def test_late_failure_does_not_take_the_delivery_from_who_has_it_now(tx):
    deliveries.add(tx, a_delivery())
    [slow] = claim(tx)
    deliveries.expire(tx, now=NOW + LEASE)
    claim(tx, now=NOW + LEASE)
    assert not_sent(tx, slow) is False
    assert deliveries.counts(tx) == {"desk": {"sending": 1}}


def test_failure_known_after_the_lease_ended_takes_back_the_doubt(tx):
    deliveries.add(tx, a_delivery())
    [slow] = claim(tx)
    deliveries.expire(tx, now=NOW + LEASE)
    assert not_sent(tx, slow) is True
    [stored] = deliveries.by_status(tx, DeliveryStatus.PENDING)
    assert stored.unknown_count == 0


def test_recent_attempts_are_those_of_the_channel_oldest_first(tx):
    deliveries.add(tx, a_delivery(key="a", destination="1"))
    deliveries.add(tx, a_delivery(key="b", destination="2"))
    deliveries.add(tx, a_delivery(key="c", channel_id="morning"))
    deliveries.claim(tx, ["b", "c"], now=NOW, lease=LEASE)
    deliveries.claim(tx, ["a"], now=NOW + MINUTE, lease=LEASE)
    recent = attempts.recent(tx, ["desk"], NOW)
    assert recent == (("2", NOW), ("1", NOW + MINUTE))
    assert len(attempts.recent(tx, ["desk"], NOW + MINUTE)) == 1


@pytest.mark.parametrize("destination", ["-1001", "*"])
def test_paused_destination_is_sent_nothing_until_the_pause_ends(tx, destination):
    deliveries.add(tx, a_delivery())
    destinations.pause(tx, "desk", destination, NOW + MINUTE, "429")
    assert claim(tx) == ()
    assert len(claim(tx, now=NOW + MINUTE)) == 1


@pytest.mark.parametrize(
    ("channel_id", "destination"), [("desk", "-2"), ("morning", "-1001")]
)
def test_pause_of_another_destination_stops_nothing(tx, channel_id, destination):
    deliveries.add(tx, a_delivery())
    destinations.pause(tx, channel_id, destination, NOW + MINUTE, "429")
    assert len(claim(tx)) == 1


def test_shorter_pause_does_not_cut_a_longer_one(tx):
    destinations.pause(tx, "desk", "-1001", NOW + 2 * MINUTE, "long")
    destinations.pause(tx, "desk", "-1001", NOW + MINUTE, "short")
    [pause] = destinations.pauses(tx, NOW)
    assert (pause.until, pause.reason) == (NOW + 2 * MINUTE, "long")
    assert destinations.pauses(tx, NOW + 2 * MINUTE) == ()


def test_moved_destination_gets_what_is_still_owed_and_what_comes(tx):
    deliveries.add(tx, a_delivery(key="sent", destination="old"))
    sent(tx, *claim(tx))
    deliveries.add(tx, a_delivery(key="owed", destination="old"))
    destinations.move(tx, "desk", "old", "new")
    destinations.move(tx, "desk", "new", "newest")
    deliveries.add(tx, a_delivery(key="next", destination="old"))
    everything = deliveries.by_status(tx, *DeliveryStatus)
    where = {delivery.key: delivery.destination for delivery in everything}
    assert where == {"sent": "old", "owed": "newest", "next": "newest"}
    moved = {"old": "newest", "new": "newest"}
    assert destinations.moved(tx, "desk") == moved
    assert destinations.moved(tx, "morning") == {}


def test_destination_that_moves_back_is_not_moved(tx):
    destinations.move(tx, "desk", "old", "new")
    destinations.move(tx, "desk", "new", "old")
    assert destinations.moved(tx, "desk") == {"new": "old"}


def test_only_what_certainly_was_not_delivered_is_withdrawn(tx):
    for key in ("fresh", "failed", "doubtful", "sending", "sent"):
        deliveries.add(tx, a_delivery(key=key))
    failed, doubtful, _, done = deliveries.claim(
        tx, ["failed", "doubtful", "sending", "sent"], now=NOW, lease=LEASE
    )
    not_sent(tx, failed)
    settle(tx, doubtful, Fate.UNKNOWN, status=DeliveryStatus.UNKNOWN, unknown_count=1)
    sent(tx, done)
    keys = ["fresh", "failed", "doubtful", "sending", "sent", "never"]
    assert deliveries.withdraw(tx, keys) == {"fresh", "failed"}
    assert not deliveries.owed(tx, ["fresh"])
    assert deliveries.counts(tx) == {"desk": {"sending": 1, "sent": 1, "unknown": 1}}


def test_a_lease_that_runs_begins_anew_and_one_that_is_lost_does_not(tx):
    for key in ("held", "settled"):
        deliveries.add(tx, a_delivery(key=key))
    held, settled = claim(tx)
    sent(tx, settled)
    later = NOW + LEASE / 2
    assert deliveries.renew(tx, held, now=later, lease=LEASE)
    assert not deliveries.renew(tx, settled, now=later, lease=LEASE)
    assert deliveries.expire(tx, now=NOW + LEASE) == 0
    assert deliveries.expire(tx, now=later + LEASE) == 1
    assert not deliveries.renew(tx, held, now=later + LEASE, lease=LEASE)
    (again,) = deliveries.claim(tx, ["held"], now=later + LEASE, lease=LEASE)
    assert not deliveries.renew(tx, held, now=later + LEASE, lease=LEASE)
    assert deliveries.renew(tx, again, now=later + LEASE, lease=LEASE)


def test_deliveries_about_an_article_are_those_whose_key_names_it(tx):
    deliveries.add(tx, a_delivery(key="alert:s-1:a_1:20220722T060000Z@desk/-1001"))
    deliveries.add(tx, a_delivery(key="alert:s-1:ab1:20220722T060000Z@desk/-1001"))
    [about] = deliveries.about(tx, "a_1")
    assert about.key.startswith("alert:s-1:a_1:")
    assert deliveries.about(tx, "1") == ()


def test_message_comes_back_as_it_was_written(tx):
    message = a_message(subject="كاتي 🔴 \x00", silent=True)
    deliveries.add(tx, a_delivery(message=message, reply_to="s-000001:sahel:0:desk"))
    [claimed] = claim(tx)
    assert claimed.message == message
    assert claimed.reply_to == "s-000001:sahel:0:desk"


def test_what_was_given_up_in_a_span_is_told_of_but_edits_are_not(tx):
    for key in ("early", "edit:late", "late", "sent"):
        deliveries.add(tx, a_delivery(key=key))
    for claimed in claim(tx):
        at = NOW if claimed.key == "early" else NOW + MINUTE
        if claimed.key == "sent":
            sent(tx, claimed)
        else:
            settle(tx, claimed, Fate.REFUSED, at, status=DeliveryStatus.PARKED)
    given_up = attempts.given_up(tx, ["desk"], NOW + MINUTE, NOW + 2 * MINUTE)
    assert [delivery.key for delivery in given_up] == ["late"]
    assert attempts.given_up(tx, ["morning"], NOW, NOW + 2 * MINUTE) == ()
