"""A second look at the open stories: which are one, and which article is astray.

What a single pass could not know when an article came, it may know now. It plans
moves; `OpenStories.repair` makes them, and nobody is ever called for one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from monitor.stories.cluster import Cluster, stem_count
from monitor.stories.member import Member
from monitor.stories.rarity import NAMES_SHARE
from monitor.stories.reading import Reading
from monitor.stories.similarity import bar, compare
from monitor.stories.vetoes import settlement

#: Stories merge a little less easily than a report joins one: a wrong merge hides an
#: event, a missed one repeats a call that has been made already.
_MERGE_MARGIN = 0.03
#: A member that likes its own story less than this share of the bar is astray.
_ASTRAY = 0.5
_SMALLEST_SPLIT = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Move:
    """An article that belongs to another story than was thought."""

    article_id: str
    from_story: str
    to_story: str
    reason: str


def move(member: Member, old: Cluster, new: Cluster, reason: str) -> Move:
    """A member goes from one story to another."""
    return Move(
        article_id=member.article_id,
        from_story=old.story_id,
        to_story=new.story_id,
        reason=reason,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Merger:
    """Two stories of one event; the older keeps its id."""

    older: Cluster
    younger: Cluster
    score: float
    reason: str


def mergers(
    recent: Iterable[Cluster], near: Callable[[Cluster], Iterable[Cluster]]
) -> list[Merger]:
    """The pairs of stories that are one, most alike first, no story in two of them.

    Args:
        recent: stories to look at, in the order they were opened.
        near: the stories that may be one with a given story.
    """
    found = {}
    for cluster in recent:
        for other in near(cluster):
            older, younger = sorted((cluster, other), key=age)
            pair = (older.story_id, younger.story_id)
            if older is not younger and pair not in found:
                found[pair] = _merger(older, younger)
    ranked = sorted(filter(None, found.values()), key=lambda m: -m.score)
    return list(_without_repeats(ranked))


def linkage(one: Cluster, other: Cluster) -> float:
    """Average cosine over all pairs of members, names having their fixed share."""
    small, large = sorted((one.sums, other.sums), key=len)
    product = sum(weight * large.get(word, 0.0) for word, weight in small.items())
    pairs = one.count * other.count * (1 - NAMES_SHARE)
    pairs += one.named_count * other.named_count * NAMES_SHARE
    return product / pairs if pairs else 0.0


def astray(cluster: Cluster) -> list[Member]:
    """The members that their story does not tell of; never its first."""
    if cluster.count < _SMALLEST_SPLIT:
        return []
    members = [m for m in cluster.members.values() if m.vector]
    return [m for m in members[1:] if _is_astray(m, cluster)]


def _is_astray(member: Member, cluster: Cluster) -> bool:
    """Whether its wording is unlike the rest, and nothing but wording can tell.

    Among reports in several languages wording says little: what joined them was the
    place, and it keeps them together.
    """
    place = settlement(member.event)
    if place and len(cluster.languages) > 1:
        return False
    rest_count = cluster.count - 1
    rest_named = cluster.named_count - member.is_named if member.is_named else 0
    product = sum(w * (cluster.sums[word] - w) for word, w in member.vector.items())
    largest = rest_count * (1 - NAMES_SHARE) + rest_named * NAMES_SHARE
    return product / largest < _ASTRAY * bar(stem_count(member.vector))


def _merger(older: Cluster, younger: Cluster) -> Merger | None:
    if older.is_background or younger.is_background:
        return None
    if younger.first_at is None:
        return None
    shared = younger.languages & older.languages
    reading = Reading(
        event=younger.event,
        language=min(shared or younger.languages, key=str, default=None),
        at=younger.first_at,
        stems=younger.sums,
        is_sure_of_place=younger.is_sure_of_place,
    )
    length = min(_stems_each(older), _stems_each(younger))
    likeness = compare(reading, older, linkage(older, younger), length=length)
    if likeness is None or likeness.score < bar(length) + _MERGE_MARGIN:
        return None
    return Merger(
        older=older, younger=younger, score=likeness.score, reason=likeness.reason
    )


def _stems_each(cluster: Cluster) -> int:
    """Stems of an average member."""
    return cluster.stem_count // max(1, cluster.count)


def _without_repeats(ranked: Iterable[Merger]) -> Iterator[Merger]:
    used: set[str] = set()
    for merger in ranked:
        ids = {merger.older.story_id, merger.younger.story_id}
        if not ids & used:
            used |= ids
            yield merger


def age(cluster: Cluster) -> tuple[int, str]:
    """Story ids in the order they were given."""
    return len(cluster.story_id), cluster.story_id
