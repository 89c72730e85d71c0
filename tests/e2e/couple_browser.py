"""Browsers on the couple's screen: what is watched on every page of every test."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page

from tests.e2e.conftest import Server

ENDLESS = """window.EventSource = class {
  static CLOSED = 2;
  constructor() {
    this.readyState = 1;
    window.tell = (drawing) =>
      this.onmessage({ data: JSON.stringify({ kind: "session", drawing }) });
  }
  close() {}
};"""
STICKING_OUT = """(stage) => [...stage.querySelectorAll("*")]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => e.className)"""

Open = Callable[..., Page]


def of(page: Page) -> Locator:
    """The stage of a page."""
    return page.locator("section.couple")


NAMES = ("Noor <b>", "Sam 🌿")


def couple_at_home(data: Path) -> Path:
    """A data folder of a couple that typed their names: with markup, and a leaf."""
    own = data / "samenstemming"
    (own / "recordings").mkdir(parents=True)
    names = dict(zip("ab", NAMES, strict=True))
    profile = {"format": 1, "names": names, "evenings": [], "pattern": "de mist"}
    for file in ("us.json", "us-practice.json"):  # simulated straps are practice
        (own / file).write_text(json.dumps(profile), "utf-8")
    return data


@contextmanager
def stages(browser: Browser, app: Server) -> Iterator[Open]:
    """Opens the couple's screen; with `told` the messages are the test's own.

    At the end no page may have asked for another host or complained of anything.
    """
    contexts = []
    hosts: set[str | None] = set()
    errors: list[str] = []

    def complain(kind: str, text: str, where: Any) -> None:
        if kind == "error":
            errors.append(f"{text} {where}")

    def open_page(
        *,
        told: bool = False,
        lang: str = "nl",
        dark: bool = False,
        size: tuple[int, int] = (1280, 800),
        calm: bool = False,
    ) -> Page:
        context = browser.new_context(
            locale="nl-NL",
            color_scheme="dark" if dark else "light",
            viewport={"width": size[0], "height": size[1]},
            reduced_motion="reduce" if calm else "no-preference",
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda one: hosts.add(urlsplit(one.url).hostname))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: complain(line.type, line.text, line.location))
        if told:
            page.add_init_script(ENDLESS)
        page.goto(f"{app.url}/couple?lang={lang}")
        of(page).wait_for()
        page.locator("html[style*=--page-text]").wait_for(state="attached")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert hosts - {"127.0.0.1", None} == set()
    assert errors == []


def has_no_violations(page: Page) -> None:
    found = Axe().run(page)["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
