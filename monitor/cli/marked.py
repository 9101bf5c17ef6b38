"""An article for a person to read: its matches marked, the reasons, the event's facts.

What comes from an article is stripped of what a terminal would obey. Without colour,
brackets mark what was found.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from monitor.channels.characters import printable
from monitor.deliveries import wording
from monitor.model import Claim, Event, Match, MatchStatus, Report
from monitor.pipeline.desk import Outcome

_STYLES = {
    MatchStatus.ACCEPTED: "bold black on green",
    MatchStatus.POSSIBLE: "black on yellow",
    MatchStatus.REJECTED: "strike red",
}
_BRACKETS = {
    MatchStatus.ACCEPTED: "[{}]",
    MatchStatus.POSSIBLE: "[{}?]",
    MatchStatus.REJECTED: "[not {}]",
}
_TOLLS = ("killed", "wounded", "abducted", "arrested")


def show(outcome: Outcome, labels: Mapping[str, str], console: Console) -> None:
    """Print the article, what it names and why, the event, and the decisions."""
    decisions = [
        ("we would", f"{decision.verdict.value} {watchlist_id} ({decision.in_words})")
        for watchlist_id, decision in outcome.decisions
    ]
    show_report(outcome.report, labels, console, decisions)


def show_report(
    report: Report,
    labels: Mapping[str, str],
    console: Console,
    more: Iterable[tuple[str, str]] = (),
) -> None:
    """Print the article, what it names and why, and the event it tells of.

    Args:
        labels: the name to show, by watch id.
        more: further facts, below the event's: a label and a text.
    """
    article = report.article
    for name, text in (("title", article.title), ("text", article.text)):
        if text:
            matches = [match for match in report.matches if match.field == name]
            marked = _marked(text, matches, plain=_has_no_colour(console))
            console.print(marked, style="bold" if name == "title" else "")
            console.print()
    for match in report.matches:
        console.print(_heading(match, labels))
        why = Text(printable("; ".join(match.reasons)), "dim")
        console.print(Padding(why, (0, 0, 0, 4)))
    if report.matches:
        console.print()
    console.print(_grid([*_facts(report), *more]))


def _has_no_colour(console: Console) -> bool:
    return console.no_color or console.color_system is None


def _marked(text: str, matches: Sequence[Match], *, plain: bool) -> Text:
    """The text with its matches marked; of two that overlap, the first."""
    marked, at = Text(), 0
    for match in sorted(matches, key=lambda match: (match.start, -match.end)):
        if match.start >= at:
            marked.append(printable(text[at : match.start]))
            found = printable(text[match.start : match.end])
            bracket = _BRACKETS[match.status] if plain else "{}"
            marked.append(
                bracket.format(found), None if plain else _STYLES[match.status]
            )
            at = match.end
    return marked.append(printable(text[at:]))


def _heading(match: Match, labels: Mapping[str, str]) -> Text:
    label = labels.get(match.watch_id, match.watch_id)
    return Text.assemble(
        (match.status.value, _STYLES[match.status].replace("strike ", "")),
        f" {match.score:g}  ",
        (printable(match.surface), "bold"),
        f"  in the {match.field}, {match.mode.value}: {label} ",
        (f"({match.watchlist_id}/{match.watch_id})", "dim"),
    )


def _grid(facts: Iterable[tuple[str, str]]) -> Table:
    """Labels to the left, each once; texts wrap beside them."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column(overflow="fold")
    last = None
    for label, text in facts:
        grid.add_row("" if label == last else label, Text(printable(text)))
        last = label
    return grid


def _facts(report: Report) -> Iterator[tuple[str, str]]:
    """The event in an analyst's reading order; "unknown" rather than left out."""
    event, article = report.event, report.article
    what = [wording.what(event), event.status.value]
    if event.severity is not None:
        what.insert(0, f"{wording.band(event.severity)} {event.severity:g}")
    yield "what", " · ".join(what)
    precision = f" ({event.place.precision.value})" if event.place else ""
    yield "where", f"{wording.where(event.place)}{precision}"
    yield "when", event.date.isoformat() if event.date else wording.undated(event)
    yield from _tolls(event)
    for actor in event.actors:
        said = f", {wording.word('claim', actor.claim.value)}"
        known = actor.claim is not Claim.UNKNOWN
        yield "who", f"{actor.name}: {actor.role.value}{said if known else ''}"
    if not event.actors:
        yield "who", "unknown"
    outlet = article.source or "source unknown"
    yield "how sure", f"one outlet: {outlet}, reliability {article.reliability}"
    for reason in event.reasons:
        yield "why", reason


def _tolls(event: Event) -> Iterator[tuple[str, str]]:
    for name in _TOLLS:
        toll = getattr(event, name)
        if toll is not None:
            yield "toll", f"{name} {wording.toll(toll)} « {toll.text} »"
    if all(getattr(event, name) is None for name in _TOLLS):
        yield "toll", "unknown"
