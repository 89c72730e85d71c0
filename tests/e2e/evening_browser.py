"""One visitor of the evening's pages in a browser, and what every page must be.

By mouse or by keyboard alone. By keyboard means Tab until what is wanted has the focus,
so whatever cannot be reached, or is reached without a ring around it, fails.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from samenstemming.words import Language, say
from tests.e2e.conftest import PATIENT_MS, Visit
from tests.e2e.couple_browser import STICKING_OUT, of

Open = Callable[..., Visit]
SOON_MS = 20_000
PRESSED_MS = 1_500
ENDED_MS = 60_000
MOST_TABS = 120
SOME = re.compile(r"\w")
"""An attribute that says something: one that is not there yet is not empty either."""

HAS_FOCUS = "(e) => e === e.getRootNode().activeElement && e.matches(':focus-visible')"

ALL_HAS_APPEARED = """(stage) => Promise.allSettled(
  stage.getAnimations({ subtree: true }).map((one) => one.finished)
)"""
"""Half way through a fade nothing has the contrast that it is going to have."""


@contextmanager
def patient() -> Iterator[None]:
    """Inside, nothing promises how soon a page comes."""
    expect.set_options(timeout=SOON_MS)
    yield
    expect.set_options(timeout=PATIENT_MS)


class Evening:
    """One visitor's evening in one language, and what every page must be."""

    def __init__(
        self, seen: Visit, language: Language, *, by_key: bool = False
    ) -> None:
        self.page: Page = seen.page
        self.seen = seen
        self.language = language
        self.by_key = by_key
        self.complaints: list[str] = []
        self.page.on(
            "console",
            lambda said: self.complains(said.type, f"{said.text} {said.location}"),
        )

    def complains(self, kind: str, text: str) -> None:
        if kind == "error":
            self.complaints.append(text)

    def say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)

    # -- what is done ------------------------------------------------------------------

    def press(self, key: str, **values: object) -> None:
        name = self.say(key, **values)
        self.acts(self.page.get_by_role("button", name=name, exact=True).first)

    def follow(self, key: str, **values: object) -> None:
        name = self.say(key, **values)
        self.acts(self.page.get_by_role("link", name=name, exact=True).first)

    def tick(self, key: str) -> None:
        """On where it was off, and off where it was on."""
        self.is_done()
        if not self.by_key:
            self.page.get_by_text(self.say(key)).click()
            return
        box = self.page.get_by_role("checkbox", name=self.say(key))
        self.reach(box)
        self.page.keyboard.press("Space")

    def write(self, label: str, text: str) -> None:
        self.is_done()
        box = self.page.get_by_label(self.say(label)).first
        if not self.by_key:
            box.fill(text)
            return
        self.reach(box)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def acts(self, target: Locator) -> None:
        """Press it once the page stands still: what is drawn anew may miss a press."""
        self.is_done()
        if not self.by_key:
            target.click()
            return
        self.reach(target)
        self.page.keyboard.press("Enter")

    def reach(self, target: Locator) -> None:
        """Tab until this has the focus, with a ring that shows it."""
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate(HAS_FOCUS):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"The keyboard does not reach {target}.")

    # -- what must be ------------------------------------------------------------------

    def sees(self, key: str, **values: object) -> None:
        expect(self.page.get_by_text(self.say(key, **values)).first).to_be_visible()

    def does_not_see(self, key: str, **values: object) -> None:
        expect(self.page.get_by_text(self.say(key, **values))).to_have_count(0)

    def page_is(self, title: str, **values: object) -> None:
        """This page stands, is readable by all, and lies within the screen."""
        name = self.say(title, **values)
        heading = self.page.get_by_role("heading", name=name, exact=True)
        expect(heading).to_be_visible()
        self.is_done()
        self.has_no_violations(title)
        wide, room = self.page.evaluate(
            "[document.documentElement.scrollWidth, innerWidth]"
        )
        assert wide <= room, title
        # Acceptance 9: help is one action away.
        way = self.page.get_by_role("link", name=self.say("app.page.help"), exact=True)
        expect(way.first).to_be_visible()

    def is_done(self) -> None:
        """The script has run; what is left of the page before fades away."""
        expect(self.page.locator('[data-stale="true"]')).to_have_count(0)
        running = "data-test-script-state"
        expect(self.page.locator(".stApp")).to_have_attribute(running, "notRunning")

    def stage_is(self, display: str) -> None:
        """The couple's screen shows this, is readable by all, and has help."""
        expect(of(self.page)).to_have_attribute("data-display", display)
        self.has_no_violations(display)
        assert of(self.page).evaluate(STICKING_OUT) == [], display
        way = of(self.page).get_by_role("link", name=self.say("couple.button.help"))
        expect(way).to_be_visible()

    def has_no_violations(self, where: str) -> None:
        for stage in of(self.page).all():
            stage.evaluate(ALL_HAS_APPEARED)
        found = Axe().run(self.page)["violations"]
        told = [(one["id"], one["nodes"][0]["html"]) for one in found]
        assert told == [], f"{where}: {told}"

    def must_have_been_local_and_quiet(self) -> None:
        hosts = {urlsplit(one).hostname for one in self.seen.requests}
        assert hosts - {"127.0.0.1", None} == set()
        assert self.seen.errors == []
        assert self.complaints == [], str(self.complaints)

    # -- ways through an evening -------------------------------------------------------

    def first_cards(self, names: tuple[str, str]) -> None:
        """From the first page of the app to the names of both."""
        self.follow("evening.door.open")
        self.page_is("evening.home.title")
        self.press("evening.home.begin")
        for card in ("what", "when_not", "private"):
            self.page_is(f"evening.{card}.title")
            self.press("evening.next")
        self.page_is("evening.names.title")
        for word, name in zip(("first", "second"), names, strict=True):
            self.write(f"evening.names.{word}", name)
        self.press("evening.next")

    def turn(self, name: str, *ticks: str) -> None:
        """One private turn in which these are changed."""
        self.page_is("evening.turn.title", name=name)
        self.press("evening.turn.start", name=name)
        self.sees("evening.scope.look_back")
        for box in self.page.get_by_role("checkbox").all()[2:]:
            expect(box).not_to_be_checked()
        self.page_is("evening.turn.title", name=name)
        for key in ticks:
            self.tick(key)
        self.press("evening.turn.done")

    def answers(self, name: str, *ticks: str) -> None:
        """The same turn, without looking at how the page is."""
        self.press("evening.turn.start", name=name)
        for key in ticks:
            self.tick(key)
        self.press("evening.turn.done")

    def up_to_the_exercises(self, names: tuple[str, str], *ticks: str) -> None:
        self.first_cards(names)
        for name in names:
            self.turn(name, *ticks)
        self.page_is("evening.straps.title")
        self.press("evening.next")
        self.page_is("evening.choose.title")

    def is_thanked(self) -> None:
        """The talk is over and its recording closed."""
        title = self.say("evening.after.title")
        heading = self.page.get_by_role("heading", name=title)
        expect(heading).to_be_visible(timeout=ENDED_MS)
        self.page_is("evening.after.title")
