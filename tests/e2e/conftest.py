"""Browser tests: the real launcher in a process of its own, and Debian's Chromium.

Playwright's loop lives as long as its fixture, and no other test may run a loop of its
own meanwhile, so the browser belongs to a module and not to the whole run.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    expect,
    sync_playwright,
)

import samenstemming as sam
from samenstemming.recording import write_recording
from samenstemming.session.launch import CollectorHandle, start_collector

ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STILL = """() => document.getAnimations().every(
  (a) => a.playState !== "running" || a.effect.getTiming().iterations === Infinity)"""
"""Nothing is fading any more."""

PATIENT_MS = 15_000
"""Longest wait for what is expected; one that comes sooner is not waited for longer."""

expect.set_options(timeout=PATIENT_MS)


@dataclass(slots=True)
class Server:
    """The app as a process: where it is, and the process itself."""

    url: str
    process: "subprocess.Popen[str]"

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def stop(self) -> int:
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        with self.process:
            return self.process.wait(10)


@dataclass(slots=True)
class Visit:
    """A page and every address that it asked for."""

    page: Page
    requests: list[str]
    errors: list[str]


def start_app(folder: Path, *arguments: str) -> Server:
    """The launcher, with this folder as the user's own; returns once it says where."""
    process = subprocess.Popen(
        [sys.executable, "-m", "samenstemming", *arguments, "--no-browser"],
        env={**os.environ, "XDG_DATA_HOME": str(folder), "LC_ALL": "nl_NL.UTF-8"},
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert process.stderr is not None
    said = []
    for line in process.stderr:
        said.append(line)
        if found := ADDRESS.search(line):
            return Server(found[0], process)
    process.wait()
    pytest.fail(f"The app did not start: {''.join(said)}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's data folder with one finished recording of four minutes."""
    data = tmp_path_factory.mktemp("data")
    recordings = data / "samenstemming" / "recordings"
    recordings.mkdir(parents=True)
    simulated = sam.simulate(minutes=4, seed=3)
    mark = sam.Marker(t_ns=100_000_000_000, name="marker", note="laughing")
    events = sorted([*simulated.events(), mark], key=lambda event: event.t_ns)
    meta = {**simulated.meta, "label": "four minutes"}
    whole = sam.Recording.of(events, meta=meta)
    write_recording(recordings / "four-minutes.samen", whole)
    return data


@pytest.fixture(scope="module")
def recordings(folder: Path) -> Path:
    """Where that user's recordings are."""
    return folder / "samenstemming" / "recordings"


@pytest.fixture(scope="module")
def collector(recordings: Path) -> Iterator[CollectorHandle]:
    """A collector with two simulated straps, in real time."""
    handle = start_collector(
        a="simulated:1", b="simulated:1", path=recordings / "live.samen", label="live"
    )
    yield handle
    handle.stop()


@pytest.fixture(scope="module")
def server(folder: Path, collector: CollectorHandle) -> Iterator[Server]:
    """The app, opened with the live recording."""
    app = start_app(folder, str(collector.path))
    yield app
    app.stop()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; without it these tests are skipped, or fail where nothing may be."""
    chromium = shutil.which("chromium")
    if chromium is None:
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail("There is no Chromium, and REQUIRE_ALL=1.")
        pytest.skip("There is no Chromium on this machine.")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., Visit]]:
    """Opens a page in a context of its own: language, theme and size as given."""
    contexts: list[BrowserContext] = []

    def open_page(
        url: str,
        *,
        locale: str = "nl-NL",
        dark: bool = False,
        size: tuple[int, int] = (1280, 800),
        calm: bool = False,
    ) -> Visit:
        context = browser.new_context(
            locale=locale,
            color_scheme="dark" if dark else "light",
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce" if calm else "no-preference",
        )
        contexts.append(context)
        page = context.new_page()
        seen = Visit(page, [], [])
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("pageerror", lambda error: seen.errors.append(str(error)))
        page.goto(url)
        page.locator(".st-key-footer p").wait_for()
        page.locator("html[style*=--page-text]").wait_for(state="attached")
        # A run that has not quite ended can still throw away what the next one made.
        page.locator('.stApp[data-test-script-state="notRunning"]').wait_for()
        return seen

    yield open_page
    for context in contexts:
        context.close()
