"""A whole service between real peers: feeds over HTTP, a Bot API, SMTP, SQLite."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from monitor.app import newsroom, once
from monitor.config import Config, load_config
from monitor.peers.bot_api import BotApi
from monitor.peers.bot_api_values import Chat
from monitor.peers.http import Reply, Request, serve
from monitor.pipeline.newsroom import Newsroom
from tests.builders import NOW
from tests.canaries import BOT_TOKEN as TOKEN

CHAT = 1001

MONITOR = """\
store = "{store}"
[poll]
interval = "{interval}"
allow_private = true
per_host = 20
[alerts]
cooldown = "{cooldown}"
max_calls = {max_calls}
[[channel]]
id = "desk"
type = "telegram"
chat_id = {chat}
token_file = "token"
api_url = "{api_url}"
[[channel]]
id = "morning"
type = "{morning}"
digest_at = "07:00"
timezone = "Africa/Bamako"
"""
WATCHLIST = """\
[watchlist]
id = "sahel"
title = "Central Sahel"
alert_to = ["desk"]
digest_to = ["morning"]
[[place]]
id = "kati"
names = { fr = ["Kati"], ar = ["كاتي"] }
country = "ML"
near = ["Bamako"]
ambiguity = "high"
[[place]]
id = "segou"
names = { fr = ["Ségou"] }
country = "ML"
[[group]]
id = "jnim"
names = { en = ["JNIM"], fr = ["GSIM"] }
"""


@dataclass
class Clock:
    """A clock that only the test moves."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **by: float) -> None:
        self.now += timedelta(**by)


@dataclass
class Item:
    """One entry of a feed."""

    title: str
    text: str = ""
    guid: str = ""
    published_at: datetime | None = NOW
    #: A page of its own where nothing is given.
    link: str = ""

    def xml(self) -> str:
        guid = self.guid or self.title
        link = self.link or f"https://outlet.example/{quote(guid)}"
        date = (
            f"<pubDate>{self.published_at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>"
            if self.published_at
            else ""
        )
        return (
            f"<item><title>{self.title}</title><description>{self.text}</description>"
            f"<guid isPermaLink='false'>{guid}</guid>"
            f"<link>{link}</link>{date}</item>"
        )


@dataclass
class Outlets:
    """The web: what each path serves; requests are kept."""

    feeds: dict[str, list[Item]] = field(default_factory=dict)
    #: Served in place of a feed.
    pages: dict[str, Reply] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    #: Paths that say nothing until their event comes.
    hanging: dict[str, asyncio.Event] = field(default_factory=dict)

    async def answer(self, request: Request) -> Reply:
        self.requests.append(request)
        if request.path in self.hanging:
            await self.hanging[request.path].wait()
        if request.path in self.pages:
            return self.pages[request.path]
        items = self.feeds.get(request.path)
        if items is None:
            return Reply(status=404)
        body = "".join(item.xml() for item in items)
        return Reply(
            headers=(("content-type", "application/rss+xml; charset=utf-8"),),
            body=(
                "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel>"
                f"<title>Feed</title>{body}</channel></rss>"
            ).encode(),
        )


@dataclass
class World:
    """The peers and the clock; `start` opens a service between them."""

    folder: Path
    clock: Clock
    outlets: Outlets
    bot_api: BotApi
    web_url: str
    api_url: str
    config: Config

    @asynccontextmanager
    async def start(self) -> AsyncIterator[Newsroom]:
        async with newsroom(self.config, clock=self.clock) as room:
            yield room

    async def pass_time(self, room: Newsroom, **by: float) -> None:
        """Let time go by, then poll, decide and deliver what may go out at once."""
        self.clock.forward(**by)
        await once(room, patience=0)

    def phone(self) -> list[str]:
        """What was sent to the chat, as it reads there."""
        return [sent.text for sent in self.bot_api.sent]


@asynccontextmanager
async def a_world(
    folder: Path,
    *paths: str,
    store: str = "sqlite:///monitor.db",
    cooldown: str = "45m",
    interval: str = "5m",
    watchlist: str = WATCHLIST,
    morning: str = 'file"\nfolder = "digests',
    reliability: Callable[[str], str] = lambda _path: "F",
    clock: Clock | None = None,
    max_calls: int = 30,
    more: str = "",
) -> AsyncIterator[World]:
    """Peers and a configuration with one feed for each path.

    Args:
        more: tables to add to ``monitor.toml``.
    """
    clock = clock or Clock()
    outlets = Outlets(feeds={path: [] for path in paths})
    bot_api = BotApi(token=TOKEN, chats={CHAT: Chat()}, now=clock)
    async with AsyncExitStack() as stack:
        web_url = await stack.enter_async_context(serve(outlets.answer))
        api_url = await stack.enter_async_context(bot_api.serve())
        token = folder / "token"
        token.touch(mode=0o600)
        token.write_text(TOKEN)
        (folder / "feeds.toml").write_text(
            "".join(
                f"[[feed]]\nurl = {json.dumps(web_url + path)}\n"
                f"source = {json.dumps('Outlet ' + path.strip('/'))}\n"
                f'language = "fr"\ncountry = "ML"\n'
                f'reliability = "{reliability(path)}"\n'
                for path in paths
            )
        )
        (folder / "watchlists").mkdir()
        (folder / "watchlists/sahel.toml").write_text(watchlist)
        path = folder / "monitor.toml"
        path.write_text(
            MONITOR.format(
                store=store,
                cooldown=cooldown,
                max_calls=max_calls,
                interval=interval,
                chat=CHAT,
                api_url=api_url,
                morning=morning,
            )
            + more
        )
        yield World(
            folder=folder,
            clock=clock,
            outlets=outlets,
            bot_api=bot_api,
            web_url=web_url,
            api_url=api_url,
            config=load_config(path),
        )
