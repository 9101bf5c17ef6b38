"""A length of time as people read it."""

from datetime import timedelta

import pytest

from monitor.durations import in_words


@pytest.mark.parametrize(
    ("length", "words"),
    [
        ({"seconds": 0}, "0 s"),
        ({"milliseconds": 400}, "0.4 s"),
        ({"seconds": 30}, "30 s"),
        ({"seconds": 119}, "119 s"),
        ({"minutes": 2}, "2 min"),
        ({"minutes": 2, "seconds": 30}, "2.5 min"),
        ({"minutes": 90}, "90 min"),
        ({"minutes": 150}, "2.5 h"),
        ({"hours": 12, "minutes": 20}, "12 h"),
        ({"hours": 36}, "36 h"),
        ({"days": 2}, "2 days"),
        ({"days": 9, "hours": 23}, "10 days"),
        ({"days": 400}, "400 days"),
    ],
)
def test_the_largest_unit_that_holds_twice(length: dict[str, int], words: str) -> None:
    assert in_words(timedelta(**length)) == words
