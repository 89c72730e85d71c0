"""Evenings that go another way, in Dutch on a laptop: a no, no straps, a crash, a list.

One app for all of them. Whoever comes back, or looks on in a second browser, meets the
same evening: it belongs to the process. The couple's names hold markup and a leaf.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

import samenstemming as sam
from samenstemming import home
from samenstemming.events import Event
from samenstemming.recording import write_recording
from samenstemming.session.launch import CollectorHandle, start_collector
from samenstemming.sources.simulated_talk import ARRIVING, ScriptStep, simulate_talk
from samenstemming.words import Language
from tests.e2e.conftest import Server, start_app
from tests.e2e.couple_browser import NAMES, of
from tests.e2e.evening_browser import SOME, Evening, Open, patient

pytestmark = pytest.mark.browser

SPEED = 60
STEP = "a_vertelt"
LEFT_S = 100.0
"""Of three minutes: at this speed a busy machine has 1.6 s to see it and to kill."""

ALL = ["record", "live", "look_back"]
TYPED, RENAMED = "avond <b>een</b> 🌿", "avond b een b"


SWALLOW_ONE = """() => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function () { WebSocket.prototype.send = send; };
}"""
"""The next thing that this page tells the server is lost. A stop is asked for again."""


CLOCK_BEHIND = """() => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (message) {
    window.clock ??= message;
    send.call(this, message);
    send.call(this, window.clock);
  };
}"""
"""A page that looks every second has looked once more just behind what was pressed.

Streamlit runs that look after the page that was asked for, finds nothing to run, and
tells the browser that the page before begins: it wipes the new one and gets nothing.
"""


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    with patient():
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A couple that has done the calm exercises, so that a deep one could be next."""
    data = tmp_path_factory.mktemp("home")
    (data / "samenstemming" / "recordings").mkdir(parents=True)
    now = datetime.now(UTC).isoformat("T", "seconds")
    named = home.Profile(onboarded_utc=now).with_names(*NAMES)
    for exercise, _ in home.library():
        named = named.with_evening(exercise.id, now, done=True)
    home.write_profile(named, data / "samenstemming" / "us.json")
    return data


@pytest.fixture(scope="module")
def recordings(folder: Path) -> Path:
    return folder / "samenstemming" / "recordings"


@pytest.fixture(scope="module")
def app(folder: Path) -> Iterator[Server]:
    server = start_app(folder)
    yield server
    server.stop()


@pytest.fixture
def cut_off(recordings: Path, tmp_path: Path) -> Iterator[Path]:
    """A talk that was killed just now in the middle of a step, as by a loss of power.

    It ran at high speed, so its wall clock is put back: on a shelf it ends now.
    """
    quiet = simulate_talk((*ARRIVING, ScriptStep(id="talk", seconds=5)), seed=2)
    meta = {**quiet.meta, "created_utc": datetime.now(UTC).isoformat()}
    rest = tmp_path / "rest.samen"
    write_recording(rest, sam.Recording.of(quiet.events(), meta=meta))
    talk = start_collector(
        a="simulated:1",
        b="simulated:2",
        path=tmp_path / "talk.samen",
        speed=SPEED,
        exercise="om_de_beurt",
        consent=tuple(f"{wearer}:{scope}" for wearer in "ab" for scope in ALL),
        keep_days=30,
        rest_from=rest,
    )
    try:
        while talk_of(talk)["step"]["id"] != STEP:
            talk.control.next()
        while (now := talk_of(talk))["left_s"] > LEFT_S:
            assert now["step"]["id"] == STEP
    finally:  # a talk that was overslept would go on for hours
        os.kill(talk.pid, signal.SIGKILL)
        talk.wait(10)
    talk.release()
    killed = sam.open_recording(talk.path)
    events = killed.events()
    now_ns = round(datetime.now(UTC).timestamp() * 1e9)
    ahead_ns = max(wall_ns(of) for of in events) - now_ns
    path = recordings / "afgebroken.samen"
    moved = [
        replace(of, utc_ns=wall_ns(of) - ahead_ns) if isinstance(of, sam.Tick) else of
        for of in events
    ]
    write_recording(path, sam.Recording.of(moved, meta=killed.meta))
    yield path
    evening_is_left(path)


def wall_ns(event: Event) -> int:
    """The wall clock of a tick; 0 for what has none."""
    return (event.utc_ns or 0) if isinstance(event, sam.Tick) else 0


def evening_is_left(path: Path) -> None:
    """No talk goes on when the next test begins, whatever happened in this one."""
    with suppress(sam.SamenstemmingError):
        sam.control(path).stop()
    path.unlink(missing_ok=True)


def talk_of(talk: CollectorHandle) -> dict[str, Any]:
    status = talk.control.status()["talk"]
    assert isinstance(status, dict)
    return status


@pytest.fixture
def two_evenings(recordings: Path) -> Iterator[tuple[Path, Path]]:
    """One that both may look back at, one where somebody did not say so."""
    made = simulate_talk((*ARRIVING, ScriptStep(id="talk", seconds=60)), seed=2)
    paths = []
    for name, days, said in (("donderdag", 1, ALL), ("woensdag", 2, ALL[:2])):
        began = datetime.now(UTC) - timedelta(days=days)
        meta = {
            **made.meta,
            "created_utc": began.isoformat(),
            "keep_until_utc": (began + timedelta(days=30)).isoformat(),
            "consent": {"a": ALL, "b": said},
        }
        paths.append(recordings / f"{name}.samen")
        write_recording(paths[-1], sam.Recording.of(made.events(), meta=meta))
    yield paths[0], paths[1]
    for path in paths:
        if path.exists():
            home.delete(path)


def at_home(visit: Open, app: Server) -> Evening:
    return Evening(visit(f"{app.url}/evening?lang=nl"), Language.NL)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal.")
def test_a_talk_that_was_cut_off_goes_on_and_each_sees_the_own_alone(
    app: Server, cut_off: Path, visit: Open, tmp_path: Path
) -> None:
    """T19, T23, acceptance 7: the same step; the picture; the own line, and no more."""
    evening = at_home(visit, app)
    page = evening.page
    evening.sees("evening.resume.title")
    evening.page_is("evening.home.title")
    evening.press("evening.resume.yes")
    page.wait_for_url("**/couple**")
    expect(of(page)).to_have_attribute("data-step", STEP)
    evening.press("couple.button.stop")
    evening.press("couple.button.home")
    evening.is_thanked()
    evening.press("evening.after.look_back")
    expect(page.locator("img.look-back")).to_be_visible()
    evening.page_is("evening.after.look_back")

    one, other = NAMES
    evening.press("evening.own.open")
    evening.press("evening.turn.start", name=one)
    evening.press("evening.own.show")
    expect(page.locator("img.own-curve")).to_be_visible()
    evening.page_is("evening.turn.title", name=one)
    address = page.url
    with page.expect_download() as taken:
        evening.press("evening.own.take")
    taken.value.save_as(tmp_path / "own.samen")
    assert sam.open_recording(tmp_path / "own.samen").wearers == (sam.Wearer.A,)
    evening.press("evening.own.ready")
    evening.page_is("evening.turn.title", name=other)
    assert page.request.get(taken.value.url).status == 404
    left = page.content()
    for gone in ("svg+xml", "keer per minuut", evening.say("evening.own.take")):
        assert gone not in left
    assert page.url == address
    page.reload()
    evening.page_is("evening.after.title")
    assert "keer per minuut" not in page.content()
    evening.press("evening.own.open")
    evening.page_is("evening.turn.title", name=other)

    evening.press("evening.turn.start", name=other)
    evening.press("evening.own.show")
    expect(page.locator("img.own-curve")).to_be_visible()
    page.go_back()
    expect(page.locator("img.own-curve")).to_have_count(0)
    evening.is_done()
    page.go_forward()
    evening.page_is("evening.turn.title", name=other)
    assert "keer per minuut" not in page.content()
    evening.press("evening.turn.start", name=other)
    evening.press("evening.own.withdraw")
    evening.sees("evening.own.withdraw_sure")
    evening.page_is("evening.turn.title", name=other)
    evening.press("evening.own.withdraw")
    evening.sees("evening.own.withdrawn")
    evening.page_is("evening.turn.title", name=other)
    evening.press("evening.own.ready")
    evening.page_is("evening.after.title")
    assert sam.open_recording(cut_off).wearers == (sam.Wearer.A,)
    evening.press("evening.after.ready")
    evening.page_is("evening.home.title")
    evening.does_not_see("evening.resume.title")
    evening.must_have_been_local_and_quiet()


def test_the_list_looks_back_renames_takes_out_and_erases(
    app: Server, two_evenings: tuple[Path, Path], visit: Open
) -> None:
    """T19, T27, acceptance 7: a picture with both yes'es and none without."""
    both, one_no = two_evenings
    evening = at_home(visit, app)
    page = evening.page

    def unfolded(name: str) -> Locator:
        book = page.locator("details", has_text=name)
        expect(book).to_have_count(1)
        if book.get_attribute("open") is None:
            book.locator("summary").click()
        return book

    def button(book: Locator, key: str, **values: object) -> Locator:
        return book.get_by_role("button", name=evening.say(key, **values), exact=True)

    book = unfolded("woensdag")
    expect(book.get_by_text(evening.say("evening.look_back.not_now"))).to_be_visible()
    expect(button(book, "evening.shelf.look")).to_have_count(0)
    button(unfolded("donderdag"), "evening.shelf.look").click()
    expect(page.locator("img.look-back")).to_be_visible()
    evening.page_is("evening.after.look_back")
    evening.press("evening.back")

    book = unfolded("donderdag")
    book.get_by_label(evening.say("evening.shelf.new_name")).fill(TYPED)
    button(book, "evening.shelf.rename").click()
    expect(page.locator("details summary", has_text=RENAMED)).to_have_count(1)
    assert not both.exists()

    take_out = button(unfolded("woensdag"), "evening.shelf.withdraw", name=NAMES[1])
    take_out.click()
    evening.sees("evening.shelf.withdraw_sure", name=NAMES[1])
    evening.page_is("evening.home.title")
    assert len(sam.open_recording(one_no).wearers) == 2
    take_out.click()
    expect(page.locator(".verdict")).to_contain_text(NAMES[1])
    assert sam.open_recording(one_no).wearers == (sam.Wearer.A,)

    erase = button(unfolded("woensdag"), "evening.shelf.delete")
    erase.click()
    evening.sees("evening.shelf.sure")
    evening.page_is("evening.home.title")
    assert one_no.exists()
    erase.click()
    expect(page.locator(".verdict")).to_contain_text("Gewist: woensdag.samen")
    assert not one_no.exists()
    evening.must_have_been_local_and_quiet()


def test_a_no_is_nobodys_and_a_talk_needs_no_straps_and_no_open_browser(
    app: Server, recordings: Path, visit: Open
) -> None:
    """T24, acceptance 1 and 8: the same line whoever said no; the talk goes on."""
    before = set(recordings.glob("*.samen"))
    evening = at_home(visit, app)
    page = evening.page
    shown = []
    record, deeper = "evening.scope.record", "evening.deeper"
    for first, second in (((record, deeper), ()), ((), (record, deeper))):
        evening.press("evening.home.begin")
        for name, ticks in zip(NAMES, (first, second), strict=True):
            evening.answers(name, *ticks)
        evening.page_is("evening.straps.title")
        expect(page.get_by_role("combobox")).to_have_count(1)
        evening.press("evening.next")
        evening.page_is("evening.choose.title")
        evening.sees("couple.only_calm")
        shown.append(page.locator(".st-key-evening").inner_text())
        evening.press("evening.back")
        evening.press("evening.back")
        evening.sees("evening.door.about")
    assert shown[0] == shown[1]

    evening.press("evening.home.begin")
    for name in NAMES:
        evening.answers(name)
    evening.press("evening.straps.without")
    evening.press("evening.choose.start")
    page.wait_for_url("**/couple**")
    expect(of(page)).to_have_attribute("data-step", SOME)
    step = of(page).get_attribute("data-step") or "?"
    page.context.close()

    phone = visit(f"{app.url}/evening?lang=en", size=(390, 844))
    other = Evening(phone, Language.EN)
    other.sees("evening.talk.going")
    other.page_is("evening.home.title")
    other.page.evaluate(CLOCK_BEHIND)
    other.page.wait_for_function("window.clock")
    other.follow("evening.talk.open")
    back = Evening(visit(app.url), Language.NL)
    back.follow("couple.open")
    for one in (other, back):
        expect(of(one.page)).to_have_attribute("data-step", step)
        one.has_no_violations("no straps")
    back.page.evaluate(SWALLOW_ONE)
    back.press("couple.button.stop")
    for one in (back, other):
        expect(of(one.page)).to_have_attribute("data-display", "end")
        one.press("couple.button.home")
    back.is_thanked()
    back.does_not_see("evening.after.look_back")
    (made,) = set(recordings.glob("*.samen")) - before
    back.press("evening.after.delete")
    back.sees("evening.shelf.sure")
    back.press("evening.after.delete")
    expect(back.page.locator(".verdict")).to_contain_text(f"Gewist: {made.name}")
    assert not made.exists()
    back.press("evening.after.ready")
    back.page_is("evening.home.title")
    for one in (evening, other, back):
        one.must_have_been_local_and_quiet()
