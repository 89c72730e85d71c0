"""The control channel over a real loopback socket."""

import asyncio
import json
import socket
from collections.abc import Awaitable, Callable, Mapping

import pytest

from samenstemming.errors import ControlError
from samenstemming.session.protocol import (
    LONGEST_LINE,
    Command,
    Request,
    encode_line,
    encode_request,
)
from samenstemming.session.server import (
    LOGGED_REFUSALS,
    MOST_CONNECTIONS,
    ControlServer,
)

TOKEN = "correct-horse"


class Heard:
    """A handler that remembers what reached it."""

    def __init__(self) -> None:
        self.requests: list[Request] = []

    async def __call__(self, request: Request) -> Mapping[str, object]:
        self.requests.append(request)
        if request.command is Command.UNDO:
            msg = "There is nothing to undo."
            raise ControlError(msg)
        return {"seq": len(self.requests)}


def talk(port: int, *lines: bytes) -> list[dict[str, object]]:
    """Every answer to these lines, sent in one go on one connection."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(b"".join(lines))
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as answers:
            return [json.loads(line) for line in answers]


def with_server(
    use: Callable[[ControlServer, int, Heard], Awaitable[None]],
) -> None:
    async def run() -> None:
        heard = Heard()
        server = ControlServer(token=TOKEN, handle=heard)
        port = await server.start()
        try:
            await use(server, port, heard)
        finally:
            await server.close()

    asyncio.run(run())


def test_good_requests_are_answered_in_order_on_one_connection() -> None:
    async def use(server: ControlServer, port: int, heard: Heard) -> None:
        lines = [
            encode_request(TOKEN, Command.MARKER, name="one"),
            encode_request(TOKEN, Command.UNDO),
            encode_request(TOKEN, Command.MARKER, name="two"),
        ]
        assert await asyncio.to_thread(talk, port, *lines) == [
            {"ok": True, "seq": 1},
            {"ok": False, "error": "refused", "sentence": "There is nothing to undo."},
            {"ok": True, "seq": 3},
        ]
        assert server.refused == 0

    with_server(use)


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (encode_request("wrong", Command.STOP), "bad_token"),
        (b"POST / HTTP/1.1\r\n", "bad_json"),
        (b"\x00\xff\n", "bad_json"),
        (b"x" * (LONGEST_LINE + 2) + b"\n", "too_long"),
    ],
    ids=["token", "http", "bytes", "length"],
)
def test_a_stranger_is_refused_and_hung_up_on(
    bad: bytes, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    async def use(server: ControlServer, port: int, heard: Heard) -> None:
        good = encode_request(TOKEN, Command.MARKER, name="one")
        try:
            answers = await asyncio.to_thread(talk, port, bad, good)
        except ConnectionResetError:
            answers = []  # closing on unread input may reset the connection
        assert [answer["error"] for answer in answers] in ([code], [])
        assert heard.requests == []
        assert server.refused == 1
        assert code in caplog.text
        # ... and the next one is served as if nothing had happened.
        assert await asyncio.to_thread(talk, port, good) == [{"ok": True, "seq": 1}]

    with_server(use)


def test_a_mistake_is_answered_and_the_connection_goes_on() -> None:
    async def use(server: ControlServer, port: int, heard: Heard) -> None:
        mistake = encode_line({"token": TOKEN, "command": "marker"})
        good = encode_request(TOKEN, Command.MARKER, name="one")
        answers = await asyncio.to_thread(talk, port, mistake, good)
        assert [answer["ok"] for answer in answers] == [False, True]

    with_server(use)


def test_a_torn_line_is_no_request() -> None:
    async def use(server: ControlServer, port: int, heard: Heard) -> None:
        torn = encode_request(TOKEN, Command.STOP).rstrip(b"\n")
        assert await asyncio.to_thread(talk, port, torn) == []
        assert heard.requests == []

    with_server(use)


def test_a_flood_of_refusals_does_not_fill_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def use(server: ControlServer, port: int, heard: Heard) -> None:
        for _ in range(3 * LOGGED_REFUSALS):
            await asyncio.to_thread(talk, port, b"nonsense\n")
        assert server.refused == 3 * LOGGED_REFUSALS
        assert len(caplog.records) == LOGGED_REFUSALS + 1

    with_server(use)


def test_silent_connections_do_not_keep_others_out_for_ever() -> None:
    async def use(server: ControlServer, port: int, heard: Heard) -> None:
        silent = [
            socket.create_connection(("127.0.0.1", port))
            for _ in range(MOST_CONNECTIONS)
        ]
        good = encode_request(TOKEN, Command.STATUS)
        crowded = await asyncio.to_thread(_answers_or_reset, port, good)
        assert crowded == []
        for connection in silent:
            connection.close()
        for _ in range(1000):
            if await asyncio.to_thread(_answers_or_reset, port, good):
                break
        assert heard.requests

    with_server(use)


def _answers_or_reset(port: int, line: bytes) -> list[dict[str, object]]:
    try:
        return talk(port, line)
    except ConnectionError:
        return []


def test_closing_ends_connections_that_are_open() -> None:
    async def run() -> None:
        server = ControlServer(token=TOKEN, handle=Heard())
        port = await server.start()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(encode_request(TOKEN, Command.STATUS))
        assert json.loads(await reader.readline())["ok"] is True
        await server.close()
        assert await reader.read() == b""
        writer.close()

    asyncio.run(run())


def test_closing_lets_an_answer_under_way_be_finished() -> None:
    async def run() -> None:
        asked, go_on = asyncio.Event(), asyncio.Event()

        async def slow(request: Request) -> Mapping[str, object]:
            del request
            asked.set()
            await go_on.wait()
            return {"seq": 1}

        server = ControlServer(token=TOKEN, handle=slow)
        port = await server.start()
        line = encode_request(TOKEN, Command.STATUS)
        answer = asyncio.create_task(asyncio.to_thread(talk, port, line))
        await asked.wait()
        closing = asyncio.create_task(server.close())
        await asyncio.sleep(0)
        go_on.set()
        await closing
        assert await answer == [{"ok": True, "seq": 1}]

    asyncio.run(run())
