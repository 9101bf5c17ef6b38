"""``monitor run`` and ``monitor once``: the service, and one pass of it."""

import asyncio
from pathlib import Path

import click
from click.exceptions import Exit

from monitor.app import Pass, newsroom, serve
from monitor.app import once as one_pass
from monitor.cli.options import config_option, configured
from monitor.deliveries.wording import count
from monitor.logs import setup

verbose_option = click.option(
    "-v", "--verbose", is_flag=True, help="Log each step, not only decisions."
)


@click.command()
@config_option
@verbose_option
def run(*, config_path: Path | None, verbose: bool) -> None:
    """Poll, decide and deliver until stopped.

    SIGTERM or Ctrl-C lets what is on the wire finish, then stops. Changed feed lists
    and watchlists are taken up without a restart; a broken one keeps the old.
    """
    setup("DEBUG" if verbose else "INFO")
    config = configured(config_path)

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
    setup("DEBUG" if verbose else "INFO")
    config = configured(config_path)

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
