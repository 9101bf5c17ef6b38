"""How likely a report and a story tell of one event, with the reasons.

Wording decides; what the events say of place, date, toll, type and actors adds or
takes away (`monitor.stories.signs`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from math import exp, sqrt

from monitor.model import EventType
from monitor.stories.cluster import Cluster
from monitor.stories.rarity import NAMES_SHARE
from monitor.stories.reading import Reading
from monitor.stories.signs import agreement, signs, veto

#: Likeness falls by 1/e in this time since the story's last report: reports of one
#: event thin out, and a subject that is no event (a series, an election) has many.
_FADE = timedelta(days=20)
_FADE_OF_SUBJECT = timedelta(days=1)
#: Likeness that makes one event: what chance words give grows as texts get shorter
#: (about .14 for a summary of 50 stems, .28 for a title of 7).
_JOIN_LONG = 0.11
_JOIN_PER_STEM = 1.2
#: Score of reports in two languages whose events agree.
_ACROSS_LANGUAGES = 0.5


@dataclass(frozen=True, kw_only=True, slots=True)
class Likeness:
    """How alike, in [0, 1], and why."""

    score: float
    reason: str


def bar(stem_count: int) -> float:
    """The score from which on a text of so many stems tells of the same event."""
    return _JOIN_LONG + _JOIN_PER_STEM / max(1, stem_count)


def wording(vector: Mapping[str, float], cluster: Cluster, *, is_named: bool) -> float:
    """Cosine with the story's centroid, names having their fixed share."""
    sums = cluster.sums
    product = 0.0
    for word, weight in vector.items():
        held = sums.get(word)
        if held is not None:
            product += weight * held
    named = cluster.named_count if is_named else 0
    largest = cluster.count * (1 - NAMES_SHARE) + named * NAMES_SHARE
    return product / largest / sqrt(cluster.cohesion) if largest else 0.0


def fade(reading: Reading, cluster: Cluster) -> float:
    """What is left of a likeness after the time since the story's last report."""
    if cluster.last_at is None:
        return 1.0
    is_subject = reading.event.type is cluster.event.type is EventType.NONE
    span = _FADE_OF_SUBJECT if is_subject else _FADE
    return exp(-max(timedelta(), reading.at - cluster.last_at) / span)


def compare(reading: Reading, cluster: Cluster, likeness: float) -> Likeness | None:
    """The likeness of a report to a story; None where a veto forbids it.

    Args:
        reading: what the report says.
        cluster: the story.
        likeness: cosine of their wording.
    """
    if veto(reading, cluster):
        return None
    score, reasons = likeness, [f"wording {likeness:.2f}"]
    for points, reason in signs(reading, cluster):
        score += points
        reasons.append(f"{points:+.2f} {reason}")
    score = min(1.0, max(0.0, score * fade(reading, cluster)))
    agreed = agreement(reading, cluster)
    if agreed is not None and score < _ACROSS_LANGUAGES:
        return Likeness(score=_ACROSS_LANGUAGES, reason=agreed)
    return Likeness(score=score, reason=", ".join(reasons))
