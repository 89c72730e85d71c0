"""Browsers on the couple's screen: what is watched on every page of every test."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

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

PRESSED_MS = 3_000
"""A press must have changed the state by then (acceptance 1)."""

KEYS = {
    "pause": "p",
    "pattern": "r",
    "skip": "s",
    "next": "v",
    "stop": "x",
    "back": "v",
}

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


class Hand:
    """Presses the buttons of one page, by mouse or by key, and waits for the screen."""

    def __init__(self, page: Page, *, by_key: bool) -> None:
        self.page, self.by_key = page, by_key
        self.stage = of(page)
        self.last = -1e9

    def press(self, what: str) -> None:
        button = self.stage.locator(f".buttons [data-what={what}]")
        expect(button).to_be_visible()
        # What is pressed twice within a second counts once: two thumbs, one step.
        self.page.wait_for_function(
            "(last) => performance.now() - last > 1100", arg=self.last
        )
        self.last = self.page.evaluate("performance.now()")
        if self.by_key:
            self.page.keyboard.press(KEYS[what])
        else:
            button.click()

    def to_another_step(self, what: str) -> None:
        expect(self.stage.locator(f".buttons [data-what={what}]")).to_be_visible()
        before = self.stage.get_attribute("data-step") or ""
        self.press(what)
        self.leaves(before)
        self.last = self.page.evaluate("performance.now()")  # it arrived just now

    def leaves(self, step: str) -> None:
        expect(self.stage).not_to_have_attribute("data-step", step, timeout=PRESSED_MS)

    def sees(self, display: str) -> None:
        expect(self.stage).to_have_attribute(
            "data-display", display, timeout=PRESSED_MS
        )

    def chooses(self, *names: str) -> None:
        """Buttons in the middle, one after the other: each page has a moment first."""
        for name in names:
            choices = self.stage.locator(".choices:not([inert])")
            button = choices.get_by_role("button", name=name)
            expect(button).to_be_visible()
            if self.by_key:
                button.focus()
                self.page.keyboard.press("Enter")
            else:
                button.click()
