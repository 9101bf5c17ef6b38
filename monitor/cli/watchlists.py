"""``monitor watchlists``: what to add to them."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from monitor.channels.characters import one_line
from monitor.cli import contract
from monitor.cli.articles import open_text, read_lines
from monitor.cli.options import config_option, configured, json_option, since_option
from monitor.config import Config
from monitor.model import Article
from monitor.pipeline.near_misses import NearMiss, near_misses
from monitor.store import Store
from monitor.store import articles as article_rows

#: Letters of an example sentence, and of a spelling.
_EXAMPLE, _WRITTEN = 160, 60


@click.group()
def watchlists() -> None:
    """What articles call the places and groups that are watched, and you do not yet."""


@watchlists.command("near-misses")
@since_option
@click.option("--file", metavar="FILE.jsonl", help="One article a line; no store.")
@json_option
@config_option
def show_near_misses(
    *, since: timedelta, file: str | None, as_json: bool, config_path: Path | None
) -> None:
    """List spellings close to a watched name that were not accepted.

    Read with today's watchlists: guesses that lacked evidence, and spellings one letter
    further from a name than is guessed at, where its country is named. Each with the
    number of articles, the outlets and a sentence, the most frequent first; what you
    add to a watch's names is found from then on.
    """
    config = configured(config_path)
    now = datetime.now(UTC)
    articles = _in_file(file, now) if file else _stored(config, now - since, now)
    misses = near_misses(articles, config.watchlists)
    if as_json:
        for miss in misses:
            click.echo(contract.line(_answer(miss)))
    else:
        _show(misses)


def _in_file(file: str, now: datetime) -> Iterator[Article]:
    with open_text(file) as lines:
        for number, given in enumerate(read_lines(lines, file), start=1):
            yield given.article(number, now=now, outlets={})


def _stored(config: Config, since: datetime, now: datetime) -> Iterator[Article]:
    with (
        closing(Store.open(config.store_url, exclusive=False)) as store,
        store.read() as tx,
    ):
        yield from article_rows.between(tx, since, now)


def _answer(miss: NearMiss) -> dict[str, Any]:
    return {
        "watchlist": miss.watch.watchlist_id,
        "watch": miss.watch.watch_id,
        "name": miss.name,
        "written": miss.written,
        "articles": miss.article_count,
        "sources": list(miss.sources),
        "example": miss.example,
    }


def _show(misses: Iterable[NearMiss]) -> None:
    console = Console()
    count = 0
    for watch, own in groupby(misses, key=lambda miss: miss.watch):
        head = Text.assemble((watch.label, "bold"), f"  {watch.watchlist_id}")
        console.print(head + Text(f" / {watch.watch_id}"))
        for miss in own:
            count += 1
            console.print(Padding(_line(miss), (0, 0, 0, 2)))
            example = Text(one_line(miss.example, at_most=_EXAMPLE), "dim")
            console.print(Padding(example, (0, 0, 0, 6)))
    console.print(f"{count} spellings" if count else "Nothing was narrowly missed.")


def _line(miss: NearMiss) -> Text:
    written = one_line(miss.written, at_most=_WRITTEN)
    outlets = one_line(", ".join(filter(None, miss.sources)), at_most=_WRITTEN)
    return Text.assemble(
        f"{miss.article_count:3}  ",
        (written, "bold yellow"),
        f'  like "{miss.name}"' + (f"  ({outlets})" if outlets else ""),
    )
