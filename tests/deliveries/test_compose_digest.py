"""How a digest reads."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from monitor.alerts.digest import build_digest
from monitor.deliveries.compose import alert_message
from monitor.deliveries.compose_digest import digest_message
from monitor.model import (
    UNCONFIRMED,
    Alert,
    BlockKind,
    Decision,
    Delivery,
    Message,
    Story,
    Toll,
    Trouble,
    TroubleKind,
    Verdict,
    Watchlist,
)
from tests.builders import (
    NOW,
    a_decision,
    a_delivery,
    a_feed,
    a_feed_state,
    a_report,
    a_story,
    an_alert,
    an_event,
)

UTC_ZONE = ZoneInfo("UTC")
WATCHLISTS = {"sahel": Watchlist(watchlist_id="sahel", title="Sahel", watches=())}


def lines(message: Message) -> list[str]:
    return [message.subject, *(block.text for block in message.blocks)]


def the_digest(
    *alerts: Alert,
    kept: str = "",
    stands: Story | None = None,
    detail: str = "",
    undelivered: Sequence[Delivery] = (),
    unheard: Sequence[str] = (),
) -> Message:
    decision = Decision(verdict=Verdict.DIGEST, reason=kept, detail=detail)
    held = [(a_report(), decision)] if kept else []
    mute = Trouble(
        subject="feed:mute",
        kind=TroubleKind.FAILING,
        name="Mute FM",
        detail="timeout",
        since_at=NOW,
    )
    digest = build_digest(
        channel_id="morning",
        day=date(2022, 7, 22),
        since=datetime(2022, 7, 21, 7, 0, tzinfo=UTC),
        until=NOW,
        alerts=alerts,
        stories={stands.story_id: stands} if stands else {},
        kept=held,
        undelivered=undelivered,
        feeds=[(a_feed(), a_feed_state()), (a_feed(source="Mute FM"), a_feed_state())],
        troubles=[mute],
        unheard=unheard,
    )
    return digest_message(digest, zone=UTC_ZONE)


def test_a_quiet_day_proves_that_somebody_listened() -> None:
    message = the_digest()
    assert message.subject == "Conflict digest 2022-07-22: all quiet"
    assert "1 of 2 feeds healthy, last poll 22 Jul 06:00 UTC." in lines(message)
    assert "Mute FM: fails: timeout" in lines(message)


def test_a_feed_that_was_never_read_is_not_healthy() -> None:
    message = the_digest(unheard=["Radio du Fleuve"])
    assert message.subject.endswith(": no feed could be read")
    assert "0 of 2 feeds healthy" in "\n".join(lines(message))
    assert "Radio du Fleuve: could not be read yet" in lines(message)


def test_a_digest_tells_each_story_once_as_it_was_last_told() -> None:
    decision = a_decision(verdict=Verdict.UPDATE, detail="killed 1 -> 8")
    update = an_alert(number=1, decision=decision, created_at=NOW + timedelta(hours=1))
    message = the_digest(an_alert(), update, kept="commemoration")
    assert message.subject.endswith(": 1 new, 0 updates")
    text = "\n".join(lines(message))
    assert text.count("#s-000001") == 1
    assert "▲ 22 Jul 07:00 killed 1 -> 8" in text
    assert "called 22 Jul 06:00 · #s-000001" in text
    assert "2 calls about 1 event, 1 report not called" in text
    assert "Not called" in text
    assert "Radio du Fleuve: commemoration" in text


def test_a_digest_has_the_facts_of_an_alert() -> None:
    message = alert_message([an_alert()], WATCHLISTS, is_update=False, zone=UTC_ZONE)
    call = [b.text for b in message.blocks if b.kind is BlockKind.TEXT]
    digest = lines(the_digest(an_alert()))
    assert message.subject in digest
    assert [line for line in call if line in digest] == call


def test_a_digest_tells_a_story_as_it_stands_now() -> None:
    stands = a_story(event=an_event(killed=Toll(low=15, high=15, text="quinze")))
    text = "\n".join(lines(the_digest(an_alert(), stands=stands)))
    assert "Killed 15" in text


def test_what_was_never_confirmed_stands_apart() -> None:
    weak = an_alert(decision=a_decision(reason=UNCONFIRMED))
    assert "Not confirmed" in lines(the_digest(weak))
    sure = a_story(origins=("Radio du Fleuve", "AFP"), witnesses=("A", "B"))
    assert "New events" in lines(the_digest(weak, stands=sure))


def test_a_quiet_day_with_a_message_given_up_is_not_quiet() -> None:
    message = the_digest(undelivered=[a_delivery(failure="blocked")])
    assert message.subject.endswith(": 1 NOT DELIVERED")


def test_two_watchlists_tell_one_change_and_one_call() -> None:
    weak = an_alert(decision=a_decision(reason=UNCONFIRMED))
    loud = an_alert(watchlist_id="mine")
    change = a_decision(verdict=Verdict.UPDATE, detail="killed 1 -> 8")
    updates = [
        an_alert(watchlist_id=name, number=1, decision=change)
        for name in ("sahel", "mine")
    ]
    for alerts in ((weak, loud), (loud, weak)):
        text = lines(the_digest(*alerts, *updates))
        assert "Not confirmed" not in text
        assert sum("killed 1 -> 8" in line for line in text) == 1
        assert any(line.startswith("called 22 Jul") for line in text)


def test_why_a_report_did_not_call_is_said_in_words() -> None:
    message = the_digest(kept="not_conflict", detail="accident_disaster")
    assert "Radio du Fleuve: not conflict: Accident or disaster" in lines(message)


def test_a_story_of_yesterday_is_an_update() -> None:
    decision = a_decision(verdict=Verdict.UPDATE, detail="claimed: JNIM")
    message = the_digest(an_alert(number=2, decision=decision))
    assert message.subject.endswith(": 0 new, 1 update")


@pytest.mark.parametrize("reason", ["too_old", "baseline"])
def test_old_news_is_not_listed(reason: str) -> None:
    assert "Not called" not in lines(the_digest(kept=reason))


def test_the_gravest_comes_first() -> None:
    story = a_story(story_id="s-000002", event=an_event(severity=3.0))
    mild = an_alert(story_id="s-000002", story=story)
    texts = " ".join(lines(the_digest(mild, an_alert())))
    assert texts.index("HIGH") < texts.index("LOW")
