"""An article for a person to read, its matches marked and their reasons beneath."""

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.deliveries import wording
from monitor.model import Event, Match, MatchStatus, Report
from monitor.pipeline.desk import Outcome

_STYLES = {
    MatchStatus.ACCEPTED: "bold black on green",
    MatchStatus.POSSIBLE: "black on yellow",
    MatchStatus.REJECTED: "strike red",
}


def show(outcome: Outcome, labels: Mapping[str, str], console: Console) -> None:
    """Print the article, what it names and why, the event, and the decisions."""
    show_report(outcome.report, labels, console)
    for watchlist_id, decision in outcome.decisions:
        console.print(
            f"Decision for {watchlist_id}: {decision.verdict.value} "
            f"({decision.in_words})",
            markup=False,
        )


def show_report(report: Report, labels: Mapping[str, str], console: Console) -> None:
    """Print the article, what it names and why, and the event it tells of."""
    for name, text in (("title", report.article.title), ("text", report.article.text)):
        if text:
            spans = [m for m in report.matches if m.field == name]
            console.print(_marked(text, spans), style="bold" if name == "title" else "")
    console.print(_matches(report.matches, labels))
    for line in _facts(report.event):
        console.print(line, markup=False, highlight=False)


def _facts(event: Event) -> Iterator[str]:
    facts = [wording.what(event), wording.where(event.place), event.status.value]
    if event.date is not None:
        facts.append(event.date.isoformat())
    yield "Event: " + " · ".join(facts)
    for name in ("killed", "wounded", "abducted", "arrested"):
        if (toll := getattr(event, name)) is not None:
            yield f"  {name}: {wording.toll(toll)} « {toll.text} »"
    for actor in event.actors:
        yield f"  {actor.name}: {actor.role.value}, {actor.claim.value}"
    for reason in event.reasons:
        yield f"  {reason}"


def _marked(text: str, matches: Iterable[Match]) -> Text:
    marked = Text(text)
    for match in matches:
        marked.stylize(_STYLES[match.status], match.start, match.end)
    return marked


def _matches(matches: Iterable[Match], labels: Mapping[str, str]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in ("found", "watch", "status", "score", "how", "why"):
        table.add_column(heading, overflow="fold")
    for match in matches:
        table.add_row(
            Text(match.surface),
            Text(f"{labels.get(match.watch_id, '')} ({match.watch_id})"),
            Text(match.status.value),
            f"{match.score:g}",
            match.mode.value,
            Text("; ".join(match.reasons)),
        )
    return table
