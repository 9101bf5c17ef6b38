"""The rules by which the desk is called, one row each."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from monitor.alerts.decide import decide, screen
from monitor.model import (
    Alert,
    Decision,
    Event,
    EventStatus,
    EventType,
    MatchStatus,
    Report,
    Story,
    Toll,
    Verdict,
    Watch,
    WatchKind,
    Watchlist,
)
from monitor.settings import AlertsTable
from tests.builders import (
    NOW,
    a_match,
    a_report,
    a_story,
    an_alert,
    an_assignment,
    an_event,
)

WATCHLIST = Watchlist(watchlist_id="sahel", title="Central Sahel", watches=())
POLICY = AlertsTable()


def screened(report: Report, **changes: object) -> Decision | None:
    given = {
        "watchlist": WATCHLIST,
        "watches": {},
        "baseline": False,
        "policy": POLICY,
        "now": NOW,
    } | changes
    return screen(report, **given)  # type: ignore[arg-type]  # by name


def possible() -> Report:
    return a_report(matches=(a_match(status=MatchStatus.POSSIBLE),))


def rejected() -> Report:
    return a_report(matches=(a_match(status=MatchStatus.REJECTED),))


def of_status(status: EventStatus) -> Report:
    return a_report(event=an_event(status=status))


SCREENED = [
    ("names nothing watched", a_report(matches=()), "ignore", "no_match"),
    ("only looks like a watched name", rejected(), "ignore", "look_alike"),
    ("may name a watched place", possible(), "digest", "possible_match"),
    ("of another watchlist", a_report(matches=(a_match(watchlist_id="chad"),)),
     "ignore", "no_match"),
    ("a place without an event", a_report(event=Event()), "ignore", "no_event"),
    ("a group without an event",
     a_report(event=Event(), matches=(a_match(kind=WatchKind.GROUP),)),
     "digest", "mention"),
    ("an accident", a_report(event=an_event(type=EventType.ACCIDENT_DISASTER)),
     "digest", "not_conflict"),
    ("a commemoration", of_status(EventStatus.COMMEMORATION),
     "digest", "commemoration"),
    ("a trial", of_status(EventStatus.JUDICIAL), "digest", "judicial"),
    ("an analysis", of_status(EventStatus.OPINION), "digest", "opinion"),
    ("a monthly total", of_status(EventStatus.CUMULATIVE), "digest", "cumulative"),
    ("an exercise", of_status(EventStatus.EXERCISE), "digest", "exercise"),
    ("a threat", of_status(EventStatus.THREAT), "digest", "threat"),
    ("a foiled attack", of_status(EventStatus.FOILED), "digest", "foiled"),
    ("less severe than asked for", a_report(event=an_event(severity=2.5)),
     "digest", "below_minimum"),
    ("of unknown severity", a_report(event=an_event(severity=None)),
     "digest", "below_minimum"),
]  # fmt: skip


@pytest.mark.parametrize(("_case", "report", "verdict", "reason"), SCREENED)
def test_a_report_is_kept_from_the_phone(
    _case: str, report: Report, verdict: str, reason: str
) -> None:
    decision = screened(report)
    assert decision is not None
    assert (decision.verdict.value, decision.reason) == (verdict, reason)


@pytest.mark.parametrize("status", ["reported", "claimed", "denied"])
def test_a_report_of_now_passes(status: str) -> None:
    assert screened(of_status(EventStatus(status))) is None


KATI = Watch(watch_id="kati", watchlist_id="sahel", kind=WatchKind.PLACE, names=())


def test_a_watch_has_its_own_floor() -> None:
    watch = replace(KATI, min_severity=9.0)
    decision = screened(a_report(), watches={"kati": watch})
    assert decision is not None
    assert decision.detail == "severity 8, 9 is asked for"


def test_a_watch_calls_for_a_trial_that_it_asks_for_however_mild() -> None:
    trial = a_report(event=an_event(status=EventStatus.JUDICIAL, severity=1.0))
    watch = replace(KATI, statuses=(EventStatus.JUDICIAL,))
    assert screened(trial, watches={"kati": watch}) is None


def test_a_watch_without_statuses_of_its_own_takes_the_watchlists() -> None:
    wanted = replace(WATCHLIST, statuses=(EventStatus.THREAT,))
    threat = of_status(EventStatus.THREAT)
    assert screened(threat, watchlist=wanted, watches={"kati": KATI}) is None
    silent = replace(KATI, statuses=())
    decision = screened(threat, watchlist=wanted, watches={"kati": silent})
    assert decision is not None
    assert decision.reason == "threat"


def test_an_old_threat_is_held_even_if_asked_for() -> None:
    watch = replace(KATI, statuses=(EventStatus.THREAT,))
    late = NOW + timedelta(days=3)
    decision = screened(
        of_status(EventStatus.THREAT), watches={"kati": watch}, now=late
    )
    assert decision is not None
    assert decision.reason == "too_old"


def toll(figure: int) -> Toll:
    return Toll(low=figure, high=figure, text=str(figure))


def decided(report: Report, now: datetime, **changes: object) -> tuple[str, str]:
    given = {
        "assignment": an_assignment(),
        "before": a_story(),
        "story": a_story(),
        "told": (),
        "policy": POLICY,
        "now": now,
    } | changes
    decision = decide(report, **given)  # type: ignore[arg-type]  # by name, as given
    return decision.verdict.value, decision.reason


def test_a_first_report_calls(now: datetime) -> None:
    assert decided(a_report(), now) == ("alert", "first_report")


STALE = [
    ("a day old", NOW - timedelta(hours=25), False, "too_old"),
    ("undated on a first poll", None, True, "baseline"),
]


@pytest.mark.parametrize(("_case", "at", "baseline", "reason"), STALE)
def test_what_is_no_news_is_held(
    _case: str, at: datetime | None, baseline: bool, reason: str
) -> None:
    decision = screened(a_report(published_at=at), baseline=baseline)
    assert decision is not None
    assert (decision.verdict.value, decision.reason) == ("hold", reason)


def test_what_came_up_since_its_feed_was_last_heard_is_late_not_old() -> None:
    hour, published_at = timedelta(hours=1), NOW - timedelta(hours=32)
    report = a_report(published_at=published_at)
    for heard_at in (published_at - timedelta(minutes=1), published_at + hour):
        decision = screened(report, heard_at=heard_at)  # outlets date ahead of the feed
        assert decision is not None
        assert (decision.verdict.value, decision.reason) == ("digest", "late")
    decision = screened(report, heard_at=published_at + 13 * hour)
    assert decision is not None
    assert (decision.verdict.value, decision.reason) == ("hold", "too_old")


def test_an_undated_article_counts_as_new_after_the_baseline() -> None:
    assert screened(a_report(published_at=None)) is None
    assert screened(a_report(), baseline=True) is None


def test_a_copy_of_what_was_told_is_merged(now: datetime) -> None:
    copy = an_assignment(copy_of="a-0", is_new=False)
    told = (an_alert(),)
    assert decided(a_report(), now, assignment=copy, told=told) == ("merge", "copy")


def test_a_copy_of_what_was_never_told_calls(now: datetime) -> None:
    copy = an_assignment(copy_of="a-0", is_new=False)
    assert decided(a_report(), now, assignment=copy) == ("alert", "first_report")


def test_a_report_that_changes_nothing_is_merged(now: datetime) -> None:
    assert decided(a_report(), now, told=(an_alert(),)) == ("merge", "nothing_new")


def test_a_report_that_changes_too_little_is_kept_for_the_digest(now: datetime) -> None:
    seven = a_story(event=replace(an_event(), killed=toll(7)))
    eight = a_story(event=replace(an_event(), killed=toll(8)))
    told = (an_alert(story=seven),)
    changed = decided(a_report(), now, before=seven, story=eight, told=told)
    assert changed == ("edit", "toll_rose")
    again = decided(a_report(), now, before=eight, story=eight, told=told)
    assert again == ("merge", "nothing_new")


WEAK = a_story(letters=("E",))
SILENT = an_alert(
    story=WEAK, decision=Decision(verdict=Verdict.ALERT, reason="unconfirmed")
)
TWO = a_story(letters=("E",), witnesses=("Radio du Fleuve", "AFP"))
DEADLY = a_story(letters=("E",), event=an_event(killed=toll(40)))

STAGED = [
    ("one weak outlet is told of silently", (), WEAK, "alert", "unconfirmed"),
    ("a trusted outlet calls alone", (), a_story(), "alert", "first_report"),
    ("two weak outlets call", (), TWO, "alert", "first_report"),
    ("a second origin calls", (SILENT,), TWO, "update", "confirmed"),
    ("so does a trusted outlet", (SILENT,), a_story(letters=("E", "B")), "update",
     "confirmed"),
    ("the weak outlet alone does not, whatever it says", (SILENT,), DEADLY, "merge",
     "nothing_new"),
    ("what was confirmed is told like any other", (SILENT, an_alert(number=1)), DEADLY,
     "update", "toll_rose"),
]  # fmt: skip


@pytest.mark.parametrize(("_rule", "told", "story", "verdict", "reason"), STAGED)
def test_weak_outlets_wait_for_a_second_origin(
    _rule: str,
    told: tuple[Alert, ...],
    story: Story,
    verdict: str,
    reason: str,
    now: datetime,
) -> None:
    given = {"told": told, "story": story, "before": story, "staged": ("D", "E", "F")}
    report = a_report(reliability=story.letters[-1])
    assert decided(report, now, **given) == (verdict, reason)


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("Correction: attack on Kati", "update"),
        ("RECTIFICATIF : attaque de Kati", "update"),
        ("تصحيح: هجوم كاتي", "update"),
        ("Course correction at Kati: army moves", "merge"),
    ],
)
def test_a_correction_is_an_update(title: str, verdict: str, now: datetime) -> None:
    assert decided(a_report(title=title), now, told=(an_alert(),))[0] == verdict
