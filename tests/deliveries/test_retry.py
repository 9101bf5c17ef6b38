"""What becomes of a delivery after each kind of attempt."""

from datetime import datetime, timedelta

import pytest

from monitor.deliveries import retry
from monitor.errors import Fate
from monitor.model import Delivery, DeliveryStatus
from tests.builders import a_delivery


def after(delivery: Delivery, fate: Fate, now: datetime, seconds: int = 0) -> Delivery:
    wait = timedelta(seconds=seconds) if seconds else None
    return retry.failed(delivery, fate=fate, failure="why", retry_after=wait, now=now)


def test_an_acknowledged_message_is_done(now: datetime) -> None:
    done = retry.sent(a_delivery(failure="before"), receipt="77", now=now)
    assert (done.status, done.receipt, done.sent_at) == ("sent", "77", now)
    assert done.failure is None


@pytest.mark.parametrize(("attempt", "seconds"), [(1, 5), (2, 10), (3, 20), (20, 600)])
def test_what_was_not_sent_is_tried_again_with_patience(
    now: datetime, attempt: int, seconds: int
) -> None:
    failed = after(a_delivery(attempt_count=attempt), Fate.NOT_SENT, now)
    assert failed.status is DeliveryStatus.PENDING
    assert failed.next_attempt_at - now == timedelta(seconds=seconds)


def test_the_providers_wait_is_kept(now: datetime) -> None:
    failed = after(a_delivery(attempt_count=1), Fate.NOT_SENT, now, seconds=35)
    assert failed.next_attempt_at == now + timedelta(seconds=35)


def test_what_was_never_sent_in_two_days_is_parked(now: datetime) -> None:
    old = a_delivery(attempt_count=9, created_at=now - timedelta(hours=48))
    assert after(old, Fate.NOT_SENT, now).status is DeliveryStatus.PARKED


def test_an_unknown_fate_is_tried_slowly_and_four_times_at_most(now: datetime) -> None:
    delivery, waits = a_delivery(attempt_count=1), []
    while (delivery := after(delivery, Fate.UNKNOWN, now)).status != "parked":
        assert delivery.status is DeliveryStatus.UNKNOWN
        waits.append((delivery.next_attempt_at - now).total_seconds())
    assert waits == [30, 120, 600]
    assert delivery.unknown_count == retry.MAX_UNKNOWN


def test_a_refused_message_is_parked_for_a_person(now: datetime) -> None:
    parked = after(a_delivery(), Fate.REFUSED, now)
    assert (parked.status, parked.failure) == ("parked", "why")


def test_refused_credentials_keep_the_queue_and_pause_the_channel(
    now: datetime,
) -> None:
    kept = after(a_delivery(attempt_count=1), Fate.UNAUTHORIZED, now)
    assert kept.status is DeliveryStatus.PENDING
    pause = retry.pause_after(Fate.UNAUTHORIZED, None, now=now)
    assert pause is not None
    assert pause.whole_channel


def test_too_many_requests_pause_that_chat_only(now: datetime) -> None:
    pause = retry.pause_after(Fate.NOT_SENT, timedelta(seconds=35), now=now)
    assert pause == retry.Pause(until=now + timedelta(seconds=35), whole_channel=False)
    assert retry.pause_after(Fate.NOT_SENT, None, now=now) is None
