"""Owes each digest reader one digest for each local date."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from monitor.alerts.digest import build_digest
from monitor.alerts.schedule import owed
from monitor.config import Config
from monitor.deliveries.compose_digest import digest_message
from monitor.deliveries.owe import owe_digest
from monitor.health.feeds import unheard
from monitor.health.troubles import feed_troubles
from monitor.logs import fields
from monitor.model import Alert, Digest, Story
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.strays import park_strays
from monitor.store import Tx
from monitor.store import alerts as alert_rows
from monitor.store import attempts as attempt_rows
from monitor.store import deliveries as delivery_rows
from monitor.store import digests as digest_rows
from monitor.store import feeds as feed_rows
from monitor.store import stories as story_rows

log = logging.getLogger(__name__)

#: What a first digest, with none before it, looks back on.
FIRST_SPAN = timedelta(hours=24)


async def digest_due(room: Newsroom) -> tuple[Digest, ...]:
    """Owe every digest whose hour has come, all in one transaction.

    What no channel can send any more is parked, so that a digest says so.
    """

    def transaction(tx: Tx) -> tuple[Digest, ...]:
        now = room.clock()
        park_strays(tx, room.config, now=now)
        return _owe_due(tx, room.config, now)

    return await room.store.run(transaction)


def _owe_due(tx: Tx, config: Config, now: datetime) -> tuple[Digest, ...]:
    done = []
    for channel_id in digest_channels(config):
        channel = config.channel(channel_id)
        zone = config.zone(channel_id)
        today = now.astimezone(zone).date()
        last = digest_rows.last(tx, channel_id, today=today)
        day = owed(
            last.date if last else None,
            now=now,
            at=channel.digest_at,
            zone=zone,
        )
        if day is None:
            continue
        digest = gather(
            tx, config, channel_id, day=day, since=last.until if last else None, now=now
        )
        digest_rows.add(tx, channel_id, day, until=now)
        message = digest_message(digest, zone=zone)
        for destination in channel.destinations:
            delivery_rows.add(
                tx, owe_digest(digest, message, destination=destination, now=now)
            )
        log.info("digest.owed %s", fields(channel=channel_id, date=day))
        done.append(digest)
    return tuple(done)


def digest_channels(config: Config) -> tuple[str, ...]:
    """The channels that some watchlist sends digests to."""
    wanted = {c for w in config.watchlists for c in w.digest_to}
    return tuple(c.id for c in config.settings.channel if c.id in wanted)


def gather(
    tx: Tx,
    config: Config,
    channel_id: str,
    *,
    day: date,
    since: datetime | None,
    now: datetime,
) -> Digest:
    """A channel's digest up to now; it is not owed to anybody by that.

    Messages that could not be delivered are those of all channels that the digest's
    watchlists use, whichever watchlist they were for, and of channels that are
    configured no more.

    Args:
        since: end of the digest before; None for `FIRST_SPAN` ago.
    """
    watchlists = [w for w in config.watchlists if channel_id in w.digest_to]
    lists = [w.watchlist_id for w in watchlists]
    channels = {c for w in watchlists for c in (*w.alert_to, *w.digest_to)}
    gone = {*delivery_rows.counts(tx)} - {*config.destinations}
    since = since or now - FIRST_SPAN
    alerts = [
        _where_it_is(tx, alert)
        for alert in alert_rows.created_since(tx, since)
        if alert.watchlist_id in lists and alert.created_at < now
    ]
    feeds, troubles = feed_rows.states(tx), feed_troubles(tx, now=now)
    return build_digest(
        channel_id=channel_id,
        day=day,
        since=since,
        until=now,
        alerts=alerts,
        stories={s.story_id: s for s in _as_they_stand(tx, alerts)},
        kept=alert_rows.kept(tx, lists, since, now),
        undelivered=attempt_rows.given_up(tx, channels | gone, since, now),
        feeds=feeds,
        troubles=troubles,
        unheard=unheard(feeds, troubles),
    )


def _where_it_is(tx: Tx, alert: Alert) -> Alert:
    """The alert, of the story that its article is in by now."""
    story_id = story_rows.story_of(tx, alert.report.article.article_id)
    return replace(alert, story_id=story_id or alert.story_id)


def _as_they_stand(tx: Tx, alerts: Iterable[Alert]) -> Iterator[Story]:
    for story_id in {alert.story_id for alert in alerts}:
        if (story := story_rows.story(tx, story_id)) is not None:
            yield story
