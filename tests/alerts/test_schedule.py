"""One digest for each local date, through every change of the clocks."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alerts.schedule import due_at, owed

SEVEN = time(7, 0)
BAMAKO = ZoneInfo("Africa/Bamako")


@pytest.mark.parametrize(
    ("zone", "day", "at", "utc"),
    [
        ("Africa/Bamako", "2022-07-22", "07:00", "2022-07-22T07:00"),
        # 02:30 does not exist: due when the gap ends.
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00"),
        # 02:30 comes twice: due the first time.
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),
        # Midnight does not exist in Beirut.
        ("Asia/Beirut", "2026-03-29", "00:00", "2026-03-28T22:00"),
    ],
)
def test_due_at(zone: str, day: str, at: str, utc: str) -> None:
    due = due_at(date.fromisoformat(day), time.fromisoformat(at), ZoneInfo(zone))
    assert due == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_a_first_digest_is_owed_for_today_only() -> None:
    before = datetime(2022, 7, 22, 6, 59, tzinfo=UTC)
    assert owed(None, now=before, at=SEVEN, zone=BAMAKO) is None
    after = before + timedelta(minutes=1)
    assert owed(None, now=after, at=SEVEN, zone=BAMAKO) == date(2022, 7, 22)


def test_a_digest_is_not_owed_twice() -> None:
    now = datetime(2022, 7, 22, 23, 0, tzinfo=UTC)
    assert owed(date(2022, 7, 22), now=now, at=SEVEN, zone=BAMAKO) is None


def test_after_an_outage_one_digest_is_owed() -> None:
    now = datetime(2022, 7, 26, 5, 0, tzinfo=UTC)
    last = date(2022, 7, 22)
    assert owed(last, now=now, at=SEVEN, zone=BAMAKO) == date(2022, 7, 25)


@given(
    zone=st.sampled_from(sorted(available_timezones() - {"localtime"})),
    start=st.datetimes(min_value=datetime(2015, 1, 1), max_value=datetime(2027, 1, 1)),
    at=st.sampled_from([time(0, 0), time(2, 30), time(7, 0), time(23, 59)]),
    naps=st.lists(st.integers(1, 60), min_size=20, max_size=40),
)
def test_each_date_is_owed_once_and_never_early(
    zone: str, start: datetime, at: time, naps: list[int]
) -> None:
    place, now, last = ZoneInfo(zone), start.replace(tzinfo=UTC), None
    sent = []
    for hours in naps:
        now += timedelta(hours=hours)
        day = owed(last, now=now, at=at, zone=place)
        if day is not None:
            assert due_at(day, at, place) <= now
            sent.append(day)
            last = day
    assert sent == sorted(set(sent))
