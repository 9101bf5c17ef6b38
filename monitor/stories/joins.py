"""Whether a report is alike enough to a story to join it."""

from monitor.model import Event
from monitor.stories.cluster import Cluster
from monitor.stories.profile import Profile
from monitor.stories.reading import Rare
from monitor.stories.signs import MOST_BONUS
from monitor.stories.similarity import Likeness, bar, compare, wording
from monitor.stories.vetoes import is_at, is_background, is_of_others, settlement


def may_join(event: Event, cluster: Cluster) -> bool:
    """Whether a story may be about the event, however alike they are.

    A total or an exercise is no event's report. What a comment, a trial or a memorial
    opened is not joined by the report of an event: that would not be its first.
    """
    if cluster.is_background:
        return is_background(event)
    return not is_of_others(event)


def likeness_to(
    cluster: Cluster, read: Profile, vector: dict[str, float], rare: Rare
) -> Likeness | None:
    """The likeness of a report to a story; None where it is not enough to join."""
    if not may_join(read.reading.event, cluster):
        return None
    lowest = bar(len(read.stems))
    words = wording(vector, cluster, is_named=bool(read.names))
    if words < lowest - MOST_BONUS and not _is_told_apart(read, cluster, rare):
        return None
    likeness = compare(read.reading, cluster, words, length=len(read.stems), rare=rare)
    return likeness if likeness and likeness.score >= lowest else None


def _is_told_apart(read: Profile, cluster: Cluster, rare: Rare) -> bool:
    """Whether place or rare names may say what the wording does not."""
    place = settlement(read.reading.event)
    return is_at(place, cluster.places) or any(n in cluster.sums for n in rare.names)
