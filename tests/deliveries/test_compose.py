# ruff: noqa: E501 - tables are read best in one line a row
"""How an alert and a digest read."""

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from monitor.deliveries import wording
from monitor.deliveries.compose import alert_message
from monitor.model import (
    Alert,
    EventStatus,
    Message,
    Name,
    Share,
    Side,
    Toll,
    Verdict,
    Watch,
    WatchKind,
    Watchlist,
)
from tests.builders import (
    NOW,
    a_decision,
    a_report,
    a_story,
    an_alert,
    an_article,
    an_event,
)

UTC_ZONE = ZoneInfo("UTC")
KATI = Watch(
    watch_id="kati",
    watchlist_id="sahel",
    kind=WatchKind.PLACE,
    names=(Name(text="Kati"),),
)
WATCHLISTS = {
    "sahel": Watchlist(watchlist_id="sahel", title="Central Sahel", watches=(KATI,))
}


def share(side: Side, kind: str, low: int, high: int, **more: Any) -> Share:
    return Share(side=side, kind=kind, low=low, high=high, **{"text": "", **more})


def toll_of(
    *shares: Share, low: int, high: int, rivals: tuple[Share, ...] = ()
) -> Toll:
    is_vague = all(share.is_vague for share in (*shares, *rivals))
    return Toll(
        low=low, high=high, text="", is_vague=is_vague, sides=shares, rivals=rivals
    )


def total(source: str, low: int, high: int | None = None, **more: Any) -> Share:
    high = low if high is None else high
    fields = {"text": "", "source": source, **more}
    return Share(side=None, kind=None, low=low, high=high, **fields)


SOLDIERS = share(Side.STATE, "army", 5, 5, source="army")
RIVAL = share(Side.STATE, "army", 9, 9, source="hospital source")
MILITANTS = share(Side.ARMED_GROUP, "militant", 0, 3, source="army")
ONE_CIVILIAN = share(Side.CIVILIAN, "civilian", 1, 1)
HOSPITAL, AGENCY, ARMY = total("hospital", 15), total("AFP", 15), total("army", 7)
NOBODY = total("army", 0)
VAGUE = total("mayor", 24, 99, text="dozens", is_vague=True)
VILLAGERS = share(
    Side.CIVILIAN, "civilian", 24, 99, text="dozens of villagers", is_vague=True
)


def told(alert: Alert, *, is_update: bool = False) -> Message:
    return alert_message([alert], WATCHLISTS, is_update=is_update, zone=UTC_ZONE)


def lines(message: Message) -> list[str]:
    return [message.subject, *(block.text for block in message.blocks)]


def test_an_alert_reads_in_the_analysts_order() -> None:
    assert lines(told(an_alert())) == [
        "🔴 HIGH · Suicide bombing · Kati, Koulikoro, Mali",
        "Event: Fri 22 Jul · reported 22 Jul 05:40 UTC · place: town",
        "Killed 1 (l'armée)",
        "Who: JNIM (alleged)",
        "SINGLE SOURCE · 1 outlet, 1 independent origin (Radio du Fleuve) · B2",
        "« Des explosions ont secoué Kati à l'aube. » - Radio du Fleuve (fr)",
        "Watch: Central Sahel / Kati · #s-000001",
        "Radio du Fleuve",
        "map",
    ]


def test_the_grade_is_of_the_best_outlet_whichever_reports_last() -> None:
    weak = a_report(reliability="F")
    confirmed = a_story(witnesses=("Radio du Fleuve", "AFP"), letters=("B", "A", "F"))
    text = "\n".join(lines(told(an_alert(report=weak, story=confirmed))))
    assert "· A1" in text
    old = an_alert(report=weak, story=a_story(letters=()))
    assert "· F3" in "\n".join(lines(told(old)))


def test_a_quote_does_not_end_behind_a_short_form() -> None:
    text = "Le gén. Diarra a été tué le 21 juil. 2022. Le calme est revenu."
    quoted = told(an_alert(report=a_report(article=an_article(text=text))))
    assert "« Le gén. Diarra a été tué le 21 juil. 2022. »" in "".join(lines(quoted))


def test_what_is_unknown_is_said_to_be() -> None:
    bare = an_event(killed=None, actors=(), place=None, date=None, severity=None)
    text = "\n".join(lines(told(an_alert(story=a_story(event=bare)))))
    for words in (
        "🟡 LOW", "place unknown", "date unknown", "Killed unknown", "Who: unknown",
    ):  # fmt: skip
        assert words in text


def test_an_update_says_first_what_changed() -> None:
    decision = a_decision(verdict=Verdict.UPDATE, detail="killed 1 -> 8")
    update = told(an_alert(decision=decision, number=1), is_update=True)
    assert update.subject.startswith("🔴 HIGH · UPDATE · Suicide bombing")
    assert update.blocks[0].text == "▲ killed 1 -> 8"


def test_a_threat_is_marked_on_the_first_line() -> None:
    threat = an_event(status=EventStatus.THREAT)
    assert "THREAT" in told(an_alert(story=a_story(event=threat))).subject


def test_two_origins_confirm() -> None:
    both = ("AFP", "Radio du Fleuve")
    story = a_story(sources=("A", "B", "C"), origins=both, witnesses=both)
    text = "\n".join(lines(told(an_alert(story=story))))
    assert "CONFIRMED · 3 outlets, 2 independent origins (AFP, Radio du Fleuve)" in text


def test_a_link_that_is_none_is_left_out() -> None:
    hostile = an_alert(report=a_report(url="javascript:alert(1)"))
    assert [block.text for block in told(hostile).blocks if block.url] == ["map"]


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (None, "unknown"),
        (Toll(low=0, high=0, text="no casualties"), "none"),
        (Toll(low=7, high=7, text="7"), "7"),
        (Toll(low=1, high=8, text="one soldier; seven attackers"), "1-8"),
        (Toll(low=24, high=99, text="dozens", is_vague=True), "“dozens”"),
        (Toll(low=0, high=7, text="seven neutralised"), "up to 7"),
        (toll_of(SOLDIERS, low=5, high=5), "5 soldiers (army)"),
        (toll_of(SOLDIERS, MILITANTS, low=5, high=8), "5-8 (army: 5 soldiers, up to 3 militants)"),
        (toll_of(SOLDIERS, RIVAL, low=5, high=9), "5-9 (army: 5 soldiers; hospital source: 9 soldiers)"),
        (toll_of(VILLAGERS, low=24, high=99), "“dozens of villagers”"),
        (toll_of(ONE_CIVILIAN, low=6, high=6), "6 (1 civilian)"),
        (Toll(low=15, high=15, text="15", source="hospital"), "15 (hospital)"),
        (toll_of(low=7, high=15, rivals=(HOSPITAL, AGENCY, ARMY)), "7-15 (hospital, AFP: 15; army: 7)"),
        (toll_of(SOLDIERS, low=5, high=15, rivals=(HOSPITAL,)), "5-15 (army: 5 soldiers; hospital: 15)"),
        (toll_of(low=0, high=15, rivals=(HOSPITAL, NOBODY)), "up to 15 (hospital: 15; army: none)"),
        (toll_of(low=15, high=99, rivals=(HOSPITAL, VAGUE)), "15-99 (hospital: 15; mayor: “dozens”)"),
    ],
)  # fmt: skip
def test_a_toll_in_words(figure: Toll | None, words: str) -> None:
    assert wording.toll(figure) == words


def test_a_call_is_weighed_and_an_edit_of_it_does_not_call() -> None:
    first = alert_message([an_alert()], WATCHLISTS, is_update=False, zone=UTC_ZONE)
    edit = alert_message(
        [an_alert()], WATCHLISTS, is_update=False, edited_at=NOW, zone=UTC_ZONE
    )
    assert first.call is not None
    assert first.call.severity == 8.0
    assert edit.call is None


def test_each_reason_for_the_digest_has_words() -> None:
    reasons = ["below_minimum", "possible_match", "not_conflict", "mention", "late"]
    assert set(reasons) <= wording.known("reason")


def test_passing_on_a_claim_confirms_nothing() -> None:
    story = a_story(origins=("Radio du Fleuve", "AFP"), witnesses=("AFP",))
    assert "SINGLE SOURCE · 1 outlet" in "\n".join(lines(told(an_alert(story=story))))


def test_a_denied_event_is_doubtful() -> None:
    story = a_story(event=an_event(status=EventStatus.DENIED))
    assert "· B4" in "\n".join(lines(told(an_alert(story=story))))


def doubted(*withdrawn: Alert) -> Message:
    event = an_event(killed=Toll(low=4, high=4, text="four"))
    report = a_report(event=event, source="Le Griot Matinal")
    decision = a_decision(
        verdict=Verdict.UPDATE,
        reason="may_be_another",
        detail="may be another event: X",
    )
    alert = an_alert(number=1, report=report, decision=decision)
    return alert_message(
        [alert], WATCHLISTS, is_update=True, withdrawn=withdrawn, zone=UTC_ZONE
    )


def test_what_may_be_another_event_is_told_silently_with_its_own_facts() -> None:
    message = doubted()
    assert message.silent
    assert message.call is None
    assert "UPDATE · MAY BE ANOTHER EVENT" in message.subject
    lines = [block.text for block in message.blocks]
    assert lines[0] == "▲ may be another event: X"
    assert "Killed 4" in lines
    assert any("1 outlet, 1 independent origin (Le Griot Matinal)" in x for x in lines)


def test_a_doubt_that_takes_the_place_of_a_call_rings_for_it() -> None:
    message = doubted(an_alert(number=1, decision=a_decision(detail="killed 1 -> 8")))
    assert not message.silent
    assert message.call is not None
    assert "ANOTHER" not in message.subject
    lines = [block.text for block in message.blocks]
    assert lines[:2] == ["▲ killed 1 -> 8", "▲ may be another event: X"]


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Africa/Bamako", "reported 22 Jul 05:40 UTC"),
        ("Europe/Paris", "reported 22 Jul 07:40 CEST"),
        ("Africa/Khartoum", "reported 22 Jul 07:40 CAT"),
    ],
)
def test_times_are_the_readers_and_say_whose(zone: str, told: str) -> None:
    message = alert_message(
        [an_alert()], WATCHLISTS, is_update=False, zone=ZoneInfo(zone)
    )
    assert told in message.blocks[0].text
