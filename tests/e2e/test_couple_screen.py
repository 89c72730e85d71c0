"""The couple's screen in a browser, with a talk that a real collector guides.

What the collector is in is asked of it, not read off the screen. What a browser cannot
wait for (a heart getting busier, a cue) is handed to the same page as a message.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

import samenstemming as sam
from samenstemming.series import CueKind, JointState
from samenstemming.session.launch import CollectorHandle, start_collector
from samenstemming.session.protocol import Command
from tests.couple_session import Session
from tests.e2e.conftest import PATIENT_MS, Server, start_app
from tests.e2e.couple_browser import (
    PRESSED_MS,
    STICKING_OUT,
    Hand,
    Open,
    couple_at_home,
    has_no_violations,
    of,
    stages,
)

pytestmark = pytest.mark.browser

SOON_MS = 20_000


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Pages may load slowly; how soon a press acts is asked where it counts."""
    expect.set_options(timeout=SOON_MS)
    yield
    expect.set_options(timeout=PATIENT_MS)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return couple_at_home(tmp_path_factory.mktemp("couple"))


@pytest.fixture(scope="module")
def talk(home: Path) -> Iterator[CollectorHandle]:
    """A collector that guides a talk; its steps are pressed on, not waited for."""
    handle = start_collector(
        a="simulated:1",
        b="simulated:2",
        path=home / "samenstemming" / "recordings" / "talk.samen",
        exercise="om_de_beurt",
    )
    yield handle
    handle.stop()


@pytest.fixture(scope="module")
def app(home: Path, talk: CollectorHandle) -> Iterator[Server]:
    server = start_app(home, str(talk.path))
    yield server
    server.stop()


@pytest.fixture
def stage(browser: Browser, app: Server) -> Iterator[Open]:
    with stages(browser, app) as opened:
        yield opened


def phase(handle: CollectorHandle) -> tuple[object, object]:
    """Where the collector has the talk: its phase and the number of the step."""
    talk = handle.control.status()["talk"]
    assert isinstance(talk, dict)
    return talk["phase"], talk["index"]


# -- every button, by mouse and by key -------------------------------------------------


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_every_button_is_there_within_three_seconds(
    stage: Open, talk: CollectorHandle, by: str
) -> None:
    """Acceptance 1, T05, T13-T16: on, skip, pattern, break, private choices, back."""
    by_key = by == "keyboard"
    page = stage(lang="en" if by_key else "nl", dark=by_key)
    hand = Hand(page, by_key=by_key)
    _, first = phase(talk)
    hand.to_another_step("next")
    hand.to_another_step("skip")
    assert phase(talk) == ("talking", int(str(first)) + 2)
    step = hand.stage.get_attribute("data-step")
    hand.press("pattern")
    offer = hand.stage.locator(".offer")
    expect(offer).to_be_visible(timeout=PRESSED_MS)
    expect(offer.locator(".offer-name")).to_have_text("de mist")
    names = ("Go on softly", "Short break")
    expect(offer.get_by_role("button")).to_have_text(
        names if by_key else ("Zacht verder", "Even pauze")
    )
    offer.get_by_role("button").first.click()
    expect(offer).to_be_hidden(timeout=PRESSED_MS)
    hand.to_another_step("pause")
    assert phase(talk)[0] == "paused"
    for _ in range(3):
        hand.to_another_step("next")
    hand.sees("private")
    expect(hand.stage.locator(".prompt")).to_contain_text("Noor <b>")
    expect(hand.stage.locator(".buttons button")).to_have_count(1)
    alone, go_on = (
        ("I am by myself", "Go on") if by_key else ("Ik ben alleen", "Verder")
    )
    hand.chooses(alone, go_on)
    expect(hand.stage.locator(".prompt")).to_contain_text("Sam", timeout=PRESSED_MS)
    if by_key:
        hand.chooses(alone, go_on)
    else:
        hand.chooses(alone, "Lange pauze")
        hand.sees("agree")
        clock = hand.stage.locator(".choices button").first.inner_text()
        hand.chooses(clock)
        hand.sees("long_break")
        expect(hand.stage.locator(".prompt")).to_have_text(
            f"Jullie zien elkaar weer om {clock}."
        )
        hand.to_another_step("back")
        hand.press("next")
    expect(hand.stage).to_have_attribute("data-step", step or "", timeout=PRESSED_MS)
    assert phase(talk) == ("talking", int(str(first)) + 2)
    made = [event for _, event in sam.tail(talk.path).poll()]
    marks = [event for event in made if isinstance(event, sam.Marker)]
    assert {mark.wearer for mark in marks} == {None}
    assert {mark.source for mark in marks} <= {"auto", "either"}


def test_two_browsers_show_one_talk_and_closing_them_ends_nothing(
    stage: Open, talk: CollectorHandle
) -> None:
    one, other = stage(), stage(lang="en", size=(390, 844))
    expect(of(other)).to_have_attribute(
        "data-step", of(one).get_attribute("data-step") or "?"
    )
    before = of(other).get_attribute("data-step") or ""
    Hand(one, by_key=False).to_another_step("next")
    Hand(other, by_key=False).leaves(before)
    where = phase(talk)
    one.context.close()
    other.context.close()
    assert phase(talk) == where
    again = stage()
    expect(of(again)).not_to_have_attribute("data-step", before)


KEEP_SOCKET = """window.WebSocket = class extends WebSocket {
  send(message) { window.line = this; super.send(message); }
};"""


def test_a_press_arrives_though_a_page_that_was_left_still_said_something(
    browser: Browser, app: Server
) -> None:
    """A timer of the page before, sent as it was left, arrives behind the new page.

    Streamlit takes it for a change of page and forgets what it kept of the stage: the
    callback of every press after it found nothing there, and the press was lost.
    """
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.add_init_script(KEEP_SOCKET)
    page.goto(f"{app.url}/couple?lang=nl")
    expect(of(page).locator(".prompt")).not_to_be_empty()
    late = BackMsg()
    late.rerun_script.page_script_hash = "another page"
    late.rerun_script.fragment_id = "a clock of that page"
    late.rerun_script.is_auto_rerun = True
    sent = list(late.SerializeToString())
    hand = Hand(page, by_key=False)
    page.evaluate("(sent) => window.line.send(new Uint8Array(sent))", sent)
    hand.press("pattern")
    offer = hand.stage.locator(".offer")
    expect(offer).to_be_visible(timeout=PRESSED_MS)
    offer.get_by_role("button").first.click()
    expect(offer).to_be_hidden(timeout=PRESSED_MS)
    context.close()


@pytest.mark.parametrize("by", ["button", "escape twice"])
def test_leaving_quickly_empties_the_page_and_the_talk_goes_on(
    stage: Open, talk: CollectorHandle, by: str
) -> None:
    """4.1: nothing is noted down, and Back does not bring the page back."""
    page = stage()
    expect(of(page).locator(".prompt")).not_to_be_empty()
    events = [one for _, one in sam.tail(talk.path).poll()]
    before = sum(isinstance(one, sam.Marker) for one in events)
    where = phase(talk)
    if by == "escape twice":
        page.keyboard.press("Escape")
        page.keyboard.press("Escape")
    else:
        of(page).get_by_role("button", name="Snel weg").click()
    page.wait_for_url("about:blank")
    assert page.title() == ""
    page.go_back()
    page.wait_for_url("about:blank")
    assert page.title() == ""
    assert phase(talk) == where
    events = [one for _, one in sam.tail(talk.path).poll()]
    assert sum(isinstance(one, sam.Marker) for one in events) == before


def test_the_door_leads_to_the_talk_and_help_is_one_action_away(
    stage: Open, app: Server
) -> None:
    page = stage()
    page.goto(f"{app.url}/?lang=nl")
    page.get_by_role("link", name="Naar jullie gesprek").click()
    expect(of(page).locator(".prompt")).not_to_be_empty()
    assert "token" not in page.url
    expect(page.locator(".st-key-header")).to_be_hidden()
    of(page).get_by_role("link", name="Hulp").click()
    expect(page.get_by_text("0800-2000")).to_be_visible()


# -- what every display owes -----------------------------------------------------------


def with_shared_words() -> dict[str, Any]:
    """A step in which both shared a word that they had chosen alone."""
    session = Session("wat_eronder_ligt")
    session.press(Command.NEXT)
    for wearer, part, index in (("a", "outside", 0), ("b", "inside", 4)):
        session.press(
            Command.CARD,
            wearer=wearer,
            step="in_stilte_kiezen",
            list=f"feeling_words.{part}",
            index=index,
            shared=True,
        )
    session.press(Command.NEXT)
    return session.look()


def every_display() -> dict[str, dict[str, Any]]:
    """A drawing of each display, and of what can stand beside it."""
    found: dict[str, dict[str, Any]] = {}
    for name in ("samen_aankomen", "om_de_beurt", "wat_eronder_ligt"):
        session = Session(name)
        for _ in range(14):
            session.now_s += 9
            drawing = session.look()
            beside = [part for part in ("cards", "turns") if drawing[part]]
            found.setdefault(" ".join([str(drawing["display"]), *beside]), drawing)
            session.press(Command.NEXT)
    found["shared"] = with_shared_words()
    session = Session("samen_aankomen")
    session.press(Command.NEXT)
    session.press(Command.NEXT)
    session.cue(CueKind.OFFER_REPEAT_REST)
    found["repeat rest"] = session.look()
    session = Session()
    session.to_display("together")
    session.level = JointState.BUSIER.value
    for _ in range(40):
        session.now_s += 1
        session.look()
    session.cue(CueKind.OFFER_PAUSE)
    found["cue"] = session.look()
    session.press(Command.MARKER, name="pattern")
    trouble = {"nl": "Er gaat niets verloren.", "en": "Nothing is lost."}
    found["pattern"] = session.look(pattern="de mist") | {"trouble": trouble}
    found["private"] = session.to_the_choice()
    for wearer in "ab":
        session.press(
            Command.CHOICE, id="break", value="long_break_20min", wearer=wearer
        )
    found["agree"] = session.look()
    session.press(Command.CHOICE, id="long_break", value="23.5")
    found["long_break"] = session.look()
    return found


@pytest.mark.parametrize(
    ("theme", "size"),
    [("light", (1280, 800)), ("dark", (390, 844)), ("light", (640, 400))],
    ids=["light laptop", "dark phone", "twice as large"],
)
def test_every_display_can_be_read_by_all(
    stage: Open, theme: str, size: tuple[int, int]
) -> None:
    lang = "en" if theme == "dark" else "nl"
    page = stage(told=True, lang=lang, dark=lang == "en", size=size, calm=True)
    page.wait_for_function("() => Boolean(window.tell)")
    drawings = every_display()
    assert {"signal_check", "pacer", "together", "dark", "look_back", "end"} <= set(
        drawings
    )
    for what, drawing in drawings.items():
        page.evaluate("(drawing) => window.tell(drawing)", drawing)
        expect(of(page)).to_have_attribute("data-display", str(drawing["display"]))
        assert of(page).evaluate(STICKING_OUT) == [], what
        for button in (
            of(page).locator(":is(.buttons, .choices, .answers) button").all()
        ):
            box = button.bounding_box()
            assert box is not None
            assert box["height"] >= 56, what
        if what in {"dark", "cue", "pattern", "signal_check", "end"}:
            has_no_violations(page)
        if what == "dark turns":
            for press in ("turns", "alone"):
                of(page).locator(f"[data-what={press}]").click()
            expect(of(page)).to_have_attribute("data-turn", "pick")
            assert of(page).evaluate(STICKING_OUT) == []
            has_no_violations(page)
            of(page).locator("[data-what='word 2']").click()
            of(page).locator("[data-what=keep]").click()
        if what == "together":
            of(page).locator(".more").click()
            expect(of(page).locator(".marks button")).to_have_count(3)
            has_no_violations(page)


def test_a_prompt_is_read_from_two_metres_then_fades_and_comes_back(
    stage: Open,
) -> None:
    """A letter of 1 cm needs 43 px; the colour it fades to is tested for contrast."""
    page = stage(told=True)
    page.clock.install()
    page.evaluate("(drawing) => window.tell(drawing)", every_display()["dark"])
    prompt = of(page).locator(".prompt")
    assert (
        float(prompt.evaluate("(p) => parseFloat(getComputedStyle(p).fontSize)")) >= 43
    )
    page.clock.fast_forward(60_000)
    expect(of(page)).to_have_attribute("data-faded", "")
    expect(of(page).get_by_role("button", name="Even pauze")).to_be_visible()
    page.mouse.move(200, 200)
    page.mouse.move(210, 210)
    expect(of(page)).not_to_have_attribute("data-faded", "")


def test_with_reduced_motion_the_pacer_says_in_and_out_and_does_not_swell(
    stage: Open,
) -> None:
    page = stage(told=True, calm=True)
    page.evaluate("(drawing) => window.tell(drawing)", every_display()["pacer"])
    breath = of(page).locator(".breath")
    expect(breath).to_have_text("in")
    before = of(page).locator("canvas").evaluate("(c) => c.toDataURL()")
    expect(breath).to_have_text("uit")
    assert of(page).locator("canvas").evaluate("(c) => c.toDataURL()") == before


# -- the end ---------------------------------------------------------------------------


def test_stopping_is_always_fine_and_ends_the_recording(
    stage: Open, talk: CollectorHandle
) -> None:
    page = stage()
    Hand(page, by_key=True).press("stop")
    expect(of(page)).to_have_attribute("data-display", "end", timeout=PRESSED_MS)
    expect(of(page).locator(".prompt")).to_have_text(
        "Jullie zijn gestopt. Dat is altijd goed."
    )
    assert talk.wait(10) == 0
    of(page).get_by_role("button", name="Naar het begin").click()
    expect(page.get_by_role("heading", name="Samen", level=1)).to_be_visible()
