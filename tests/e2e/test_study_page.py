"""A study on its page: made, tried, locked, a pair, forms, a session, its quality.

One walk through all parts, short: the study's exercises are cut down to one of ten
minutes, and the session is ended at once. A longer day is another test's.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.e2e.conftest import STILL, Server, Visit, start_app

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
SOON_MS = 15_000
WORKS_MS = 150_000
"""Longest wait for work of seconds, on a machine with many others at work."""


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Nothing here promises how soon a click is answered."""
    expect.set_options(timeout=SOON_MS)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The user's own folder."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def app(data: Path) -> Iterator[Server]:
    """The app of a researcher who has no study yet."""
    server = start_app(data)
    yield server
    server.stop()


def must_be_accessible(page: Page) -> None:
    # What is being drawn anew is faded, and its contrast is nobody's.
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    page.wait_for_function(STILL)
    found = Axe().run(page)["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def part(page: Page, name: str) -> None:
    """Open a part of the study."""
    tabs = page.locator(".st-key-study_part")
    tabs.get_by_role("radio", name=name).or_(
        tabs.get_by_role("button", name=name, exact=True)
    ).first.click()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_study_from_its_making_to_its_week(
    app: Server, data: Path, visit: Open
) -> None:
    seen = visit(f"{app.url}/?lang=en")
    page = seen.page
    page.get_by_role("link", name="Open a study").click()
    expect(page.get_by_text("There is no study yet")).to_be_visible()
    must_be_accessible(page)
    page.get_by_label("Name of the study").fill("Pilot")
    page.get_by_role("spinbutton", name="Number of pairs").fill("12")
    press(page, "Make the study")
    expect(page.get_by_text("Not locked yet")).to_be_visible()
    file = data / "samenstemming" / "studies" / "pilot.yaml"
    text = file.read_text().replace("[samen_aankomen, om_de_beurt]", "[samen_aankomen]")
    file.write_text(text.replace("order: dance_first", "order: talk_first"))

    press(page, "Dry run")
    checklist = page.locator('[data-table="checklist"]')
    expect(checklist).to_contain_text("6 of 6 steps", timeout=WORKS_MS)
    must_be_accessible(page)
    press(page, "Lock the study")
    page.locator(".st-key-do_study_lock button").click()
    expect(page.get_by_text("Locked, and not changed since.")).to_be_visible()

    part(page, "Pair")
    press(page, "Hand out the next pair")
    expect(page.locator(".notice")).to_contain_text("not ticked yet")
    for label in ("Each spoken to alone", "There is no reason"):
        page.get_by_text(label).click()
    press(page, "Hand out the next pair")
    expect(page.locator(".please")).to_contain_text("D001A")
    expect(page.locator('[data-table="pairs"]')).to_contain_text("D001")
    must_be_accessible(page)

    part(page, "Forms")
    press(page, "Hand the screen over")
    expect(page.get_by_role("heading", name="This is for D001A")).to_be_visible()
    press(page, "I am alone")
    press(page, "Done")
    expect(page.locator(".notice")).to_contain_text("still a question")
    page.get_by_text("7 (very)").click()
    must_be_accessible(page)
    press(page, "Done")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    press(page, "Back to the study")
    expect(page.get_by_text("1 forms filled in")).to_be_visible()

    part(page, "Session")
    for code in ("D001A", "D001B"):
        page.get_by_label(f"Strap of {code}").click()
        page.get_by_role("option", name="simulated").click()
    boxes = page.get_by_role("checkbox", name="recording")
    for number, tick in enumerate(page.get_by_text("recording", exact=True).all()):
        tick.click()
        # Seen on a loaded machine: a click into a page that is being redrawn is lost.
        expect(boxes.nth(number)).to_be_checked()
        expect(page.locator('[data-stale="true"]')).to_have_count(0)
    must_be_accessible(page)
    press(page, "Begin the session")
    expect(page.locator(".please")).to_contain_text("D001, ses1", timeout=WORKS_MS)
    must_be_accessible(page)
    press(page, "End the session")
    expect(page.get_by_text("the recording is closed")).to_be_visible(timeout=WORKS_MS)

    part(page, "Quality")
    expect(page.locator(".verdict")).to_contain_text("does not count", timeout=WORKS_MS)
    expect(page.locator('[data-list="may_not"]')).to_contain_text("ask them")
    must_be_accessible(page)
    part(page, "Week")
    press(page, "Look at the week")
    week = page.locator('[data-table="week"]')
    expect(week).to_contain_text("D001", timeout=WORKS_MS)
    expect(week).to_contain_text("not done to its end")
    must_be_accessible(page)
    hosts = {urlsplit(one).hostname for one in seen.requests}
    assert hosts - {"127.0.0.1", None} == set()
    assert seen.errors == []


def test_a_study_on_a_dark_phone_in_dutch(app: Server, visit: Open) -> None:
    page = visit(f"{app.url}/study?study=pilot", dark=True, size=(390, 844)).page
    expect(page.get_by_text("Vastgelegd, en sindsdien niet veranderd")).to_be_visible()
    for name in ("Koppel", "Sessie", "Vragenlijsten", "Kwaliteit", "Week"):
        part(page, name)
        expect(page.locator(".st-key-study_part")).to_be_visible()
    must_be_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
