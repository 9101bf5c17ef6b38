"""An event loop whose time jumps to the next timer when nothing else is to be done.

Nothing in it is left to chance: no socket is asked, no thread runs, and work for a
thread is done in its turn on the loop. So one seed is one history. The process dies
by ``Killed`` between any two steps of the loop, which is where an ``await`` can
leave things.
"""

import asyncio
import selectors
from collections.abc import Callable
from contextlib import suppress
from typing import Any


class Killed(SystemExit):
    """The process is gone: no handler of the service may see it, as with SIGKILL.

    The loop lets only SystemExit and KeyboardInterrupt out of a callback.
    """


class _Time(selectors.SelectSelector):
    """Asked what is ready, it says "nothing", and that the timeout has passed."""

    def __init__(self, began: float) -> None:
        super().__init__()
        self.now = began
        self.steps_left: int | None = None

    def select(self, timeout: float | None = None) -> list[Any]:
        if self.steps_left is not None:
            self.steps_left -= 1
            if self.steps_left < 0:
                raise Killed
        if timeout is None:
            raise RuntimeError("nothing is left to happen, and still something waits")
        self.now += max(timeout, 0.0)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """One life of a process.

    Args:
        began: seconds; what ``time`` starts from.
        steps: the process dies after so many steps; None lets it live.
    """

    def __init__(self, *, began: float, steps: int | None) -> None:
        self._virtual = _Time(began)
        super().__init__(self._virtual)
        self._virtual.steps_left = steps

    def time(self) -> float:
        """Virtual seconds."""
        return self._virtual.now

    def stall(self, seconds: float) -> None:
        """Let time pass in which nothing is done, as in a suspended machine."""
        self._virtual.now += seconds

    def run_in_executor(  # type: ignore[override]  # no thread: done in its turn here
        self, executor: object, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        future = self.create_future()
        self.call_soon(_do, future, func, args)
        return future

    def end(self) -> None:
        """Nothing that was under way goes on; what ``finally`` says is not heard."""
        for task in asyncio.all_tasks(self):
            coroutine = task.get_coro()
            task._log_destroy_pending = False  # type: ignore[attr-defined]
            with suppress(RuntimeError):  # it awaited something on its way out
                coroutine.close()  # type: ignore[union-attr]
        self.close()


def _do(future: asyncio.Future[Any], func: Callable[..., Any], args: Any) -> None:
    if future.cancelled():
        return  # like work that waits for a thread
    try:
        result = func(*args)
    except Exception as error:  # noqa: BLE001  handed on to whoever awaits it
        future.set_exception(error)
    else:
        future.set_result(result)
