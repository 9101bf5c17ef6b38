"""The desk: reads articles one by one and decides what each does for whom.

It is the pure core with its memory: compiled watchlists, open stories, and what
was told. It knows no feed, no database and no channel, so the service, `replay`
and `inspect` decide alike. After a failed commit it forgets, and is seated anew
from the rows.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.alerts.decide import decide, is_mild_denial, screen
from monitor.model import (
    Alert,
    Article,
    Assignment,
    Decision,
    Label,
    Report,
    Story,
    Verdict,
    Watchlist,
)
from monitor.pipeline.read import Reader
from monitor.settings import MonitorFile
from monitor.stories.labelled import Labels
from monitor.stories.open import OpenStories
from monitor.stories.repair import Move

CALLS = (Verdict.ALERT, Verdict.UPDATE)
#: Loudest first: of the decisions for several watchlists, this one is shown.
LOUDNESS = tuple(Verdict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one report."""

    report: Report
    #: None where the report is ignored by every watchlist.
    assignment: Assignment | None
    story: Story | None
    #: One for each watchlist, in their order.
    decisions: tuple[tuple[str, Decision], ...]
    alerts: tuple[Alert, ...]

    @property
    def loudest(self) -> Decision:
        """The decision that says what the article did."""
        return min(
            (decision for _, decision in self.decisions),
            key=lambda decision: LOUDNESS.index(decision.verdict),
        )


class Desk:
    """Compiled watchlists, open stories, and what was told about them."""

    def __init__(
        self,
        watchlists: Sequence[Watchlist],
        settings: MonitorFile,
        *,
        labels: Sequence[Label] = (),
        watch_all: bool = False,
    ) -> None:
        self.watches_all = watch_all
        self._labels = Labels(labels)
        self.renew(watchlists, settings)
        self.forget()

    def forget(self, *, last_number: int = 0) -> None:
        """Close every story and forget every call; watchlists stay compiled.

        Args:
            last_number: of the stories there ever were; the next one follows it.
        """
        self._stories = OpenStories(
            window=self._settings.stories.window, last_number=last_number
        )
        self._stories.labels = self._labels
        self._told: dict[tuple[str, str], list[Alert]] = defaultdict(list)

    def label(self, labels: Sequence[Label]) -> None:
        """Heed what people say of pairs of articles; `repair` moves what is open."""
        self._stories.labels = self._labels = Labels(labels)

    def renew(self, watchlists: Sequence[Watchlist], settings: MonitorFile) -> None:
        """Follow these from now on; stories and calls stay known.

        Stories close after the old window until what is open is recalled.
        """
        self._settings = settings
        self.watchlists = {w.watchlist_id: w for w in watchlists}
        self._watches = {
            w.watchlist_id: {watch.watch_id: watch for watch in w.watches}
            for w in watchlists
        }
        self.reader = Reader(watchlists)

    def read(self, article: Article) -> Report:
        """What the article names and what it says happened; changes nothing."""
        return self.reader.read(article, in_full=self.watches_all)

    def consider(
        self,
        report: Report,
        *,
        now: datetime,
        baseline: bool = False,
        heard_at: datetime | None = None,
        hold: Decision | None = None,
    ) -> Outcome:
        """Decide what the report does, and remember it.

        Args:
            baseline: as for ``alerts.decide.screen``, like ``heard_at``.
            hold: takes the place of a call, where the feed is not to be believed.
        """
        screened = self._screen(report, now, baseline, heard_at)
        if all(d is not None and d.verdict is Verdict.IGNORE for _, d in screened):
            decided = tuple((w, d) for w, d in screened if d is not None)
            return Outcome(
                report=report, assignment=None, story=None, decisions=decided, alerts=()
            )
        assignment = self._stories.assign(report, now=now)
        before = self.story(assignment.story_id)
        story = self._stories.add(report, assignment, now=now)
        decisions: list[tuple[str, Decision]] = []
        alerts: list[Alert] = []
        for watchlist_id, screen_decision in screened:
            told = self._told[story.story_id, watchlist_id]
            is_heard = bool(told) and is_mild_denial(report, screen_decision)
            decision = (None if is_heard else screen_decision) or decide(
                report,
                assignment,
                before or story,
                story,
                told,
                policy=self._settings.alerts,
                staged=self._staged(watchlist_id),
                now=now,
            )
            if hold is not None and decision.verdict in CALLS:
                decision = hold
            decisions.append((watchlist_id, decision))
            if decision.verdict in CALLS:
                alerts.append(
                    Alert(
                        story_id=story.story_id,
                        watchlist_id=watchlist_id,
                        number=len(told),
                        decision=decision,
                        story=story,
                        report=report,
                        created_at=now,
                    )
                )
        for alert in alerts:
            self.remember(alert)
        return Outcome(
            report=report,
            assignment=assignment,
            story=story,
            decisions=tuple(decisions),
            alerts=tuple(alerts),
        )

    def alone(self, report: Report, *, now: datetime) -> Outcome:
        """What the report would do if no story were open; remembers nothing."""
        stories, told = self._stories, self._told
        self._stories = OpenStories(window=self._settings.stories.window)
        self._told = defaultdict(list)
        try:
            return self.consider(report, now=now)
        finally:
            self._stories, self._told = stories, told

    def repair(self, now: datetime) -> tuple[Move, ...]:
        """Look over the open stories again; moves never call.

        What was told moves with the articles it was told of, and is forgotten with
        stories that have closed.
        """
        # One look may part an article and merge it elsewhere: its last place counts.
        last = {move.article_id: move for move in self._stories.repair(now)}
        moves = tuple(last.values())
        touched = {m.from_story for m in moves} | {m.to_story for m in moves}
        told: list[Alert] = []
        for key in tuple(self._told):
            if key[0] in touched or not self._stories.is_open(key[0]):
                told += self._told.pop(key)
        for alert in sorted(told, key=lambda alert: alert.created_at):
            if self._stories.is_open(self._story_of(alert)):
                self.remember(alert)
        return moves

    def close(self, now: datetime) -> None:
        """Forget every story whose last report is older than the window."""
        self._stories.close(now)

    def story(self, story_id: str) -> Story | None:
        """The story as it stands; None where it is not open."""
        return self._stories.story(story_id)

    def recall(self, members: Iterable[tuple[Assignment, Report]]) -> None:
        """Take up stored reports again, in the order they were added."""
        for assignment, report in members:
            self._stories.recall(report, assignment)

    def remember(self, alert: Alert) -> None:
        """Count an alert as told, on the story that its article is in today."""
        self._told[self._story_of(alert), alert.watchlist_id].append(alert)

    def told_before(self, alert: Alert, channel_id: str) -> tuple[Alert, ...]:
        """Earlier alerts about the same story for a channel, oldest first."""
        told = self.told(self._story_of(alert), channel_id)
        return tuple(t for t in told if t.report != alert.report)

    def told(self, story_id: str, channel_id: str) -> tuple[Alert, ...]:
        """Alerts about a story of the watchlists that call a channel, oldest first."""
        told = [
            told
            for watchlist_id, watchlist in self.watchlists.items()
            if channel_id in watchlist.alert_to
            for told in self._told.get((story_id, watchlist_id), ())
        ]
        return tuple(sorted(told, key=lambda alert: alert.created_at))

    def _staged(self, watchlist_id: str) -> tuple[str, ...]:
        watchlist = self.watchlists.get(watchlist_id)
        return watchlist.staged if watchlist else ()

    def _story_of(self, alert: Alert) -> str:
        article_id = alert.report.article.article_id
        return self._stories.story_of(article_id) or alert.story_id

    def _screen(
        self, report: Report, now: datetime, baseline: bool, heard_at: datetime | None
    ) -> list[tuple[str, Decision | None]]:
        if self.watches_all:
            return [("all", None)]
        policy = self._settings.alerts
        story_id = self._stories.story_of(report.article.article_id) or ""
        return [
            (
                name,
                screen(
                    report,
                    watchlist,
                    self._watches[name],
                    baseline=baseline,
                    heard_at=heard_at,
                    is_told=bool(self._told.get((story_id, name))),
                    policy=policy,
                    now=now,
                ),
            )
            for name, watchlist in self.watchlists.items()
        ]
