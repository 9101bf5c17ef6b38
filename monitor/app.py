"""Builds the service once, runs it, and stops it cleanly.

APScheduler is the metronome and nothing more: what is due stands in columns, so a
missed tick loses nothing and any replica may tick.
"""

import asyncio
import logging
import random
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor import systemd
from monitor.alive import Pulse, ping, show_life
from monitor.channels.open import open_channel
from monitor.config import Config
from monitor.errors import MonitorError
from monitor.feeds.box import ParseBox
from monitor.logs import fields
from monitor.model import DeliveryStatus
from monitor.pipeline.deliver import PATIENCE, deliver_due, deliver_owed
from monitor.pipeline.desk import Desk
from monitor.pipeline.digest import digest_due
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.operator import tell_operator
from monitor.pipeline.poll import Polled, poll_due
from monitor.pipeline.probe import open_fetcher
from monitor.pipeline.prune import prune
from monitor.pipeline.reload import Watched, keep_old, take_in
from monitor.pipeline.repair import repair
from monitor.store import Store, Tx

log = logging.getLogger(__name__)

#: Seconds between ticks of each job.
TICKS = {
    "poll": 1,
    "deliver": 1,
    "digest": 20,
    "operator": 20,
    "alive": 60,
    "reload": 5,
    "repair": 30 * 60,
    "prune": 24 * 3600,
}
#: Jobs that do not wait for their first tick: few services run for a day on end.
AT_ONCE = ("prune",)
#: Rounds of sends at a time: a slow server holds up its own.
ROUNDS_OF_SENDS = 10
#: Seconds a round of polls or sends may take before it is given up.
JOB_TIMEOUT = 150
#: Seconds that a stop waits for what is on the wire.
DRAIN = 30


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def any_jitter() -> float:
    """A number in [0, 1], each time another."""
    return random.random()  # noqa: S311  spreads polls, guards nothing


@asynccontextmanager
async def newsroom(
    config: Config,
    *,
    clock: Callable[[], datetime] = utc_now,
    jitter: Callable[[], float] = any_jitter,
    write: Callable[[str], object] = sys.stdout.write,
) -> AsyncIterator[Newsroom]:
    """Everything the pipeline works with, opened; all of it closed at the end.

    Raises:
        StoreError: the database cannot be used.
    """
    store = Store.open(config.store_url)
    fetcher = open_fetcher(config.settings.poll)
    box = ParseBox()
    channels = {
        settings.id: open_channel(
            settings,
            folder=config.folder,
            state_folder=config.state_folder,
            write=write,
            clock=clock,
        )
        for settings in config.settings.channel
    }
    try:
        now = clock()

        def begin(tx: Tx) -> Newsroom:
            take_in(tx, config, now=now)
            room = Newsroom(
                config=config,
                store=store,
                desk=Desk(config.watchlists, config.settings, labels=config.labels),
                fetcher=fetcher,
                box=box,
                channels=channels,
                clock=clock,
                jitter=jitter,
            )
            if config.mistake is not None:
                keep_old(room, config.mistake)
            room.catch_up(tx)
            return room

        room = await store.run(begin)
        # What a person said of stories while nothing ran holds from the first round.
        await repair(room)
        yield room
    finally:
        for channel in channels.values():
            await channel.aclose()
        await box.aclose()
        await fetcher.aclose()
        store.close()


@dataclass(slots=True)
class Pass:
    """What one pass did."""

    feed_count: int = 0
    failure_count: int = 0
    #: New articles, and those of them that called.
    article_count: int = 0
    alert_count: int = 0
    sent_count: int = 0
    #: Attempts that failed, or whose fate is not known.
    unsent_count: int = 0

    @property
    def is_deaf(self) -> bool:
        """Whether no feed that was asked answered."""
        return 0 < self.feed_count == self.failure_count


async def once(
    room: Newsroom,
    *,
    wait: Callable[[float], Awaitable[object]] = asyncio.sleep,
    patience: float = PATIENCE,
) -> Pass:
    """One pass: poll what is due until nothing is, deliver what is due, and clear out.

    ``wait`` and ``patience`` are those of ``deliver_owed``.
    """
    done = Pass()
    while (polled := await poll_due(room)).feed_count:
        done.feed_count += polled.feed_count
        done.failure_count += len(polled.failures)
        done.article_count += len(polled.outcomes)
        done.alert_count += polled.alert_count
    await digest_due(room)
    await tell_operator(room)
    tried = await deliver_owed(room, wait=wait, patience=patience)
    done.sent_count = sum(s.delivery.status is DeliveryStatus.SENT for s in tried)
    done.unsent_count = len(tried) - done.sent_count
    await prune(room)
    await ping(room)
    return done


Job = Callable[[], Awaitable[object]]


def jobs(room: Newsroom, pulse: Pulse) -> dict[str, Job]:
    """Everything that the service does, by the name of its tick."""
    watched = Watched(room)
    return {
        "poll": lambda: poll_due(room),
        "deliver": lambda: deliver_due(room),
        "digest": lambda: digest_due(room),
        "operator": lambda: tell_operator(room),
        "alive": lambda: show_life(room, pulse),
        "reload": watched.reload,
        "repair": lambda: repair(room),
        "prune": lambda: prune(room),
    }


async def serve(room: Newsroom) -> None:
    """Tick until SIGTERM or SIGINT, then let what is on the wire finish."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    pulse = Pulse()
    # Each round of polls that waits holds a place at least; one more finds none.
    rounds = {
        "poll": room.config.settings.poll.parallel + 1,
        "deliver": ROUNDS_OF_SENDS,
    }
    running: set[asyncio.Task[None]] = set()
    scheduler = AsyncIOScheduler(timezone=UTC)
    for name, job in jobs(room, pulse).items():
        scheduler.add_job(
            guarded(name, job, running, pulse),
            "interval",
            seconds=TICKS[name],
            id=name,
            # A late tick runs late, and once: the default drops it after a second.
            misfire_grace_time=None,
            coalesce=True,
            max_instances=rounds.get(name, 1),
        )
    for name in AT_ONCE:
        scheduler.modify_job(name, next_run_time=datetime.now(UTC))
    scheduler.start()
    systemd.notify("READY=1")
    log.info("service.started %s", fields(feeds=len(room.config.feeds)))
    await stop.wait()
    systemd.notify("STOPPING=1")
    log.info("service.stopping %s", fields(on_the_wire=len(running)))
    scheduler.pause()
    if running:
        await asyncio.wait(running, timeout=DRAIN)
    scheduler.shutdown(wait=False)
    log.info("service.stopped")


def guarded(
    name: str,
    job: Callable[[], Awaitable[object]],
    running: set[asyncio.Task[None]],
    pulse: Pulse,
) -> Callable[[], Awaitable[None]]:
    """The job as a task of its own that survives the scheduler and never raises.

    An end that was expected, a database out of reach included, counts as life: a
    restart would not help. One that hangs or crashes does not, nor does one that asked
    no feed because all places are taken.
    """

    async def run() -> None:
        try:
            async with asyncio.timeout(JOB_TIMEOUT):
                done = await job()
        except MonitorError as error:
            log.error("%s.failed %s", name, fields(why=error))  # noqa: TRY400  expected: one line, no traceback
        except Exception:
            log.exception("%s.crashed", name)
            return
        else:
            if isinstance(done, Polled) and done.is_full:
                return
        pulse.beat(name)

    async def tick() -> None:
        task = asyncio.ensure_future(run())
        running.add(task)
        task.add_done_callback(running.discard)
        await asyncio.shield(task)

    return tick
