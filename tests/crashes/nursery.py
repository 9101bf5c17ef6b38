"""Where lives begin, and how they are ended."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.crashes.life import FastClock
from tests.newsroom import World

TOP = Path(__file__).parent.parent.parent


@dataclass
class Nursery:
    """One life at a time."""

    process: asyncio.subprocess.Process
    _pid: int = 0
    _last_word: asyncio.Future[bytes] | None = None

    async def live(self, until: str) -> None:
        """Begin a life that ends at a point ("sent 2"), or is ended by us ("-")."""
        assert self.process.stdin is not None
        self.process.stdin.write(f"{until}\n".encode())
        self._pid = int(await self._line(60))

    async def killed(self, *, within: float) -> bool:
        """Whether the life ends by SIGKILL in so many seconds."""
        if self._last_word is None:
            self._last_word = asyncio.ensure_future(self._line(None))
        await asyncio.wait([self._last_word], timeout=within)
        if not self._last_word.done():
            return False
        assert self._last_word.result() == b"killed\n"
        self._last_word, self._pid = None, 0
        return True

    async def kill(self) -> None:
        """End the life; until it was waited for, the pid is still its own."""
        os.kill(self._pid, signal.SIGKILL)
        assert await self.killed(within=60)

    def end(self) -> None:
        """Leave no life behind, also where a test has failed."""
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)

    async def _line(self, patience: float | None) -> bytes:
        assert self.process.stdout is not None
        async with asyncio.timeout(patience):
            return await self.process.stdout.readline()


@asynccontextmanager
async def a_nursery(world: World, clock: FastClock) -> AsyncIterator[Nursery]:
    """A process that has imported the service."""
    command = (
        *(sys.executable, "-m", "tests.crashes.life", world.config.path),
        *(clock.began, clock.haste),
    )
    with (world.folder / "log").open("ab") as log:
        process = await asyncio.create_subprocess_exec(
            *map(str, command),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=log,
            cwd=TOP,
        )
    nursery = Nursery(process)
    try:
        yield nursery
    finally:
        nursery.end()
        process.kill()
        await process.wait()
