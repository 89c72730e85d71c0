"""Who may speak to this server: only a browser on this machine, at this address.

Binding to 127.0.0.1 keeps other machines out, not other web pages: a page whose name
is made to resolve to 127.0.0.1 (DNS rebinding) reaches any local port. Such a request
carries that page's name in its Host header, so every request is checked, the
WebSocket included, before Streamlit sees it.

Routes of our own bypass Streamlit's origin checks. They ask for a token as well, made
anew by each process and handed to the page inside the component's data.
"""

import secrets
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names under which a browser reaches a server that is bound to loopback."""


def is_own_host(host: str | None) -> bool:
    """Whether a Host header names this machine itself; False where there is none."""
    if not host:
        return False
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return False
    plain = not (parts.path or parts.query or parts.fragment or parts.username)
    return plain and parts.hostname in LOOPBACK


def is_token(given: str | None, expected: str) -> bool:
    """Whether a token is the right one, in a time that does not tell how near."""
    return secrets.compare_digest((given or "").encode(), expected.encode())


class OwnHostOnly:
    """Middleware that refuses HTTP and WebSocket requests for another host's name.

    Plain ASGI: Starlette's own middleware base never sees a WebSocket.
    """

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass the request on, or answer 403."""
        if scope["type"] in {"http", "websocket"} and not is_own_host(_host(scope)):
            await _refuse(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _host(scope: "Scope") -> str | None:
    found = [value for name, value in scope["headers"] if name.lower() == b"host"]
    return found[0].decode("latin-1") if len(found) == 1 else None


async def _refuse(scope: "Scope", receive: "Receive", send: "Send") -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    await send(
        {
            "type": "http.response.start",
            "status": 403,
            "headers": [(b"content-type", b"text/plain; charset=utf-8")],
        }
    )
    await send({"type": "http.response.body", "body": b"Not for this host.\n"})
