"""The world's side of the service's doors: feeds over HTTP, chats, mail, disk.

The faults are those that real servers were seen to make; which exception stands for
which is measured in ``tests/channels`` and ``tests/feeds``, over real sockets.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from random import Random
from typing import Any

from sqlalchemy import event

from monitor.articles.parse import encode, parse_feed
from monitor.errors import ChannelError, Fate, FeedError, StoreError
from monitor.feeds import answer
from monitor.feeds.answer import Head
from monitor.feeds.reply import Reply
from monitor.model import Delivery, Feed, FeedState
from monitor.store import Store, Tx
from tests.simulation.history import Asked, Handed, History
from tests.simulation.loop import Killed
from tests.simulation.outlets import Publication, carried, document, etag_of


@dataclass(slots=True)
class Luck:
    """Chance, and how often things go wrong; nothing does once the world is healed."""

    chance: Random
    clock: Callable[[], datetime]
    heals_at: datetime
    rate: float

    def strikes(self, times: float = 1.0) -> bool:
        """Whether something goes wrong now."""
        return self.clock() < self.heals_at and self.chance.random() < self.rate * times

    async def wait(self, longest: float) -> None:
        """Some of the time that things take."""
        await asyncio.sleep(self.chance.random() * longest)


@dataclass(slots=True)
class Web:
    """In place of ``Fetcher``: reads answers as it does, from servers of the world."""

    luck: Luck
    plan: list[Publication]
    #: By address: its id, and which of the outlets it is.
    feeds: dict[str, tuple[str, int]]
    history: History

    async def fetch(self, url: str, state: FeedState, *, now: datetime) -> Reply:
        feed_id, outlet = self.feeds[url]
        etag = state.etag if state.final_url == url else None
        self.history.asked.append(Asked(at=now, feed_id=feed_id, etag=etag))
        place = len(self.history.asked) - 1
        await self.luck.wait(20)
        if self.luck.strikes():
            await self._misbehave(place)
        items = list(carried(self.plan, outlet, now).values())
        if self.luck.strikes(0.3):
            items = items[:1]  # an older copy of the feed
        body = document(items)
        fresh = etag_of(body)
        # Some servers know no validators at all, some lie.
        is_304 = etag is not None and (etag == fresh or self.luck.strikes(0.3))
        head = Head(
            status=304 if is_304 else 200,
            raw=() if self.luck.strikes(0.3) else ((b"etag", fresh.encode()),),
            host="outlet.example",
            url=url,
            was_conditional=etag is not None,
        )
        answer.check(head, now)
        known = answer.unchanged(head, state, now)
        digest = sha256(body).hexdigest()
        if answer.is_known(head, state) or digest == state.body_hash:
            return known
        titles = tuple(item.title for item in items)
        self._note(place, titles=titles, brought=fresh)
        return replace(known, status="new", body=body, body_hash=digest)

    async def _misbehave(self, place: int) -> None:
        kind = self.luck.chance.choice(
            ("connect", "timeout", "truncated", "500", "429")
        )
        if kind == "timeout":
            await asyncio.sleep(30)
        if kind == "429":
            rest = timedelta(minutes=self.luck.chance.randint(1, 300))
            self._note(place, rests_until=self.luck.clock() + rest)
            raise FeedError("too many requests", reason="http_429", retry_after=rest)
        reason = f"http_{kind}" if kind.isdigit() else kind
        raise FeedError(f"outlet.example: {reason}", reason=reason)

    def _note(self, place: int, **changes: Any) -> None:
        asked = self.history.asked
        asked[place] = replace(asked[place], **changes)


class Box:
    """In place of ``ParseBox``: the same parser, in this process."""

    async def parse(
        self, body: bytes, *, url: str, feed: Feed, fetched_at: datetime, **_: object
    ) -> bytes:
        await asyncio.sleep(0.01)
        parsed = parse_feed(
            body, url=url, content_type=None, feed=feed, fetched_at=fetched_at
        )
        return encode(parsed)


#: Whether it arrived, what the sender learns (None: nothing is wrong), seconds of
#: silence before that. As the Bot API and mail servers were measured to fail.
_FAULTS: tuple[tuple[bool, Fate | None, float], ...] = (
    (True, None, 50),  # slow
    (True, Fate.UNKNOWN, 60),  # the reply comes too late
    (True, Fate.UNKNOWN, 0),  # 502 after accepting, half a reply, garbage, a reset
    (False, Fate.UNKNOWN, 0),  # a reset before reading, 500
    (False, Fate.NOT_SENT, 0),  # no connection
    (False, Fate.NOT_SENT, 35),  # 429, or greylisted
    (False, Fate.UNAUTHORIZED, 0),
    (False, Fate.REFUSED, 0),
)


@dataclass(slots=True)
class Post:
    """A channel to readers who keep everything."""

    luck: Luck
    history: History

    async def send(
        self, delivery: Delivery, *, reply_receipt: str | None = None
    ) -> str:
        message = delivery.message
        links = [block.url for block in message.blocks if block.url]
        self.history.handed.append(
            Handed(
                at=self.luck.clock(),
                channel_id=delivery.channel_id,
                destination=delivery.destination,
                key=delivery.key,
                attempt=delivery.attempt_count,
                marked=delivery.unknown_count > 0,
                links=tuple(links),
                arrived=False,
            )
        )
        place = len(self.history.handed) - 1
        arrives, fate, silence = (True, None, 0.0)
        if self.luck.strikes(2):
            arrives, fate, silence = self.luck.chance.choice(_FAULTS)
        await self.luck.wait(2)
        if fate is Fate.NOT_SENT and silence:
            raise self._flood(place, timedelta(seconds=silence))
        if arrives:
            self._note(place, arrived=True)
        await asyncio.sleep(silence)
        if fate is not None:
            raise ChannelError(fate.value, fate=fate)
        await self.luck.wait(2)
        return f"receipt-{place}"

    def _flood(self, place: int, rest: timedelta) -> ChannelError:
        self._note(place, rests_until=self.luck.clock() + rest)
        return ChannelError("flood", fate=Fate.NOT_SENT, retry_after=rest)

    def _note(self, place: int, **changes: Any) -> None:
        handed = self.history.handed
        handed[place] = replace(handed[place], **changes)

    async def aclose(self) -> None:
        """Nothing is open."""


class FaultyStore(Store):
    """A store whose transactions fail half way, or are a process's last deed."""

    luck: Luck | None = None
    history: History | None = None

    @contextmanager
    def begin(self) -> Iterator[Tx]:
        with super().begin() as tx:
            if self.luck is not None and self.luck.strikes(0.5):
                self._fail_at(tx, self.luck.chance.randrange(30))
            yield tx
            if self.luck is not None and self.luck.strikes(0.1):
                raise Killed

    def ask(self, query: str) -> Any:
        """One value, read past the service and its transactions."""
        connection = self._reader.raw_connection()
        try:
            return connection.execute(query).fetchone()[0]  # type: ignore[attr-defined]  # SQLite's
        finally:
            connection.close()

    def _fail_at(self, tx: Tx, number: int) -> None:
        left = count(number, -1)

        def execute(*_: object) -> None:
            if next(left) == 0 and self.luck is not None and self.history is not None:
                self.history.failed_at.append(self.luck.clock())
                raise StoreError("database or disk is full (nothing was written)")

        event.listen(tx, "before_cursor_execute", execute)
