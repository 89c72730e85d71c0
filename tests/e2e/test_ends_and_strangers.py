"""How the app ends, what it refuses, and what a screen says when something is gone."""

import os
import re
import signal
import time
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from samenstemming.session.launch import CollectorHandle, start_collector
from tests.e2e.conftest import Server, Visit, start_app

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]


def live(page: Page) -> None:
    section = page.locator("section.lab")
    expect(section).to_have_attribute("data-state", "live")
    expect(section).to_have_attribute("data-drawn", re.compile(r"^\d"))


def stream_address(seen: Visit) -> str:
    """The address of the page's event stream, with its token."""
    found = [one for one in seen.requests if "/api/live" in one]
    parts = urlsplit(found[-1])
    return f"{parts.path}?{parts.query}"


def status(server: Server, path: str, host: str | None = None) -> int:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": host} if host else {})
        return connection.getresponse().status
    finally:
        connection.close()


def test_strangers_are_refused(server: Server, visit: Open) -> None:
    seen = visit(f"{server.url}/lab")
    live(seen.page)
    address = stream_address(seen)
    assert status(server, address) == 200
    assert status(server, re.sub("token=[^&]+", "token=wrong", address)) == 403
    assert status(server, address, host="evil.example") == 403
    assert status(server, "/", host="evil.example") == 403
    assert status(server, "/_stcore/health", host="evil.example:80") == 403
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    connection.request("POST", address)
    assert connection.getresponse().status == 403  # from no page of ours
    connection.close()


def test_with_a_stream_open_the_app_ends_within_a_second_and_the_page_comes_back(
    folder: Path, collector: CollectorHandle, visit: Open
) -> None:
    first = start_app(folder, str(collector.path))
    seen = visit(f"{first.url}/lab")
    page = seen.page
    live(page)
    begun = time.perf_counter()
    first.process.send_signal(signal.SIGTERM)
    with first.process:
        assert first.process.wait(10) == 0
    assert time.perf_counter() - begun < 1
    expect(page.locator(".notice")).to_contain_text("geen verbinding")
    before = page.locator("section.lab").get_attribute("data-drawn") or ""
    second = start_app(folder, str(collector.path), "--port", str(first.port))
    try:
        expect(page.locator(".notice")).to_be_hidden(timeout=20_000)
        expect(page.locator("section.lab")).not_to_have_attribute("data-drawn", before)
        live(page)
    finally:
        second.stop()


def test_a_collector_that_was_killed_and_a_file_that_was_deleted_are_said(
    folder: Path, recordings: Path, server: Server, visit: Open
) -> None:
    doomed = start_collector(
        a="simulated:4", path=recordings / "doomed.samen", label="doomed"
    )
    page = visit(f"{server.url}/?lang=en").page
    page.get_by_role("link", name="Watch doomed").click()
    live(page)
    absent = page.locator('[data-wearer="b"] .why')
    expect(absent).to_contain_text("Nothing has been heard")
    expect(page.locator(".relation .word")).to_have_text("not yet")
    doomed_process = doomed.pid
    os.kill(doomed_process, signal.SIGKILL)
    doomed.wait(10)
    doomed.release()
    notice = page.locator(".notice")
    expect(notice).to_contain_text("stopped suddenly")
    for part in recordings.glob("doomed.samen*"):
        part.unlink()
    expect(notice).to_contain_text("gone or was moved")
    expect(page.locator(".lab .state")).to_have_text("cannot be shown")
    expect(page.locator(".lab .plot")).to_be_hidden()
