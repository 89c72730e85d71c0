"""Every page of one watched app, over data of somebody who means harm.

Nothing leaves this computer: the browser's side is asked what it requested; the other
side, every Python process, is watched by an audit hook that sees each connection and
each lookup of a name. And markup in whatever can be named, written or handed in stays
text: no element is made of it.
"""

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

import samenstemming as sam
from dashboards.desk import Desk
from dashboards.guard import PAGES
from samenstemming.recording import write_recording
from samenstemming.session.launch import start_collector
from samenstemming.study.template import template
from tests.e2e.conftest import Server, start_app

pytestmark = pytest.mark.browser

WATCH: Final = Path(__file__).parents[1] / "socket_watch"
HERE: Final = {"127.0.0.1", "localhost", "::1", "0.0.0.0"}
HARM: Final = "<img class=harm src=x>"
SCRIPT: Final = f"{HARM}<script class=harm>window.harm = 1</script>"
AS_TEXT: Final = "class=harm"
SOON_MS: Final = 20_000
TOLD: Final = ("start", "evening", "lab", "replay", "study", "import")
"""Pages that show a text of the data; the others are looked at as they are."""


@dataclass(slots=True)
class Walk:
    """What was seen on a walk past every page."""

    server: Server
    log: Path
    pids: frozenset[int]
    requests: list[str] = field(default_factory=list)
    said: dict[str, int] = field(default_factory=dict)
    elements: dict[str, int] = field(default_factory=dict)
    ran: dict[str, bool] = field(default_factory=dict)

    def look(self, page: Page, name: str, *, told: bool) -> None:
        """Count what became of the harm here; where it is `told`, wait for its text."""
        text = page.get_by_text(AS_TEXT)
        if told:
            text.first.wait_for(state="attached", timeout=SOON_MS)
        self.said[name] = text.count()
        self.elements[name] = page.locator(".harm").count()
        self.ran[name] = page.evaluate("'harm' in window")


def harmful(data: Path) -> Path:
    """A recording, a profile, a study and a damaged file with markup in every text."""
    own = data / "samenstemming"
    made = sam.simulate(minutes=4, seed=5)
    note = {"text": SCRIPT, SCRIPT: SCRIPT}
    marks = [
        sam.Marker(t_ns=second * 10**9, name=name, note=SCRIPT, source=HARM, data=note)
        for second, name in ((60, HARM), (70, "marker"), (80, f"marker:{HARM}"))
    ]
    events = sorted([*made.events(), *marks], key=lambda event: event.t_ns)
    meta = {**made.meta, "label": SCRIPT, "straps": {"a": SCRIPT, "b": HARM}}
    path = own / "recordings" / f"{HARM}.samen"
    write_recording(path, sam.Recording.of(events, meta=meta))
    (own / "recordings" / f"{HARM} damaged.samen").write_bytes(b"x" * 64)
    studies = own / "studies"
    studies.mkdir()
    text = template(pairs=4, seed=1, name="harm").replace("Ons onderzoek", SCRIPT)
    (studies / f"{HARM}.yaml").write_text(text.replace("Ieder apart", HARM), "utf-8")
    (studies / "broken.yaml").write_text(f"title: {SCRIPT}\nx: [", "utf-8")
    sam_home = f'{{"format": 1, "names": {{"a": "{HARM}", "b": "{HARM}"}}}}'
    for name in ("us.json", "us-practice.json"):
        (own / name).write_text(sam_home, "utf-8")
    return path


@pytest.fixture(scope="module")
def walk(
    folder: Path,
    recordings: Path,
    browser: Browser,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Walk]:
    log = tmp_path_factory.mktemp("watch") / "sockets.tsv"
    file = Desk().admit(harmful(folder))
    with pytest.MonkeyPatch.context() as patch:
        for name, value in watching(log).items():
            patch.setenv(name, value)
        live = start_collector(
            a="simulated:1",
            b="simulated:1",
            path=recordings / "seen.samen",
            label=SCRIPT,
        )
        live.control.marker("harm", note=SCRIPT)
        server = start_app(folder, str(live.path))
    found = Walk(server, log, frozenset({live.pid, server.process.pid}))
    context = browser.new_context(locale="nl-NL")
    try:
        past_every_page(found, context.new_page(), file)
        yield found
    finally:
        context.close()
        server.stop()
        live.stop()


def past_every_page(found: Walk, page: Page, file: str) -> None:
    """Open each page, in one tab, so that what all pages share is loaded once."""
    page.on("request", lambda one: found.requests.append(one.url))
    page.on("websocket", lambda one: found.requests.append(one.url))
    for name in PAGES:
        asked = f"?file={file}" if name == "replay" else ""
        page.goto(f"{found.server.url}/{'' if name == 'start' else name}{asked}")
        page.locator(".st-key-footer p").wait_for()
        if name == "import":
            hand_in(page)
        found.look(page, name, told=name in TOLD)


def hand_in(page: Page) -> None:
    """Have the import page look at a file whose name and line mean harm."""
    text = f"812\n{HARM.replace(' ', '/')}\n790\n".encode()  # one word, and HTML
    bad = FilePayload(name=f"{HARM}.csv", mimeType="text/csv", buffer=text)
    at = page.locator(".st-key-import_a")
    at.locator("input[type=file]").set_input_files([bad])
    # The box lists it before the server has it.
    has = page.locator(".st-key-import_has_a")
    expect(has).to_contain_text(".csv", timeout=SOON_MS)
    page.get_by_role("button", name="Kijk wat erin zit").click()
    told = page.locator(".st-key-import_told")
    expect(told).to_contain_text(AS_TEXT, timeout=SOON_MS)


def watching(log: Path) -> dict[str, str]:
    """What makes every Python process that is started note down its connections."""
    before = os.environ.get("PYTHONPATH", "")
    paths = os.pathsep.join([str(WATCH), *before.split(os.pathsep)])
    return {"PYTHONPATH": paths.rstrip(os.pathsep), "SOCKET_WATCH": str(log)}


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


def test_no_page_asks_anybody_but_this_computer(walk: Walk) -> None:
    asked = [url for url in walk.requests if not url.startswith(("data:", "blob:"))]
    assert {urlsplit(url).hostname for url in asked} == {"127.0.0.1"}
    assert any(url.startswith("ws:") for url in asked)


def test_neither_app_nor_collector_asks_anybody_but_this_computer(walk: Walk) -> None:
    notes = reached(walk.log)
    assert {pid for pid, _, _ in notes} & walk.pids, "nothing was watched"
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
    env = {**os.environ, **watching(log)}
    subprocess.run([sys.executable, "-c", script], check=False, env=env)
    assert {host for _, _, host in reached(log)} == {"name.invalid", "192.0.2.1"}


def test_markup_in_data_is_read_as_it_was_typed_and_makes_no_element(
    walk: Walk,
) -> None:
    assert set(walk.elements) == set(PAGES)
    assert {page: n for page, n in walk.elements.items() if n} == {}
    assert [page for page, ran in walk.ran.items() if ran] == []
    for page in TOLD:
        assert walk.said[page] > 0, f"{page} shows none of it, so nothing was shown"
