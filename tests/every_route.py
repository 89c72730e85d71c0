"""Every route of the app, read from the app itself, for the tests that ask each one."""

import re
from unittest.mock import MagicMock

from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute

from dashboards.asgi import make_app
from dashboards.desk import Desk

SHAKE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def every_route() -> list[tuple[str, str]]:
    """Method (WS for a WebSocket) and an address for each route there is."""
    from streamlit.web.server.starlette.starlette_app import create_streamlit_routes

    # What Streamlit serves beside our routes; it only keeps the runtime for later.
    theirs = create_streamlit_routes(MagicMock())
    found = [("GET", "/pair")]
    for route in [*make_app(Desk())._user_routes, *theirs]:
        found += _asked(route)
    return sorted(set(found))


def _asked(route: BaseRoute) -> list[tuple[str, str]]:
    if isinstance(route, WebSocketRoute):
        return [("WS", _filled(route.path))]
    if isinstance(route, Mount):
        return [("GET", f"{route.path}/index.html")]
    assert isinstance(route, Route), route
    methods = sorted(route.methods or {"GET"})
    return [(method, _filled(route.path)) for method in methods if method != "HEAD"]


def _filled(path: str) -> str:
    return re.sub(r"\{[^}]*\}", "x", path)


EVERY = every_route()
