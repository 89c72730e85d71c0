"""A mark corrected on the replay page: kept beside the file, undone, all shown."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

import samenstemming as sam
from samenstemming.recording import write_recording
from tests.e2e.conftest import Server, Visit, start_app
from tests.e2e.study_browser import settled

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute and a half with one mark that somebody set."""
    place = tmp_path_factory.mktemp("data") / "samenstemming" / "recordings"
    place.mkdir(parents=True)
    made = sam.simulate(minutes=1.5, seed=3)
    laugh = sam.Marker(t_ns=20 * 10**9, name="marker:laugh", source="researcher")
    events = sorted([*made.events(), laugh], key=lambda event: event.t_ns)
    write_recording(place / "pair.samen", sam.Recording.of(events, meta=made.meta))
    return place / "pair.samen"


@pytest.fixture(scope="module")
def app(file: Path, browser: Browser) -> Iterator[Server]:
    """The app, opened with that recording."""
    assert browser.is_connected()
    made = start_app(file.parents[2], str(file))
    yield made
    made.stop()


def test_a_mark_is_corrected_and_the_correction_undone(
    app: Server, visit: Callable[..., Visit], file: Path
) -> None:
    sealed = file.read_bytes()
    seen = visit(f"{app.url}/replay")
    page = seen.page
    expect(page.locator("section.replay")).to_have_attribute(
        "data-drawn", "chance", timeout=30_000
    )
    part = page.locator(".st-key-replay_marks")
    part.get_by_text("Eigen markeringen verbeteren").click()
    # The label is there before the boxes in it can be filled.
    note = part.get_by_label("Notitie")
    expect(note).to_be_editable()
    settled(page)
    note.fill("bij het raam")
    part.get_by_label("Code van wie verbetert").fill("K2")
    part.get_by_label("Tijd in seconden").fill("25.0")
    part.get_by_role("button", name="Verbeter", exact=True).click()
    trail = part.locator(".st-key-marks_trail")
    expect(trail).to_contain_text("0:25 lachen · bij het raam")
    expect(trail).to_contain_text("K2")
    (mark,) = sam.marks_by_hand(sam.open_with_marks(file).events())
    assert (mark.t_s, mark.note) == (25.0, "bij het raam")
    settled(page)
    found = Axe().run(page)["violations"]
    assert [one["id"] for one in found] == []
    undo = part.get_by_role("button", name="Laatste verbetering ongedaan maken")
    undo.click()
    expect(trail).to_contain_text("verbetering 1 ongedaan gemaakt")
    expect(undo).to_be_disabled()
    assert sam.open_with_marks(file).events() == sam.open_recording(file).events()
    assert file.read_bytes() == sealed
    assert seen.errors == []
