"""``monitor replay``: a file of articles through the whole pipeline."""

import sys
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import track

from monitor.cli import contract
from monitor.cli.articles import open_text, read_lines, without_markup
from monitor.cli.options import config_option, configured, json_option
from monitor.config import Config
from monitor.deliveries import wording
from monitor.model import Article
from monitor.pipeline.desk import Desk, Outcome
from monitor.pipeline.replay import replay_articles
from monitor.stories.repair import Move


@click.command()
@click.argument("file", metavar="FILE.jsonl")
@json_option
@click.option(
    "--watch-all", is_flag=True, help="Treat every article as matched, by no watchlist."
)
@config_option
def replay(
    file: str, *, as_json: bool, watch_all: bool, config_path: Path | None
) -> None:
    """Run articles through match, event, story and decision under their own clock.

    FILE.jsonl holds one article a line: id, source, url, title, summary,
    published_at, language. They are taken in order of published_at. The same code as
    the service, in memory; nothing is stored or sent.

    `killed` and the other figures of `event` are null where the text says nothing.
    """
    config = configured(config_path)
    now = datetime.now(UTC)
    articles = _read(file, config, now)
    desk = Desk(config.watchlists, config.settings, watch_all=watch_all)
    results = track(
        replay_articles(desk, articles, start=now, prepare=without_markup),
        "Replaying",
        total=len(articles),
        console=Console(stderr=True),
        transient=True,
        disable=not sys.stderr.isatty(),
    )
    if as_json:
        for result in results:
            sys.stdout.write(contract.line(_answer(result)) + "\n")
    else:
        _show(results)


def _read(file: str, config: Config, now: datetime) -> list[Article]:
    outlets = {feed.source: feed for feed in config.feeds}
    with open_text(file) as lines:
        return [
            given.article(number, now=now, outlets=outlets)
            for number, given in enumerate(read_lines(lines, file), start=1)
        ]


def _show(results: Iterable[Outcome | Move]) -> None:
    """Each decision that is heard or kept, as a line; then their number."""
    console = Console()
    counts: Counter[str] = Counter()
    for result in results:
        if isinstance(result, Move):
            counts["moved"] += 1
            continue
        decision = result.loudest
        counts[decision.verdict.value] += 1
        if result.assignment is not None:
            article = result.report.article
            console.print(
                f"{decision.verdict.value:7} {result.assignment.story_id} "
                f"{article.title[:80]} [{decision.in_words}]",
                markup=False,
                highlight=False,
            )
    total = ", ".join(f"{count} {name}" for name, count in counts.most_common())
    console.print(f"{wording.count(counts.total(), 'decision')}: {total}")


def _answer(result: Outcome | Move) -> dict[str, Any]:
    if isinstance(result, Move):
        return {
            "id": result.article_id,
            "story": result.to_story,
            "decision": "moved",
            "reason": result.reason,
        }
    decision, assignment = result.loudest, result.assignment
    return {
        "id": result.report.article.article_id,
        "story": assignment.story_id if assignment else None,
        "copy_of": assignment.copy_of if assignment else None,
        "watches": list(dict.fromkeys(m.watch_id for m in result.report.accepted)),
        "decision": decision.verdict.value,
        "reason": decision.in_words,
        "severity": result.report.event.severity,
        "event": contract.event_json(result.report.event),
    }
