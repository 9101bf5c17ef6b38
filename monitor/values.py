"""Single values that a file holds: ids, codes, numbers in their range, addresses.

Each says in plain words what is wanted where another is given.
"""

from datetime import time
from typing import Annotated, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from monitor.mistakes import wanted

Severity = Annotated[float, Field(ge=0, le=10), wanted("a number from 0 to 10")]
Id = Annotated[
    str,
    Field(pattern=r"^[a-z0-9][a-z0-9-]*$", max_length=64),
    wanted('an id of small letters, digits and hyphens, as "gao-2", 64 at most,'),
]
Letter = Literal["A", "B", "C", "D", "E", "F"]
Country = Annotated[
    str, Field(pattern=r"^[A-Z]{2}$"), wanted('a country in ISO 3166-1, as "ML",')
]
Language = Annotated[
    str, Field(pattern=r"^[a-z]{2,3}$"), wanted('a language in ISO 639, as "fr",')
]
Text = Annotated[
    str,
    Field(min_length=1, max_length=200),
    wanted("a text of 1 to 200 letters in quotes"),
]
Proximity = Annotated[
    int, Field(ge=1, le=1000), wanted("a whole number of words from 1 to 1000")
]
Threshold = Annotated[float, Field(gt=0), wanted("a number above 0")]
Latitude = Annotated[
    float,
    Field(ge=-90, le=90),
    wanted("a number of decimal degrees from -90 to 90, as 12.7445,"),
]
Longitude = Annotated[
    float,
    Field(ge=-180, le=180),
    wanted("a number of decimal degrees from -180 to 180, as -8.0726,"),
]
Address = Annotated[
    str,
    Field(pattern=r"^[^@\s]+@[^@\s]+$"),
    wanted('a mail address, as "desk@example.org",'),
]
Source = Annotated[
    str,
    Field(min_length=1, max_length=100),
    wanted("the outlet's name, 1 to 100 letters in quotes,"),
]


def _http(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise PydanticCustomError(
            "url",
            'an http or https address is wanted, as "https://example.org/feed"',
        )
    return url


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise PydanticCustomError(
            "timezone", 'a time zone is wanted, as "Africa/Bamako"'
        ) from None
    return name


def _clock(value: object) -> object:
    try:
        at = value if isinstance(value, time) else time.fromisoformat(str(value))
    except ValueError:
        raise PydanticCustomError(
            "clock", 'a time of day is wanted, as "07:00"'
        ) from None
    if at.tzinfo is not None:
        raise PydanticCustomError(
            "clock", 'the reader\'s time of day, as "07:00"; its zone is `timezone`'
        )
    return at


def _hours(value: object) -> object:
    try:
        start, end = (time.fromisoformat(at.strip()) for at in str(value).split("-"))
    except ValueError:
        start = end = time()
    if start == end or start.tzinfo or end.tzinfo:
        raise PydanticCustomError("hours", 'hours are wanted, as "22:00-06:00"')
    return start, end


def _database(url: str) -> str:
    if not url.startswith(("sqlite://", "postgresql://")):
        raise PydanticCustomError(
            "database",
            'use "sqlite:///monitor.db" or "postgresql://user@host/database"',
        )
    return url


Database = Annotated[str, AfterValidator(_database)]
HttpUrl = Annotated[str, AfterValidator(_http)]
Zone = Annotated[str, AfterValidator(_zone)]
Clock = Annotated[time, BeforeValidator(_clock)]
Hours = Annotated[tuple[time, time], BeforeValidator(_hours)]
