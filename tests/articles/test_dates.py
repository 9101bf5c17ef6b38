from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.articles.dates import parse_date, published

NOW = datetime(2022, 7, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # RFC 5322, its obsolete zones and years, and its habitual misspellings
        ("Fri, 22 Jul 2022 05:40:00 GMT", "2022-07-22 05:40"),
        ("Fri, 22 Jul 2022 05:40:00 +0200", "2022-07-22 03:40"),
        ("22 Jul 22 05:40 EST", "2022-07-22 10:40"),
        ("22 Jul 99 05:40 GMT", "1999-07-22 05:40"),
        ("fri, 22 jul 2022 05:40:00 gmt", "2022-07-22 05:40"),
        ("Friday, 22-Jul-22 05:40:00 GMT", "2022-07-22 05:40"),
        ("Fri Jul 22 05:40:00 2022", "2022-07-22 05:40"),
        ("Fri Jul 22 05:40:00 UTC 2022", "2022-07-22 05:40"),
        ("Fri, 22 Jul 2022 05:40:00 GMT+0100", "2022-07-22 04:40"),
        ("Fri, 22 Jul 2022 05:40:00 +0000 (UTC)", "2022-07-22 05:40"),
        ("Fri, 22 Jul 2022 05:40:00 MSK", "2022-07-22 02:40"),
        ("Fri, 22 Jul 2022 05:40:00 EEST", "2022-07-22 02:40"),
        ("Fri, 22 Jul 2022 05:40:00 IST", "2022-07-22 00:10"),
        # RFC 3339, W3CDTF
        ("2022-07-22T05:40:00Z", "2022-07-22 05:40"),
        ("2022-07-22T05:40:00.123+02:00", "2022-07-22 03:40"),
        ("2022-07-22T05:40-0400", "2022-07-22 09:40"),
        ("2022-07-22 05:40:00", "2022-07-22 05:40"),
        ("2022-07-22", "2022-07-22 00:00"),
        ("20220722T054000Z", "2022-07-22 05:40"),
        ("2022-07-22T24:00:00Z", "2022-07-23 00:00"),
        # Unix time
        ("1658468400", "2022-07-22 05:40"),
        ("1658468400000", "2022-07-22 05:40"),
        # offsets of a named zone, short ones too
        ("Fri, 22 Jul 2022 05:40:00 GMT+1", "2022-07-22 04:40"),
        ("Fri, 22 Jul 2022 05:40:00 UTC+3", "2022-07-22 02:40"),
        ("Fri, 22 Jul 2022 05:40:00 GMT -5", "2022-07-22 10:40"),
        ("22 Jul 2022 05:40 (GMT+1)", "2022-07-22 04:40"),
        ("22 Jul 2022 05:40 UTC+5:30", "2022-07-22 00:10"),
        ("05:40 GMT+1, 22 July 2022", "2022-07-22 04:40"),
        ("2022-07-22 05:40 GMT+12", "2022-07-21 17:40"),
        # impossible offsets are left out
        ("Fri, 22 Jul 2022 05:40:00 +99:00", "2022-07-22 05:40"),
        ("Fri, 22 Jul 2022 05:40:00 +2460", "2022-07-22 05:40"),
        # as people write
        ("July 22, 2022 5:40 pm", "2022-07-22 17:40"),
        ("22/07/2022 10:00", "2022-07-22 10:00"),
        ("06.09.2021 14:30", "2021-09-06 14:30"),
        ("mar. 22 juil. 2022 à 05h40", "2022-07-22 05:40"),
        ("jeudi 1 août 2022 - 18:03", "2022-08-01 18:03"),
        ("22/07/2022 10h30", "2022-07-22 10:30"),
        ("22 juillet 2022 à 10h30 GMT+1", "2022-07-22 09:30"),
        ("vendredi 22 juillet 2022, 10h", "2022-07-22 10:00"),
        ("22 de julio de 2022", "2022-07-22 00:00"),
        ("пт, 22 июля 2022 05:40:00 +0300", "2022-07-22 02:40"),
        ("22 липня 2022, 05:40", "2022-07-22 05:40"),
        ("الجمعة، 22 يوليو 2022 05:40 م", "2022-07-22 17:40"),
        ("٢٢ جويلية ٢٠٢٢", "2022-07-22 00:00"),
        ("22 كانون الثاني 2022", "2022-01-22 00:00"),
        ("Ijumaa, 22 Julai 2022", "2022-07-22 00:00"),
        ("5 Septemba 2022, saa 10:30", "2022-09-05 10:30"),
        ("22 ga Agusta, 2022", "2022-08-22 00:00"),
        ("22 ga watan Janairu 2022", "2022-01-22 00:00"),
        ("2021年9月6日 下午 3:05", "2021-09-06 15:05"),
        ("2021년 9월 6일 15:05", "2021-09-06 15:05"),
    ],
)
def test_date_is_read(text, moment):
    expected = datetime.strptime(moment, "%Y-%m-%d %H:%M").replace(tzinfo=UTC)
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2022",
        "2022-07",
        "July 2022",
        "03/04/2022",
        "31 February 2022",
        "Sun, 00 Jan 2022 00:00:00 GMT",
        "2022-13-45",
        "2022-07-22T25:00:00Z",
        "0000-00-00 00:00:00",
        "2 days ago",
        "22 Nyakanga 2022 05:40 GMT+1",
        "1 July 2022 0",
        "9" * 5000,
    ],
)
def test_what_is_no_day_or_could_be_two_is_unknown(text):
    assert parse_date(text) is None


@given(st.text(max_size=60))
@example("1 may -1")
@example("٣" * 10)
@example("²" * 10)
def test_any_text_gives_an_aware_moment_or_nothing(text):
    moment = parse_date(text)
    assert moment is None or moment.tzinfo is UTC


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2100, 1, 1)))
def test_what_is_written_by_the_standards_is_read_back(moment):
    moment = moment.replace(microsecond=0, tzinfo=UTC)
    assert parse_date(moment.isoformat()) == moment
    assert parse_date(moment.strftime("%a, %d %b %Y %H:%M:%S +0000")) == moment


@pytest.mark.parametrize(
    "text", ["9999-12-31", "Mon, 01 Jan 0001 00:00:00 GMT", "2565-07-22", "1443-12-23"]
)
def test_absurd_year_is_unknown_with_a_reason(text):
    moment, problem = published(text, "", fetched_at=NOW)
    assert moment is None
    assert text[:10] in problem


def test_date_up_to_a_time_zone_ahead_is_believed_with_a_remark_from_an_hour_on():
    ahead = NOW + timedelta(hours=1)
    assert published(ahead.isoformat(), "", fetched_at=NOW) == (ahead, None)
    ahead = NOW + timedelta(hours=14)
    moment, problem = published(ahead.isoformat(), "", fetched_at=NOW)
    assert moment == ahead
    assert "14 h ahead" in problem
    later = ahead + timedelta(seconds=1)
    assert published(later.isoformat(), "", fetched_at=NOW)[0] is None


def test_update_counts_only_where_no_publication_is_stated():
    assert published("", "2022-07-22", fetched_at=NOW)[0] == parse_date("2022-07-22")
    assert published("2022-07-20", "2022-07-22", fetched_at=NOW)[0] == parse_date(
        "2022-07-20"
    )
    assert published("soon", "2022-07-22", fetched_at=NOW)[0] is None


def test_silence_about_the_date_is_no_problem():
    assert published("", " ", fetched_at=NOW) == (None, None)
