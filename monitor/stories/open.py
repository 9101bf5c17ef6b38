"""The open stories in memory: which one does a report belong to?

They are a cache that is rebuilt by adding the stored reports with their stored
assignments in order. Nothing is stored here, and nobody is called.
"""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from monitor.model import Assignment, Report, Story
from monitor.stories.cluster import Cluster
from monitor.stories.joins import likeness_to, may_join
from monitor.stories.labelled import Labels
from monitor.stories.member import Member, member_of, silent_in
from monitor.stories.origins import origin_of
from monitor.stories.profile import Profile, profile
from monitor.stories.repair import Merger, Move, age, astray, mergers, move
from monitor.stories.sametext import is_same_text, share_subject
from monitor.stories.shelf import Shelf
from monitor.stories.signs import contradict
from monitor.stories.similarity import Likeness
from monitor.stories.vetoes import is_background, settlement

#: Of 100 pairs of reports on one shooting, a chain of reports that are at most 5 days
#: apart joins 65; 14 days, 76; 30 days, 80 (2,970 articles, United States, 2013-17).
_WINDOW = timedelta(days=30)
#: Stories that were last reported on before this are not looked at again.
_REPAIRED = timedelta(hours=72)


class OpenStories:
    """The stories of the last days.

    Args:
        window: how long after its last report a story is forgotten.
        last_number: the number of the newest story that was ever opened.
    """

    def __init__(self, *, window: timedelta = _WINDOW, last_number: int = 0) -> None:
        self._shelf = Shelf(window=window, last_number=last_number)
        #: What people have said of pairs of articles; it goes before all else.
        self.labels = Labels()
        #: The report that was asked about last, as it is compared.
        self._read: tuple[Report, Profile, dict[str, float]] | None = None

    def story(self, story_id: str) -> Story | None:
        """The story as it stands; None where it is not open."""
        cluster = self._shelf.cluster(story_id)
        return cluster.story() if cluster else None

    def is_open(self, story_id: str) -> bool:
        """Whether reports may still join the story."""
        return self._shelf.cluster(story_id) is not None

    def story_of(self, article_id: str) -> str | None:
        """The open story that an article is in; None where it is in none."""
        return self._shelf.story_of(article_id)

    def assign(self, report: Report, *, now: datetime) -> Assignment:
        """Which story the report belongs to, and why; changes nothing.

        Args:
            report: a read article.
            now: stories whose last report is older than the window are closed.
        """
        known = self._again(report)
        if known is not None:
            return known
        read, vector = self._compared(report)
        barred = self._stories_of(self.labels.apart_from(report.article.article_id))
        copied, unlike = self._copied(report, read, now, barred)
        return (
            self._by_hand(report)
            or copied
            or self._joined(report, read, vector, now, unlike)
            or Assignment(
                story_id=self._shelf.next_id(),
                is_new=True,
                origin=origin_of(report.article),
                score=0.0,
                reason="nothing like it is open",
            )
        )

    def add(self, report: Report, assignment: Assignment, *, now: datetime) -> Story:
        """Records where the report belongs; gives the story as it now stands."""
        self._shelf.forget(now)
        return self.recall(report, assignment)

    def recall(self, report: Report, assignment: Assignment) -> Story:
        """As `add`, of what was recorded before: no story closes for it."""
        read, vector = self._compared(report)
        self._read = None  # what is rare changes with every report
        cluster = self._shelf.cluster(assignment.story_id)
        article_id = report.article.article_id
        opens_story = cluster is None or next(iter(cluster.members)) == article_id
        is_silent = silent_in(report, opens_story=opens_story)
        if cluster is None:
            cluster = self._shelf.open(
                assignment.story_id, is_background=is_background(report.event)
            )
        member = member_of(
            report,
            origin=assignment.origin,
            copy_of=assignment.copy_of,
            is_sure=assignment.is_sure,
            reading=read.reading,
            vector=vector,
            is_silent=is_silent,
        )
        self._shelf.put(member, cluster, read.shingles)
        return cluster.story()

    def close(self, now: datetime) -> None:
        """Forgets every story whose last report is older than the window."""
        self._shelf.close(now)

    def repair(self, now: datetime) -> tuple[Move, ...]:
        """Merges and splits what changed since the last time; gives the moves.

        Only stories of the last three days are looked at.
        """
        moves = self._obey()
        recent = self._shelf.recent(now - _REPAIRED)
        for cluster in recent:
            for member in astray(cluster):
                if not self.labels.same_as(member.article_id):
                    moves += self._part(cluster, [member], "unlike the rest")
        for merger in mergers(recent, lambda c: self._near(c, now)):
            if not self.labels.forbid(merger.older.members, merger.younger.members):
                moves += self._merge(merger)
        return tuple(moves)

    def _obey(self) -> list[Move]:
        """Merges and splits that people have asked for and that are not done yet."""
        moves: list[Move] = []
        for label in self.labels.pairs:
            one = self._shelf.cluster(self._shelf.story_of(label.article_id) or "")
            other = self._shelf.cluster(self._shelf.story_of(label.other_id) or "")
            if one is None or other is None or label.is_same is (one is other):
                continue
            if label.is_same:
                older, younger = sorted((one, other), key=age)
                merger = Merger(older=older, younger=younger, score=1, reason="by hand")
                moves += self._merge(merger)
            else:
                ids = {label.other_id, *self.labels.same_as(label.other_id)}
                kept = {label.article_id, *self.labels.same_as(label.article_id)}
                away = [m for i, m in one.members.items() if i in ids]
                moves += self._part(one, away, "split by hand", kept=kept)
        return moves

    def _stories_of(self, article_ids: Iterable[str]) -> frozenset[str]:
        return frozenset(filter(None, map(self._shelf.story_of, article_ids)))

    def _by_hand(self, report: Report) -> Assignment | None:
        same = self.labels.same_as(report.article.article_id)
        for story_id in sorted(self._stories_of(same)):
            return Assignment(
                story_id=story_id,
                is_new=False,
                origin=origin_of(report.article),
                score=1.0,
                reason="joined by hand",
            )
        return None

    def _near(self, cluster: Cluster, now: datetime) -> list[Cluster]:
        at = cluster.last_at or now
        near = self._shelf.near(cluster.sums, cluster.places, at, now)
        return [c for c in near if c.last_at and c.last_at >= now - _REPAIRED]

    def _merge(self, merger: Merger) -> list[Move]:
        older, younger = merger.older, merger.younger
        gone = list(younger.members.values())
        self._shelf.drop(younger)
        self._shelf.refill(older, [*older.members.values(), *gone])
        reason = f"one story: {merger.reason}"
        return [move(member, younger, older, reason) for member in gone]

    def _part(
        self,
        cluster: Cluster,
        away: Collection[Member],
        reason: str,
        *,
        kept: Collection[str] = (),
    ) -> list[Move]:
        """Takes members and their copies to a story of their own.

        Copies that are to be kept stay; where none would stay, nothing moves.
        """
        named = {member.article_id for member in away}
        ids = {
            m.article_id
            for m in cluster.members.values()
            if m.article_id in named
            or (m.copy_of in named and m.article_id not in kept)
        }
        gone = [m for i, m in cluster.members.items() if i in ids]
        left = [m for i, m in cluster.members.items() if i not in ids]
        if not left:
            return []
        own = self._shelf.open(
            self._shelf.next_id(),
            is_background=all(is_background(m.event) for m in gone),
        )
        self._shelf.refill(cluster, left)
        self._shelf.refill(own, gone)
        return [move(m, cluster, own, reason) for m in gone]

    def _compared(self, report: Report) -> tuple[Profile, dict[str, float]]:
        """What the report is compared by; `add` follows `assign` with the same."""
        if self._read is None or self._read[0] is not report:
            read, article = profile(report), report.article
            rarity = self._shelf.rarity
            vector = rarity.vector(read, article.source, article.language)
            self._read = (report, read, vector)
        return self._read[1:]

    def _again(self, report: Report) -> Assignment | None:
        """Where an article that comes again is; None for one that is in no story.

        A copy stays one, and so is not told again, until it claims something else
        than the article that it copies: then it is judged by what it changes, like any
        other report, though its origin still confirms nothing.
        """
        article_id = report.article.article_id
        cluster = self._shelf.cluster(self._shelf.story_of(article_id) or "")
        if cluster is None:
            return None
        member = cluster.members[article_id]
        return Assignment(
            story_id=cluster.story_id,
            is_new=False,
            copy_of=cluster.echoed(report.event, member.copy_of),
            origin=member.origin,
            score=1.0,
            reason="the same article again",
        )

    def _copied(
        self, report: Report, read: Profile, now: datetime, barred: frozenset[str]
    ) -> tuple[Assignment | None, frozenset[str]]:
        """The story that the report is a copy in, and those that only look like it."""
        unlike = set(barred)
        for copied, cluster, member in self._shelf.copied(read.shingles, read.at, now):
            if cluster.story_id in barred or not may_join(report.event, cluster):
                continue
            if not share_subject(report, member):
                unlike.add(cluster.story_id)
            elif is_same_text(report, read.reading, member, cluster, copied.share):
                copy_of = cluster.echoed(report.event, copied.article_id)
                found = Assignment(
                    story_id=cluster.story_id,
                    is_new=False,
                    copy_of=copy_of,
                    origin=member.origin,
                    score=1.0,
                    is_sure=bool(copy_of) or not contradict(read.reading, cluster),
                    reason=f"{copied.share:.0%} of its wording is {member.source}'s",
                )
                return found, frozenset()
        return None, frozenset(unlike)

    def _joined(
        self,
        report: Report,
        read: Profile,
        vector: dict[str, float],
        now: datetime,
        unlike: frozenset[str],
    ) -> Assignment | None:
        """The most alike of the stories that are alike enough."""
        place = settlement(report.event)
        rare = self._shelf.rare(read.names, place)
        best: tuple[Cluster, Likeness] | None = None
        for cluster in self._shelf.near(vector, [place] if place else [], read.at, now):
            if cluster.story_id in unlike:
                continue
            likeness = likeness_to(cluster, read, vector, rare)
            if likeness and (best is None or likeness.score > best[1].score):
                best = (cluster, likeness)
        if best is None:
            return None
        return Assignment(
            story_id=best[0].story_id,
            is_new=False,
            origin=origin_of(report.article),
            score=best[1].score,
            is_sure=best[1].is_sure or is_background(report.event),
            reason=best[1].reason,
        )
