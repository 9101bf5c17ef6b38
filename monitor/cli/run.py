"""``monitor run`` and ``monitor once``: the service, and one pass of it."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click
from click.exceptions import Exit

from monitor import secrets
from monitor.app import Pass, newsroom, serve
from monitor.app import once as one_pass
from monitor.cli.kept import configured_to_run
from monitor.cli.options import config_option
from monitor.config import Config
from monitor.deliveries.wording import count
from monitor.errors import ConfigError
from monitor.logs import setup

verbose_option = click.option(
    "-v",
    "--verbose",
    is_flag=True,
    help="Log each fetch and each send, with its time.",
)


@click.command()
@config_option
@verbose_option
def run(*, config_path: Path | None, verbose: bool) -> None:
    """Poll, decide and deliver until stopped.

    SIGTERM or Ctrl-C lets what is on the wire finish, then stops. Changed feed lists
    and watchlists are taken up without a restart; a broken one keeps the old, at the
    start as well.
    """
    config = _prepared(config_path, verbose=verbose)

    async def service() -> None:
        async with newsroom(config) as room:
            await serve(room)

    asyncio.run(service())


@click.command()
@config_option
@verbose_option
def once(*, config_path: Path | None, verbose: bool) -> None:
    """Poll every feed that is due, deliver what is due, and end. For cron.

    It waits up to two minutes for the pace that Telegram allows; what is still owed
    then, or failed, is left for a later pass.

    Exit status 1 if feeds were asked and none could be read, or a message was not
    sent.
    """
    config = _prepared(config_path, verbose=verbose)

    async def single() -> Pass:
        async with newsroom(config) as room:
            return await one_pass(room)

    done = asyncio.run(single())
    click.echo(
        f"{count(done.feed_count, 'feed')} asked, {done.failure_count} failed; "
        f"{count(done.article_count, 'new or changed article')}, "
        f"{done.alert_count} called; "
        f"{count(done.sent_count, 'message')} sent, {done.unsent_count} not",
        err=True,
    )
    if done.is_deaf or done.unsent_count:
        raise Exit(1)


def _prepared(config_path: Path | None, *, verbose: bool) -> Config:
    """The configuration, and a log that knows its secrets."""
    known: set[str] = set()
    setup("DEBUG" if verbose else "INFO", secrets=known)
    config = configured_to_run(config_path)
    known.update(_secrets(config))
    return config


def _secrets(config: Config) -> Iterator[str]:
    """What can be read of them now; what cannot is told where it is wanted."""
    named = [("operator.ping", config.settings.operator.ping_file or None)]
    for channel in config.settings.channel:
        named += [(f"{channel.id}.{s.kind}", s.file) for s in channel.secrets]
    for name, file in named:
        with suppress(ConfigError):
            yield secrets.read(name, file=config.folder / file if file else None)
