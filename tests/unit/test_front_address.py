"""Every page knows where its server answers, and all else passes as it is."""

import asyncio
from typing import Any

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from dashboards.front_address import TOLD, FrontAddress

PAGE = "<html><head><title>Samenstemming</title><script></script></head></html>"


def asked(response: Response, **headers: str) -> tuple[dict[bytes, bytes], bytes, Any]:
    """What a browser gets that asks with these headers, and what the app was asked."""
    seen: list[Any] = []
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.append(scope)
        await response(scope, receive, send)

    async def receive() -> Any:
        return {"type": "http.request"}

    async def send(message: Any) -> None:
        sent.append(message)

    pairs = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": "/lab", "headers": pairs}
    asyncio.run(FrontAddress(app)(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent)
    return dict(sent[0]["headers"]), body, seen[0]


def test_a_page_is_told_where_its_server_is_before_any_script() -> None:
    headers, body, scope = asked(
        HTMLResponse(PAGE, headers={"etag": '"old"'}),
        accept="text/html,*/*",
        **{"accept-encoding": "gzip", "if-none-match": '"old"'},
    )
    assert body.index(TOLD) < body.index(b"<script></script>")
    assert body.replace(TOLD, b"") == PAGE.encode()
    assert headers[b"content-length"] == str(len(body)).encode()
    assert b"etag" not in headers
    assert [name for name, _ in scope["headers"]] == [b"accept"]


@pytest.mark.parametrize(
    ("response", "accept"),
    [
        (HTMLResponse(PAGE), "*/*"),
        (PlainTextResponse("ok"), "text/html"),
        (HTMLResponse(PAGE, status_code=404), "text/html"),
        (HTMLResponse("no title"), "text/html"),
    ],
    ids=["a script asks", "no page", "no such page", "no title"],
)
def test_all_else_passes_as_it_is(response: Response, accept: str) -> None:
    _, body, _ = asked(response, accept=accept)
    assert body == response.body
