"""The open stories, and everything that finds them.

It keeps and finds; what belongs where is decided by `monitor.stories.open`.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from monitor.model import Place
from monitor.stories.candidates import CandidateIndex
from monitor.stories.cluster import Cluster
from monitor.stories.copies import Copied, CopyIndex
from monitor.stories.member import Member
from monitor.stories.rarity import Rarity
from monitor.stories.reading import Rare

#: Stories open at a place, its own among them, that make it a busy one.
_BUSY = 4


class Shelf:
    """Clusters by story id, by article, by wording and by place.

    Args:
        window: how long after its last report a story is dropped.
        last_number: the number of the newest story that was ever opened.
    """

    def __init__(self, *, window: timedelta, last_number: int) -> None:
        self.rarity = Rarity()
        #: Stories that got a report since the last repair, the stalest first.
        self.changed: dict[str, None] = {}
        self._window = window
        self._last_number = last_number
        #: By last report, the stalest first.
        self._clusters: dict[str, Cluster] = {}
        self._story_ids: dict[str, str] = {}
        self._copies = CopyIndex()
        self._candidates = CandidateIndex()

    def cluster(self, story_id: str) -> Cluster | None:
        """The open story of this id."""
        return self._clusters.get(story_id)

    def story_of(self, article_id: str) -> str | None:
        """The id of the open story that holds the article."""
        return self._story_ids.get(article_id)

    def next_id(self) -> str:
        """The id that the next story gets."""
        return f"s-{self._last_number + 1:06}"

    def open(self, story_id: str, *, is_background: bool) -> Cluster:
        """A new, empty story."""
        number = story_id.removeprefix("s-")
        if number.isdigit():
            self._last_number = max(self._last_number, int(number))
        cluster = Cluster(story_id=story_id, is_background=is_background)
        self._clusters[story_id] = cluster
        return cluster

    def put(self, member: Member, cluster: Cluster, shingles: frozenset[int]) -> None:
        """Adds a report to a story, which becomes the freshest."""
        story_id = cluster.story_id
        self._clusters[story_id] = self._clusters.pop(story_id)
        self.changed.pop(story_id, None)
        self.changed[story_id] = None
        if member.article_id not in cluster.members:
            self._count(cluster, member)
            self._story_ids[member.article_id] = story_id
            self._copies.add(member.article_id, story_id, shingles)
        self._add(cluster, member)

    def copied(
        self, shingles: frozenset[int], at: datetime, now: datetime
    ) -> list[tuple[Copied, Cluster, Member]]:
        """The articles that such a text copies, with their open stories."""
        found = []
        for copied in self._copies.find(shingles):
            cluster = self._clusters[self._story_ids[copied.article_id]]
            if self._is_open(cluster, at, now):
                found.append((copied, cluster, cluster.members[copied.article_id]))
        return found

    def near(
        self,
        vector: Mapping[str, float],
        places: Iterable[Place],
        at: datetime,
        now: datetime,
    ) -> list[Cluster]:
        """The open stories that share rare words or a place, the nearest first."""
        found = self._candidates.find(vector, map(_key, places))
        clusters = [self._clusters[story_id] for story_id in found]
        return [c for c in clusters if self._is_open(c, at, now)]

    def rare(self, names: Iterable[str], place: Place | None) -> Rare:
        """What of a report's names and place hardly any story has."""
        there = self._candidates.count(_key(place)) if place else None
        return Rare(
            names=self.rarity.rare(names),
            is_quiet_place=there is not None and there <= 1,
            is_busy_place=there is not None and there >= _BUSY,
        )

    def recent(self, since: datetime) -> list[Cluster]:
        """The changed stories with a report since then; none counts as changed now."""
        changed = [self._clusters[i] for i in self.changed]
        self.changed.clear()
        return [c for c in changed if c.last_at and c.last_at >= since]

    def refill(self, cluster: Cluster, members: Iterable[Member]) -> None:
        """Gives a story these members instead, in the order they came."""
        members = sorted(members, key=lambda member: member.at)
        self._unindex(cluster)
        cluster.clear()
        for member in members:
            self._add(cluster, member)
            if self._story_ids.get(member.article_id) != cluster.story_id:
                self._story_ids[member.article_id] = cluster.story_id
                self._copies.move(member.article_id, cluster.story_id)

    def drop(self, cluster: Cluster) -> None:
        """Takes a story away whose members are in another."""
        self._unindex(cluster)
        self.changed.pop(cluster.story_id, None)
        del self._clusters[cluster.story_id]

    def forget(self, now: datetime) -> None:
        """Drops the stories that nobody has reported on for longer than the window.

        It looks at the stalest only, until one is fresh: for each report.
        """
        while self._clusters:
            cluster = next(iter(self._clusters.values()))
            if not self._is_closed(cluster, now):
                break
            self._let_go(cluster)

    def close(self, now: datetime) -> None:
        """Drops all of them, those too that a report with an old date came to last."""
        closed = [c for c in self._clusters.values() if self._is_closed(c, now)]
        for cluster in closed:
            self._let_go(cluster)

    def _let_go(self, cluster: Cluster) -> None:
        self.drop(cluster)
        for article_id in cluster.members:
            self._copies.forget(article_id)
            del self._story_ids[article_id]

    def _is_closed(self, cluster: Cluster, now: datetime) -> bool:
        return cluster.last_at is not None and cluster.last_at < now - self._window

    def _is_open(self, cluster: Cluster, at: datetime, now: datetime) -> bool:
        last_at = cluster.last_at
        return (
            last_at is not None
            and abs(at - last_at) <= self._window
            and last_at >= now - self._window
        )

    def _count(self, cluster: Cluster, member: Member) -> None:
        """Counts the words of a story's first report, and of each outlet's first."""
        if not member.vector:
            return
        stems = [word for word in member.vector if word[0] != "^"]
        if not cluster.count:
            self.rarity.open_story(stems)
        if member.source not in cluster.sources:
            self.rarity.join(member.source, stems)

    def _add(self, cluster: Cluster, member: Member) -> None:
        """Adds a member, and makes the story be found by what is new in it.

        A story keeps the first wording of an article that comes again.
        """
        words = member.vector if member.article_id not in cluster.members else {}
        new_words = [word for word in words if word not in cluster.sums]
        known_places = dict(cluster.told_places)
        cluster.add(member)
        told = cluster.told_places
        new_places = [p for i, p in told.items() if i not in known_places]
        gone_places = [p for i, p in known_places.items() if i not in told]
        self._candidates.add(cluster.story_id, [*new_words, *map(_key, new_places)])
        self._candidates.remove(cluster.story_id, map(_key, gone_places))

    def _unindex(self, cluster: Cluster) -> None:
        keys = [*cluster.sums, *map(_key, cluster.told_places.values())]
        self._candidates.forget(cluster.story_id, keys)


def _key(place: Place) -> str:
    return f"@{place.place_id}"
