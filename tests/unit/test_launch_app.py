"""The launcher's own promises, without a server."""

import asyncio
import signal
import socket
from pathlib import Path

import pytest

from dashboards.asgi import stop_streams_on_signals
from dashboards.desk import Desk
from dashboards.hub import Hub
from dashboards.launch import launch
from samenstemming import SamenstemmingError
from samenstemming.cli import app


def test_a_port_that_is_taken_is_a_sentence() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(SamenstemmingError, match=f"Port {port} is already in use"):
            launch(None, port=port, open_browser=False, language="en")


def test_a_signal_ends_the_streams_first_and_is_then_passed_on() -> None:
    passed: list[int] = []
    hub = Hub()

    async def scenario() -> None:
        restore = stop_streams_on_signals(hub)
        running = asyncio.create_task(hub.run())
        signal.raise_signal(signal.SIGTERM)
        await running
        restore()

    before = signal.signal(signal.SIGTERM, lambda number, _: passed.append(number))
    try:
        asyncio.run(scenario())
        handler = signal.getsignal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)
    assert passed == [signal.SIGTERM]
    assert callable(handler)


def test_a_page_holds_a_key_and_never_a_path(tmp_path: Path) -> None:
    desk = Desk()
    key = desk.admit(tmp_path / "x.samen")
    assert desk.path_of(key) == tmp_path / "x.samen"
    assert str(tmp_path) not in key
    assert desk.admit(tmp_path / "x.samen") == key
    assert desk.path_of(str(tmp_path / "x.samen")) is None
    assert desk.path_of(None) is None


def test_in_a_checkout_its_own_screens_open_and_not_a_copy_from_an_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(app, "find_spec", lambda _name: object())
    assert app.launcher() is launch
