"""What a destination is owed, under which key, and when."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.deliveries.owe import alert_key, alert_keys, owe_alert, unsaid
from monitor.model import Alert, Delivery, Verdict, Watchlist
from tests.builders import NOW, a_decision, a_report, a_story, an_alert, an_event

COOLDOWN = timedelta(minutes=45)
WATCHLISTS = {
    name: Watchlist(watchlist_id=name, title=name.title(), watches=())
    for name in ("sahel", "roads")
}


def owed(
    *alerts: Alert, told: tuple[Alert, ...] = (), withdrawn: tuple[Alert, ...] = ()
) -> Delivery:
    return owe_alert(
        alerts,
        told=told,
        reply_to=alert_key(told[0], "desk", "-1001") if told else None,
        withdrawn=withdrawn,
        watchlists=WATCHLISTS,
        channel_id="desk",
        destination="-1001",
        zone=ZoneInfo("UTC"),
        cooldown=COOLDOWN,
        now=alerts[0].created_at,
    )


def an_update(minutes: int, detail: str = "killed 1 -> 8") -> Alert:
    base = an_alert()
    return an_alert(
        number=1,
        decision=a_decision(verdict=Verdict.UPDATE, reason="toll_rose", detail=detail),
        report=a_report(article_id=f"a-{minutes}"),
        created_at=base.created_at + timedelta(minutes=minutes),
    )


def lines(delivery: Delivery) -> str:
    return "\n".join(block.text for block in delivery.message.blocks)


def test_a_first_call_goes_out_at_once(now: datetime) -> None:
    delivery = owed(an_alert())
    assert delivery.next_attempt_at == now
    assert delivery.reply_to is None
    assert "UPDATE" not in delivery.message.subject


def test_two_watchlists_share_one_message() -> None:
    both = owed(an_alert(), an_alert(watchlist_id="roads"))
    assert "Sahel" in lines(both)
    assert "Roads" in lines(both)
    assert both.key == alert_key(an_alert(watchlist_id="roads"), "desk", "-1001")


def test_an_update_waits_for_the_cooldown_and_answers_the_first_call() -> None:
    first, update = an_alert(), an_update(minutes=10)
    delivery = owed(update, told=(first,))
    assert delivery.next_attempt_at == first.created_at + COOLDOWN
    assert delivery.reply_to == alert_key(first, "desk", "-1001")
    assert "UPDATE" in delivery.message.subject
    assert "▲ killed 1 -> 8" in lines(delivery)


def test_an_update_after_the_cooldown_goes_out_at_once() -> None:
    update = an_update(minutes=50)
    assert owed(update, told=(an_alert(),)).next_attempt_at == update.created_at


def test_what_went_out_silently_keeps_no_update_waiting() -> None:
    doubt = replace(
        an_update(minutes=45),
        decision=a_decision(verdict=Verdict.UPDATE, reason="may_be_another"),
    )
    update = an_update(minutes=50)
    delivery = owed(update, told=(an_alert(), doubt))
    assert delivery.next_attempt_at == update.created_at


def test_a_grave_turn_does_not_wait() -> None:
    mild = an_alert(story=a_story(event=an_event(severity=4.0)))
    grave = an_update(minutes=5)
    assert owed(grave, told=(mild,)).next_attempt_at == grave.created_at


def test_an_update_says_what_a_withdrawn_one_would_have_said() -> None:
    first, waiting = an_alert(), an_update(minutes=10)
    claim = replace(
        an_update(minutes=20),
        decision=a_decision(verdict=Verdict.UPDATE, detail="claimed: JNIM"),
    )
    delivery = owed(claim, told=(first, waiting), withdrawn=(waiting,))
    assert delivery.next_attempt_at == first.created_at + COOLDOWN
    assert "▲ killed 1 -> 8" in lines(delivery)
    assert "▲ claimed: JNIM" in lines(delivery)


def test_a_story_that_was_told_silently_rings_at_once_when_it_is_confirmed() -> None:
    silent = an_alert(
        decision=a_decision(verdict=Verdict.ALERT, reason="unconfirmed", detail="")
    )
    update = an_update(minutes=5)
    assert owed(update, told=(silent,)).next_attempt_at == update.created_at


def test_what_no_message_has_said_is_unsaid() -> None:
    first, one, two, three = an_alert(), *(an_update(minutes=n) for n in (1, 2, 3))
    doubt = replace(
        an_update(minutes=4),
        decision=a_decision(verdict=Verdict.UPDATE, reason="may_be_another"),
    )
    known = (first, one, two, three, doubt)
    assert unsaid(known, (first, doubt)) == (one, two, three)
    assert unsaid(known, (first, two, doubt)) == (three,)
    assert unsaid(known, (first, three)) == ()
    assert unsaid(known, ()) == ()


def test_the_key_names_story_article_and_destination() -> None:
    key = "alert:s-000001:a-1:20220722T060000.000000Z@desk/-1001"
    assert owed(an_alert()).key == key
    assert owed(an_alert()).created_at.tzinfo is UTC


def test_two_versions_of_an_article_within_a_second_are_owed_two_messages() -> None:
    first, second = (
        replace(an_alert(), created_at=NOW + timedelta(microseconds=us))
        for us in (240_064, 300_640)
    )
    assert owed(first).key != owed(second).key
    (_, of_old), (_, of_other) = (
        alert_keys(alert, "desk", "-1001") for alert in (first, second)
    )
    assert of_old == of_other == "alert:s-000001:a-1:20220722T060000Z@desk/-1001"
