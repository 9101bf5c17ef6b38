"""``monitor status``: one look, and an exit status for probes."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
from click.exceptions import Exit
from rich.console import Console

from monitor.cli.contract import line
from monitor.cli.kept import configured_to_look
from monitor.cli.options import config_option, json_option
from monitor.config import load_store_url
from monitor.deliveries import wording
from monitor.health.examine import Health, examine
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
        click.echo(line(_as_dict(health)))
    else:
        console = Console(highlight=False)
        for text in _lines(health):
            console.print(text, markup=False)
    if health.stalled if only_life else health.troubles:
        raise Exit(1)


def _as_dict(health: Health) -> dict[str, Any]:
    """For JSON; times in ISO 8601."""
    at = health.last_poll_at
    return asdict(health) | {
        "last_poll_at": at.isoformat() if at else None,
        "failing": [
            {
                "source": trouble.name,
                "kind": trouble.kind.value,
                "detail": trouble.detail,
                "since_at": trouble.since_at.isoformat(),
            }
            for trouble in health.failing
        ],
        "undelivered": [
            {
                "channel": given_up.channel_id,
                "destination": given_up.destination,
                "subject": given_up.message.subject,
                "failure": given_up.failure,
            }
            for given_up in health.undelivered
        ],
    }


def _lines(health: Health) -> tuple[str, ...]:
    """For a person, most important first."""
    at = health.last_poll_at
    counted = [
        f"{channel}: " + ", ".join(f"{n} {status}" for status, n in counts.items())
        for channel, counts in health.deliveries.items()
    ]
    decided = [
        f"{verdict}: " + ", ".join(f"{n} {reason}" for reason, n in counts.items())
        for verdict, counts in health.decisions.items()
    ]
    return (
        *(f"TROUBLE {trouble}" for trouble in health.troubles),
        f"last poll: {at.isoformat(timespec='seconds') if at else 'never'}",
        health.coverage,
        *(f"  {t.name}: {t.kind.value}: {t.detail}" for t in health.failing),
        "messages:",
        *(f"  {text}" for text in counted or ["none yet"]),
        *(["not delivered in 24 h:"] if health.undelivered else []),
        *(
            f"  {given_up.message.subject} - {wording.undelivered(given_up)}"
            for given_up in health.undelivered
        ),
        "decisions in 24 h:",
        *(f"  {text}" for text in decided or ["none"]),
    )
