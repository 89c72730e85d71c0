"""The page about straps, with two simulated ones in the air of a BlueZ of our own.

The radio belongs to this test and not to the app, which talks to it with bleak's own
backend as it would to a real one.
"""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

if sys.platform != "linux":
    pytest.skip("BlueZ is Linux's.", allow_module_level=True)

from samenstemming.errors import BluetoothUnavailableError
from samenstemming.events import Wearer
from samenstemming.session.practice_straps import PracticeStraps
from tests.e2e.conftest import PATIENT_MS, Server, Visit, start_app
from tests.e2e.study_browser import settled

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
PAPER = {"light": "rgb(252, 251, 249)", "dark": "rgb(20, 24, 26)"}
SOON_MS = 15_000
LOOKS_MS = 45_000
LISTENS_MS = 60_000
"""Longest waits: looking takes 8 s, listening 8 s and up to 15 s, and a machine with
many tests at once takes as much again."""


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Nothing here promises how soon a click is answered."""
    expect.set_options(timeout=SOON_MS)
    yield
    expect.set_options(timeout=PATIENT_MS)


@pytest.fixture(scope="module")
def radio() -> Iterator[PracticeStraps]:
    """Two straps; `Polar H10 1A2B3C4D` first. Apps that are started now hear them."""
    try:
        with PracticeStraps() as straps:
            yield straps
    except BluetoothUnavailableError as error:
        if os.environ.get("REQUIRE_ALL") == "1":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture
def app(radio: PracticeStraps, tmp_path: Path) -> Iterator[Server]:
    """The app of somebody who has used no strap yet."""
    del radio
    server = start_app(tmp_path)
    yield server
    server.stop()


def axe(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page)["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


def must_be_accessible(page: Page) -> None:
    settled(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        expect(page.locator(".stApp")).to_have_css("background-color", PAPER[scheme])
        assert axe(page) == [], scheme


def must_be_local_and_quiet(seen: Visit, consoled: list[str]) -> None:
    hosts = {urlsplit(one).hostname for one in seen.requests}
    assert hosts - {"127.0.0.1", None} == set()
    assert seen.errors == []
    assert consoled == []


def listen_to_console(page: Page) -> list[str]:
    told: list[str] = []
    page.on("console", lambda m: told.append(m.text) if m.type == "error" else None)
    return told


def test_two_straps_are_found_named_told_apart_and_remembered(
    radio: PracticeStraps, app: Server, visit: Open
) -> None:
    seen = visit(app.url)
    page = seen.page
    consoled = listen_to_console(page)
    page.get_by_role("link", name="Banden", exact=True).click()
    expect(page.get_by_text("nog geen banden bekend")).to_be_visible()
    page.get_by_role("button", name="Zoek banden").click()
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("2 banden gevonden")).to_be_visible(timeout=LOOKS_MS)
    headings = page.locator(".strap-name h2")
    expect(headings).to_have_text(["Polar H10 1A2B3C4D", "Polar H10 5E6F7A8B"])
    expect(page.locator(".strap-name .about").first).to_contain_text("goed bereik")
    assert "dBm" not in page.locator(".st-key-straps").inner_text()
    must_be_accessible(page)

    for number, label in enumerate(("blauwe sticker", "rode sticker")):
        box = page.get_by_label("Naam of sticker").nth(number)
        box.fill(label)
        box.press("Enter")
        expect(page.get_by_role("heading", name=label)).to_be_visible()

    page.get_by_role("button", name="Probeer het").click()
    please = page.locator(".please")
    expect(please).to_contain_text("Druk zacht op de ene band", timeout=LISTENS_MS)
    must_be_accessible(page)
    radio.press(Wearer.B)
    answered = "De band “rode sticker” antwoordde."
    expect(please).to_have_text(answered, timeout=LISTENS_MS)
    must_be_accessible(page)
    page.get_by_role("button", name="Dat was A").click()
    expect(page.locator(".verdict")).to_have_text(
        "Onthouden: “rode sticker” is van A en “blauwe sticker” is van B."
    )
    expect(headings).to_have_text(["blauwe sticker", "rode sticker"])

    page.get_by_text("Details").click()
    expect(page.locator("code")).to_have_text(
        "samenstemming record --a C0:00:00:00:00:0B --b C0:00:00:00:00:0A"
    )
    expect(page.get_by_role("table")).to_contain_text("5E6F7A8B")
    must_be_accessible(page)

    # The same strap on the other one: asked, and left as it was.
    page.get_by_role("button", name="Nog eens").click()
    expect(please).to_contain_text("Druk zacht", timeout=LISTENS_MS)
    radio.press(Wearer.B)
    expect(please).to_have_text(answered, timeout=LISTENS_MS)
    page.get_by_role("button", name="Dat was B").click()
    warning = page.locator(".notice")
    expect(warning).to_contain_text("De banden zijn gewisseld")
    expect(warning).to_contain_text("Klopt dat?")
    page.get_by_role("button", name="Nee, laat het").click()
    expect(page.locator(".strap-name .about").last).to_contain_text("van A")
    expect(headings).to_have_text(["blauwe sticker", "rode sticker"])

    page.get_by_role("link", name="Begin").click()
    ready = page.locator(".st-key-ready")
    mine = ready.locator('[data-check="strap"]')
    expect(mine).to_have_count(2, timeout=LISTENS_MS)
    expect(mine.first).to_contain_text("“rode sticker” is gevonden")
    expect(ready.locator(".verdict")).to_have_text("Ja. Jullie kunnen beginnen.")
    must_be_accessible(page)
    must_be_local_and_quiet(seen, consoled)


def test_by_keyboard_on_a_dark_phone_in_english(app: Server, visit: Open) -> None:
    seen = visit(f"{app.url}/?lang=en", dark=True, size=(390, 844))
    page = seen.page
    consoled = listen_to_console(page)

    def press(role: str, name: str, key: str = "Enter") -> None:
        """Reach it with Tab alone, and press a key."""
        wanted = page.get_by_role(role, name=name).first  # type: ignore[arg-type]
        expect(wanted).to_be_enabled()
        page.evaluate("document.activeElement?.blur()")
        for _ in range(60):
            page.keyboard.press("Tab")
            if wanted.evaluate("e => e === document.activeElement"):
                break
        else:
            pytest.fail(f"Tab never came to {name}")
        page.keyboard.press(key)

    press("link", "Straps")
    expect(page.get_by_role("heading", name="Straps", exact=True)).to_be_visible()
    press("button", "Look for straps")
    expect(page.get_by_text("2 straps found")).to_be_visible(timeout=LOOKS_MS)
    press("textbox", "Name or sticker", "A")
    page.keyboard.type(" blue one")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="A blue one")).to_be_visible()
    press("button", "Forget")
    expect(page.get_by_text("A blue one has been forgotten.")).to_be_visible()
    expect(page.get_by_role("heading", name="A blue one")).to_have_count(0)
    press("button", "Undo")
    expect(page.get_by_role("heading", name="A blue one")).to_be_visible()
    press("button", "Try it")
    expect(page.get_by_text("Sit quietly")).to_be_visible(timeout=LISTENS_MS)
    press("button", "Stop")
    expect(page.get_by_role("button", name="Try it")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert axe(page) == []
    page.get_by_role("link", name="Help").click()
    expect(page.get_by_text("0800-2000")).to_be_visible()
    must_be_local_and_quiet(seen, consoled)


def test_practice_straps_come_with_the_app_and_touch_nobodys_own(
    tmp_path: Path, visit: Open, radio: PracticeStraps, monkeypatch: pytest.MonkeyPatch
) -> None:
    del radio
    monkeypatch.setenv("SAMENSTEMMING_PRACTICE", "1")
    app = start_app(tmp_path)
    page = visit(f"{app.url}/straps?lang=en").page
    page.get_by_role("button", name="Look for straps").click()
    expect(page.get_by_text("2 straps found")).to_be_visible(timeout=LOOKS_MS)
    page.get_by_role("radio", name="A").or_(
        page.get_by_role("button", name="A", exact=True)
    ).first.click()
    expect(page.get_by_text("of A · good signal")).to_be_visible()
    expect(page.get_by_role("button", name="Press Polar")).to_have_count(2)
    assert axe(page) == []
    assert app.stop() == 0
    assert not list(tmp_path.rglob("straps.json"))
