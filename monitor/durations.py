"""Lengths of time as people read them; how files write them is `toml`'s."""

from datetime import timedelta

_UNITS = (
    (timedelta(days=1), "days"),
    (timedelta(hours=1), "h"),
    (timedelta(minutes=1), "min"),
    (timedelta(seconds=1), "s"),
)
#: Fewer of a unit are told in the next smaller one: "90 min", not "2 h".
_FEWEST = 2
#: From so many on, a tenth of the unit tells nothing.
_WHOLE_FROM = 10


def in_words(length: timedelta) -> str:
    """A length of time, not negative, rounded, in one unit: "30 s", "2.5 h"."""
    second = _UNITS[-1]
    unit, name = next((u for u in _UNITS if length >= _FEWEST * u[0]), second)
    count = length / unit
    return f"{round(count, None if count >= _WHOLE_FROM else 1):g} {name}"
