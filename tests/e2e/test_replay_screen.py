"""The replay screen as an analyst meets it: one app, one recording."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import samenstemming as sam
from samenstemming.recording import write_recording
from tests.e2e.conftest import Server, Visit, start_app

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
PAPER = {"light": "rgb(252, 251, 249)", "dark": "rgb(20, 24, 26)"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five minutes and a bit with steps, marks and faults, in a user's own folder."""
    place = tmp_path_factory.mktemp("data") / "samenstemming" / "recordings"
    place.mkdir(parents=True)
    made = sam.simulate(minutes=5.2, seed=3, coupling=0.8, faults=("ectopics",))
    begin = sam.Marker(t_ns=0, name="step_begin", data={"id": "rust"})
    end = sam.Marker(t_ns=300_000_000_000, name="step_end", data={"id": "rust"})
    marks = [
        sam.Marker(t_ns=t_s * 10**9, name=f"marker:{name}")
        for t_s, name in ((100, "pattern"), (200, "quiet"))
    ]
    events = sorted([*made.events(), begin, end, *marks], key=lambda e: e.t_ns)
    meta = {**made.meta, "label": "D017 eerste"}
    write_recording(place / "pair.samen", sam.Recording.of(events, meta=meta))
    return place / "pair.samen"


@pytest.fixture(scope="module")
def app(file: Path, browser: Browser) -> Iterator[Server]:
    """The app, opened with that recording; no browser means that this is skipped."""
    assert browser.is_connected()
    made = start_app(file.parents[2], str(file))
    yield made
    made.stop()


def shown(page: Page, what: str = "chance") -> None:
    section = page.locator("section.replay")
    expect(section).to_have_attribute("data-drawn", what, timeout=30_000)


def test_it_opens_zooms_jumps_and_reads_by_keyboard_alone(
    app: Server, visit: Open
) -> None:
    seen = visit(f"{app.url}/replay?lang=en")
    page = seen.page
    shown(page)
    section = page.locator("section.replay")
    expect(section.locator(".name")).to_have_text("D017 eerste")
    expect(section.locator(".badge")).to_have_text("simulated")
    expect(section.locator(".moments li")).to_have_count(2)
    readout = section.locator(".readout")
    section.locator(".plot").focus()
    page.keyboard.press("]")
    expect(readout).to_contain_text("01:40")
    expect(readout).to_contain_text("RMSSD")
    expect(readout).to_contain_text("strongest r")
    expect(section.locator(".moments li").first).to_have_attribute(
        "aria-current", "true"
    )
    page.keyboard.press("]")
    expect(readout).to_contain_text("03:20")
    page.keyboard.press("[")
    expect(readout).to_contain_text("01:40")
    page.keyboard.press("+")
    page.keyboard.press("ArrowRight")
    expect(readout).not_to_contain_text("01:40")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("0")
    page.keyboard.press("Escape")
    expect(readout).to_have_text("")
    page.get_by_text("Readings in words").click()
    table = section.locator(".readings table")
    expect(table).to_contain_text("05:00")
    section.get_by_role("button", name="silence, marked").first.click()
    expect(section.locator(".moments li")).to_have_count(1)
    hosts = {urlsplit(one).hostname for one in seen.requests}
    assert hosts - {"127.0.0.1", None} == set()
    assert seen.errors == []
    assert "token" not in page.url


def test_it_is_readable_by_all_and_says_what_may_be_claimed(
    app: Server, visit: Open
) -> None:
    page = visit(f"{app.url}/replay").page
    shown(page)
    section = page.locator("section.replay")
    expect(section.locator(".pictures figure")).to_have_count(2, timeout=60_000)
    expect(section.locator(".says")).to_contain_text("999 surrogaten")
    section.locator(".steps summary").click()
    expect(section.locator(".steps tbody tr")).to_have_count(2)
    section.get_by_role("button", name="Slagen verbeteren").click()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        expect(page.locator(".stApp")).to_have_css("background-color", PAPER[scheme])
        found = Axe().run(page)["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], scheme
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".stApp")).to_have_css("width", "390px")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_blind_coding_hides_labels_and_keeps_codes_beside_the_file(
    app: Server, visit: Open, file: Path
) -> None:
    page = visit(f"{app.url}/replay").page
    shown(page)
    section = page.locator("section.replay")
    section.get_by_role("button", name="Blind coderen").click()
    expect(section.locator(".moments li")).to_have_count(0)
    expect(section.locator(".chance")).to_be_hidden()
    section.locator(".plot").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(section.locator(".readout")).not_to_contain_text("sterkste r")
    section.get_by_label("Wat je ziet").fill("naar elkaar toe")
    section.get_by_label("Notitie").fill("<b>zacht</b>")
    page.keyboard.press("Enter")
    code = section.locator(".codes li")
    expect(code).to_contain_text("naar elkaar toe")
    expect(code).to_contain_text("<b>zacht</b> · blind gezet")
    kept = json.loads(file.with_name("pair.samen.codes.json").read_text())["codes"]
    assert [(one["code"], one["blind"]) for one in kept] == [("naar elkaar toe", True)]
    expect(page.get_by_role("button", name="Codes als CSV")).to_be_enabled()
    section.get_by_role("button", name="Laatste terug").click()
    expect(code).to_have_count(0)


def test_a_beat_is_corrected_and_taken_back(
    app: Server, visit: Open, file: Path
) -> None:
    page = visit(f"{app.url}/replay?lang=en").page
    shown(page)
    whole = file.read_bytes()
    section = page.locator("section.replay")
    section.get_by_role("button", name="Correct beats").click()
    section.locator(".plot").focus()
    page.keyboard.press("]")
    page.keyboard.press("ArrowRight")
    chosen = section.locator(".chosen")
    expect(chosen).to_contain_text("Beat of A at 01:4")
    section.get_by_role("button", name="Was no beat").click()
    expect(section.locator(".notice")).to_contain_text("Kept beside the recording")
    expect(section.locator(".edits li")).to_have_count(1)
    edits = sam.read_edits(file)
    assert edits is not None
    assert [one.action.value for one in edits.edits] == ["delete"]
    section.get_by_role("button", name="Undo").click()
    expect(section.locator(".notice")).to_contain_text("taken back")
    expect(section.locator(".edits li")).to_have_count(0)
    assert file.read_bytes() == whole


def test_it_plays_through_the_live_path(app: Server, visit: Open) -> None:
    page = visit(f"{app.url}/replay?lang=en").page
    shown(page, "chance")
    page.get_by_role("spinbutton", name="From minute").fill("5")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Play").click()
    lab = page.locator("section.lab")
    expect(lab).to_have_attribute("data-state", "live", timeout=20_000)
    expect(lab).to_have_attribute("data-state", "finished", timeout=30_000)
    expect(lab.locator(".clock")).to_have_text("05:12")
    page.get_by_role("button", name="Back to the overview").click()
    shown(page)
