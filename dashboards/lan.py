"""The second way in, with `--lan` only: one address of this computer on the Wi-Fi.

A server of its own beside the one on loopback, for the same app: bound to that one
address and not to all, so that no other network of this computer gets it as well. It
takes fewer and smaller requests. What a request may do is the guard's business.

What surprised us: uvicorn believes headers about who a client is where loopback sends
them, and its server takes over the process's signals; neither is wanted twice.
"""

import asyncio
import io
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

import samenstemming as sam
from samenstemming.words import Language, say

if TYPE_CHECKING:
    from starlette.types import ASGIApp

ELSEWHERE: Final = ("192.0.2.1", 9)
"""An address for documentation only. Nothing is sent there: it asks for the way out."""

MOST_CONNECTIONS: Final = 64
LONGEST_MESSAGE: Final = 1 << 20
"""A phone presses buttons; it sends nothing large."""


def lan_address() -> str | None:
    """The address of this computer on its network; None where it is on none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(ELSEWHERE)
        except OSError:
            return None
        address: str = probe.getsockname()[0]
    return None if ip_address(address).is_loopback else address


def home_address(language: Language) -> str:
    """The address to open on; SamenstemmingError with no network, or the open one."""
    address = lan_address()
    if address is None:
        raise sam.SamenstemmingError(say("lan.no_network", language))
    if ip_address(address).is_global:
        raise sam.SamenstemmingError(say("lan.public", language, address=address))
    return address


def bound(address: str, port: int | None, language: Language) -> socket.socket:
    """A socket on this address; SamenstemmingError where the port is taken."""
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # a start soon after an end finds its own old connections
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((address, port or 0))
        found.listen()  # from now on a phone waits, instead of being sent away
    except OSError as error:
        found.close()
        said = say("lan.taken", language, port=port or 0, address=address)
        raise sam.SamenstemmingError(said) from error
    return found


def square_code(link: str) -> str:
    """The link as a QR code in letters, for a terminal."""
    import segno

    drawn = io.StringIO()
    segno.make(link, error="m", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()


@asynccontextmanager
async def served_beside(
    app: "ASGIApp", at: socket.socket | None
) -> AsyncIterator[None]:
    """Inside, the app answers on this socket too; with none, only where it did."""
    if at is None:
        yield
        return
    import uvicorn

    class Beside(uvicorn.Server):
        @contextmanager
        def capture_signals(self) -> Iterator[None]:
            yield  # the first server has them

    config = uvicorn.Config(
        app,
        lifespan="off",
        ws="websockets-sansio",
        ws_max_size=LONGEST_MESSAGE,
        access_log=False,
        log_config=None,
        proxy_headers=False,
        server_header=False,
        limit_concurrency=MOST_CONNECTIONS,
        timeout_graceful_shutdown=1,
    )
    server = Beside(config)
    serving = asyncio.create_task(server.serve(sockets=[at]))
    try:
        yield
    finally:
        server.should_exit = True
        await serving
        at.close()
