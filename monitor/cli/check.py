"""``monitor check``: does the configuration hold, and does what it names work?"""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import click
from click.exceptions import Exit
from rich.console import Console
from rich.table import Table
from rich.text import Text

from monitor.channel_settings import FileTable
from monitor.channels import Check
from monitor.channels.open import open_channel
from monitor.cli.checks import hours, kept, named, places, secrets_found, told
from monitor.cli.findings import print_proposals, show_findings
from monitor.cli.options import config_option, configured
from monitor.config import Config
from monitor.events.gazetteer import gazetteer
from monitor.lint.examine import examine
from monitor.lint.finding import Finding
from monitor.settings import FeedsFile, MonitorFile
from monitor.toml import Table as TomlTable
from monitor.watchlists import WatchlistFile

_SCHEMAS: dict[str, type[TomlTable]] = {
    "monitor": MonitorFile,
    "feeds": FeedsFile,
    "watchlist": WatchlistFile,
}


@click.command()
@config_option
@click.option(
    "--live",
    is_flag=True,
    help="Also try each feed, bot token, chat, mail login and webhook's host.",
)
@click.option(
    "--strict", is_flag=True, help="Exit status 1 also where anything is warned of."
)
@click.option(
    "--suggest",
    "suggesting",
    is_flag=True,
    help="Print further names from public lists, as TOML to paste, and end; what may "
    "be somebody else's is in comments, with the list and its id there.",
)
@click.option(
    "--schema",
    type=click.Choice(list(_SCHEMAS)),
    help="Print the JSON Schema of a file, for editors, and end.",
)
def check(
    *,
    config_path: Path | None,
    live: bool,
    strict: bool,
    suggesting: bool,
    schema: str | None,
) -> None:
    """Check every file of the configuration; with --live, also what it names.

    Prints a table of what works, then what the linter says of the watchlists: names
    that mean something else as well, that can never match, that are said twice, each
    with its fix. Nothing is stored or sent. Exit status 2 for a mistake in a file, 1
    where a secret is missing or something live does not work, or with
    --strict where anything is warned of.
    """
    if schema is not None:
        shape = _SCHEMAS[schema].model_json_schema(by_alias=True)
        click.echo(json.dumps(shape, indent=2, ensure_ascii=False))
        return
    config = configured(config_path)
    if suggesting:
        print_proposals(config)
        return
    checks = [
        *named(config),
        *told(config),
        *hours(config),
        *places(config),
        *kept(config, live=live),
        *secrets_found(config),
    ]
    if live:
        checks += asyncio.run(_live(config))
    findings = examine(config.watchlists, gazetteer().find, gazetteer().like)
    checks.append(_linted(findings))
    console = Console()
    _show(checks, console)
    show_findings(findings, config, console)
    warns = bool(findings) or any(found.warns for found in checks)
    if not all(found.ok for found in checks) or (strict and warns):
        raise Exit(1)


def _linted(findings: Sequence[Finding]) -> Check:
    warnings = "no warnings" if not findings else f"{len(findings)} to look at"
    return Check(what="names", ok=True, detail=warnings)


async def _live(config: Config) -> list[Check]:
    # Polling and its libraries are loaded only where they are used.
    from monitor.pipeline.probe import probe_feeds  # noqa: PLC0415  on use

    found: list[Check] = []
    for settings in config.settings.channel:
        if isinstance(settings, FileTable):
            continue  # its folder was looked at
        channel = open_channel(
            settings,
            folder=config.folder,
            state_folder=config.state_folder,
            write=click.echo,
            clock=partial(datetime.now, UTC),
        )
        try:
            for line in await channel.check():
                what = f"{settings.id}: {line.what}"
                found.append(Check(what=what, ok=line.ok, detail=line.detail))
        finally:
            await channel.aclose()
    console = Console(stderr=True)
    with console.status(f"Asking {len(config.feeds)} feeds"):
        found += await probe_feeds(config)
    return found


def _show(checks: list[Check], console: Console) -> None:
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    for found in checks:
        table.add_row(_mark(found), Text(found.what), Text(found.detail))
    console.print(table)


def _mark(found: Check) -> Text:
    if not found.ok:
        return Text("FAILS", "bold red")
    return Text("warns", "bold yellow") if found.warns else Text("ok", "green")
