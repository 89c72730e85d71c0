"""One thread for all reading and folding, which nobody has to wait for at the end.

asyncio's own pool is joined when the loop closes. A step that was just then loading a
library would keep the app for seconds after it was told to stop; a daemon thread does
not. One thread is enough: steps of different recordings take turns anyway.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


class Worker:
    """Runs calls one after the other in its thread; `run` awaits their results."""

    def __init__(self) -> None:
        self._calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._thread: Thread | None = None

    async def run(self, call: Callable[[], Result]) -> Result:
        """The call's result, or its exception."""
        if self._thread is None:
            self._thread = Thread(target=self._work, name="screens", daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[Result] = loop.create_future()

        def work() -> None:
            try:
                result = call()
            except BaseException as error:  # noqa: BLE001  # handed to who asked
                tell = partial(_fail, answer, error)
            else:
                tell = partial(_answer, answer, result)
            with suppress(RuntimeError):  # the loop has ended meanwhile
                loop.call_soon_threadsafe(tell)

        self._calls.put(work)
        return await answer

    def _work(self) -> None:
        while True:
            self._calls.get()()


def _answer(waiting: "asyncio.Future[Result]", result: Result) -> None:
    if not waiting.done():
        waiting.set_result(result)


def _fail(waiting: "asyncio.Future[Result]", error: BaseException) -> None:
    if not waiting.done():
        waiting.set_exception(error)
