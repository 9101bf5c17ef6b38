"""The demo's screen: what each article did, and each message as a phone shows it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from monitor.model import Verdict
from monitor.peers.bot_api_values import Sent
from monitor.pipeline.desk import Outcome

_STYLES = {
    Verdict.ALERT: "bold red",
    Verdict.UPDATE: "bold yellow",
    Verdict.EDIT: "cyan",
    Verdict.DIGEST: "cyan",
    Verdict.HOLD: "magenta",
}


@dataclass(slots=True)
class Screen:
    """Prints what happens and counts it."""

    console: Console
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)
    copy_count: int = 0
    message_count: int = 0
    pages: list[str] = field(default_factory=list)
    failing: dict[str, str] = field(default_factory=dict)

    def outcome(self, now: datetime, outcome: Outcome) -> None:
        """One article: what it did, and why."""
        decision, assignment = outcome.loudest, outcome.assignment
        self.verdicts[decision.verdict] += 1
        self.articles.add(outcome.report.article.article_id)
        self.copy_count += bool(assignment and assignment.copy_of)
        article = outcome.report.article
        self._line(
            now,
            (f"{decision.verdict.value:7}", _STYLES.get(decision.verdict, "dim")),
            (f" {assignment.story_id if assignment else '-':9}", "dim"),
            (f" {article.source}: {_short(article.title)}", ""),
            (f"  [{decision.in_words}]", "dim"),
        )

    def failure(self, now: datetime, source: str, failure: str) -> None:
        """A feed that does not work, once for each way in which it does not."""
        if self.failing.get(source) != failure:
            self.failing[source] = failure
            self._line(now, ("failing", "red"), (f" {source}: {failure}", ""))

    def message(self, sent: Sent) -> None:
        """A message as Telegram shows it."""
        self.message_count += 1
        title = f"Telegram {sent.at:%a %d %b %H:%M}Z"
        if sent.reply_to is not None:
            title += f" · reply to {sent.reply_to}"
        self.console.print(
            Panel(Text(sent.text), title=title, title_align="left", width=76)
        )

    def page(self, receipt: str) -> None:
        """A digest that was written."""
        self.pages.append(receipt)

    def summary(self, feed_count: int) -> None:
        """What the days came to."""
        verdicts = self.verdicts
        self.console.rule("Three days at Kati")
        for name, value in (
            ("feeds", f"{feed_count}, of which failing: {_named(self.failing)}"),
            ("articles", f"{len(self.articles)}"),
            ("copies folded", f"{self.copy_count}"),
            ("alerts", f"{verdicts[Verdict.ALERT]}"),
            ("updates", f"{verdicts[Verdict.UPDATE]}"),
            ("messages on the phone", f"{self.message_count}"),
            ("merged silently", f"{verdicts[Verdict.MERGE] + verdicts[Verdict.EDIT]}"),
            ("for the digest", f"{verdicts[Verdict.DIGEST]}"),
            ("held", f"{verdicts[Verdict.HOLD]}"),
            ("ignored", f"{verdicts[Verdict.IGNORE]}"),
            ("digests", ", ".join(_relative(page) for page in self.pages)),
        ):
            self.console.print(f"{name:>22}  {value}", markup=False, highlight=False)

    def _line(self, now: datetime, *parts: tuple[str, str]) -> None:
        text = Text.assemble((f"{now:%a %d %H:%M}Z ", "dim"), *parts)
        self.console.print(text, soft_wrap=False, overflow="fold")


def _short(title: str, length: int = 90) -> str:
    return title if len(title) <= length else title[: length - 1] + "…"


def _named(failing: dict[str, str]) -> str:
    return ", ".join(failing) or "none"


def _relative(page: str) -> str:
    path = Path(page)
    return (
        str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else page
    )
