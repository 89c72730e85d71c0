"""Private words, marks and a collector that goes, on the couple's screen in a browser.

With a real collector: what it wrote down is read from its recording.
"""

import os
import re
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import samenstemming as sam
from dashboards.view_couple import MARKS
from samenstemming.session.launch import CollectorHandle, start_collector
from tests.e2e.conftest import PATIENT_MS, Server, start_app
from tests.e2e.couple_browser import NAMES, Open, couple_at_home, of, stages

pytestmark = pytest.mark.browser

SOON_MS = 20_000


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Pages may load slowly on a busy machine."""
    expect.set_options(timeout=SOON_MS)
    yield
    expect.set_options(timeout=PATIENT_MS)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return couple_at_home(tmp_path_factory.mktemp("couple"))


@pytest.fixture(scope="module")
def deep(home: Path) -> Iterator[CollectorHandle]:
    """A talk in the step in which each chooses words alone."""
    handle = start_collector(
        a="simulated:1",
        b="simulated:2",
        path=home / "samenstemming" / "recordings" / "deep.samen",
        exercise="wat_eronder_ligt",
    )
    handle.control.next()
    yield handle
    handle.stop()


@pytest.fixture(scope="module")
def app(home: Path, deep: CollectorHandle) -> Iterator[Server]:
    server = start_app(home, str(deep.path))
    yield server
    server.stop()


@pytest.fixture
def stage(browser: Browser, app: Server) -> Iterator[Open]:
    with stages(browser, app) as opened:
        yield opened


def talking(page: Page) -> Page:
    """The page, once it shows the talk with its five buttons."""
    expect(of(page).locator(".buttons button")).to_have_count(5)
    return page


class Alone:
    """Somebody at the screen of a private turn, by mouse or by key."""

    def __init__(self, page: Page, *, by_key: bool) -> None:
        self.page, self.by_key = page, by_key

    def chooses(self, *names: str) -> None:
        for name in names:
            choices = of(self.page).locator(".choices:not([inert])")
            button = choices.get_by_role("button", name=name, exact=True)
            expect(button).to_be_visible()
            if self.by_key:
                button.focus()
                self.page.keyboard.press("Enter")
            else:
                button.click()


def everything_on(page: Page) -> str:
    """The whole page, attributes and what is not shown included, and its address."""
    return str(of(page).evaluate("(stage) => stage.outerHTML")) + page.url


def markers(handle: CollectorHandle) -> list[sam.Marker]:
    made = [event for _, event in sam.tail(handle.path).poll()]
    return [event for event in made if isinstance(event, sam.Marker)]


def test_a_word_chosen_alone_reaches_the_other_only_when_it_is_shared(
    stage: Open, deep: CollectorHandle
) -> None:
    """T09, T17, T18, T24: kept, shared, not known and passed, on a screen for two."""
    one, other = talking(stage()), talking(stage(size=(390, 844)))
    by_mouse, by_key = Alone(one, by_key=False), Alone(one, by_key=True)
    before = len(markers(deep))
    by_mouse.chooses("Om de beurt kiezen")
    one.keyboard.press("Enter")  # a second press was meant for the page before
    expect(of(one)).to_have_attribute("data-turn", "alone")
    said = of(one).locator(".prompt").inner_text()
    (whose,) = [name for name in NAMES if name in said]  # who begins is drawn
    (others,) = [name for name in NAMES if name != whose]
    expect(of(one).locator(".buttons button")).to_have_text(
        [re.compile(name) for name in ("Even pauze", "Daar is ons patroon", "Stoppen")]
    )
    by_mouse.chooses("Ik ben alleen", "boos", "Voor mezelf houden", "eenzaam", "Delen")
    expect(of(one).locator(".prompt")).to_contain_text(others)
    expect(of(other).locator(".shared-words")).to_contain_text("eenzaam")
    for word in ("boos", "eenzaam"):
        assert word not in everything_on(one)
    by_key.chooses("Ik ben alleen", "Ik weet het nog niet", "Ik sla dit over")
    by_key.chooses("Samen verder")
    expect(of(one).locator(".shared-words")).to_contain_text("eenzaam")
    for page in (one, other):
        assert "boos" not in everything_on(page)
    new = markers(deep)[before:]
    assert [mark.name for mark in new] == ["card_chosen"] * 2 + ["card_passed"] * 2
    for word in ("boos", "eenzaam"):  # nobody consented to that, so no word is kept
        assert not any(word in f"{mark.data} {mark.note}" for mark in new)


def test_a_moment_is_marked_by_mouse_and_by_key(
    stage: Open, deep: CollectorHandle
) -> None:
    """T12, T26: recorded, nobody's, and no more than a line on this one screen."""
    page = talking(stage(dark=True))
    marks, noted = of(page).locator(".marks"), of(page).locator(".noted")
    for key, name in (("t", "went_quiet"), ("l", "laughed"), ("", "repair_felt")):
        page.keyboard.press("m")
        button = marks.locator(f"[data-what={name}]")
        expect(button).to_be_visible()
        if key:
            page.keyboard.press(key)
        else:
            button.click()
        expect(of(page)).not_to_have_attribute("data-pressed", "mark")
        expect(noted).to_have_text("Dit moment is bewaard.")
        expect(marks).to_be_hidden()
    made = [one for one in markers(deep) if one.name in MARKS]
    assert [one.name for one in made] == list(MARKS)
    assert {(one.source, one.wearer) for one in made} == {("either", None)}


def test_a_collector_that_is_lost_in_the_middle_of_a_talk_is_said_calmly(
    stage: Open, deep: CollectorHandle
) -> None:
    """The step stays readable; a press that cannot arrive says so."""
    page = talking(stage())
    prompt = of(page).locator(".prompt")
    words = prompt.inner_text()
    os.kill(deep.pid, signal.SIGKILL)
    trouble = of(page).locator(".trouble")
    expect(trouble).to_contain_text("Er gaat niets verloren", timeout=5_000)
    expect(prompt).to_have_text(words)
    expect(of(page).locator(".buttons button")).to_have_count(5)
    page.keyboard.press("p")
    expect(trouble).to_have_text("Dat kwam niet aan. Probeer het nog een keer.")
