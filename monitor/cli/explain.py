"""``monitor explain``: why did, or didn't, I get this?"""

from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from monitor.articles.identity import link_key
from monitor.channels.characters import printable
from monitor.cli.kept import configured_to_look
from monitor.cli.marked import show_report
from monitor.cli.options import config_option
from monitor.deliveries.waits import Wait
from monitor.deliveries.wording import count
from monitor.errors import MonitorError
from monitor.model import Delivery, DeliveryStatus
from monitor.pipeline.waits import why_unsent
from monitor.store import Store
from monitor.store import alerts as alert_rows
from monitor.store import articles as article_rows
from monitor.store import deliveries as delivery_rows
from monitor.store import stories as story_rows


@click.command()
@click.argument("article", metavar="URL|ID")
@config_option
def explain(article: str, *, config_path: Path | None) -> None:
    """Say what an article named, which story it joined, and what was decided why.

    From the stored rows alone: what counted when it was decided. To see what today's
    watchlists would say, use `monitor inspect`.
    """
    config = configured_to_look(config_path)
    console = Console()
    store = Store.open(config.store_url, exclusive=False)
    try:
        with store.read() as tx:
            found = article_rows.find(tx, article, key=link_key(article))
            if found is None:
                raise MonitorError(
                    f"{article}: not in the store; it was never in a polled feed, or "
                    "is older than [keep] articles"
                )
            report = article_rows.report(tx, found.article_id)
            rulings = alert_rows.decisions(tx, found.article_id)
            stories = {r.story_id for r in rulings if r.story_id is not None}
            told = [story_rows.story(tx, story_id) for story_id in sorted(stories)]
            owed = delivery_rows.about(tx, found.article_id)
            waits = why_unsent(tx, config, owed, now=datetime.now(UTC))
    finally:
        store.close()
    console.print(
        f"{printable(found.source)} · {printable(found.url)}\n"
        f"published {_at(found.published_at)} · fetched {_at(found.fetched_at)} (UTC)",
        markup=False,
    )
    if report is not None:
        labels = {w.watch_id: w.label for x in config.watchlists for w in x.watches}
        show_report(report, labels, console)
    for story in filter(None, told):
        console.print(
            f"Story {story.story_id}: {count(len(story.article_ids), 'article')}, "
            f"origins {', '.join(story.origins)}",
            markup=False,
        )
    for ruling in rulings:
        console.print(
            f"{_at(ruling.decided_at)} {ruling.watchlist_id}: "
            f"{ruling.decision.verdict.value} ({ruling.decision.in_words})",
            markup=False,
        )
    if not rulings:
        console.print("Nothing to decide: it names nothing that is watched.")
    for delivery in owed:
        console.print(
            f"To {delivery.destination} by {delivery.channel_id}: "
            f"{_fate(delivery, waits[delivery.key])}",
            markup=False,
        )


def _at(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment else "unknown"


def _fate(delivery: Delivery, wait: Wait) -> str:
    """What became of it: "sent after 1 attempt at ...", "pending: due: ..."."""
    words = delivery.status.value
    if delivery.attempt_count:
        words += f" after {count(delivery.attempt_count, 'attempt')}"
    if delivery.sent_at is not None:
        return f"{words} at {_at(delivery.sent_at)}"
    if delivery.status in (DeliveryStatus.FOLDED, DeliveryStatus.DROPPED):
        return words + (f" ({delivery.failure})" if delivery.failure else "")
    return f"{words}: {wait.why}" + (f", until {_at(wait.until)}" if wait.until else "")
