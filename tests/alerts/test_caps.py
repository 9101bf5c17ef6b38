"""How often one story calls in a day, and what calls however often it did."""

from datetime import datetime, timedelta

import pytest

from monitor.model import Actor, Alert, Claim, Event, EventStatus, Story
from tests.alerts.test_decide import SILENT, decided, toll
from tests.builders import a_report, a_story, an_alert, an_event

CAPPED = ("edit", "update_cap")
TWELVE = a_story(event=an_event(killed=toll(12)))
#: Ten more, between two bands: it calls, and no more than that.
FORTY = a_story(event=an_event(killed=toll(40)))
JNIM = Actor(actor_id="jnim", name="JNIM", claim=Claim.CLAIMED, is_named=True)


def told_every(gap: timedelta, count: int, now: datetime) -> tuple[Alert, ...]:
    """A first call and ``count`` updates, the last of them ``gap`` before ``now``."""
    return tuple(
        an_alert(number=n, story=TWELVE, created_at=now - gap * (count + 1 - n))
        for n in range(count + 1)
    )


def test_updates_of_a_story_are_capped(now: datetime) -> None:
    told = told_every(timedelta(hours=2), 3, now)
    assert decided(a_report(), now, told=told, story=FORTY) == CAPPED
    assert decided(a_report(), now, told=told[:-1], story=FORTY)[0] == "update"
    later = now + timedelta(hours=19)
    fresh = a_report(published_at=later)
    assert decided(fresh, later, told=told, story=FORTY)[0] == "update"


def test_updates_that_became_one_message_count_once(now: datetime) -> None:
    """Within a cool-down, what changes further goes into the message that waits."""
    told = told_every(timedelta(seconds=8), 3, now)
    assert decided(a_report(), now, told=told, story=FORTY)[0] == "update"


def test_what_went_out_silently_counts_for_nothing(now: datetime) -> None:
    told = (SILENT, *told_every(timedelta(hours=2), 3, now)[1:])
    assert decided(a_report(), now, told=told, story=FORTY)[0] == "update"


GRAVE: list[tuple[str, dict[str, object], Story]] = [
    ("toll_rose", {}, a_story(event=an_event(killed=toll(51)))),
    ("claimed", {}, a_story(event=an_event(killed=toll(12), actors=(JNIM,)))),
    ("corrected", {"title": "Correction: attack on Kati"}, TWELVE),
    ("denied", {"event": Event(status=EventStatus.DENIED)}, TWELVE),
    ("state_change", {"event": an_event(subtype="hostage_release")}, TWELVE),
]


@pytest.mark.parametrize(("reason", "report", "story"), GRAVE)
def test_what_is_grave_calls_however_often_the_story_has_called(
    reason: str, report: dict[str, object], story: Story, now: datetime
) -> None:
    told = told_every(timedelta(hours=2), 3, now)
    verdict = decided(a_report(**report), now, told=told, story=story)
    assert verdict == ("update", reason)
