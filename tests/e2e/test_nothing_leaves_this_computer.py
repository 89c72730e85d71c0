"""Every page, the app and its collector, watched from below: nothing leaves loopback.

The browser's side is asked what it requested. The other side, every Python process, is
watched by an audit hook that sees each connection and each lookup of a name.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from dashboards.guard import PAGES
from samenstemming.session.launch import start_collector
from tests.e2e.conftest import Server, Visit, start_app

pytestmark = pytest.mark.browser

WATCH = Path(__file__).parents[1] / "socket_watch"
HERE = {"127.0.0.1", "localhost", "::1", "0.0.0.0"}


@dataclass(frozen=True, slots=True)
class Watched:
    """An app and a collector that are watched."""

    server: Server
    log: Path
    pids: frozenset[int]


@pytest.fixture(scope="module")
def watched(
    folder: Path, recordings: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Watched]:
    log = tmp_path_factory.mktemp("watch") / "sockets.tsv"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(WATCH))
        patch.setenv("SOCKET_WATCH", str(log))
        live = start_collector(
            a="simulated:1", b="simulated:1", path=recordings / "seen.samen"
        )
        server = start_app(folder, str(live.path))
    yield Watched(server, log, frozenset({live.pid, server.process.pid}))
    server.stop()
    live.stop()


def reached(log: Path) -> list[tuple[int, str, str]]:
    """Process, event and host of every note; a socket of the file system has none."""
    found = []
    for line in log.read_text(encoding="utf-8").splitlines():
        pid, event, told = line.split("\t")
        where = ast.literal_eval(told)
        if isinstance(where, tuple):
            found.append((int(pid), event, str(where[0])))
        elif "get" in event and where is not None:
            found.append((int(pid), event, str(where)))
    return found


def test_the_whole_app_asks_nobody_but_this_computer(
    watched: Watched, visit: Callable[..., Visit]
) -> None:
    seen = visit(watched.server.url)
    seen.page.on("websocket", lambda one: seen.requests.append(one.url))
    for page in PAGES:  # in one tab, so that what all pages share is loaded once
        seen.page.goto(f"{watched.server.url}/{page}")
        seen.page.locator(".st-key-footer p").wait_for()
    hosts = {
        urlsplit(url).hostname
        for url in seen.requests
        if not url.startswith(("data:", "blob:"))
    }
    assert hosts == {"127.0.0.1"}
    assert any(url.startswith("ws:") for url in seen.requests)
    notes = reached(watched.log)
    assert {pid for pid, _, _ in notes} & watched.pids, "nothing was watched"
    assert [one for one in notes if one[2] not in HERE] == []


def test_the_watch_would_have_seen_it(tmp_path: Path) -> None:
    log = tmp_path / "sockets.tsv"
    script = (
        "import socket\n"
        "try: socket.getaddrinfo('name.invalid', 80)\n"
        "except OSError: pass\n"
        "with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:\n"
        "    one.connect(('192.0.2.1', 9))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(WATCH), "SOCKET_WATCH": str(log)}
    subprocess.run([sys.executable, "-c", script], check=False, env=env)
    assert {host for _, _, host in reached(log)} == {"name.invalid", "192.0.2.1"}
