"""A time limit that holds even where the work does not let itself be cancelled.

bleak's `connect` asks BlueZ to disconnect when it is cancelled, and waits for the
answer. A `bluetoothd` that hangs gives none, so a plain `asyncio.timeout` around it
would wait with it, and the session with that. Here such work is left behind after
`GRACE_S`; it ends whenever its answer comes.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

GRACE_S: Final = 1.0
"""How long cancelled work may take to tidy up."""

T = TypeVar("T")

_left_behind: set[asyncio.Task[Any]] = set()
"""The event loop itself only keeps weak references to tasks."""


async def within(work: Coroutine[Any, Any, T], seconds: float) -> T:
    """What `work` returns; TimeoutError where that takes longer than `seconds`."""
    task = asyncio.create_task(work)
    try:
        await asyncio.wait({task}, timeout=seconds)
    except asyncio.CancelledError:
        await _end(task)
        raise
    if not task.done():
        await _end(task)
        if task.cancelled() or not task.done():
            raise TimeoutError
    return task.result()


async def _end(task: asyncio.Task[Any]) -> None:
    task.cancel()
    _left_behind.add(task)
    task.add_done_callback(_forget)
    await asyncio.wait({task}, timeout=GRACE_S)


def _forget(task: asyncio.Task[Any]) -> None:
    _left_behind.discard(task)
    if not task.cancelled():
        task.exception()  # nobody is left who could be told
