"""Where something lies from a place: "15 km north of Kati" is a point of its own.

It reads direction and distance before a name; which place is meant, `places` decides.
"""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

from monitor.events.passages import Hit, Sentence

#: Degrees clockwise from north, by the names of the data files.
_DEGREES = {
    **{"north": 0, "northeast": 45, "east": 90, "southeast": 135},
    **{"south": 180, "southwest": 225, "west": 270, "northwest": 315},
}
_KILOMETRES = ("km", "kilom", "quilom", "км", "километр", "كم", "كلم", "كيلومتر")
_MILES = ("mile", "mill", "миль", "мили", "ميل")
_KM_A_MILE = 1.6
_KM_A_DEGREE = 111.2
#: "7.5", "7,5"; three figures behind the mark are thousands.
_DECIMAL = re.compile(r"\d+[.,]\d{1,2}")
#: Words between a distance and its direction: "some 15 km further to the north of".
_GAP = 3
#: Further away no place is told by another.
_FARTHEST_KM = 300


class Bearing(NamedTuple):
    """Where something lies from a place."""

    degrees: float
    #: None where the text gives no distance.
    km: float | None
    #: The token where its words begin.
    start: int

    @property
    def is_far(self) -> bool:
        """Whether it is too far away for the place to tell where it is."""
        return self.km is not None and self.km > _FARTHEST_KM

    def from_point(self, lat: float, lon: float) -> tuple[float, float]:
        """The point itself, on a flat map: exact enough within `_FARTHEST_KM`."""
        km, angle = self.km or 0.0, math.radians(self.degrees)
        up = km * math.cos(angle) / _KM_A_DEGREE
        right = km * math.sin(angle) / (_KM_A_DEGREE * math.cos(math.radians(lat)))
        return round(lat + up, 4), round(lon + right, 4)


def bearing_from(sentence: Sentence, start: int) -> Bearing | None:
    """The bearing that ends at the name beginning with token `start`, if one does."""
    told = sentence.named("grammar", "direction")
    if not told:
        return None
    at = _before_settlement(sentence, start)
    ending = [hit for hit in told if hit.end <= at <= hit.end + 1]
    if not ending:
        return None
    hit = min(ending, key=lambda hit: hit.start)
    km, begin = _distance(sentence, hit.start)
    return Bearing(_DEGREES[hit.cue.detail], km, begin)


def _before_settlement(sentence: Sentence, start: int) -> int:
    """Where "the town of" begins, if it stands before the name."""
    for hit in _ending_at(sentence.named("grammar", "settlement"), start):
        start = min(start, hit.start)
    for hit in _ending_at(sentence.named("grammar", "definite"), start):
        start = hit.start
    return start


def _ending_at(hits: Sequence[Hit], at: int) -> list[Hit]:
    return [hit for hit in hits if hit.end == at]


def _distance(sentence: Sentence, at: int) -> tuple[float | None, int]:
    """The kilometres told right before token `at`, and where their words begin."""
    for i in range(at - 1, max(-1, at - 1 - _GAP), -1):
        km = kilometres(sentence, i)
        if km is not None:
            return km, max(0, i - 1)
    return None, at


def kilometres(sentence: Sentence, i: int) -> float | None:
    """The distance whose unit is token `i`: "15 km", "kilomita 15"."""
    unit = sentence.words[i].folded
    if unit.startswith(_KILOMETRES):
        factor = 1.0
    elif unit.startswith(_MILES):
        factor = _KM_A_MILE
    else:
        return None
    beside = (i + 1, i - 1) if sentence.number_follows else (i - 1,)
    for at in beside:
        amount = _amount(sentence, at) if 0 <= at < len(sentence.words) else None
        if amount is not None:
            return amount * factor
    return None


def _amount(sentence: Sentence, i: int) -> float | None:
    """The value of a number, with its decimals."""
    if _DECIMAL.fullmatch(sentence.surfaces[i]):
        return float(sentence.surfaces[i].replace(",", "."))
    return sentence.words[i].number
