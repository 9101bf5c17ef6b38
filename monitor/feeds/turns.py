"""Who may ask which host when: few requests at a time, none while a host rests.

It does not schedule polls; what waits here is already due.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from weakref import WeakValueDictionary

from monitor.errors import FeedError
from monitor.feeds import failures


class Turns:
    """The requests under way, by host, and the pauses that hosts asked for.

    A pause after 429 holds for every feed of the host: servers count requests, not
    feeds.

    Args:
        per_host: requests to one host at a time.
        total: requests at a time.
    """

    def __init__(self, *, per_host: int, total: int) -> None:
        self._per_host = per_host
        self._total = asyncio.Semaphore(total)
        self._hosts: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        #: Times of the event loop's clock.
        self._paused_until: dict[str, float] = {}

    @asynccontextmanager
    async def take(self, host: str) -> AsyncIterator[None]:
        """Waits until one more request may go to ``host``, and counts it.

        Args:
            host: with its port, if the address names one.

        Raises:
            FeedError: the host asked for a pause that is not over ("http_429").
        """
        turns = self._hosts.setdefault(host, asyncio.Semaphore(self._per_host))
        async with turns, self._total:
            clock = asyncio.get_running_loop().time
            pause = self._paused_until.get(host, 0.0) - clock()
            if pause > 0:
                raise failures.paused(host, timedelta(seconds=round(pause)))
            try:
                yield
            except FeedError as error:
                if error.reason == "http_429" and error.retry_after is not None:
                    until = clock() + error.retry_after.total_seconds()
                    self._paused_until[host] = until
                raise
