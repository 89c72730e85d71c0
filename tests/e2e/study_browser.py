"""Hands on a study's page: its parts, choices, pairs, forms, sessions.

After every press these wait for what only that press brings: a click into a page that
is being drawn anew is lost, and two quick ones on one button are one.
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from time import monotonic

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NotInTimeError

import samenstemming as sam
from samenstemming.words import Language, say
from tests.e2e.conftest import STILL

SOON_MS = 30_000
WORKS_MS = 150_000
"""Longest wait for work of seconds, on a machine with many others at work."""

ASKED_EVERY_MS = 100
MOVES_MS = 3_000
"""A list that cannot be pressed for so long has closed again."""

KEYS = {
    say(f"study.page.part.{of}", language): of
    for of in ("prepare", "pair", "session", "forms", "quality", "week")
    for language in Language
}
"""The parts of a study by what they are called."""

SCOPES = ("record", "live", "research_export")


def settled(page: Page) -> None:
    """Nothing on the page is being drawn anew, nor about to be."""
    state = page.locator("[data-test-script-state]")
    expect(state).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator('[data-stale="true"]')).to_have_count(0)


def must_be_accessible(page: Page) -> None:
    """Nothing that axe finds; what is being drawn anew is faded, and nobody's."""
    settled(page)
    page.wait_for_function(STILL)
    found = Axe().run(page)["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def until(page: Page, holds: Callable[[], bool], what: str) -> None:
    """Wait for something that is not on the page."""
    too_late_s = monotonic() + WORKS_MS / 1000
    while not holds():
        if monotonic() > too_late_s:
            pytest.fail(f"This did not come: {what}.")
        page.wait_for_timeout(ASKED_EVERY_MS)


def part(page: Page, name: str) -> None:
    """Open a part of the study, called so in either language."""
    settled(page)
    tabs = page.locator(".st-key-study_part")
    tabs.get_by_role("radio", name=name).or_(
        tabs.get_by_role("button", name=name, exact=True)
    ).first.click()
    expect(page.locator(f".st-key-part_{KEYS[name]}")).to_be_attached()
    settled(page)


def press(page: Page, name: str) -> None:
    """Press the button of this name."""
    settled(page)
    page.get_by_role("button", name=name, exact=True).click()


def holding(text: str) -> re.Pattern[str]:
    """A pattern for whatever holds this text."""
    return re.compile(re.escape(text))


def choose(page: Page, label: str, option: str) -> None:
    """Choose this option, and see that it is chosen."""
    settled(page)
    box = page.get_by_label(label)
    wanted = page.get_by_role("option", name=option)

    def chosen() -> bool:
        # A page that moves or is drawn anew closes the list that was just opened.
        if option not in box.input_value():
            if box.get_attribute("aria-expanded") != "true":
                box.click()
            with suppress(NotInTimeError):
                wanted.click(timeout=MOVES_MS)
        return option in box.input_value()

    until(page, chosen, f"the choice of {option}")
    settled(page)


def make(page: Page, name: str, file: Path) -> None:
    """Make a study of one short exercise in one order, which the researcher edits."""
    page.get_by_label("Name of the study").fill(name)
    page.get_by_role("spinbutton", name="Number of pairs").fill("12")
    press(page, "Make the study")
    expect(page.get_by_text("Not locked yet")).to_be_visible()
    expect(page.get_by_role("heading", name=name, exact=True)).to_be_visible()
    text = file.read_text().replace("[samen_aankomen, om_de_beurt]", "[samen_aankomen]")
    file.write_text(text.replace("order: dance_first", "order: talk_first"))


def lock(page: Page) -> None:
    """Lock the study; it asks once."""
    press(page, "Lock the study")
    sure = page.locator(".st-key-do_study_lock button")
    expect(sure).to_be_visible()
    settled(page)
    sure.click()
    expect(page.get_by_text("Locked, and not changed since.")).to_be_visible()


def hand_out(page: Page, pair: str) -> None:
    """Tick the screening and hand out a pair."""
    settled(page)
    for label in ("Each spoken to alone", "There is no reason"):
        page.get_by_text(label).click()
    press(page, "Hand out the next pair")
    expect(page.locator(".please")).to_contain_text(f"{pair}A")
    expect(page.locator('[data-table="pairs"]')).to_contain_text(pair)


def hand_over(page: Page, code: str, form: str) -> None:
    """Open the forms and give the screen to this partner, who sits alone."""
    part(page, "Forms")
    choose(page, "For whom", code)
    choose(page, "Form", form)
    press(page, "Hand the screen over")
    expect(page.get_by_role("heading", name=f"This is for {code}")).to_be_visible()
    press(page, "I am alone")
    expect(page.get_by_role("heading", name=form)).to_be_visible()


def fill_in(page: Page, *answers: str) -> None:
    """Answer, and hand the screen back."""
    settled(page)
    for answer in answers:
        page.get_by_text(answer, exact=True).click()
    press(page, "Done")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    press(page, "Back to the study")
    expect(page.get_by_text("Forms filled in")).to_be_visible()


def set_up(page: Page, pair: str, straps: tuple[str, str]) -> None:
    """Open the session; choose the pair, its straps and all that it agrees to."""
    part(page, "Session")
    choose(page, "Pair", pair)
    for letter, strap in zip("AB", straps, strict=True):
        choose(page, f"Strap of {pair}{letter}", strap)
        for scope in SCOPES:
            box = page.locator(f".st-key-consent_{pair}{letter}_ses1_{scope}")
            box.locator("label").first.click()
            expect(box.get_by_role("checkbox")).to_be_checked()
            settled(page)


def begin(page: Page, pair: str, recordings: Path) -> Path:
    """Begin the session that was set up; its recording."""
    press(page, "Begin the session")
    expect(page.locator(".please")).to_contain_text(
        f"{pair}, First visit", timeout=WORKS_MS
    )
    (file,) = recordings.glob(f"*{pair.lower()}*.samen")
    return file


def end(page: Page, pair: str) -> None:
    """End the session, and see that its recording is closed."""
    press(page, "End the session")
    closed = page.get_by_text(f"{pair}, First visit: the recording is closed")
    expect(closed).to_be_visible(timeout=WORKS_MS)


def marks_in(file: Path) -> list[tuple[str, str]]:
    """Names and notes of all marks but those of the talk, in the order of the file."""
    return [
        (event.name.removeprefix("marker:"), event.note)
        for _, event in sam.tail(file).poll()
        if isinstance(event, sam.Marker) and event.source == "researcher"
    ]


def exported(page: Page, what: str, name: str, exports: Path) -> Path:
    """Make this export; its folder, which is its owner's alone."""
    choose(page, "What for", what)
    page.locator(".st-key-export_make button").click()
    done = page.locator(f'[data-export="{name}"]')
    expect(done).to_be_visible(timeout=WORKS_MS)
    folder = exports / name
    expect(done).to_contain_text(str(folder))
    if os.name != "nt":
        assert not any(of.stat().st_mode & 0o77 for of in (folder, folder.parent))
    return folder
