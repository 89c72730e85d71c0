"""Tab through the researcher's pages: every control is reached and shows that it is.

What surprised us: a focus ring is not always on the element that has the focus.
Streamlit draws some on a wrapper around it, so the element and what is around it are
compared with how they look once the focus has moved on.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.conftest import STILL, Server, Visit

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
MOST_STEPS = 120

WALK = """() => {
  const walk = { passed: new Set(), unseen: [], last: null, steps: 0 };
  const LOOK = ["outlineStyle", "outlineWidth", "outlineColor", "boxShadow",
    "borderColor", "backgroundColor", "textDecorationLine", "color", "fill"];
  const up = (e) => e.assignedSlot ?? e.parentElement ?? e.getRootNode().host ?? null;
  const look = (e) => {
    const seen = [];
    for (let k = 0, at = e; at && k < 5; k += 1, at = up(at)) {
      const style = getComputedStyle(at);
      seen.push(LOOK.map((name) => style[name]).join());
    }
    return seen.join("|");
  };
  const name = (e) => `${e.tagName} ${e.getAttribute("aria-label") ?? ""} `
    + `${(e.textContent ?? "").trim().slice(0, 40)} ${e.className}`.slice(0, 120);
  const focused = () => {
    let e = document.activeElement;
    while (e?.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
    return e === document.body ? null : e;
  };
  walk.note = () => {
    const now = focused();
    if (walk.last && walk.last.e !== now && walk.last.e.isConnected) {
      const { e, how } = walk.last;
      // The page's own frame lies over the window, on nothing that has the focus.
      if (look(e) === how && !e.matches("main")) walk.unseen.push(name(e));
    }
    const before = now && walk.passed.has(now);
    if (now) walk.passed.add(now);
    walk.last = now && { e: now, how: look(now) };
    return now !== null && !before;
  };
  const deep = function* (root) {
    for (const e of root.querySelectorAll("*")) {
      yield e;
      if (e.shadowRoot) yield* deep(e.shadowRoot);
    }
  };
  const CONTROL = "button, a[href], input, select, textarea, summary, [tabindex='0']";
  const shown = (e) => {
    const sight = { visibilityProperty: true, opacityProperty: true };
    if (!e.checkVisibility(sight)) return false;
    for (let at = e; at; at = up(at)) {
      if (at.inert || at.ariaHidden === "true") return false;
    }
    const box = e.getBoundingClientRect();
    return box.width > 1 && box.height > 1;
  };
  // One of a group of radio buttons is on the way; arrows lead to the others.
  const group = (e) => e.closest("[role=radiogroup], fieldset") ?? e.name;
  const isRadio = (e) => e.type === "radio" || e.role === "radio";
  const radioReached = (e) => isRadio(e)
    && [...walk.passed].some((one) => isRadio(one) && group(one) === group(e));
  const waits = (e) => e.matches(CONTROL) && shown(e) && e.tabIndex >= 0 && !e.disabled;
  walk.missed = () => [...deep(document)]
    .filter((e) => waits(e) && !walk.passed.has(e) && !radioReached(e)).map(name);
  // From the very top: Tab goes on from where somebody was.
  document.documentElement.tabIndex = -1;
  document.documentElement.focus();
  document.documentElement.removeAttribute("tabindex");
  window.walk = walk;
}"""


def walked(page: Page) -> tuple[int, list[str], list[str]]:
    """How many controls Tab reached, which it missed, and which did not show it."""
    page.wait_for_function(STILL)
    page.evaluate(WALK)
    reached = 0
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        page.wait_for_function(STILL)
        if not page.evaluate("window.walk.note()"):
            break
        reached += 1
    return reached, page.evaluate("walk.missed()"), page.evaluate("walk.unseen")


def all_reached(page: Page, at_least: int) -> None:
    reached, missed, unseen = walked(page)
    assert (missed, unseen) == ([], [])
    assert reached >= at_least


def test_a_finished_recording(server: Server, visit: Open, recordings: Path) -> None:
    # A page gets a recording's key from the list on the start page.
    whole = (recordings / "four-minutes.samen").resolve()
    key = hashlib.sha256(str(whole).encode()).hexdigest()[:12]
    page = visit(f"{server.url}/").page
    page.goto(f"{server.url}/replay?lang=en&file={key}")
    section = page.locator("section.replay")
    expect(section.locator(".says")).to_contain_text("999", timeout=120_000)
    section.get_by_role("button", name="Correct beats").press("Enter")
    section.locator(".steps summary").press("Enter")
    expect(page.get_by_text("Recordings side by side")).to_be_visible()
    all_reached(page, 30)


@pytest.mark.parametrize(
    ("place", "ready", "at_least"),
    [
        ("import", "main h1", 8),
        ("study", "main h1", 8),
        ("lab", "section.lab[data-state=live]", 12),
    ],
)
def test_a_page(
    server: Server, visit: Open, place: str, ready: str, at_least: int
) -> None:
    page = visit(f"{server.url}/{place}").page
    expect(page.locator(ready).first).to_be_visible(timeout=30_000)
    all_reached(page, at_least)
