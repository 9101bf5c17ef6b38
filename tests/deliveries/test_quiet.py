"""At night only what is grave makes a sound."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from monitor.deliveries.quiet import hushed
from monitor.model import Call, Message
from tests.builders import NOW, a_message

NIGHT = (time(22), time(6))
NOON = (time(12), time(14))
BAMAKO = ZoneInfo("Africa/Bamako")


def message(severity: float | None = 5.0) -> Message:
    call = Call(severity=severity, reported_at=NOW, feed_id="feed")
    return a_message(call=call)


def is_silent(told: Message, hours: tuple[time, time], clock: str, zone: str) -> bool:
    now = datetime.fromisoformat(f"2022-07-22T{clock}").replace(tzinfo=UTC)
    return hushed(told, hours, below=7.0, zone=ZoneInfo(zone), now=now).silent


@pytest.mark.parametrize(
    ("hours", "clock", "zone", "silent"),
    [
        (NIGHT, "21:59:59", "Africa/Bamako", False),
        (NIGHT, "22:00:00", "Africa/Bamako", True),
        (NIGHT, "03:00:00", "Africa/Bamako", True),
        (NIGHT, "06:00:00", "Africa/Bamako", False),
        (NIGHT, "20:30:00", "Africa/Khartoum", True),
        (NIGHT, "20:30:00", "Africa/Bamako", False),
        (NOON, "12:00:00", "Africa/Bamako", True),
        (NOON, "23:00:00", "Africa/Bamako", False),
    ],
)
def test_quiet_hours_are_those_of_the_reader(hours, clock, zone, silent) -> None:
    assert is_silent(message(), hours, clock, zone) is silent


def test_what_is_grave_rings_at_night() -> None:
    rings = {s: not is_silent(message(s), NIGHT, "03:00:00", "UTC") for s in (6.9, 7.0)}
    assert rings == {6.9: False, 7.0: True}
    assert is_silent(message(None), NIGHT, "03:00:00", "UTC")


def test_what_does_not_call_is_quiet_at_night_and_what_was_silent_stays_so() -> None:
    assert is_silent(a_message(call=None), NIGHT, "03:00:00", "UTC")
    assert is_silent(a_message(call=None, silent=True), NIGHT, "12:00:00", "UTC")
