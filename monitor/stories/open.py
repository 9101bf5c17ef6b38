"""The open stories in memory: which one does a report belong to?

They are a cache that is rebuilt by adding the stored reports with their stored
assignments in order. Nothing is stored here, and nobody is called.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from monitor.model import Assignment, Report, Story
from monitor.stories.candidates import CandidateIndex
from monitor.stories.cluster import Cluster, Member, member_of, silent_in
from monitor.stories.copies import CopyIndex
from monitor.stories.origins import origin_of
from monitor.stories.profile import Profile, profile
from monitor.stories.rarity import Rarity
from monitor.stories.repair import Merger, Move, astray, mergers
from monitor.stories.sametext import is_same_text, share_subject
from monitor.stories.signs import MOST_BONUS
from monitor.stories.similarity import bar, compare, wording
from monitor.stories.vetoes import is_background, settlement

#: Of 100 follow-ups of one shooting, 65 come within 5 days of the report before,
#: 76 within 14, 80 within 30.
_WINDOW = timedelta(days=14)
#: Stories that were last reported on before this are not looked at again.
_REPAIRED = timedelta(hours=72)


class OpenStories:
    """The stories of the last days.

    Args:
        window: how long after its last report a story is forgotten.
        last_number: the number of the newest story that was ever opened.
    """

    def __init__(self, *, window: timedelta = _WINDOW, last_number: int = 0) -> None:
        self._window = window
        self._last_number = last_number
        #: By last report, the stalest first.
        self._clusters: dict[str, Cluster] = {}
        self._story_ids: dict[str, str] = {}
        self._copies = CopyIndex()
        self._rarity = Rarity()
        self._candidates = CandidateIndex()
        #: Stories that got a report since the last repair.
        self._changed: set[str] = set()
        self._profiled: tuple[Report, Profile] | None = None

    def story(self, story_id: str) -> Story | None:
        """The story as it stands; None where it is not open."""
        cluster = self._clusters.get(story_id)
        return cluster.story() if cluster else None

    def story_of(self, article_id: str) -> str | None:
        """The open story that an article is in; None where it is in none."""
        return self._story_ids.get(article_id)

    def assign(self, report: Report, *, now: datetime) -> Assignment:
        """Which story the report belongs to, and why; changes nothing.

        Args:
            report: a read article.
            now: stories whose last report is older than the window are closed.
        """
        read = self._profile(report)
        known = self._again(report)
        if known is not None:
            return known
        copied, unlike = self._copied(report, read, now)
        return (
            copied
            or self._joined(report, read, now, unlike)
            or Assignment(
                story_id=_story_id(self._last_number + 1),
                is_new=True,
                origin=origin_of(report.article),
                score=0.0,
                reason="nothing like it is open",
            )
        )

    def add(self, report: Report, assignment: Assignment, *, now: datetime) -> Story:
        """Records where the report belongs; gives the story as it now stands."""
        self._forget(now)
        read, article = self._profile(report), report.article
        cluster = self._clusters.pop(assignment.story_id, None)
        opens_story = cluster is None
        if cluster is None:
            cluster = Cluster(
                story_id=assignment.story_id,
                is_background=is_background(report.event),
            )
            self._count_number(assignment.story_id)
        member = member_of(
            report,
            origin=assignment.origin,
            copy_of=assignment.copy_of,
            reading=read.reading,
            vector=self._rarity.vector(read, article.source, article.language),
            is_silent=silent_in(report, opens_story=opens_story),
        )
        is_known = article.article_id in cluster.members
        if not is_known:
            self._count(cluster, member)
        cluster.add(member)
        self._clusters[cluster.story_id] = cluster
        self._changed.add(cluster.story_id)
        if not is_known:
            self._story_ids[article.article_id] = cluster.story_id
            self._copies.add(article.article_id, cluster.story_id, read.shingles)
            self._index(cluster, member)
        return cluster.story()

    def repair(self, now: datetime) -> tuple[Move, ...]:
        """Merges and splits what changed since the last time; gives the moves.

        Only stories of the last three days are looked at.
        """
        changed = [c for i, c in self._clusters.items() if i in self._changed]
        recent = [c for c in changed if _is_recent(c, now)]
        self._changed.clear()
        moves: list[Move] = []
        for cluster in recent:
            for member in astray(cluster):
                moves += self._part(cluster, member, now)
        for merger in mergers(recent, lambda c: self._near(c, now)):
            moves += self._merge(merger)
        return tuple(moves)

    def _near(self, cluster: Cluster, now: datetime) -> list[Cluster]:
        keys = map(_place_key, cluster.places)
        found = self._candidates.find(cluster.sums, keys)
        near = [self._clusters[story_id] for story_id in found]
        return [c for c in near if _is_recent(c, now)]

    def _merge(self, merger: Merger) -> list[Move]:
        older, younger = merger.older, merger.younger
        gone = list(younger.members.values())
        self._unindex(older)
        self._unindex(younger)
        del self._clusters[younger.story_id]
        self._rebuild(older, [*older.members.values(), *gone])
        reason = f"one story: {merger.reason}"
        return [self._move(m, younger, older, reason) for m in gone]

    def _part(self, cluster: Cluster, member: Member, now: datetime) -> list[Move]:
        """Takes an astray member and its copies to a story of their own."""
        gone = [
            m
            for m in cluster.members.values()
            if m is member or m.copy_of == member.article_id
        ]
        left = [m for m in cluster.members.values() if m not in gone]
        self._last_number += 1
        own = Cluster(story_id=_story_id(self._last_number), is_background=False)
        self._unindex(cluster)
        self._rebuild(cluster, left)
        self._rebuild(own, gone)
        return [self._move(m, cluster, own, "unlike the rest") for m in gone]

    def _move(self, member: Member, old: Cluster, new: Cluster, reason: str) -> Move:
        self._story_ids[member.article_id] = new.story_id
        self._copies.move(member.article_id, new.story_id)
        return Move(
            article_id=member.article_id,
            from_story=old.story_id,
            to_story=new.story_id,
            reason=reason,
        )

    def _rebuild(self, cluster: Cluster, members: Iterable[Member]) -> None:
        """Gives an unindexed cluster these members, in the order they came."""
        cluster.clear()
        self._clusters[cluster.story_id] = cluster
        for member in sorted(members, key=lambda m: m.at):
            cluster.add(member)
            self._index(cluster, member)

    def _profile(self, report: Report) -> Profile:
        """The report's profile; `add` follows `assign` with the same report."""
        if self._profiled is None or self._profiled[0] is not report:
            self._profiled = (report, profile(report))
        return self._profiled[1]

    def _again(self, report: Report) -> Assignment | None:
        article_id = report.article.article_id
        story_id = self._story_ids.get(article_id)
        if story_id is None:
            return None
        return Assignment(
            story_id=story_id,
            is_new=False,
            origin=self._clusters[story_id].members[article_id].origin,
            score=1.0,
            reason="the same article again",
        )

    def _copied(
        self, report: Report, read: Profile, now: datetime
    ) -> tuple[Assignment | None, frozenset[str]]:
        """The story that the report is a copy in, and those that only look like it."""
        unlike = set()
        for copied in self._copies.find(read.shingles):
            cluster = self._clusters[self._story_ids[copied.article_id]]
            member = cluster.members[copied.article_id]
            if not self._is_open(cluster, read, now):
                continue
            if not share_subject(report, member):
                unlike.add(cluster.story_id)
            elif is_same_text(report, read.reading, member, cluster, copied.share):
                found = Assignment(
                    story_id=cluster.story_id,
                    is_new=False,
                    copy_of=copied.article_id,
                    origin=member.origin,
                    score=1.0,
                    reason=f"{copied.share:.0%} of its wording is {member.source}'s",
                )
                return found, frozenset()
        return None, frozenset(unlike)

    def _joined(
        self,
        report: Report,
        read: Profile,
        now: datetime,
        unlike: frozenset[str],
    ) -> Assignment | None:
        article, event = report.article, report.event
        vector = self._rarity.vector(read, article.source, article.language)
        place = settlement(event)
        places = [_place_key(place.place_id)] if place else []
        lowest = bar(len(read.stems))
        best: tuple[float, str, str] | None = None
        for story_id in self._candidates.find(vector, places):
            cluster = self._clusters[story_id]
            if story_id in unlike or not self._is_open(cluster, read, now):
                continue
            if cluster.is_background and not is_background(event):
                continue
            words = wording(vector, cluster, is_named=bool(read.names))
            if words < lowest - MOST_BONUS and not place:
                continue
            likeness = compare(read.reading, cluster, words)
            if likeness is None or likeness.score < lowest:
                continue
            if best is None or likeness.score > best[0]:
                best = (likeness.score, story_id, likeness.reason)
        if best is None:
            return None
        score, story_id, reason = best
        return Assignment(
            story_id=story_id,
            is_new=False,
            origin=origin_of(article),
            score=score,
            reason=reason,
        )

    def _is_open(self, cluster: Cluster, read: Profile, now: datetime) -> bool:
        last_at = cluster.last_at
        return (
            last_at is not None
            and abs(read.at - last_at) <= self._window
            and last_at >= now - self._window
        )

    def _count(self, cluster: Cluster, member: Member) -> None:
        """Counts the words of a story's first report, and of each outlet's first."""
        if not member.vector:
            return
        stems = [word for word in member.vector if word[0] != "^"]
        if not cluster.count:
            self._rarity.open_story(stems)
        if all(other.source != member.source for other in cluster.members.values()):
            self._rarity.join(member.source, stems)

    def _index(self, cluster: Cluster, member: Member) -> None:
        """Lets the cluster be found by a new member."""
        keys = [*member.vector, *map(_place_key, cluster.places)]
        self._candidates.add(cluster.story_id, keys)

    def _unindex(self, cluster: Cluster) -> None:
        """No longer lets the cluster be found."""
        keys = [*cluster.sums, *map(_place_key, cluster.places)]
        self._candidates.forget(cluster.story_id, keys)

    def _forget(self, now: datetime) -> None:
        """Drops the stories that nobody has reported on for longer than the window."""
        while self._clusters:
            story_id, cluster = next(iter(self._clusters.items()))
            if cluster.last_at is None or cluster.last_at >= now - self._window:
                break
            del self._clusters[story_id]
            self._changed.discard(story_id)
            self._unindex(cluster)
            for article_id in cluster.members:
                self._copies.forget(article_id)
                del self._story_ids[article_id]

    def _count_number(self, story_id: str) -> None:
        number = story_id.removeprefix("s-")
        if number.isdigit():
            self._last_number = max(self._last_number, int(number))


def _story_id(number: int) -> str:
    return f"s-{number:06}"


def _is_recent(cluster: Cluster, now: datetime) -> bool:
    return cluster.last_at is not None and cluster.last_at >= now - _REPAIRED


def _place_key(place_id: str) -> str:
    return f"@{place_id}"
