"""Asks feeds once without remembering it: what `check` and `feeds parse` do."""

import asyncio
from datetime import UTC, datetime

from monitor import __version__
from monitor.articles.wire import ParsedFeed
from monitor.channels import Check
from monitor.config import Config
from monitor.errors import FeedError
from monitor.feeds.box import ParseBox
from monitor.feeds.fetch import Fetcher
from monitor.model import Feed, FeedState
from monitor.pipeline.parse import parse
from monitor.settings import PollTable


def open_fetcher(poll: PollTable) -> Fetcher:
    """A fetcher as the settings want it."""
    return Fetcher(
        user_agent=f"conflict-monitor/{__version__} (+{poll.contact})",
        allow_private=poll.allow_private,
        timeout=poll.timeout,
        per_host=poll.per_host,
        total=poll.parallel,
    )


async def probe_feed(
    feed: Feed, fetcher: Fetcher, box: ParseBox, *, now: datetime
) -> ParsedFeed:
    """What the feed says at this moment.

    Raises:
        FeedError: it cannot be fetched or parsed.
    """
    reply = await fetcher.fetch(feed.url, FeedState())
    return await parse(box, reply, feed=feed, fetched_at=now)


async def probe_feeds(config: Config) -> list[Check]:
    """Whether each configured feed answers with a feed, in their order."""
    fetcher, box = open_fetcher(config.settings.poll), ParseBox()
    now = datetime.min.replace(tzinfo=UTC)

    async def probe(feed: Feed) -> Check:
        try:
            parsed = await probe_feed(feed, fetcher, box, now=now)
        except FeedError as error:
            return Check(what=feed.source, ok=False, detail=str(error))
        detail = parsed.fault or f"{parsed.format}, {parsed.entries} entries"
        return Check(what=feed.source, ok=parsed.fault is None, detail=detail)

    try:
        return list(await asyncio.gather(*(probe(feed) for feed in config.feeds)))
    finally:
        await box.aclose()
        await fetcher.aclose()
