"""Reports that may be of another event than the story that they join."""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.alerts.decide import decide
from monitor.model import Decision, Event, Told, Verdict
from tests.alerts.test_caps import FORTY, told_every
from tests.alerts.test_decide import POLICY, SILENT, WEAK, decided, toll
from tests.builders import a_report, a_story, an_alert, an_assignment, an_event

UNSURE = an_assignment(is_new=False, is_sure=False)
DOUBT = an_alert(decision=Decision(verdict=Verdict.UPDATE, reason="may_be_another"))


def test_what_may_be_another_event_is_told_and_not_lost(now: datetime) -> None:
    given = {"assignment": UNSURE, "told": (an_alert(),)}
    assert decided(a_report(), now, **given) == ("update", "may_be_another")
    no_event = a_report(event=Event())
    assert decided(no_event, now, **given) == ("merge", "nothing_new")


def test_what_changed_is_told_before_the_doubt(now: datetime) -> None:
    story = a_story(event=an_event(killed=toll(40)))
    given = {"assignment": UNSURE, "told": (an_alert(),), "story": story}
    assert decided(a_report(), now, **given) == ("update", "toll_rose")


def test_doubts_are_capped_and_use_up_no_update(now: datetime) -> None:
    doubts = tuple(
        replace(DOUBT, number=n, created_at=now, report=a_report(article_id=f"d{n}"))
        for n in range(1, 4)
    )
    told = (an_alert(), *doubts)
    unsure = decided(a_report(), now, assignment=UNSURE, told=told)
    assert unsure == ("edit", "update_cap")
    story = a_story(event=an_event(killed=toll(40)))
    assert decided(a_report(), now, told=told, story=story) == ("update", "toll_rose")


def test_a_doubt_that_became_a_story_of_its_own_calls(now: datetime) -> None:
    """Parted from the story that it was told in, it was heard by nobody."""
    assert decided(a_report(), now, told=(DOUBT,)) == ("alert", "first_report")


def test_a_doubt_in_a_silent_story_is_told_as_one(now: datetime) -> None:
    given = {"assignment": UNSURE, "told": (SILENT,), "story": WEAK, "before": WEAK}
    weak = decided(a_report(reliability="E"), now, **given, staged=("E",))
    assert weak == ("update", "may_be_another")
    trusted = decided(a_report(reliability="B"), now, **given, staged=("E",))
    assert trusted == ("update", "confirmed")


def test_a_doubt_says_nothing_else(now: datetime) -> None:
    one, two = a_story(witnesses=("A",)), a_story(witnesses=("A", "B"))
    told = (an_alert(story=one),)
    decision = decide(a_report(), UNSURE, one, two, told, policy=POLICY, now=now)
    assert decision.detail.startswith("may be another event")


def test_a_doubt_is_told_though_no_other_update_may_be(now: datetime) -> None:
    """The day's updates are used up, and a change waits that will not be told."""
    told = told_every(timedelta(hours=2), 3, now)
    unsure = decided(a_report(), now, assignment=UNSURE, told=told, story=FORTY)
    assert unsure == ("update", "may_be_another")


def test_an_article_is_in_doubt_once_however_often_it_is_edited(now: datetime) -> None:
    told = (an_alert(report=a_report(article_id="first")), DOUBT)
    edited = a_report(title=f"{DOUBT.report.article.title}, with a picture")
    again = decided(edited, now, assignment=UNSURE, told=told)
    assert again == ("merge", "nothing_new")


def test_a_toll_is_compared_with_what_rang_last(now: datetime) -> None:
    """A doubt at 5, told without a sound, is no step on the way from 3 to 9."""
    three, five, nine = (a_story(event=an_event(killed=toll(n))) for n in (3, 5, 9))
    doubt = replace(DOUBT, story=five, report=a_report(article_id="doubt"))
    told = (an_alert(story=three), doubt)
    assert decided(a_report(), now, told=told, story=nine) == ("update", "toll_rose")


def test_a_story_that_was_told_without_a_sound_has_called_nobody() -> None:
    silent = Told(story=WEAK, alerts=(SILENT, replace(DOUBT, story=WEAK)))
    assert (silent.has_called, silent.is_unconfirmed) == (False, True)
    doubted = Told(story=WEAK, alerts=(DOUBT,))
    assert (doubted.has_called, doubted.is_unconfirmed) == (False, False)
    called = Told(story=WEAK, alerts=(SILENT, an_alert(number=1)))
    assert (called.has_called, called.is_unconfirmed) == (True, False)
