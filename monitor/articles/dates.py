"""Reads the dates that feeds write, and says so where it cannot.

It never guesses: what is ambiguous, incomplete or absurd is None. It reads no
clock; whether a date is new is the decision's business.
"""

import functools
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from typing import NamedTuple

from monitor.model import Article

#: Feeds did not exist before; RSS 0.90 is of 1999, its archives are older.
EARLIEST_YEAR = 1990
#: A date may be ahead by a time zone: many outlets call their local time GMT. No zone
#: is further ahead (tz database); more is an error.
MAX_AHEAD = timedelta(hours=14)
#: A clock that is wrong by less is not worth a word.
CLOCK_SKEW = timedelta(hours=1)

#: Named zones in minutes east of UTC. The first line is RFC 5322 section 4.3; IST is
#: read as India's, where most of its users are. A zone not named here is read as UTC.
_ZONES = {
    **dict.fromkeys(("z", "ut", "utc", "gmt", "wet"), 0),
    **{"est": -300, "edt": -240, "cst": -360, "cdt": -300},
    **{"mst": -420, "mdt": -360, "pst": -480, "pdt": -420},
    **{"brt": -180, "art": -180, "bst": 60, "west": 60, "wat": 60, "cet": 60},
    **{"cest": 120, "eet": 120, "cat": 120, "sast": 120, "eest": 180, "msk": 180},
    **{"eat": 180, "trt": 180, "idt": 180, "gst": 240, "msd": 240, "pkt": 300},
    **{"ist": 330, "wib": 420, "hkt": 480, "sgt": 480, "jst": 540, "kst": 540},
    **{"aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780},
}
#: No zone lies further from UTC (tz database).
_MAX_OFFSET = 14 * 60
_MAX_LENGTH = 120
_HALF_DAY = 12
_MONTHS = 12
_HOUR = 60

_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?=$|T)")
_TIME = re.compile(
    r"(?:(?P<early>am|上午|오전)|(?P<late>pm|下午|오후))?\s*"
    r"(?<!\d)(?P<hour>\d{1,2})\s*(?:[:h時时点시]\s*(?P<minute>\d{2})(?!\d)|h\b)"
    r"(?:\s*[:m分분]\s*(?P<second>\d{2})(?:[.,]\d+)?)?\s*[分秒분초]?"
    r"\s*(?:(?P<am>a\.?m\b\.?|ص)|(?P<pm>p\.?m\b\.?|م(?!\w)))?"
    r"\s*\(?(?:(?:gmt|utc)\s*(?P<short>[+-]\d(?::?\d\d)?(?!\d))"
    r"|(?P<zone>[a-z]+)?\s*(?P<offset>[+-]\d\d(?::?\d\d)?(?!\d))?)"
)
_COMPACT_TIME = re.compile(r"(?<=T)(\d\d)(\d\d)(\d\d)")
_WORD = re.compile(r"[^\W\d_]+(?: (?:الأول|الثاني))?")
_YEAR_FIRST = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_NUMBER = re.compile(r"\d+")


class _Clock(NamedTuple):
    hour: int = 0
    minute: int = 0
    second: int = 0
    offset: int = 0  # minutes east of UTC


def parse_date(text: str) -> datetime | None:
    """The moment that a feed's date names, in UTC; None where it names none.

    Reads RFC 5322, RFC 3339, W3CDTF with a day, Unix time in seconds or
    milliseconds, and the usual written forms in the languages of `months.tsv`.
    A day without a time is its midnight; a time without a zone is UTC. A month
    without a day, and 03/04/2022, are None.
    """
    text = unicodedata.normalize("NFKC", text[:_MAX_LENGTH]).strip()
    if found := _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(found[1]), UTC)
    text = _COMPACT.sub(r"\1-\2-\3", _COMPACT_TIME.sub(r"\1:\2:\3", text), count=1)
    text = re.sub(r"(?<=\d)t(?=\d)", " ", text.casefold().replace("،", ","))
    try:
        clock, rest = _clock(text)
        day = _day(rest)
        return day and _moment(day, clock)
    except (ValueError, OverflowError):
        return None


def published(
    stated: str, updated: str, *, fetched_at: datetime
) -> tuple[datetime | None, str | None]:
    """When an entry was published as it says, and a problem in words, if any.

    `updated` counts only where nothing is stated, since a feed that touches its
    entries would make old ones new.
    """
    text = stated.strip() or updated.strip()
    if not text:
        return None, None
    moment = parse_date(text)
    if moment is None:
        return None, f"date {text[:40]!r} cannot be read, ignored"
    if moment.year < EARLIEST_YEAR or moment > fetched_at + MAX_AHEAD:
        return None, f"date {text[:40]!r} cannot be true, ignored"
    if moment > fetched_at + CLOCK_SKEW:
        hours = (moment - fetched_at).total_seconds() / 3600
        return moment, f"date {text[:40]!r} is {hours:.0f} h ahead: local time as UTC?"
    return moment, None


def never_ahead(article: Article) -> Article:
    """The article, published no later than it was fetched, whatever its feed says."""
    if article.published_at is None or article.published_at <= article.fetched_at:
        return article
    return replace(article, published_at=article.fetched_at)


def _moment(day: datetime, clock: _Clock) -> datetime:
    """Day and time of day in UTC; 24:00 is the next day, second 60 is 59."""
    hour, minute, second, offset = clock
    if (hour, minute, second) == (24, 0, 0):
        hour, day = 0, day + timedelta(days=1)
    at = day.replace(hour=hour, minute=minute, second=min(second, 59))
    return at - timedelta(minutes=offset)


def _clock(text: str) -> tuple[_Clock, str]:
    """The time of day, and the text without it."""
    found = _TIME.search(text)
    if not found:
        return _Clock(), text
    hour = int(found["hour"])
    if (found["pm"] or found["late"]) and hour < _HALF_DAY:
        hour += 12
    elif (found["am"] or found["early"]) and hour == _HALF_DAY:
        hour = 0
    clock = _Clock(
        hour, int(found["minute"] or 0), int(found["second"] or 0), _offset(found)
    )
    return clock, text[: found.start()] + " " + text[found.end() :]


def _offset(found: re.Match[str]) -> int:
    """Minutes east of UTC; an impossible offset and an unknown name are 0."""
    if written := found["offset"] or _padded(found["short"]):
        hours, minutes = int(written[1:3]), int(written[3:].strip(":") or 0)
        offset = _HOUR * hours + minutes
        if minutes < _HOUR and offset <= _MAX_OFFSET:
            return -offset if written[0] == "-" else offset
        return 0
    return _ZONES.get(found["zone"] or "", 0)


def _padded(short: str | None) -> str | None:
    """The offset of "GMT+1" as "+01"."""
    return short and f"{short[0]}0{short[1:]}"


def _day(text: str) -> datetime | None:
    if found := _YEAR_FIRST.search(text):
        year, month, day = map(int, found.groups())
    elif found := _DAY_FIRST.search(text):
        dot = found[2]
        day, month, year = (int(found[part]) for part in (1, 3, 4))
        if dot != "." and max(day, month) <= _MONTHS:
            return None
        if month > _MONTHS:
            day, month = month, day
    else:
        return _written_day(text)
    return datetime(year, month, day, tzinfo=UTC)


def _written_day(text: str) -> datetime | None:
    """A day whose month is a word: "22 juil. 2022", "July 22, 2022"."""
    months = [_months().get(word.replace(" ", "-")) for word in _WORD.findall(text)]
    known = [month for month in months if month]
    try:
        day, year = sorted(_NUMBER.findall(text), key=len)
    except ValueError:
        return None  # no day, no year, or more numbers than that
    if not known:
        return None
    # The last month named: "mar. 22 juil." is a Tuesday in July.
    return datetime(_full_year(year), known[-1], int(day), tzinfo=UTC)


def _full_year(year: str) -> int:
    """RFC 5322 section 4.3: two digits up to 49 are 20xx, three add 1900."""
    turn = {2: 2000 if year < "50" else 1900, 3: 1900}
    return int(year) + turn.get(len(year), 0)


@functools.cache
def _months() -> dict[str, int]:
    table = resources.files("monitor") / "data" / "months.tsv"
    names: dict[str, int] = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            number, words = line.split("\t")
            for word in words.split():
                names[unicodedata.normalize("NFKC", word).casefold()] = int(number)
    return names
