"""Waiting for what sets no event: another process, a server of the outside."""

import asyncio
from collections.abc import Callable


async def until(happened: Callable[[], bool], *, patience: float = 30) -> None:
    """Look again and again until it has happened.

    Raises:
        TimeoutError: it has not within so many seconds.
    """
    async with asyncio.timeout(patience):
        while not happened():
            await asyncio.sleep(0.01)
