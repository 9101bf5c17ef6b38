"""``monitor demo``: the whole service on this machine, with a virtual clock."""

import asyncio
from pathlib import Path

import click
from rich.console import Console

from monitor.demo.run import run_demo
from monitor.demo.show import Screen
from monitor.errors import ConfigError
from monitor.folders import refusal
from monitor.logs import setup

#: Columns where there is no terminal to ask.
WIDTH = 140


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-out"),
    show_default=True,
    metavar="FOLDER",
    help="Where the digests are written.",
)
def demo(*, out: Path) -> None:
    """Tell the three days around the attack on Kati of 22 July 2022 again.

    Feeds written for this demo are served on 127.0.0.1, polled by the real pipeline
    under a virtual clock, and told through the real Telegram channel to a local Bot
    API. Each article says why it did or did not call.
    """
    if (why := refusal(out)) is not None:
        raise ConfigError(f"--out {out}: {why}")
    setup("CRITICAL")
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = WIDTH
    asyncio.run(run_demo(out, Screen(console)))
