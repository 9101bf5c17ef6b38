"""``monitor feeds``: list with health, retry, add, parse, import, export."""

import asyncio
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from click.exceptions import Exit
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.articles.parse import ParsedFeed, parse_feed
from monitor.cli import contract
from monitor.cli.feed_list import append, feed_list
from monitor.cli.kept import configured_to_look
from monitor.cli.options import config_option, configured, json_option
from monitor.config import Config
from monitor.deliveries import wording
from monitor.durations import in_words
from monitor.errors import ConfigError, FeedError, MonitorError, StoreError
from monitor.feeds import urls
from monitor.feeds.box import ParseBox
from monitor.feeds.opml import read_opml, write_opml
from monitor.health.feeds import feed_trouble
from monitor.model import Article, Feed, FeedState
from monitor.pipeline.probe import open_fetcher, probe_feed
from monitor.store import Store
from monitor.store import feeds as feed_rows
from monitor.toml import duration_text

_HEADINGS = (
    *("source", "every", "last good poll", "next poll", "failures"),
    "what is wrong",
)


@click.group()
def feeds() -> None:
    """List feeds with their health; ask one at once; add, parse, import, export."""


@feeds.command("list")
@config_option
@json_option
def list_feeds(*, config_path: Path | None, as_json: bool) -> None:
    """Show each feed: when it last worked and is asked next, and what is wrong."""
    config = configured_to_look(config_path)
    now = datetime.now(UTC)
    known = {feed.feed_id: state for feed, state in _states(config)}
    states = [(feed, known.get(feed.feed_id, FeedState())) for feed in config.feeds]
    if as_json:
        click.echo(
            contract.line({"feeds": [_state_json(*pair, now) for pair in states]})
        )
        return
    table = Table(box=None, padding=(0, 2, 0, 0))
    for heading in _HEADINGS:
        table.add_column(heading, overflow="fold")
    for feed, state in states:
        good = state.succeeded_at
        table.add_row(
            Text(feed.source),
            duration_text(feed.interval),
            f"{good:%Y-%m-%d %H:%M}Z" if good else "never",
            _until(state.next_poll_at, now),
            str(state.failure_count),
            Text(_wrong(feed, state, now)),
        )
    Console().print(table)


@feeds.command()
@click.argument("wanted", metavar="URL|SOURCE...", nargs=-1, required=True)
@config_option
def retry(wanted: tuple[str, ...], *, config_path: Path | None) -> None:
    """Feeds that fail are asked with the next round, now that they are mended.

    On SQLite the service has to be stopped.
    """
    config = configured_to_look(config_path)
    with closing(Store.open(config.store_url)) as store, store.begin() as tx:
        known = [feed for feed, _ in feed_rows.states(tx)]
        names = {name for feed in known for name in (feed.url, feed.source)}
        if strange := [name for name in wanted if name not in names]:
            raise MonitorError(
                f"{', '.join(strange)}: no such feed; `monitor feeds list` has them"
            )
        ids = [f.feed_id for f in known if {f.url, f.source} & {*wanted}]
        feed_rows.retry(tx, ids, now=datetime.now(UTC))
    click.echo(f"{wording.count(len(ids), 'feed')} due now")


@feeds.command()
@click.argument("target", metavar="FILE|URL")
@json_option
@config_option
def parse(*, target: str, as_json: bool, config_path: Path | None) -> None:
    """Read one feed with the service's own parser, to see why it misbehaves.

    Exit status 1 where it is no feed, or cannot be fetched.
    """
    config = configured(config_path)
    try:
        parsed = _parsed(target, config)
    except FeedError as error:
        parsed = ParsedFeed(
            format=None, title="", entries=0, problems=(str(error),), articles=()
        )
    if as_json:
        click.echo(contract.line(_parsed_json(parsed)))
    else:
        _show_parsed(parsed)
    if parsed.format is None:
        raise Exit(1)


@feeds.command()
@click.argument("url")
@click.option(
    "--source", help="The outlet's name, as alerts show it; by default the URL's host."
)
@click.option("--language", help="ISO 639-1 code.")
@click.option("--country", help="ISO 3166-1 alpha-2 code of the outlet.")
@click.option("--reliability", default="F", help="Admiralty letter, A to F.")
@config_option
def add(
    *,
    url: str,
    source: str | None,
    language: str | None,
    country: str | None,
    reliability: str,
    config_path: Path | None,
) -> None:
    """Add a feed to the configuration's first feed list."""
    config = configured(config_path)
    table = {"url": url, "source": source or _host(url), "reliability": reliability}
    table |= {"language": language} if language else {}
    table |= {"country": country} if country else {}
    added = append(config, [table])
    click.echo(f"{feed_list(config)}: {added} added")


@feeds.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@config_option
def import_opml(*, file: Path, config_path: Path | None) -> None:
    """Add the feeds of an OPML file that are not in the configuration yet."""
    config = configured(config_path)
    try:
        outlines = read_opml(file.read_bytes())
    except FeedError as error:
        raise ConfigError(f"{file}: {error}") from None
    known = {feed.url for feed in config.feeds}
    fresh = [
        {"url": o.url, "source": o.title[:100]} for o in outlines if o.url not in known
    ]
    added = append(config, fresh)
    click.echo(f"{feed_list(config)}: {added} added, {len(outlines) - added} known")


@feeds.command("export")
@click.argument("file", type=click.Path(allow_dash=True), default="-")
@config_option
def export_opml(*, file: str, config_path: Path | None) -> None:
    """Write the feeds as OPML to FILE or standard output."""
    body = write_opml(configured(config_path).feeds)
    if file == "-":
        sys.stdout.buffer.write(body)
    else:
        Path(file).write_bytes(body)


def _host(url: str) -> str:
    """The host without "www.".

    Raises:
        ConfigError: no web address.
    """
    try:
        return urls.parse(url).host.removeprefix("www.")
    except FeedError:
        raise ConfigError(f"{url}: no http:// or https:// address") from None


def _states(config: Config) -> tuple[tuple[Feed, FeedState], ...]:
    try:
        store = Store.open(config.store_url, exclusive=False)
    except StoreError:
        return ()
    try:
        with store.read() as tx:
            return feed_rows.states(tx)
    finally:
        store.close()


def _wrong(feed: Feed, state: FeedState, now: datetime) -> str:
    """What a person should know; a single failure is shown, too."""
    trouble = feed_trouble(feed, state, now=now)
    if trouble is None or state.failure is not None:
        return state.failure or ""
    return f"{trouble.kind.value}: {trouble.detail}"


def _state_json(feed: Feed, state: FeedState, now: datetime) -> dict[str, Any]:
    trouble = feed_trouble(feed, state, now=now)
    return {
        "source": feed.source,
        "url": feed.url,
        "interval_s": int(feed.interval.total_seconds()),
        "polled_at": _iso(state.polled_at),
        "succeeded_at": _iso(state.succeeded_at),
        "next_poll_at": _iso(state.next_poll_at),
        "failure_count": state.failure_count,
        "failure": state.failure,
        "trouble": trouble.kind.value if trouble else None,
        "detail": trouble.detail if trouble else None,
    }


def _until(at: datetime | None, now: datetime) -> str:
    return f"in {in_words(at - now)}" if at and at > now else "due"


def _iso(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None


def _parsed(target: str, config: Config) -> ParsedFeed:
    now = datetime.now(UTC)
    if target.startswith(("http://", "https://")):
        feed = Feed(feed_id="parsed", url=target, source=target)
        return asyncio.run(_fetched(feed, config, now))
    feed = Feed(feed_id="parsed", url="", source=target)
    try:
        body = Path(target).read_bytes()
    except OSError as error:
        raise ConfigError(f"{target}: cannot be read: {error.strerror}") from None
    return parse_feed(body, url="", feed=feed, fetched_at=now)


async def _fetched(feed: Feed, config: Config, now: datetime) -> ParsedFeed:
    fetcher, box = open_fetcher(config.settings.poll), ParseBox()
    try:
        return await probe_feed(feed, fetcher, box, now=now)
    finally:
        await box.aclose()
        await fetcher.aclose()


def _parsed_json(parsed: ParsedFeed) -> dict[str, Any]:
    return {
        "format": parsed.format,
        "title": parsed.title,
        "entries": parsed.entries,
        "problems": list(parsed.problems),
        "articles": [_article_json(entry.article) for entry in parsed.articles],
    }


def _article_json(article: Article) -> dict[str, Any]:
    return {
        "id": article.article_id,
        "url": article.url,
        "title": article.title,
        "summary": article.text,
        "published_at": _iso(article.published_at),
        "language": article.language,
    }


def _show_parsed(parsed: ParsedFeed) -> None:
    console = Console(highlight=False)
    parts = (parsed.format or "no feed", parsed.title, f"{parsed.entries} entries")
    console.print(" · ".join(filter(None, parts)), markup=False)
    for problem in parsed.problems:
        console.print(f"! {problem}", markup=False)
    for entry in parsed.articles:
        at = _iso(entry.article.published_at) or "undated"
        console.print(f"{at}  {entry.article.title}", markup=False)
