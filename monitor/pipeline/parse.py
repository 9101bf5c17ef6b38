"""What a fetch brought becomes articles, parsed in the box."""

from datetime import datetime

from monitor.articles.wire import ParsedFeed, decode
from monitor.feeds.box import ParseBox
from monitor.feeds.reply import Reply
from monitor.model import Feed


async def parse(
    box: ParseBox, reply: Reply, *, feed: Feed, fetched_at: datetime
) -> ParsedFeed:
    """The feed that a reply holds; what is no feed says so by its ``fault``.

    Raises:
        FeedError: it could not be parsed in time, or the parser died on it.
    """
    answer = await box.parse(
        reply.body or b"",
        url=reply.final_url,
        content_type=reply.content_type,
        feed=feed,
        fetched_at=fetched_at,
    )
    return decode(answer)
