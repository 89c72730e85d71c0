"""An event loop in a thread of its own, for callers that must not wait.

A loop that closes over tasks which still wait leaves a scan that nobody stopped, and
a `stop` that nobody awaited. So what is left when the loop is stopped is cancelled, and
has some seconds to let go, as with `asyncio.run`, which would wait for ever.
"""

import asyncio
import threading
from typing import Final

LETS_GO_WITHIN_S: Final = 3.0


def loop_in_thread(name: str) -> tuple[asyncio.AbstractEventLoop, threading.Thread]:
    """A running loop, and its thread, which ends soon after the loop was stopped."""
    loop = asyncio.new_event_loop()

    def live() -> None:
        try:
            loop.run_forever()
        finally:
            loop.run_until_complete(_let_go())
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    thread = threading.Thread(target=live, name=name, daemon=True)
    thread.start()
    return loop, thread


async def _let_go() -> None:
    """Cancel what is left, and wait for it to end."""
    left = asyncio.all_tasks() - {asyncio.current_task()}
    for task in left:
        task.cancel()
    if left:
        await asyncio.wait(left, timeout=LETS_GO_WITHIN_S)
    await asyncio.get_running_loop().shutdown_asyncgens()
