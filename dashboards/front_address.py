"""Tells each page at which address its server answers, so that no page guesses.

Streamlit's page first asks below its own address (`/evening/_stcore/health`), hears 404
twice, waits, and asks at the root: every page that is opened directly logs two errors.
Its index page reads `window.__streamlit` first, where a host may put that address. What
surprised us: no option sets it, so it is written into the page on its way out.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

TOLD: Final = (
    b'<script>window.__streamlit = { BACKEND_BASE_URL: location.origin + "/" }</script>'
)
BEFORE: Final = b"</title>"
HOLDS_BACK: Final = frozenset(
    {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
)
"""With these a page may come packed, in part, or not at all."""


def with_address(page: bytes) -> bytes:
    """The page that knows its server's address; the same page where it has no title."""
    before, title, after = page.partition(BEFORE)
    return before + title + TOLD + after if title else page


class FrontAddress:
    """Middleware that writes the server's own address into every HTML page."""

    def __init__(self, app: "ASGIApp") -> None:
        self._app = app

    async def __call__(self, scope: "Scope", receive: "Receive", send: "Send") -> None:
        """Pass everything on; an HTML page is gathered, told, and sent whole."""
        if scope["type"] != "http" or not _asks_for_a_page(scope):
            await self._app(scope, receive, send)
            return
        asked = [pair for pair in scope["headers"] if pair[0].lower() not in HOLDS_BACK]
        start: Message | None = None
        body = b""

        async def pass_on(message: "Message") -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
                return
            if start is None:
                await send(message)
                return
            body += message.get("body", b"")
            if not message.get("more_body", False):
                told = with_address(body)
                await send(_of_length(start, len(told)))
                await send({"type": "http.response.body", "body": told})

        await self._app({**scope, "headers": asked, "extensions": {}}, receive, pass_on)


def _asks_for_a_page(scope: "Scope") -> bool:
    accepted = [value for name, value in scope["headers"] if name.lower() == b"accept"]
    return scope["method"] == "GET" and any(b"text/html" in one for one in accepted)


def _is_page(start: "Message") -> bool:
    kinds = [v for name, v in start["headers"] if name.lower() == b"content-type"]
    return start["status"] == 200 and any(one.startswith(b"text/html") for one in kinds)


def _of_length(start: "Message", n_bytes: int) -> "Message":
    kept = [
        pair
        for pair in start["headers"]
        if pair[0].lower() not in {b"content-length", b"etag", b"last-modified"}
    ]
    length = (b"content-length", str(n_bytes).encode())
    return {**start, "headers": [*kept, length]}
