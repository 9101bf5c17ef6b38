"""The service's lives: forked from a process that has imported it, and ended there.

``python -m tests.crashes.life CONFIG BEGAN HASTE`` (see ``FastClock``) reads a line for
each life: where it is to die ("sent 2": when the second message has gone out and
nothing is written yet), or "-" for a life that somebody else ends. It answers with the
pid, and with "killed" when the process is gone. Nothing of this is in the service: it
dies at its doors.
"""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import event

from monitor.app import newsroom, once
from monitor.config import load_config
from monitor.pipeline.desk import Desk
from monitor.pipeline.newsroom import Newsroom
from tests.builders import NOW, an_article
from tests.newsroom import Clock
from tests.simulation.doors import Box

#: Where a life can end; at the last two only if there is something to send.
SENDING = ("before sending", "sent")
POINTS = ("fetched", "before commit", "after commit", *SENDING)


@dataclass
class FastClock(Clock):
    """The same time in every process of this machine, and it flies."""

    began: float = 0.0
    #: Virtual seconds in one real one; what waits minutes is tried again soon.
    haste: float = 60.0

    def __call__(self) -> datetime:
        return NOW + timedelta(seconds=(monotonic() - self.began) * self.haste)


@dataclass(slots=True)
class Death:
    """What happens at a named point when it is passed for the n-th time."""

    point: str
    left: int

    def at(self, point: str) -> None:
        if point == self.point:
            self.left -= 1
            if self.left <= 0:
                os.kill(os.getpid(), signal.SIGKILL)


async def live(
    config_path: Path, clock: Clock, death: Death, *, rounds: int | None = None
) -> None:
    """Poll, decide and deliver so many times, or until killed."""
    config = load_config(config_path)
    async with newsroom(config, clock=clock) as room:
        room.box = Box()  # type: ignore[assignment]  # no interpreter to start
        _watch(room, death)
        for _ in count() if rounds is None else range(rounds):
            await once(room, patience=0)
            await asyncio.sleep(0.01)


def _watch(room: Newsroom, death: Death) -> None:
    engine = room.store._writer
    assert engine is not None
    event.listen(engine, "commit", lambda _: death.at("before commit"))
    event.listen(engine, "checkin", lambda *_: death.at("after commit"))
    room.fetcher = _Door(room.fetcher, death, after="fetched")  # type: ignore[assignment]  # stands for it
    for name, channel in room.channels.items():
        door = _Door(channel, death, before="before sending", after="sent")
        room.channels[name] = door  # type: ignore[assignment]  # stands for it


class _Door:
    """A door with a point before and one after it."""

    def __init__(
        self, real: Any, death: Death, *, after: str, before: str | None = None
    ) -> None:
        self._real = real
        self._death = death
        self._before = before
        self._after = after

    async def send(self, *args: Any, **kwargs: Any) -> Any:
        return await self._pass(self._real.send, *args, **kwargs)

    async def fetch(self, *args: Any, **kwargs: Any) -> Any:
        return await self._pass(self._real.fetch, *args, **kwargs)

    async def aclose(self) -> None:
        await self._real.aclose()

    async def _pass(self, do: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        if self._before is not None:
            self._death.at(self._before)
        result = await do(*args, **kwargs)
        self._death.at(self._after)
        return result


def main() -> None:
    config_path = Path(sys.argv[1])
    clock = FastClock(began=float(sys.argv[2]), haste=float(sys.argv[3]))
    # Each life would load the word lists and libraries anew.
    config = load_config(config_path)
    Desk(config.watchlists, config.settings).read(an_article())
    asyncio.run(live(config_path, clock, Death("", 0), rounds=1))
    for line in sys.stdin:
        point, _, number = line.strip().rpartition(" ")
        pid = os.fork()
        if pid == 0:
            death = Death(point, int(number) if point else 0)
            asyncio.run(live(config_path, clock, death))
        print(pid, flush=True)
        _, status = os.waitpid(pid, 0)
        is_killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
        print("killed" if is_killed else f"status {status}", flush=True)


if __name__ == "__main__":
    main()
