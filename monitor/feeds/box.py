"""Runs the parser in processes that can be killed.

It does not look into what it carries: the caller decodes the answer. A crafted
feed of 48 kB holds feedparser, and with it the interpreter's lock, for 10 to 22
seconds; in a process of its own it holds nobody, and is ended at the deadline.
"""

import asyncio
import os
import struct
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

import monitor
from monitor.errors import FeedError
from monitor.model import Feed

#: Interpreter and libraries, on a small machine under load.
_START = timedelta(seconds=30)
#: Feeds after which a process is replaced: feedparser leaks (its issue 287).
_FEEDS_PER_PROCESS = 1000
_LENGTH = struct.Struct(">I")
#: The child gets nothing else of the environment, which may hold secrets.
_PASSED_ON = ("PATH", "LD_LIBRARY_PATH", "LANG", "TZ", "SYSTEMROOT")


class ParseBox:
    """Parses feeds in child processes, at most `workers` at a time.

    A child starts when it is first needed and stays. `aclose` ends them all; the
    box can be used as an asynchronous context manager.
    """

    def __init__(
        self, *, workers: int = 1, deadline: timedelta = timedelta(seconds=3)
    ) -> None:
        self._deadline = deadline.total_seconds()
        self._idle: asyncio.LifoQueue[_Child] = asyncio.LifoQueue()
        self._workers = workers
        for _ in range(workers):
            self._idle.put_nowait(_Child())

    async def parse(
        self,
        body: bytes,
        *,
        url: str,
        content_type: str | None,
        feed: Feed,
        fetched_at: datetime,
    ) -> bytes:
        """What `monitor.articles` makes of a body, as JSON.

        Raises:
            FeedError: "parse_timeout" where the deadline passed, "parse_crashed"
                where the process died twice, as it does when memory runs out.
        """
        header = _header(url, content_type, feed, fetched_at)
        child = await self._idle.get()
        try:
            return await self._ask(child, header, body)
        except TimeoutError:
            message = (
                f"{feed.url}: parsing took over {self._deadline:g} s and was ended"
            )
            raise FeedError(message, reason="parse_timeout") from None
        except (EOFError, OSError):
            message = f"{feed.url}: the parsing process died twice on it"
            raise FeedError(message, reason="parse_crashed") from None
        finally:
            self._idle.put_nowait(child)

    async def _ask(self, child: "_Child", header: bytes, body: bytes) -> bytes:
        try:
            return await child.ask(header, body, self._deadline)
        except TimeoutError:  # is an OSError
            raise
        except (EOFError, OSError):
            return await child.ask(header, body, self._deadline)

    async def aclose(self) -> None:
        """Ends every child, each once it has answered or its deadline is over."""
        children = [await self._idle.get() for _ in range(self._workers)]
        for child in children:
            await child.end()
            self._idle.put_nowait(child)

    async def __aenter__(self) -> "ParseBox":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()


class _Child:
    """One parsing process, replaced by a new one whenever it is gone."""

    def __init__(self) -> None:
        self._process: Process | None = None
        self._served = 0

    async def ask(self, header: bytes, body: bytes, deadline: float) -> bytes:
        """The answer to a request; the child is gone after anything else.

        Raises:
            TimeoutError: no answer within `deadline` seconds.
            EOFError, OSError: the child died.
        """
        try:
            process = await self._started()
            async with asyncio.timeout(deadline):
                answer = await _exchange(process, header, body)
        except BaseException:  # cancelled too: the answer would be the next one's
            await self.end()
            raise
        self._served += 1
        if self._served >= _FEEDS_PER_PROCESS:
            await self.end()
        return answer

    async def _started(self) -> Process:
        if self._process is None:
            self._served = 0
            self._process = await _start()
            try:
                async with asyncio.timeout(_START.total_seconds()):
                    await _read(self._process)
            except TimeoutError:
                raise EOFError from None  # not the feed's doing
        return self._process

    async def end(self) -> None:
        """Kills the child, if there is one, and waits until it is gone."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


async def _start() -> Process:
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment["PYTHONPATH"] = str(Path(monitor.__file__).parent.parent)
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-P", "-m", "monitor.articles"),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=environment,
    )


async def _exchange(process: Process, header: bytes, body: bytes) -> bytes:
    assert process.stdin is not None  # noqa: S101 - opened as a pipe
    for frame in (header, body):
        process.stdin.write(_LENGTH.pack(len(frame)))
        process.stdin.write(frame)
    await process.stdin.drain()
    return await _read(process)


async def _read(process: Process) -> bytes:
    assert process.stdout is not None  # noqa: S101 - opened as a pipe
    (size,) = _LENGTH.unpack(await process.stdout.readexactly(_LENGTH.size))
    return await process.stdout.readexactly(size)


def _header(
    url: str, content_type: str | None, feed: Feed, fetched_at: datetime
) -> bytes:
    """The request as `monitor.articles.wire.Request` reads it."""
    request: dict[str, Any] = {
        "url": url,
        "content_type": content_type,
        "feed": feed,
        "fetched_at": fetched_at,
    }
    return TypeAdapter(dict[str, Any]).dump_json(request)
