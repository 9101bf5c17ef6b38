"""One seed: a world, and the lives of the service in it until all is quiet."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from monitor.app import JOB_TIMEOUT
from monitor.channels import Channel
from monitor.config import Config
from monitor.errors import MonitorError
from monitor.pipeline.deliver import deliver_due
from monitor.pipeline.desk import Desk
from monitor.pipeline.digest import digest_due
from monitor.pipeline.newsroom import Newsroom
from monitor.pipeline.poll import poll_due
from monitor.pipeline.prune import prune
from monitor.pipeline.repair import repair
from monitor.store import Tx, claims
from monitor.store import feeds as feed_rows
from tests.simulation.doors import Box, FaultyStore, Luck, Post, Web
from tests.simulation.history import History
from tests.simulation.loop import Killed, VirtualLoop
from tests.simulation.outlets import Publication, publications

BEGINS_AT = datetime(2022, 7, 22, 4, 0, tzinfo=UTC)
#: Nothing takes longer to become quiet once faults have ended: back-off is a day.
PATIENCE = timedelta(days=6)
#: Longest life in steps of the loop; a whole world takes about twice as many.
LIFE = 250


@dataclass(slots=True)
class World:
    """What a seed makes: the doors, the clock, and what must not be forgotten."""

    #: The configuration as it is written now and then, with a desk for each.
    editions: list[tuple[Config, Desk]]
    store: FaultyStore
    chance: Random
    span: timedelta
    plan: list[Publication]
    history: History = field(default_factory=History)
    loop: VirtualLoop | None = None
    began: float = 0.0

    def clock(self) -> datetime:
        """The virtual time."""
        seconds = self.began if self.loop is None else self.loop.time()
        return BEGINS_AT + timedelta(seconds=seconds)

    def stall(self) -> None:
        """The loop is blocked for seconds, or the machine sleeps for hours."""
        assert self.loop is not None
        self.history.stalled_at.append(self.clock())
        longest = self.chance.choice((10, 1000, 20_000))
        self.loop.stall(self.chance.random() * longest)

    @property
    def heals_at(self) -> datetime:
        """From here on nothing goes wrong and nothing is published."""
        return BEGINS_AT + self.span


def a_world(
    seed: int, editions: list[tuple[Config, Desk]], store: FaultyStore
) -> World:
    """The world of a seed, in an empty store."""
    chance = Random(seed)
    span = timedelta(hours=chance.choice((4, 8, 26)))
    feed_count = len(editions[0][0].feeds)
    plan = publications(
        chance, begins_at=BEGINS_AT, span=span / 2, feed_count=feed_count
    )
    return World(editions=editions, store=store, chance=chance, span=span, plan=plan)


Doors = Callable[[World, Luck], tuple[Web, Channel]]


def honest(world: World, luck: Luck) -> tuple[Web, Channel]:
    """The doors as they are, for the whole service."""
    config, _ = world.editions[0]
    feeds = {f.url: (f.feed_id, number) for number, f in enumerate(config.feeds)}
    web = Web(luck, world.plan, feeds, world.history)
    return web, Post(luck, world.history)


def run(world: World, doors: Doors = honest) -> History:
    """Live, die and be restarted until nothing is owed; what happened at the doors."""
    luck = Luck(
        chance=world.chance,
        clock=world.clock,
        heals_at=world.heals_at,
        rate=world.chance.choice((0.0, 0.05, 0.15)),
    )
    world.store.luck, world.store.history = luck, world.history
    for publication in world.plan:
        worse = world.history.published.setdefault(publication.town, 0)
        world.history.published[publication.town] = worse + publication.is_worse
        date = publication.item.published_at
        assert date is not None
        world.history.dated[publication.town] = date
    lives = world.chance.randint(0, 5)
    for _ in range(lives):
        if _live(world, doors, luck, steps=world.chance.randrange(LIFE)):
            return world.history
        world.history.died_at.append(world.clock())
        world.began += world.chance.choice((1, 30, 600, 30_000)) * world.chance.random()
    while not _live(world, doors, luck, steps=None):
        world.history.died_at.append(world.clock())
        world.began += 1
    return world.history


def _live(world: World, doors: Doors, luck: Luck, *, steps: int | None) -> bool:
    """One life of the process; True where it ended because all was quiet."""
    world.loop = loop = VirtualLoop(began=world.began, steps=steps)
    try:
        loop.run_until_complete(_serve(world, doors, luck))
    except (Killed, MonitorError):
        return False
    finally:
        world.began, world.loop = loop.time(), None
        loop.end()
    return True


async def _serve(world: World, doors: Doors, luck: Luck) -> None:
    web, post = doors(world, luck)
    config, desk = world.chance.choice(world.editions)
    room = Newsroom(
        config=config,
        store=world.store,
        desk=desk,
        fetcher=web,  # type: ignore[arg-type]  # stands for it
        box=Box(),  # type: ignore[arg-type]  # stands for it
        channels={channel.id: post for channel in config.settings.channel},
        clock=world.clock,
        jitter=world.chance.random,
    )
    ends_leases = world.chance.random() < 0.5

    def begin(tx: Tx) -> None:
        if ends_leases:
            claims.end_all(tx)
        feed_rows.sync(tx, config.feeds, now=world.clock())
        room.catch_up(tx)

    await world.store.run(begin)
    owed = asyncio.Event()
    delivering = asyncio.ensure_future(_deliver(world, room, owed))
    await _poll(world, room, owed)
    delivering.cancel()


async def _poll(world: World, room: Newsroom, owed: asyncio.Event) -> None:
    """Rounds that overlap: none waits for the one before."""
    rounds: set[asyncio.Future[None]] = set()

    def ended(polling: asyncio.Future[None]) -> None:
        rounds.discard(polling)
        if _moment(world, _NEXT_SEND) is not None:
            owed.set()

    while True:
        if world.store.luck is not None and world.store.luck.strikes(0.3):
            world.stall()
        polling = asyncio.ensure_future(_tick(lambda: poll_due(room)))
        rounds.add(polling)
        polling.add_done_callback(ended)
        await asyncio.wait([polling], timeout=1)
        await _tend(world, room)
        if _moment(world, _NEXT_SEND) is not None:
            owed.set()
        if not rounds and _is_quiet(world):
            return
        await asyncio.sleep(_wait(world, _moment(world, _NEXT_POLL)))


async def _tend(world: World, room: Newsroom) -> None:
    """What the service does beside polls and sends."""
    await _tick(lambda: digest_due(room))
    if world.chance.random() < 0.1:
        await _tick(lambda: repair(room))
    if world.chance.random() < 0.05:
        await _tick(lambda: prune(room))


async def _deliver(world: World, room: Newsroom, owed: asyncio.Event) -> None:
    """Rounds that overlap: none waits for the one before."""
    rounds: set[asyncio.Future[None]] = set()
    while True:
        sending = asyncio.ensure_future(_tick(lambda: deliver_due(room)))
        rounds.add(sending)
        sending.add_done_callback(rounds.discard)
        await asyncio.wait([sending], timeout=1)
        owed.clear()
        due = _moment(world, _NEXT_SEND)
        with suppress(TimeoutError):
            async with asyncio.timeout(None if due is None else _wait(world, due)):
                await owed.wait()


async def _tick(job: Callable[[], Awaitable[object]]) -> None:
    """As the service does it."""
    with suppress(MonitorError, TimeoutError):
        async with asyncio.timeout(JOB_TIMEOUT):
            await job()


def _wait(world: World, due: datetime | None) -> float:
    """Seconds until then; some for what is due and cannot be done yet."""
    if due is None:
        return 3600.0
    seconds = (due - world.clock()).total_seconds()
    return seconds if seconds > 1 else 1 + 60 * world.chance.random()


#: What is due when, read apart from the service.
_NEXT_POLL = "SELECT min(max(next_poll_at, coalesce(claimed_until, ''))) FROM feed"
_NEXT_SEND = (
    "SELECT min(max(next_attempt_at, coalesce(claimed_until, ''))) FROM delivery "
    "WHERE status NOT IN ('sent', 'parked', 'folded')"
)
_LEAST_POLLED = "SELECT min(coalesce(succeeded_at, '')) FROM feed"


def _moment(world: World, query: str) -> datetime | None:
    stored = world.store.ask(query)
    return datetime.fromisoformat(f"{stored}+00:00") if stored else None


def _is_quiet(world: World) -> bool:
    now = world.clock()
    if now < world.heals_at:
        return False
    if now > world.heals_at + PATIENCE:
        world.history.is_stuck = True
        return True
    # A poll that began before the faults ended may still have been lied to.
    honest_from = world.heals_at + timedelta(minutes=2)
    polled = _moment(world, _LEAST_POLLED)
    is_polled = polled is not None and polled > honest_from
    return is_polled and _moment(world, _NEXT_SEND) is None
