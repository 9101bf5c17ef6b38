"""The service's own ticking, under virtual time."""

import asyncio

from monitor.alive import Pulse
from monitor.app import JOB_TIMEOUT, guarded
from tests.simulation.loop import VirtualLoop


def test_a_job_that_never_returns_is_given_up_and_the_next_tick_runs() -> None:
    loop = VirtualLoop(began=0.0, steps=None)
    ran: list[float] = []

    async def job() -> None:
        ran.append(loop.time())
        if len(ran) == 1:
            await asyncio.Event().wait()

    async def twice() -> None:
        tick = guarded("poll", job, set(), Pulse())
        await tick()
        await tick()

    loop.run_until_complete(twice())
    loop.end()
    assert ran == [0.0, JOB_TIMEOUT]
