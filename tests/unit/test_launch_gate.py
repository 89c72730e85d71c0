"""Who is let in: only this machine's own name, only with this process's token."""

import asyncio
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Message, Scope

from dashboards.asgi import OPTIONS, live_route
from dashboards.desk import Desk
from dashboards.gate import is_own_host, is_token
from dashboards.guard import Entry, Guard

OWN = [
    "127.0.0.1",
    "127.0.0.1:8501",
    "localhost",
    "localhost:1",
    "LOCALHOST",
    "[::1]:80",
]
FOREIGN = [
    None,
    "",
    "evil.example",
    "evil.example:8501",
    "127.0.0.1.evil.example",
    "evil.example@127.0.0.1:80",
    "127.0.0.1/x",
    "127.0.0.1:notaport",
    "127.0.0.1:99999",
    "0.0.0.0",
]


@pytest.mark.parametrize("host", OWN)
def test_the_machines_own_names_are_let_in(host: str) -> None:
    assert is_own_host(host)


@pytest.mark.parametrize("host", FOREIGN)
def test_any_other_name_is_not(host: str | None) -> None:
    assert not is_own_host(host)


def test_only_the_whole_token_is_the_token() -> None:
    assert is_token("abc", "abc")
    assert not is_token("ab", "abc")
    assert not is_token(None, "abc")
    assert not is_token("ÿ", "abc")


def answer(
    app: Guard | Starlette,
    path: str = "/api/live",
    *,
    query: str = "",
    host: str | None = "127.0.0.1:1",
    kind: str = "http",
    method: str = "GET",
    origin: str | None = None,
) -> list[Message]:
    """All messages that an ASGI app sends for one request."""
    sent: list[Message] = []
    scope: Scope = {
        "type": kind,
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "headers": [
            (name, value.encode())
            for name, value in ((b"host", host), (b"origin", origin))
            if value is not None
        ],
        "method": method,
        "root_path": "",
        "scheme": "http",
        "server": ("127.0.0.1", 1),
    }

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(app(scope, receive, send))
    return sent


@pytest.fixture
def app() -> tuple[Guard, Desk]:
    desk = Desk()
    return Guard(
        Starlette(routes=[live_route(desk)]),
        Entry(account_now=lambda _client, _server: True),
    ), desk


def status(messages: list[Message]) -> int:
    return int(messages[0]["status"])


def test_a_foreign_host_is_refused_before_anything_else(
    app: tuple[Guard, Desk],
) -> None:
    gate, desk = app
    query = f"token={desk.token}&recording={desk.admit(Path('x'))}"
    assert status(answer(gate, query=query, host="evil.example")) == 403
    assert status(answer(gate, query=query, host=None)) == 403


def test_a_foreign_host_gets_no_websocket(app: tuple[Guard, Desk]) -> None:
    sent = answer(app[0], "/_stcore/stream", host="evil.example", kind="websocket")
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_a_wrong_token_is_refused(app: tuple[Guard, Desk]) -> None:
    gate, desk = app
    key = desk.admit(Path("x"))
    assert status(answer(gate, query=f"token=wrong&recording={key}")) == 403
    assert status(answer(gate, query=f"recording={key}")) == 403


def test_the_route_asks_for_its_own_host_also_without_the_gate() -> None:
    desk = Desk()
    bare = Starlette(routes=[live_route(desk)])
    query = f"token={desk.token}"
    assert status(answer(bare, query=query, host="evil.example")) == 403


def test_only_admitted_recordings_can_be_asked_for(
    app: tuple[Guard, Desk],
) -> None:
    gate, desk = app
    for asked in ("", "../../etc/passwd", "0" * 12):
        query = f"token={desk.token}&recording={asked}"
        assert status(answer(gate, query=query)) == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_but_get(app: tuple[Guard, Desk], method: str) -> None:
    own = "http://127.0.0.1:1"
    key = app[1].token
    cookie_less = answer(app[0], method=method, query=f"token={key}", origin=own)
    assert status(cookie_less) == 401
    bare = Starlette(routes=[live_route(app[1])])
    assert status(answer(bare, method=method, origin=own)) == 405


def test_answers_carry_no_cors_header(app: tuple[Guard, Desk]) -> None:
    headers = dict(answer(app[0])[0]["headers"])
    assert not [name for name in headers if name.startswith(b"access-control")]


def test_every_process_has_a_token_of_its_own() -> None:
    assert Desk().token != Desk().token
    assert len(Desk().token) >= 32


def test_the_server_is_bound_to_loopback_and_sends_nothing_home() -> None:
    assert OPTIONS["server.address"] == "127.0.0.1"
    assert OPTIONS["browser.gatherUsageStats"] is False
    assert OPTIONS["server.fileWatcherType"] == "none"
    assert OPTIONS["client.showErrorDetails"] == "none"
    assert OPTIONS["client.toolbarMode"] == "minimal"


def test_streamlit_knows_every_option() -> None:
    from streamlit import config

    config.get_config_options()
    for name in OPTIONS:
        config.get_option(name)


def test_the_live_route_is_the_only_one_of_our_own() -> None:
    assert isinstance(live_route(Desk()), Route)
