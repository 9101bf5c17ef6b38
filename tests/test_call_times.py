"""When the messages about one story go out."""

from datetime import timedelta

import pytest

from monitor.cooldown import call_times
from monitor.model import Alert, Decision, Verdict
from tests.builders import NOW, a_story, an_alert, an_event

COOLDOWN = timedelta(minutes=45)
DOUBT = Decision(verdict=Verdict.UPDATE, reason="may_be_another")


def calls(*minutes: int, severity: float = 8.0, **changes: object) -> list[Alert]:
    story = a_story(event=an_event(severity=severity))
    times = [NOW + timedelta(minutes=minute) for minute in minutes]
    return [
        an_alert(number=number, story=story, created_at=at, **changes)
        for number, at in enumerate(times)
    ]


def minutes_of(alerts: list[Alert]) -> list[int]:
    times = call_times(alerts, COOLDOWN)
    return [round((at - NOW) / timedelta(minutes=1)) for at in times]


@pytest.mark.parametrize(
    ("decided", "sent"),
    [
        ((0,), [0]),
        ((0, 10), [0, 45]),
        ((0, 10, 30), [0, 45]),
        ((0, 10, 50), [0, 45, 90]),
        ((0, 60), [0, 60]),
        ((0, 44, 46, 89), [0, 45, 90]),
    ],
)
def test_messages_keep_their_distance(
    decided: tuple[int, ...], sent: list[int]
) -> None:
    assert minutes_of(calls(*decided)) == sent


def test_a_grave_turn_does_not_wait() -> None:
    mild, grave = calls(0, severity=4.0), calls(0, 10, severity=8.0)[1:]
    assert minutes_of([*mild, *grave]) == [0, 10]


def test_what_makes_no_sound_keeps_nothing_waiting() -> None:
    assert minutes_of([*calls(0), *calls(50, decision=DOUBT), *calls(55)]) == [0, 55]
    assert call_times(calls(0, decision=DOUBT), COOLDOWN) == []
