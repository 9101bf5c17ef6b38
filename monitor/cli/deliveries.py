"""``monitor deliveries``: what is owed and not sent, and what to do about it.

``retry`` and ``drop`` write rows: where the database is SQLite, which one process at a
time may write, the service is stopped for it; nothing is lost by that.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click

from monitor.channels.characters import printable
from monitor.cli.contract import line
from monitor.cli.kept import configured_to_look
from monitor.cli.options import config_option, json_option
from monitor.config import Config
from monitor.deliveries import wording
from monitor.deliveries.waits import Wait
from monitor.errors import MonitorError
from monitor.model import Delivery, DeliveryStatus
from monitor.pipeline.waits import why_unsent
from monitor.store import Store, Tx
from monitor.store import deliveries as delivery_rows
from monitor.store import parked as parked_rows

LISTED = (
    DeliveryStatus.PARKED,
    DeliveryStatus.UNKNOWN,
    DeliveryStatus.SENDING,
    DeliveryStatus.PENDING,
)


@click.group()
def deliveries() -> None:
    """List what is parked or waits; retry or drop it by hand."""


@deliveries.command("list")
@json_option
@config_option
def list_(*, as_json: bool, config_path: Path | None) -> None:
    """Every message that is owed and not sent: why, and until when; oldest first."""
    config, now = configured_to_look(config_path), datetime.now(UTC)
    with _rows(config) as tx:
        found = delivery_rows.by_status(tx, *LISTED)
        why = why_unsent(tx, config, found, now=now)
    for delivery in found:
        wait = why[delivery.key]
        if as_json:
            click.echo(line(_summary(delivery, wait)))
        else:
            click.echo(_in_a_line(delivery, wait))
    if not found:
        click.echo("nothing is parked or waits", err=True)


@deliveries.command()
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@config_option
def retry(keys: tuple[str, ...], *, config_path: Path | None) -> None:
    """Parked messages are tried again, now that what was wrong is mended.

    On SQLite the service has to be stopped.
    """
    config = configured_to_look(config_path)
    parked = [d for d in _unsent(config) if d.status is DeliveryStatus.PARKED]
    _refuse_strange(keys, parked, "is not parked")
    for delivery in parked:
        if delivery.key in keys and delivery.channel_id not in config.destinations:
            raise MonitorError(
                f'{delivery.key}: there is no channel "{delivery.channel_id}" any '
                "more; configure it again, or drop the message"
            )
    now = datetime.now(UTC)
    done = _write(config, lambda tx: parked_rows.retry(tx, keys, now=now))
    click.echo(f"{wording.count(len(done), 'message')} due again")


@deliveries.command()
@click.argument("keys", metavar="KEY...", nargs=-1, required=True)
@config_option
def drop(keys: tuple[str, ...], *, config_path: Path | None) -> None:
    """Messages that are parked or wait are never sent; no digest lists them as lost.

    On SQLite the service has to be stopped.
    """
    config = configured_to_look(config_path)
    _refuse_strange(keys, _unsent(config), "is neither parked nor waits")
    done = _write(config, lambda tx: parked_rows.drop(tx, keys))
    click.echo(f"{wording.count(len(done), 'message')} dropped")


def _unsent(config: Config) -> tuple[Delivery, ...]:
    with _rows(config) as tx:
        return delivery_rows.by_status(tx, *LISTED)


@contextmanager
def _rows(config: Config) -> Iterator[Tx]:
    with (
        closing(Store.open(config.store_url, exclusive=False)) as store,
        store.read() as tx,
    ):
        yield tx


def _refuse_strange(
    keys: Collection[str], known: Collection[Delivery], what: str
) -> None:
    if strange := set(keys) - {delivery.key for delivery in known}:
        raise MonitorError(
            f"{', '.join(sorted(strange))}: {what}; `monitor deliveries list` has "
            "the keys"
        )


def _write(config: Config, work: Callable[[Tx], frozenset[str]]) -> frozenset[str]:
    with closing(Store.open(config.store_url)) as store, store.begin() as tx:
        return work(tx)


def _summary(delivery: Delivery, wait: Wait) -> dict[str, object]:
    return {
        "key": delivery.key,
        "status": delivery.status.value,
        "channel": delivery.channel_id,
        "destination": delivery.destination,
        "subject": delivery.message.subject,
        "failure": delivery.failure,
        "attempts": delivery.attempt_count,
        "created_at": delivery.created_at.isoformat(),
        "next_attempt_at": delivery.next_attempt_at.isoformat(),
        "why": wait.why,
        "until": wait.until.isoformat() if wait.until else None,
    }


def _in_a_line(delivery: Delivery, wait: Wait) -> str:
    return printable(
        f"{delivery.key}  {delivery.status.value}: {delivery.message.subject} "
        f"({delivery.channel_id} to {delivery.destination}; {wait.in_words})"
    )
