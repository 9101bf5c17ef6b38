"""How likely a report and a story tell of one event, with the reasons.

Wording decides; what the events say of place, date, toll, type and actors adds or
takes away (`monitor.stories.signs`).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import exp, fsum, log1p, sqrt

from monitor.model import EventType
from monitor.stories.cluster import Cluster
from monitor.stories.rarity import NAMES_SHARE
from monitor.stories.reading import NOTHING_RARE, Rare, Reading
from monitor.stories.signs import agreement, contradict, place_signs, signs, veto
from monitor.stories.vetoes import is_at, other_date, settlement

#: Taken off for each e-fold of the days since the story's last report.
_PER_LOG_DAY = 0.065
#: A subject that is no event (a series, an election) has many reports: its likeness
#: falls by 1/e in this time.
_FADE_OF_SUBJECT = timedelta(days=1)
#: Likeness that makes one event: what chance words give grows as texts get shorter
#: (about .13 for a summary of 50 stems, .28 for a title of 7).
_JOIN_LONG = 0.106
_JOIN_PER_STEM = 1.2
#: Score of reports whose events agree.
_AGREED = 0.5
#: In one language, agreement needs wording of at least this share of the bar.
_LEAST_WORDING = 0.5
#: Reports that came less than this over the bar with no place in common, or against a
#: sign so strong, are in doubt: of 123, 21 told of an event that nothing else did; of
#: 577 others, 7 (2,970 articles, United States, 2013-17).
_DOUBT = 0.15
_STRONG = -0.08


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """How alike, in [0, 1], and why."""

    score: float
    reason: str
    #: Whether hardly another event can be meant.
    is_sure: bool


def bar(stem_count: int) -> float:
    """The score from which on a text of so many stems tells of the same event."""
    return _JOIN_LONG + _JOIN_PER_STEM / max(1, stem_count)


def wording(vector: Mapping[str, float], cluster: Cluster, *, is_named: bool) -> float:
    """Cosine with the story's centroid, names having their fixed share."""
    sums = cluster.sums
    # Exact, so that the order in which a set gives its words does not matter.
    product = fsum(vector[word] * sums[word] for word in vector.keys() & sums.keys())
    named = cluster.named_count if is_named else 0
    largest = cluster.count * (1 - NAMES_SHARE) + named * NAMES_SHARE
    return product / largest / sqrt(cluster.cohesion) if largest else 0.0


def compare(
    reading: Reading,
    cluster: Cluster,
    likeness: float,
    *,
    length: int,
    rare: Rare = NOTHING_RARE,
) -> Likeness | None:
    """The likeness of a report to a story; None where a veto forbids it.

    Args:
        reading: what the report says.
        cluster: the story.
        likeness: cosine of their wording.
        length: stems of the report.
        rare: what of it hardly any other story has.
    """
    if veto(reading, cluster):
        return None
    score, reasons = likeness, [f"wording {likeness:.2f}"]
    found = [
        *place_signs(reading, cluster, rare, likeness),
        *signs(reading, cluster, rare),
    ]
    is_contradicted = any(points <= _STRONG for points, _ in found)
    for points, reason in (*found, *_lateness(reading, cluster)):
        score += points
        reasons.append(f"{points:+.2f} {reason}")
    if reading.event.type is cluster.event.type is EventType.NONE:
        score *= exp(-_since(reading, cluster) / _FADE_OF_SUBJECT)
    score = min(1.0, max(0.0, score))
    is_doubtful = reading.is_of_several or contradict(reading, cluster)
    if score < _AGREED and (
        agreed := _agreed(reading, cluster, likeness, length, rare)
    ):
        return Likeness(score=_AGREED, reason=agreed, is_sure=not is_doubtful)
    is_like = score >= bar(length) + _DOUBT or _is_there(reading, cluster, rare)
    is_sure = is_like and not (is_doubtful or is_contradicted)
    return Likeness(score=score, reason=", ".join(reasons), is_sure=is_sure)


def _is_there(reading: Reading, cluster: Cluster, rare: Rare) -> bool:
    """Whether they have a place in common, one where little happens, and the day."""
    event = reading.event
    is_one_day = reading.is_follow_up or not other_date(event.date, cluster.dates)
    is_there = is_at(settlement(event), cluster.places)
    return is_there and is_one_day and not rare.is_busy_place


def _agreed(
    reading: Reading, cluster: Cluster, likeness: float, length: int, rare: Rare
) -> str | None:
    """What makes them one event though their wording is too unlike to say so."""
    is_one_language = cluster.languages == {reading.language}
    if is_one_language and likeness < _LEAST_WORDING * bar(length):
        return None
    return agreement(reading, cluster, is_quiet_place=rare.is_quiet_place)


def _lateness(reading: Reading, cluster: Cluster) -> Iterator[tuple[float, str]]:
    """Reports of one event thin out; one that names the event's day may come late."""
    days = _since(reading, cluster) / timedelta(days=1)
    if days > 0 and reading.event.date not in cluster.dates:
        yield -_PER_LOG_DAY * log1p(days), f"{days:.1f} days later"


def _since(reading: Reading, cluster: Cluster) -> timedelta:
    """The time since the story's last report."""
    last_at = cluster.last_at
    return max(timedelta(), reading.at - last_at) if last_at else timedelta()
