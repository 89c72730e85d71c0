"""Several recordings side by side, chosen and read with the keyboard alone."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import samenstemming as sam
from samenstemming.recording import write_recording
from tests.e2e.conftest import STILL, Server, Visit, start_app
from tests.e2e.study_browser import settled

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
PAPER = {"light": "rgb(252, 251, 249)", "dark": "rgb(20, 24, 26)"}
TAG = "[data-tag]"


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[Server]:
    """The app with two short recordings; no browser means that this is skipped."""
    assert browser.is_connected()
    data = tmp_path_factory.mktemp("data")
    place = data / "samenstemming" / "recordings"
    place.mkdir(parents=True)
    for k in (1, 2):
        made = sam.simulate(minutes=4, seed=k, coupling=0.8)
        meta = {**made.meta, "label": f"D00{k} gesprek"}
        whole = sam.Recording.of(made.events(), meta=meta)
        write_recording(place / f"d{k}.samen", whole)
    made_app = start_app(data)
    yield made_app
    made_app.stop()


def choose(page: Page, names: list[str]) -> None:
    """Type a part of each name, and take the one that is offered, from the keyboard.

    The list stays open after a choice, and Escape closes it. A click is never made.
    """
    box = page.get_by_role("combobox")
    box.focus()
    for k, name in enumerate(names):
        page.keyboard.type(name)
        expect(page.get_by_role("option")).to_have_count(1)
        page.keyboard.press("ArrowDown")
        expect(box).to_have_attribute("aria-activedescendant", re.compile("option"))
        page.keyboard.press("Enter")
        # While its list is open the field lies there twice: once to look at.
        expect(page.locator(f".react-aria-ComboBox {TAG}")).to_have_count(k + 1)
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)


def violations(page: Page) -> list[tuple[str, str]]:
    settled(page)
    page.wait_for_function(STILL)
    found = Axe().run(page)["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


def test_two_are_chosen_and_compared_by_keyboard_alone(
    app: Server, visit: Open
) -> None:
    seen = visit(f"{app.url}/compare")
    page = seen.page
    expect(page.get_by_text("Kies er minstens twee.")).to_be_visible()
    choose(page, ["D001", "D002"])
    expect(page.locator("[class*=st-key-session_]")).to_have_count(2, timeout=120_000)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        expect(page.locator(".stApp")).to_have_css("background-color", PAPER[scheme])
        assert violations(page) == [], scheme
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".stApp")).to_have_css("width", "390px")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.errors == []


def test_the_other_language_and_taking_one_away(app: Server, visit: Open) -> None:
    page = visit(f"{app.url}/compare?lang=en", locale="en-GB").page
    choose(page, ["D001", "D002"])
    figures = page.locator("[class*=st-key-session_]")
    expect(figures).to_have_count(2, timeout=120_000)
    expect(figures.first.get_by_role("img")).to_have_accessible_name(
        re.compile("^D001 gesprek: Heart rate by step")
    )
    expect(page.get_by_role("button", name="Table as CSV")).to_be_enabled()
    assert violations(page) == []
    box = page.get_by_role("combobox")
    box.focus()
    expect(box).to_be_focused()
    page.keyboard.press("Backspace")
    expect(page.locator(f".react-aria-ComboBox {TAG}")).to_have_count(1)
    expect(page.get_by_text("Choose at least two.")).to_be_visible()
    expect(figures).to_have_count(0)
