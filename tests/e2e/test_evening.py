"""A whole first evening in a browser: from what it is to erasing it, with proof.

Practice hearts beat in a real collector that the app starts and ends itself. Steps are
skipped with the talk's own button, as anybody may.
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

NAMES = ("Noor <b>", "Ruben")


@pytest.fixture(autouse=True)
def patience() -> Iterator[None]:
    """Nothing here promises how soon a page comes."""
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


def each_alone(evening: Evening) -> None:
    """T23: one looks, the page closes, the other passes; then it is over."""
    one, other = NAMES
    evening.press("evening.own.open")
    evening.press("evening.turn.start", name=one)
    evening.sees("evening.own.agreed")
    evening.page_is("evening.turn.title", name=one)
    evening.press("evening.own.ready")
    evening.page_is("evening.turn.title", name=other)
    left = evening.page.content()
    assert evening.say("evening.own.agreed") not in left
    assert evening.say("evening.own.take") not in left
    assert one not in evening.page.title()
    evening.press("evening.own.pass")
    evening.page_is("evening.after.title")
    evening.does_not_see("evening.own.open")


def skip_to_the_end(evening: Evening) -> None:
    """Press on: a press counts once a second, so one may come to nothing."""
    stage = of(evening.page)
    expect(stage).to_have_attribute("data-step", SOME)
    while (step := stage.get_attribute("data-step")) != "":
        evening.press("couple.button.skip")
        try:
            expect(stage).not_to_have_attribute(
                "data-step", step or "", timeout=PRESSED_MS
            )
        except AssertionError:
            continue
    evening.press("couple.button.home")


def test_a_first_evening_in_dutch(app: Server, tmp_path: Path, visit: Open) -> None:
    """T01, T16, T24, acceptance 8 and 9: from what it is to erasing it."""
    evening = Evening(visit(app.url), Language.NL)
    page = evening.page
    evening.up_to_the_exercises(NAMES, "evening.scope.look_back", "evening.deeper")
    # A first evening holds no hard talk, whatever both said.
    expect(page.get_by_role("button", name="Begin", exact=True)).to_have_count(1)
    evening.press("evening.choose.start")
    page.wait_for_url("**/couple**")
    (recording,) = tmp_path.rglob("*.samen")
    skip_to_the_end(evening)
    evening.is_thanked()
    evening.press("evening.after.look_back")
    evening.sees("evening.look_back.none")
    evening.page_is("evening.after.look_back")
    each_alone(evening)
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
    evening.sees("evening.shelf.sure")
    evening.page_is("evening.after.title")
    evening.press("evening.after.delete")
    expect(page.locator(".verdict")).to_contain_text(f"Gewist: {recording.name}")
    assert not recording.exists()
    evening.press("evening.after.ready")
    evening.page_is("evening.shelf.history")
    expect(page.get_by_text("Samen aankomen")).to_be_visible()
    evening.press("evening.shelf.forget_all")
    evening.sees("evening.shelf.forget_what")
    evening.page_is("evening.home.title")
    evening.press("evening.shelf.forget_all")
    expect(page.locator(".verdict")).to_contain_text("us-practice.json")
    assert not profile.exists()
    evening.must_have_been_local_and_quiet()
