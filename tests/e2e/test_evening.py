"""A whole first evening in a browser: from what it is to erasing it, with proof.

Practice hearts beat in a real collector that the app starts and ends itself. Steps are
skipped with the talk's own button, as anybody may.
"""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from samenstemming.words import Language, say
from tests.e2e.conftest import Server, Visit, start_app

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
SOON_MS = 20_000
PRESSED_MS = 1_500
ENDED_MS = 60_000
NAMES = ("Noor <b>", "Ruben")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Nothing here promises how soon a page comes."""
    expect.set_options(timeout=SOON_MS)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The app of a couple that has never used it, with straps to practise."""
    pytest.importorskip("dbus_fast", reason="Practice straps need BlueZ's library.")
    monkeypatch.setenv("SAMENSTEMMING_PRACTICE", "1")
    server = start_app(tmp_path)
    yield server
    server.stop()


class Evening:
    """One visitor's evening in one language, and what every page must be."""

    def __init__(self, seen: Visit, language: Language) -> None:
        self.page: Page = seen.page
        self.seen = seen
        self.language = language
        self.complaints: list[str] = []
        self.page.on(
            "console",
            lambda m: self.complaints.append(m.text) if m.type == "error" else None,
        )

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    def press(self, key: str, **values: object) -> None:
        name = self.say(key, **values)
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def sees(self, key: str, **values: object) -> None:
        expect(self.page.get_by_text(self.say(key, **values)).first).to_be_visible()

    def page_is(self, title: str, **values: object) -> None:
        """This page stands, is readable by all, and lies within the screen."""
        name = self.say(title, **values)
        heading = self.page.get_by_role("heading", name=name, exact=True)
        expect(heading).to_be_visible()
        # What is left of the page before fades away, and is no part of this one.
        expect(self.page.locator('[data-stale="true"]')).to_have_count(0)
        running = "data-test-script-state"
        expect(self.page.locator(".stApp")).to_have_attribute(running, "notRunning")
        found = Axe().run(self.page)["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], title
        wide, room = self.page.evaluate(
            "[document.documentElement.scrollWidth, innerWidth]"
        )
        assert wide <= room, title

    def turn(self, name: str, *yes: str) -> None:
        """One private turn with these ticked on top of what is on."""
        self.page_is("evening.turn.title", name=name)
        self.press("evening.turn.start", name=name)
        self.sees("evening.scope.look_back")
        for box in self.page.get_by_role("checkbox").all()[2:]:
            expect(box).not_to_be_checked()
        self.page_is("evening.turn.title", name=name)
        for key in yes:
            self.page.get_by_text(self.say(key)).click()
        self.press("evening.turn.done")

    def up_to_the_exercises(self, *yes: str) -> None:
        self.page.get_by_role("link", name=self.say("evening.door.open")).click()
        self.page_is("evening.home.title")
        self.press("evening.home.begin")
        for card in ("what", "when_not", "private"):
            self.page_is(f"evening.{card}.title")
            self.press("evening.next")
        self.page_is("evening.names.title")
        for word, name in zip(("first", "second"), NAMES, strict=True):
            self.page.get_by_label(self.say(f"evening.names.{word}")).fill(name)
        self.press("evening.next")
        for name in NAMES:
            self.turn(name, *yes)
        self.page_is("evening.straps.title")
        self.press("evening.next")
        self.page_is("evening.choose.title")

    def each_alone(self) -> None:
        """T23: one looks, the page closes, the other passes; then it is over."""
        one, other = NAMES
        self.press("evening.own.open")
        self.press("evening.turn.start", name=one)
        self.sees("evening.own.agreed")
        self.page_is("evening.turn.title", name=one)
        self.press("evening.own.ready")
        self.page_is("evening.turn.title", name=other)
        left = self.page.content()
        assert self.say("evening.own.agreed") not in left
        assert self.say("evening.own.take") not in left
        assert one not in self.page.title()
        self.press("evening.own.pass")
        self.page_is("evening.after.title")
        again = self.page.get_by_role("button", name=self.say("evening.own.open"))
        expect(again).to_have_count(0)

    def skip_to_the_end(self) -> None:
        """Press on: a press counts once a second, so one may come to nothing."""
        stage = self.page.locator("section[data-step]")
        expect(stage).not_to_have_attribute("data-step", "")
        while (step := stage.get_attribute("data-step")) != "":
            self.press("couple.button.skip")
            try:
                expect(stage).not_to_have_attribute(
                    "data-step", step or "", timeout=PRESSED_MS
                )
            except AssertionError:
                continue
        self.press("couple.button.home")

    def must_have_been_local_and_quiet(self) -> None:
        hosts = {urlsplit(one).hostname for one in self.seen.requests}
        assert hosts - {"127.0.0.1", None} == set()
        assert self.seen.errors == []
        assert self.complaints == []


def test_a_first_evening_in_dutch(app: Server, tmp_path: Path, visit: Open) -> None:
    """T01, T16, T24, acceptance 8 and 9: from what it is to erasing it."""
    evening = Evening(visit(app.url), Language.NL)
    page = evening.page
    evening.up_to_the_exercises("evening.scope.look_back", "evening.deeper")
    # A first evening holds no hard talk, whatever both said.
    expect(page.get_by_role("button", name="Begin", exact=True)).to_have_count(1)
    evening.press("evening.choose.start")
    page.wait_for_url("**/couple**")
    (recording,) = tmp_path.rglob("*.samen")
    evening.skip_to_the_end()
    expect(
        page.get_by_role("heading", name=evening.say("evening.after.title"))
    ).to_be_visible(timeout=ENDED_MS)
    evening.page_is("evening.after.title")
    evening.press("evening.after.look_back")
    evening.sees("evening.look_back.none")
    evening.page_is("evening.after.look_back")
    evening.each_alone()
    held = recording.read_bytes()
    for never in (b"Noor", b"Ruben", b"deeper", b"buttons_only"):
        assert never not in held
    # Practising has a file of its own: what is remembered of the two stays out of it.
    assert list(tmp_path.rglob("us.json")) == []
    (profile,) = tmp_path.rglob("us-practice.json")
    kept = json.loads(profile.read_text("utf-8"))
    assert kept["names"] == dict(zip("ab", NAMES, strict=True))
    assert [of["exercise"] for of in kept["evenings"]] == ["samen_aankomen"]
    assert "deeper" not in profile.read_text("utf-8")

    evening.press("evening.after.delete")
    evening.page_is("evening.after.title")
    evening.press("evening.after.delete")
    expect(page.locator(".verdict")).to_contain_text(f"Gewist: {recording.name}")
    assert not recording.exists()
    evening.press("evening.after.ready")
    evening.page_is("evening.shelf.history")
    expect(page.get_by_text("Samen aankomen")).to_be_visible()
    evening.press("evening.shelf.forget_all")
    evening.page_is("evening.home.title")
    evening.press("evening.shelf.forget_all")
    expect(page.locator(".verdict")).to_contain_text("us-practice.json")
    assert not profile.exists()
    evening.must_have_been_local_and_quiet()


def test_an_evening_on_a_dark_phone_in_english_is_stopped_and_kept(
    app: Server, tmp_path: Path, visit: Open
) -> None:
    seen = visit(f"{app.url}/?lang=en", locale="en-GB", dark=True, size=(390, 844))
    evening = Evening(seen, Language.EN)
    page = evening.page
    evening.up_to_the_exercises()
    evening.press("evening.choose.start")
    page.wait_for_url("**/couple**")
    evening.press("couple.button.stop")
    evening.press("couple.button.home")
    expect(
        page.get_by_role("heading", name=evening.say("evening.after.title"))
    ).to_be_visible(timeout=ENDED_MS)
    # Nobody said yes to looking back, and nobody is told who did not.
    evening.sees("evening.after.no_look_back")
    button = page.get_by_role("button", name=evening.say("evening.after.look_back"))
    expect(button).to_have_count(0)
    evening.page_is("evening.after.title")
    evening.press("evening.after.ready")
    evening.page_is("evening.shelf.title")
    (recording,) = tmp_path.rglob("*.samen")
    page.locator(".st-key-book_0 summary").click()
    evening.page_is("evening.shelf.title")
    page.get_by_label(evening.say("evening.shelf.new_name")).fill("first evening")
    evening.press("evening.shelf.rename")
    expect(page.locator(".st-key-book_0 summary")).to_contain_text("first evening")
    assert not recording.exists()
    evening.must_have_been_local_and_quiet()
