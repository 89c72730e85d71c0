"""Every socket and every route of the app that runs: who is let in, and who is not.

The routes are read from the app itself, so a route that is added one day is asked too.
"""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from dashboards.guard import DOORS, HEALTH, PAGES
from dashboards.shell import FOR_COUPLES
from tests.every_route import EVERY, SHAKE

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals.")

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
Headers = dict[str, str]


@dataclass(slots=True)
class App:
    process: "subprocess.Popen[str]"
    port: int

    @property
    def own(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, path: str, headers: Headers) -> tuple[int, str]:
        """The status of one request, 101 for a WebSocket, and our cookie if it came."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        sent = {**SHAKE, **headers} if method == "WS" else headers
        try:
            verb = "GET" if method == "WS" else method
            connection.request(verb, path, headers=sent)
            answer = connection.getresponse()
            given = answer.headers.get_all("Set-Cookie") or []
            name = f"samenstemming_{self.port}="
            return answer.status, next((c for c in given if c.startswith(name)), "")
        finally:
            connection.close()

    def cookie(self) -> str:
        return self.ask("GET", "/", {})[1].split(";")[0]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The launcher in a process of its own."""
    home = str(tmp_path_factory.mktemp("home"))
    with subprocess.Popen(
        [sys.executable, "-m", "samenstemming", "--no-browser"],
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "XDG_DATA_HOME": home, "LC_ALL": "C.UTF-8"},
    ) as process:
        assert process.stderr is not None
        said = ""
        while not (found := ADDRESS.search(said)):
            line = process.stderr.readline()
            assert line, said
            said += line
        yield App(process, int(found[1]))
        process.terminate()
        process.wait(10)


def test_what_is_asked_is_all_there_is() -> None:
    paths = {path for _, path in EVERY}
    assert {"/api/live", "/api/couple", "/api/replay/x", "/api/play"} <= paths
    assert {HEALTH, "/_stcore/metrics", "/_stcore/host-config", "/media/x"} <= paths
    assert ("WS", "/_stcore/stream") in EVERY
    assert ("PUT", "/_stcore/upload_file/x/x") in EVERY
    assert len(EVERY) > 15


def test_every_socket_that_listens_is_on_loopback(app: App) -> None:
    family = [psutil.Process(app.process.pid)]
    family += family[0].children(recursive=True)
    listening = [
        one.laddr.ip
        for process in family
        for one in process.net_connections("inet")
        if one.status == psutil.CONN_LISTEN or one.type == socket.SOCK_DGRAM
    ]
    assert listening == ["127.0.0.1"]


def test_without_this_starts_cookie_every_route_is_closed(app: App) -> None:
    own = {"Origin": app.own}
    wrong = {**own, "Cookie": f"samenstemming_{app.port}=wrong"}
    for method, path in EVERY:
        if method in {"GET", "HEAD"} and path in DOORS:
            continue
        for headers in (own, wrong):
            # Routes of our own ask for their token, and say 403 without.
            expected = {401, 403} if path.startswith("/api/") else {401}
            found, _ = app.ask(method, path, headers)
            assert found in ({403} if method == "WS" else expected), (method, path)


def test_pages_may_be_opened_and_hand_out_the_cookie_and_nothing_else_does(
    app: App,
) -> None:
    for method, path in EVERY:
        _, cookie = app.ask(method, path, {"Origin": app.own})
        opens = path in DOORS and method == "GET"
        assert bool(cookie) is opens, (method, path)
    _, cookie = app.ask("GET", "/", {})
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert len(cookie.split("=")[1]) > 32


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:1", "127.0.0.1.evil.example", "192.0.2.1"]
)
def test_a_foreign_host_is_refused_on_every_route_with_the_cookie_too(
    app: App, host: str
) -> None:
    cookie = app.cookie()
    for method, path in EVERY:
        headers = {"Host": host, "Origin": f"http://{host}", "Cookie": cookie}
        assert app.ask(method, path, headers)[0] == 403, (method, path)


@pytest.mark.parametrize(
    "origin",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"},
        {
            "Sec-Fetch-Site": "cross-site",
            "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "iframe",
        },
    ],
    ids=["name", "null", "other-port", "image", "other-server-here", "frame"],
)
def test_another_page_is_refused_on_every_route_with_the_cookie_too(
    app: App, origin: Headers
) -> None:
    cookie = app.cookie()
    for method, path in EVERY:
        found = app.ask(method, path, {**origin, "Cookie": cookie})[0]
        assert found == 403, (method, path)


def test_a_forged_form_and_a_websocket_from_nowhere_are_refused(app: App) -> None:
    cookie = {"Cookie": app.cookie()}
    form = {**cookie, "Content-Type": "application/x-www-form-urlencoded"}
    for path in sorted(DOORS):
        assert app.ask("POST", path, form)[0] == 403, path
    assert app.ask("WS", "/_stcore/stream", cookie)[0] == 403
    own = {**cookie, "Origin": app.own}
    assert app.ask("WS", "/_stcore/stream", own)[0] == 101


def test_a_link_on_another_page_opens_ours_and_reads_nothing(app: App) -> None:
    headers = {
        "Sec-Fetch-Site": "cross-site",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Dest": "document",
    }
    assert app.ask("GET", "/", headers)[0] == 200


def test_no_answer_may_be_framed_read_elsewhere_or_ask_another_server(
    app: App,
) -> None:
    connection = HTTPConnection("127.0.0.1", app.port, timeout=10)
    connection.request("GET", "/", headers={"Accept": "text/html"})
    answer = connection.getresponse()
    policy = answer.getheader("Content-Security-Policy") or ""
    connection.close()
    assert "frame-ancestors 'none'" in policy
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert not re.search(r"https?:|\*", policy)
    assert answer.getheader("Cross-Origin-Resource-Policy") == "same-origin"
    assert answer.getheader("Access-Control-Allow-Origin") is None


def test_another_account_of_this_computer_is_refused_everywhere(app: App) -> None:
    if not sys.platform.startswith("linux") or os.getuid() != 0:
        pytest.skip("Only the administrator of a Linux machine can try as another.")
    # The other account may not read this Python's own files: all is loaded before.
    script = (
        "import os, socket, sys\n"
        "os.setuid(65534)\n"
        "port, cookie = int(sys.argv[1]), sys.argv[2]\n"
        "for path in sys.argv[3:]:\n"
        "    with socket.socket() as ask:\n"
        "        ask.connect(('127.0.0.1', port))\n"
        "        ask.sendall(f'GET {path} HTTP/1.1\\r\\nHost: 127.0.0.1:{port}\\r\\n'\n"
        "                    f'Cookie: {cookie}\\r\\n\\r\\n'.encode('latin-1'))\n"
        "        print(ask.recv(12)[-3:].decode('latin-1'))\n"
    )
    paths = sorted({path for _, path in EVERY} | DOORS)
    done = subprocess.run(
        [sys.executable, "-I", "-c", script, str(app.port), app.cookie(), *paths],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) == {"403"}


def test_the_guard_knows_every_page(tmp_path: Path) -> None:
    from dashboards import shell

    source = Path(shell.__file__).read_text(encoding="utf-8")
    listed = re.findall(r'^ +\("(\w+)", \w+_page\),$', source, re.MULTILINE)
    assert tuple(listed) == PAGES
    assert set(FOR_COUPLES) <= set(PAGES)
