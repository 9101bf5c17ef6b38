"""Runs the demo: serve, poll, decide, deliver, digest, hour by virtual hour."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.app import newsroom
from monitor.config import Config, load_config
from monitor.demo.seeds import Seed, SeedsFile, load_seeds
from monitor.demo.show import Screen
from monitor.peers.bot_api import BotApi
from monitor.peers.bot_api_values import Chat
from monitor.peers.http import Answer, Reply, Request, serve
from monitor.pipeline.deliver import Sent, deliver_due
from monitor.pipeline.digest import digest_due
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.poll import poll_due
from monitor.pipeline.repair import repair
from monitor.shipped import shipped

#: Virtual time between two polls.
STEP = timedelta(minutes=30)
#: By the clock of Bamako, which is UTC's.
DIGEST_AT = time(7, 0)
TOKEN = "1234567890:demo-token-of-no-account-at-all-000"  # noqa: S105  of a local server
CHAT = 1001

_CONFIG = """\
store = "sqlite:///demo.db"
feeds = ["feeds.toml"]
watchlists = ["{watchlists}"]

[poll]
interval = "{step}m"
allow_private = true
# One feed after the other, so that each run tells the same.
parallel = 1

[[channel]]
id = "console"
type = "telegram"
chat_id = {chat}
token_file = "token"
api_url = "{api_url}"

[[channel]]
id = "digest"
type = "file"
folder = "{out}"
digest_at = "{digest_at:%H:%M}"
timezone = "Africa/Bamako"
"""


@dataclass(slots=True)
class Clock:
    """A virtual clock that only the demo moves."""

    now: datetime

    def __call__(self) -> datetime:
        """The virtual time."""
        return self.now


async def run_demo(out: Path, screen: Screen) -> None:
    """The three days, told on the screen; digests are written to ``out``."""
    manifest, seeds = load_seeds(shipped("seeds"))
    clock = Clock(manifest.begins_at)
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="monitor-demo-")))
        web = await stack.enter_async_context(serve(_answer(seeds, clock)))
        bot_api = BotApi(token=TOKEN, chats={CHAT: Chat()}, now=clock)
        api_url = await stack.enter_async_context(bot_api.serve())
        config = _configured(folder, seeds, web=web, api_url=api_url, out=out)
        room = await stack.enter_async_context(
            newsroom(config, clock=clock, jitter=lambda: 0.0)
        )
        for clock.now in _times(manifest):
            await _tick(room, clock, bot_api, screen)
    screen.summary(len(seeds))


def _times(manifest: SeedsFile) -> Iterator[datetime]:
    """Every step of the three days, and the morning of the last digest."""
    at = manifest.begins_at
    while at <= manifest.ends_at:
        yield at
        at += STEP
    morning = datetime.combine(manifest.ends_at, DIGEST_AT, manifest.ends_at.tzinfo)
    yield morning + timedelta(days=1)


async def _tick(room: Newsroom, clock: Clock, bot_api: BotApi, screen: Screen) -> None:
    while (polled := await poll_due(room)).feed_count:
        for source, failure in polled.failures:
            screen.failure(clock.now, source, failure)
        for outcome in polled.outcomes:
            screen.outcome(clock.now, outcome)
    await digest_due(room)
    told = len(bot_api.sent)
    # A second passes for each message: the pace of one chat holds here, too.
    while sent := await deliver_due(room):
        clock.now += timedelta(seconds=1)
        for page in filter(_is_digest, sent):
            screen.page(page.delivery.receipt or "")
    for message in bot_api.sent[told:]:
        screen.message(message)
    await repair(room)


def _is_digest(sent: Sent) -> bool:
    """Whether it is a digest that was written."""
    return sent.delivery.receipt is not None and sent.delivery.key.startswith("digest:")


def _answer(seeds: tuple[Seed, ...], clock: Clock) -> Answer:
    by_path = {f"/{seed.table.file}": seed for seed in seeds}

    async def answer(request: Request) -> Reply:
        seed = by_path.get(request.path)
        if seed is None:
            return Reply(status=404)
        if seed.is_dead(clock.now):
            return Reply(status=503)
        body = seed.at(clock.now)
        etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if request.header("if-none-match") == etag:
            return Reply(status=304, headers=(("etag", etag),))
        headers = (("content-type", seed.table.content_type), ("etag", etag))
        return Reply(headers=headers, body=body)

    return answer


def _configured(
    folder: Path, seeds: tuple[Seed, ...], *, web: str, api_url: str, out: Path
) -> Config:
    """A configuration as a user would write it, in a folder of its own."""
    token = folder / "token"
    token.touch(mode=0o600)
    token.write_text(TOKEN)
    tables = (seed.feed_table(f"{web}/{seed.table.file}") for seed in seeds)
    (folder / "feeds.toml").write_text(
        "".join(
            "[[feed]]\n"
            + "".join(f"{key} = {json.dumps(value)}\n" for key, value in given.items())
            for given in (t.model_dump(exclude_none=True) for t in tables)
        )
    )
    path = folder / "monitor.toml"
    path.write_text(
        _CONFIG.format(
            step=STEP // timedelta(minutes=1),
            watchlists=shipped("config") / "watchlists" / "sahel.toml",
            chat=CHAT,
            api_url=api_url,
            out=out.absolute(),
            digest_at=DIGEST_AT,
        )
    )
    return load_config(path)
