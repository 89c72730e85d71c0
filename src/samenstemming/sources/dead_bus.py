"""What a D-Bus that dies leaves behind in the event loop: kept off people's screens.

dbus-fast makes a future for each message it sends, and nobody looks at that of a method
call (`MessageBus._call`). Where the bus dies while bleak says goodbye to a strap, it
holds an OSError, and asyncio prints a traceback for it minutes later. By then the
supervisor has long told that Bluetooth's service is gone. Found by the soak
(benchmarks/ble_soak.py).
"""

import asyncio
import errno
import logging
from typing import Any, Final

NEVER_RETRIEVED: Final = "Future exception was never retrieved"

CLOSED_SOCKET: Final = (
    *(errno.EBADF, errno.EPIPE, errno.ECONNRESET),
    *(errno.ENOTCONN, errno.ECONNABORTED, errno.ESHUTDOWN),
)

log = logging.getLogger(__name__)


def tolerate_dead_bus(loop: asyncio.AbstractEventLoop) -> None:
    """Have the loop only note such futures; all else goes where it went before."""
    before = loop.get_exception_handler()

    def handle(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        if is_of_a_dead_bus(context):
            log.info("a message to a bus that has died: %r", context["exception"])
        elif before is not None:
            before(loop, context)
        else:
            loop.default_exception_handler(context)

    loop.set_exception_handler(handle)


def is_of_a_dead_bus(context: dict[str, Any]) -> bool:
    """Whether this is a message that could not be sent, and that nobody waits for."""
    error = context.get("exception")
    return (
        isinstance(error, OSError)
        and error.errno in CLOSED_SOCKET
        and str(context.get("message", "")).startswith(NEVER_RETRIEVED)
    )
