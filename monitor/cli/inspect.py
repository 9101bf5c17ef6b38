"""``monitor inspect``: what one article names, what happened, what we would do."""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from monitor.cli import contract
from monitor.cli.articles import Given, open_text, read_lines, read_one
from monitor.cli.marked import show
from monitor.cli.options import config_option, configured, json_option
from monitor.config import Config
from monitor.language import spoken
from monitor.model import Feed, Verdict
from monitor.pipeline.desk import Desk, Outcome

#: The contract knows three decisions; a call is a call, a hold is for the digest.
_DECISIONS = {
    Verdict.ALERT: "alert",
    Verdict.UPDATE: "alert",
    Verdict.IGNORE: "ignore",
}


@click.command()
@click.argument("file", default="-", metavar="[FILE|-]")
@json_option
@click.option("--jsonl", is_flag=True, help="One JSON article a line in, one out.")
@config_option
def inspect(file: str, *, as_json: bool, jsonl: bool, config_path: Path | None) -> None:
    """Show what an article names, what it says happened, and what we would do.

    FILE is plain text, or a JSON object with title, text, and if known url, source,
    language, published_at. Nothing is stored or sent.

    In the JSON, `event` is always there; what could not be read in it is null, and its
    type `none`. `decision` is alert, digest or ignore, for the article on its own.
    """
    config = configured(config_path)
    desk = Desk(config.watchlists, config.settings)
    outlets = {feed.source: feed for feed in config.feeds}
    with open_text(file) as lines:
        if jsonl:
            for number, given in enumerate(read_lines(lines, file), start=1):
                answer = _answer(given, _outcome(desk, given, number, outlets))
                sys.stdout.write(contract.line(answer) + "\n")
            return
        given = read_one(lines.read(), file)
    outcome = _outcome(desk, given, 1, outlets)
    if as_json:
        click.echo(contract.line(_answer(given, outcome)))
    else:
        show(outcome, _labels(config), Console())


def _outcome(
    desk: Desk, given: Given, number: int, outlets: dict[str, Feed]
) -> Outcome:
    now = datetime.now(UTC)
    article = given.article(number, now=now, outlets=outlets)
    return desk.alone(
        desk.reader.read(article, in_full=True), now=article.published_at or now
    )


def _answer(given: Given, outcome: Outcome) -> dict[str, Any]:
    report = outcome.report
    article = report.article
    return {
        **({"id": given.id} if given.id is not None else {}),
        "language": spoken(article.language, f"{article.title}\n{article.text}"),
        "matches": [contract.match_json(match) for match in report.matches],
        "event": contract.event_json(report.event),
        "decision": _DECISIONS.get(outcome.loudest.verdict, "digest"),
        "reasons": [
            f"{watchlist_id}: {decision.in_words}"
            for watchlist_id, decision in outcome.decisions
        ],
    }


def _labels(config: Config) -> dict[str, str]:
    return {w.watch_id: w.label for lst in config.watchlists for w in lst.watches}
