"""Doors of a service that breaks its promises: what the checker must notice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from monitor.channels import Channel
from monitor.errors import ChannelError
from monitor.feeds.reply import Reply
from monitor.model import Delivery, FeedState
from monitor.store import feeds as feed_rows
from monitor.store import schema
from tests.simulation.doors import FaultyStore, Luck, Post, Web
from tests.simulation.run import Doors, World, honest


def validators_first(world: World, luck: Luck) -> tuple[Web, Channel]:
    """The validator is stored when it comes, before its articles."""

    class Hasty(Web):
        async def fetch(self, url: str, state: FeedState, *, now: datetime) -> Reply:
            reply = await super().fetch(url, state, now=now)
            early = replace(state, etag=reply.etag, final_url=url)
            feed_id, _ = self.feeds[url]
            await world.store.run(lambda tx: feed_rows.save(tx, feed_id, early))
            return reply

    web, post = honest(world, luck)
    return Hasty(luck, web.plan, web.feeds, web.history), post


def _with_post(send: Callable[[Post, Delivery], Any]) -> Doors:
    class Careless(Post):
        async def send(
            self, delivery: Delivery, *, reply_receipt: str | None = None
        ) -> str:
            return str(await send(Post(self.luck, self.history), delivery))

    def doors(world: World, luck: Luck) -> tuple[Web, Channel]:
        return honest(world, luck)[0], Careless(luck, world.history)

    return doors


async def _forget(post: Post, delivery: Delivery) -> str:
    try:
        return await post.send(delivery)
    except ChannelError:
        return "never mind"


async def _unmarked(post: Post, delivery: Delivery) -> str:
    return await post.send(replace(delivery, unknown_count=0))


async def _insist(post: Post, delivery: Delivery) -> str:
    while True:
        try:
            return await post.send(delivery)
        except ChannelError:
            continue


def impatient(world: World, luck: Luck) -> tuple[Web, Channel]:
    """Each start polls everything."""
    world.store.luck = None
    with world.store.begin() as tx:
        tx.execute(schema.feed.update().values(next_poll_at=world.clock()))
    world.store.luck = luck
    return honest(world, luck)


class _Unaware(FaultyStore):
    """It does not say that a transaction failed."""

    @property
    def failure_count(self) -> int:  # type: ignore[override]  # the mistake
        return 0

    @failure_count.setter
    def failure_count(self, _: int) -> None: ...


def phantoms(world: World, luck: Luck) -> tuple[Web, Channel]:
    """The desk goes on remembering what was not committed."""
    world.store.__class__ = _Unaware
    return honest(world, luck)


#: What is broken -> how, and the word that the checker must say.
BROKEN: dict[str, tuple[Doors, str]] = {
    "validators are stored before articles": (validators_first, "validators:"),
    "a failed send counts as sent": (_with_post(_forget), "lost:"),
    "repeats are not marked": (_with_post(_unmarked), "unmarked:"),
    "an error is answered with another send": (_with_post(_insist), "repeat:"),
    "the desk remembers what was not committed": (phantoms, "lost:"),
    "each start polls everything": (impatient, "hurry:"),
}
