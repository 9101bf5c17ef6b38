"""``monitor status``: one look, and an exit status for probes."""

from datetime import UTC, datetime
from pathlib import Path

import click
from click.exceptions import Exit
from rich.console import Console

from monitor.cli.contract import line
from monitor.cli.kept import configured_to_look
from monitor.cli.options import config_option, json_option
from monitor.config import load_store_url
from monitor.health.examine import examine
from monitor.store import Store


@click.command()
@config_option
@json_option
@click.option(
    "--alive",
    "only_life",
    is_flag=True,
    help="Exit status 1 only where nothing is polled, which a restart may mend.",
)
def status(*, config_path: Path | None, as_json: bool, only_life: bool) -> None:
    """Say whether feeds are polled, messages go out, and what is failing.

    Exit status 0 if all is well, 1 if something needs a person; a chat that refuses
    messages does, and no restart mends it: a supervisor asks with --alive.
    """
    if only_life and config_path is not None:
        url, channels = load_store_url(config_path), {}
    else:
        config = configured_to_look(config_path)
        url, channels = config.store_url, config.destinations
    store = Store.open(url, exclusive=False)
    try:
        with store.read() as tx:
            health = examine(tx, channels, now=datetime.now(UTC))
    finally:
        store.close()
    if as_json:
        click.echo(line(health.as_dict()))
    else:
        console = Console(highlight=False)
        for text in health.lines():
            console.print(text, markup=False)
    if health.stalled if only_life else health.troubles:
        raise Exit(1)
