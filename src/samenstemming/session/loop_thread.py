"""An event loop in a thread of its own, for callers that must not wait."""

import asyncio
import threading


def loop_in_thread(name: str) -> tuple[asyncio.AbstractEventLoop, threading.Thread]:
    """A running loop, and its thread, which ends soon after the loop was stopped."""
    loop = asyncio.new_event_loop()

    def live() -> None:
        try:
            loop.run_forever()
        finally:
            loop.run_until_complete(loop.shutdown_default_executor())
            loop.close()

    thread = threading.Thread(target=live, name=name, daemon=True)
    thread.start()
    return loop, thread
