"""The server: Streamlit's ASGI app, two routes of live events, and a clean end.

Streamlit sets no limit on a graceful shutdown, and uvicorn waits for open streams: a
server with one page open was still there twelve seconds after SIGTERM. So the signal
handlers are wrapped: they end the streams first.

The route is GET only, sends no CORS header, and wants the token of this process. An
EventSource cannot send headers, so the token is in the query of that one request, never
in the address of a page; access logs are off.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING, Final, Protocol

from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from .desk import Desk
from .feed import warm_up
from .front_address import FrontAddress
from .gate import is_own_host, is_token
from .guard import Guard
from .hub import Hub
from .lan import served_beside
from .palette import theme_options
from .replay_routes import Foreseen, replay_routes

if TYPE_CHECKING:
    import streamlit as st
    from starlette.requests import Request

SCRIPT: Final = Path(__file__).with_name("app.py")
LIVE: Final = "/api/live"
COUPLE: Final = "/api/couple"

OPTIONS: Final[dict[str, object]] = {
    "server.address": "127.0.0.1",
    "server.headless": True,
    "server.allowedHosts": ["127.0.0.1", "localhost"],
    "server.fileWatcherType": "none",
    "server.enableCORS": True,
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.maxUploadSize": 64,
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "client.showErrorLinks": False,
    "client.toolbarMode": "minimal",
    "global.developmentMode": False,
    "logger.hideWelcomeMessage": True,
    "runner.magicEnabled": False,
    **theme_options(),
}
"""Streamlit's options, given to `App.run`: they win over any file of the user's."""


def live_route(desk: Desk) -> Route:
    """The stream of server-sent events of one recording."""
    return _stream_route(LIVE, desk, desk.hub)


def couple_route(desk: Desk) -> Route:
    """The stream of what the couple's screen of one recording shows."""
    return _stream_route(COUPLE, desk, desk.couple)


def _stream_route(address: str, desk: Desk, hub: Hub) -> Route:
    async def live(request: "Request") -> Response:
        query = request.query_params
        if not is_own_host(request.headers.get("host"), desk.entry.names):
            return PlainTextResponse("Not for this host.\n", status_code=403)
        if not is_token(query.get("token"), desk.token):
            return PlainTextResponse("Not with this token.\n", status_code=403)
        path = desk.path_of(query.get("recording"))
        if path is None:
            return PlainTextResponse("No such recording here.\n", status_code=404)
        return StreamingResponse(
            _events(hub, path, request.headers.get("last-event-id")),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
        )

    return Route(address, live, methods=["GET"])


async def _events(hub: Hub, path: Path, last_id: str | None) -> AsyncIterator[str]:
    with hub.client(path, last_id=last_id) as client:
        async for text in client.stream():
            yield text


def make_app(desk: Desk, *, on_start: Callable[[], None] = lambda: None) -> "st.App":
    """The whole app; `on_start` is called once it answers."""
    import streamlit as st

    @asynccontextmanager
    async def lifespan(app: "st.App") -> AsyncIterator[dict[str, object]]:
        hubs = (desk.hub, desk.couple)
        pollers = [asyncio.create_task(hub.run()) for hub in hubs]
        waits = (desk.replay.until_made, desk.replay.until_looked_at)
        Thread(target=warm_up, args=waits, daemon=True).start()
        restore = stop_streams_on_signals(*hubs, desk.replay)
        try:
            async with served_beside(app, desk.lan_socket):
                on_start()
                yield {}
        finally:
            for hub, poller in zip(hubs, pollers, strict=True):
                hub.stop()
                poller.cancel()  # it may wait for a step; nothing is lost with it
            restore()

    return st.App(
        SCRIPT,
        routes=[live_route(desk), couple_route(desk), *replay_routes(desk)],
        middleware=[
            Middleware(Guard, entry=desk.entry),
            Middleware(Foreseen, desk=desk),
            Middleware(FrontAddress),
        ],
        lifespan=lifespan,
    )


class Stops(Protocol):
    """What has streams of its own."""

    def stop(self) -> None:
        """End them all."""


def stop_streams_on_signals(*hubs: Stops) -> Callable[[], None]:
    """Let SIGINT and SIGTERM end all streams first; returns what undoes it."""
    loop = asyncio.get_running_loop()
    before = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}

    def stop(number: int, frame: FrameType | None) -> None:
        for hub in hubs:
            loop.call_soon_threadsafe(hub.stop)
        handler = before[signal.Signals(number)]
        if callable(handler):
            handler(number, frame)

    for one in before:
        signal.signal(one, stop)

    def restore() -> None:
        for one, handler in before.items():
            signal.signal(one, handler)

    return restore
