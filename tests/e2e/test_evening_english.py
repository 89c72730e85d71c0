"""A whole evening in English on a dark phone, by keyboard alone.

From the first page to erasing everything: Tab, Enter, Space and the keys of the
couple's screen. No test here owns a mouse.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from samenstemming.words import Language
from tests.e2e.conftest import Server, start_app
from tests.e2e.couple_browser import of
from tests.e2e.evening_browser import PRESSED_MS, SOME, Evening, Open, patient

pytestmark = pytest.mark.browser

NAMES = ("Noor", "Sam 🌿")
CARDS = ("I feel small", "I go and do the dishes")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    with patient():
        yield


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The app of a couple that has never used it, with straps to practise."""
    pytest.importorskip("dbus_fast", reason="Practice straps need BlueZ's library.")
    monkeypatch.setenv("SAMENSTEMMING_PRACTICE", "1")
    server = start_app(tmp_path)
    yield server
    server.stop()


class Keys:
    """The keys of the couple's screen."""

    def __init__(self, evening: Evening) -> None:
        self.page = evening.page
        self.stage = of(evening.page)

    def press(self, key: str) -> None:
        """One key; what is pressed again within a second counts once."""
        self.page.keyboard.press(key)

    def to_another_step(self, key: str) -> None:
        expect(self.stage).to_have_attribute("data-step", SOME)
        step = self.stage.get_attribute("data-step") or ""
        while self.stage.get_attribute("data-step") == step:
            self.press(key)
            try:
                expect(self.stage).not_to_have_attribute(
                    "data-step", step, timeout=PRESSED_MS
                )
            except AssertionError:
                continue


def the_talk(evening: Evening) -> None:
    """V goes on, M marks, R is the pattern, P a break, X stops."""
    keys = Keys(evening)
    stage = keys.stage
    expect(stage.locator(".buttons button")).to_have_count(5)
    evening.stage_is("signal_check")
    keys.to_another_step("v")
    evening.stage_is("dark")
    keys.press("m")
    expect(stage.locator(".marks button").first).to_be_visible()
    evening.has_no_violations("marks")
    keys.press("l")
    expect(stage.locator(".noted")).to_have_text(evening.say("couple.mark.noted"))
    keys.press("r")
    expect(stage.locator(".offer")).to_be_visible()
    evening.has_no_violations("pattern")
    evening.acts(stage.locator(".offer [data-what=go_on]"))
    expect(stage.locator(".offer")).to_be_hidden()
    keys.to_another_step("p")
    evening.has_no_violations("break")
    keys.press("x")
    expect(stage).to_have_attribute("data-display", "end")
    evening.stage_is("end")
    evening.press("couple.button.home")


def each_alone(evening: Evening) -> None:
    evening.press("evening.own.open")
    for name in NAMES:
        evening.page_is("evening.turn.title", name=name)
        evening.press("evening.turn.start", name=name)
        evening.sees("evening.own.agreed")
        evening.page_is("evening.turn.title", name=name)
        evening.press("evening.own.ready")
    evening.page_is("evening.after.title")


def the_loop(evening: Evening) -> None:
    """T10: cards of one's own, moved, taken away and back, and a name."""
    page = evening.page
    card = page.locator(".st-key-loop_cards .card")
    for n, text in enumerate(CARDS, start=1):
        evening.write("evening.loop.own", text)
        evening.press("evening.loop.own_add")
        expect(card).to_have_count(n)
    evening.press("evening.loop.later")
    expect(card).to_have_text(CARDS[::-1])
    evening.press("evening.loop.remove")
    expect(card).to_have_text(CARDS[:1])
    evening.press("evening.loop.undo")
    expect(card).to_have_text(CARDS[::-1])
    evening.write("evening.loop.name", "the <i>fog</i>")
    evening.press("evening.loop.name_keep")
    evening.page_is("evening.loop.title")
    evening.press("evening.loop.ready")


def test_a_whole_evening_in_english_by_keyboard_on_a_dark_phone(
    app: Server, tmp_path: Path, visit: Open
) -> None:
    """Acceptance 1 and 9, T01, T10, T13, T16, T23: every page without a mouse."""
    seen = visit(f"{app.url}/?lang=en", locale="en-GB", dark=True, size=(390, 844))
    evening = Evening(seen, Language.EN, by_key=True)
    page = evening.page
    evening.up_to_the_exercises(NAMES, "evening.scope.free_text")
    evening.press("evening.choose.start")
    page.wait_for_url("**/couple**")
    the_talk(evening)
    evening.is_thanked()
    # Nobody said yes to looking back, and nobody is told who did not.
    evening.sees("evening.after.no_look_back")
    evening.does_not_see("evening.after.look_back")
    each_alone(evening)
    evening.write("evening.after.gesture", "a hand on a shoulder")
    evening.press("evening.after.keep")
    evening.sees("evening.after.kept_words")
    evening.press("evening.after.ready")
    evening.page_is("evening.shelf.title")
    evening.press("evening.loop.open")
    the_loop(evening)
    expect(page.get_by_text("Your loop is called: the <i>fog</i>")).to_be_visible()
    (profile,) = tmp_path.rglob("us-practice.json")
    kept = json.loads(profile.read_text("utf-8"))
    assert kept["pattern"] == "the <i>fog</i>"
    assert kept["names"] == dict(zip("ab", NAMES, strict=True))

    (recording,) = tmp_path.rglob("*.samen")
    evening.acts(page.locator(".st-key-book_0 summary"))
    evening.write("evening.shelf.new_name", "first evening")
    evening.page_is("evening.shelf.title")
    evening.press("evening.shelf.rename")
    expect(page.locator(".st-key-book_0 summary")).to_contain_text("first evening")
    assert not recording.exists()
    evening.press("evening.shelf.forget_all")
    evening.sees("evening.shelf.forget_what")
    evening.page_is("evening.home.title")
    evening.press("evening.shelf.forget_all")
    expect(page.locator(".verdict")).to_contain_text("us-practice.json")
    assert list(tmp_path.rglob("*.samen")) == []
    evening.must_have_been_local_and_quiet()
