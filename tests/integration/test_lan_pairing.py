"""A phone on the Wi-Fi: what it gets before it came in, after, and never.

The Wi-Fi is played by another address of loopback: the same two sockets, and a network
that every machine has.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPConnection

import psutil
import pytest

from tests.every_route import EVERY, SHAKE

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="Only Linux has all of 127.0.0.0/8."
)

WIFI = "127.0.0.2"
PHONE = "127.0.0.3"
START = f"""
from dashboards import lan
lan.lan_address = lambda: {WIFI!r}
from samenstemming.cli import main
raise SystemExit(main(["--lan", "--no-browser"]))
"""
LINK = re.compile(rf"http://{re.escape(WIFI)}:(\d+)(/pair\?key=[\w-]+)")
Answer = tuple[int, dict[str, str], str]


@dataclass(slots=True)
class Lan:
    """The app with --lan, and what it said."""

    process: "subprocess.Popen[str]"
    port: int
    link: str
    said: str
    cookie: str = ""

    def ask(
        self,
        method: str,
        path: str,
        *,
        at: str = PHONE,
        cookie: str | None = None,
        **headers: str,
    ) -> Answer:
        connection = HTTPConnection(WIFI, self.port, timeout=10, source_address=(at, 0))
        sent = {"Origin": f"http://{WIFI}:{self.port}", **headers}
        if method == "WS":
            sent |= SHAKE
        if cookie is None:
            cookie = self.cookie
        if cookie:
            sent["Cookie"] = cookie
        try:
            connection.request("GET" if method == "WS" else method, path, None, sent)
            answer = connection.getresponse()
            streams = answer.status == 101 or "event-stream" in str(answer.headers)
            body = "" if streams else answer.read().decode("utf-8", "replace")
            return answer.status, dict(answer.getheaders()), body
        finally:
            connection.close()

    def next_link(self) -> str:
        assert self.process.stderr is not None
        while not (found := LINK.search(self.process.stderr.readline())):
            pass
        return found[2]


@pytest.fixture(scope="module")
def lan(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lan]:
    home = str(tmp_path_factory.mktemp("home"))
    with subprocess.Popen(
        [sys.executable, "-c", START],
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "XDG_DATA_HOME": home, "LC_ALL": "nl_NL.UTF-8"},
    ) as process:
        assert process.stderr is not None
        said = ""
        while "meelezen" not in said:
            line = process.stderr.readline()
            assert line, said
            said += line
        found = LINK.search(said)
        assert found, said
        yield Lan(process, int(found[1]), found[2], said)
        process.terminate()
        assert process.wait(10) == 0


def test_it_is_said_at_once_what_plain_http_means(lan: Lan) -> None:
    assert "zonder versleuteling" in lan.said
    assert "Iedereen op deze wifi die meeluistert, kan meelezen" in lan.said
    assert "werkt één keer" in lan.said


def test_it_listens_on_loopback_and_on_that_one_address(lan: Lan) -> None:
    of = psutil.Process(lan.process.pid).net_connections("inet")
    listening = {one.laddr.ip for one in of if one.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1", WIFI}


def test_before_it_came_in_a_phone_gets_a_calm_page_and_nothing_else(lan: Lan) -> None:
    for method, path in [*EVERY, ("GET", "/"), ("GET", "/couple")]:
        status, headers, body = lan.ask(method, path)
        assert status == (403 if method == "WS" else 401), (method, path)
        assert "Set-Cookie" not in headers
        if method == "GET":
            assert "Deze telefoon is nog niet binnen" in body
            assert "This phone has not come in yet" in body


def test_the_link_shows_what_it_means_and_lets_one_phone_in_once(lan: Lan) -> None:
    wrong = f"{lan.link[:-1]}{'A' if lan.link[-1] != 'A' else 'B'}"
    assert lan.ask("GET", wrong)[0] == 401
    assert lan.ask("POST", wrong)[0] == 401
    # A messenger that looks at the link first does not use it up.
    for _ in range(2):
        status, headers, body = lan.ask("GET", lan.link)
        assert status == 200
        assert "Set-Cookie" not in headers
    assert "kan meelezen" in body
    assert "can read along" in body

    evil = {"Origin": "http://evil.example"}
    assert lan.ask("POST", lan.link, **evil)[0] == 403
    status, headers, _ = lan.ask("POST", lan.link)
    assert (status, headers["location"]) == (303, "/")
    given = headers["set-cookie"]
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(given.split("; "))
    lan.cookie = given.split(";")[0]

    again = lan.ask("POST", lan.link, cookie="")
    assert again[0] == 401, "the link worked twice"
    assert "set-cookie" not in again[1]
    assert lan.next_link() != lan.link


@pytest.fixture(scope="module")
def phone(lan: Lan) -> Lan:
    """A phone that came in."""
    if not lan.cookie:
        answer = lan.ask("POST", lan.link)
        lan.cookie = answer[1]["set-cookie"].split(";")[0]
    return lan


def test_a_phone_gets_the_couples_screen_and_no_other(phone: Lan) -> None:
    for path in ("/", "/couple", "/help", "/_stcore/health", "/_stcore/host-config"):
        assert phone.ask("GET", path)[0] == 200, path
    assert phone.ask("WS", "/_stcore/stream")[0] == 101
    assert phone.ask("GET", "/api/couple?token=x")[0] == 403  # the token is asked too
    never = ["/lab", "/evening", "/study", "/replay", "/import", "/straps"]
    routes = ["/api/live", "/api/play", "/api/replay/beats", "/_stcore/metrics"]
    files = ["/media/x", "/component/x", "/_stcore/agent/mcp"]
    for path in [*never, *routes, *files]:
        status, _, body = phone.ask("GET", path)
        assert status == 403, path
        assert "alleen op de computer zelf" in body
    assert phone.ask("PUT", "/_stcore/upload_file/x/x")[0] == 403


def test_the_cookie_alone_is_not_enough(phone: Lan) -> None:
    assert phone.ask("GET", "/couple", at="127.0.0.4")[0] == 401
    assert phone.ask("GET", "/couple", cookie="samenstemming=x")[0] == 401
    half = phone.cookie[:-1]
    assert phone.ask("GET", "/couple", cookie=half)[0] == 401


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost", "127.0.0.9"]
)
def test_another_name_is_refused_to_a_phone_that_came_in(phone: Lan, host: str) -> None:
    for method, path in EVERY:
        assert phone.ask(method, path, Host=host)[0] == 403, (method, path)


def test_another_page_is_refused_to_a_phone_that_came_in(phone: Lan) -> None:
    for method, path in EVERY:
        for origin in ("http://evil.example", "null", "http://127.0.0.1"):
            assert phone.ask(method, path, Origin=origin)[0] == 403, (method, path)


def test_on_the_computer_itself_nothing_changed(lan: Lan) -> None:
    found = re.search(r"http://127\.0\.0\.1:(\d+)", lan.said)
    assert found
    connection = HTTPConnection("127.0.0.1", int(found[1]), timeout=10)
    connection.request("GET", "/lab")
    assert connection.getresponse().status == 200
    connection.close()
    connection = HTTPConnection("127.0.0.1", int(found[1]), timeout=10)
    connection.request("GET", "/", headers={"Host": WIFI, "Cookie": lan.cookie})
    assert connection.getresponse().status == 403
    connection.close()
