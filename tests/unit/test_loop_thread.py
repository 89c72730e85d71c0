"""A loop that is stopped lets go of what it was doing: no scan goes on behind it."""

import asyncio
import threading

from samenstemming.session.loop_thread import loop_in_thread


def test_what_was_going_on_ends_before_the_loop_does() -> None:
    loop, thread = loop_in_thread("let go")
    begun, done = threading.Event(), []

    async def stop_scanning() -> None:
        await asyncio.sleep(0)
        done.append("stopped")

    async def scan() -> None:
        try:
            begun.set()
            await asyncio.Event().wait()
        finally:
            await stop_scanning()

    asyncio.run_coroutine_threadsafe(scan(), loop)
    assert begun.wait(5)
    loop.call_soon_threadsafe(loop.stop)
    thread.join(5)
    assert not thread.is_alive()
    assert loop.is_closed()
    assert done == ["stopped"]
