"""``monitor digest --preview FILE``: the next digest, to look at."""

from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.channels.email_html import html_part
from monitor.cli.kept import configured_to_look
from monitor.cli.options import config_option
from monitor.deliveries.compose_digest import digest_message
from monitor.errors import ConfigError
from monitor.pipeline.digest import digest_channels, gather
from monitor.store import Store
from monitor.store import digests as digest_rows


@click.command()
@click.option(
    "--preview",
    type=click.Path(path_type=Path, dir_okay=False, writable=True),
    required=True,
    metavar="FILE",
    help="The HTML file to write.",
)
@click.option("--channel", help="Whose digest; by default the first that gets one.")
@config_option
def digest(*, preview: Path, channel: str | None, config_path: Path | None) -> None:
    """Write the digest that would go out now as an HTML file; nothing is sent."""
    config = configured_to_look(config_path)
    channels = digest_channels(config)
    if not channels or channel not in (None, *channels):
        raise ConfigError(
            f'no watchlist sends digests to "{channel}" (to: {", ".join(channels)})'
            if channels
            else "no watchlist has digest_to; there is nothing to preview"
        )
    channel_id = channel or channels[0]
    zone = config.zone(channel_id)
    now = datetime.now(UTC)
    store = Store.open(config.store_url, exclusive=False)
    try:
        with store.read() as tx:
            today = now.astimezone(zone).date()
            last = digest_rows.last(tx, channel_id, today=today)
            made = gather(
                tx,
                config,
                channel_id,
                day=today,
                since=last.until if last else None,
                now=now,
            )
    finally:
        store.close()
    preview.write_text(html_part(digest_message(made, zone=zone)), encoding="utf-8")
    click.echo(f"{preview}: {len(made.told)} stories, {len(made.held)} not called")
