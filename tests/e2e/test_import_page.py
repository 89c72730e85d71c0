"""Two files of other recorders through the page: chosen, looked at, aligned, kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import samenstemming as sam
from tests.e2e.conftest import Server, Visit, start_app
from tests.e2e.study_browser import settled
from tests.foreign_files import hearts

pytestmark = pytest.mark.browser

SOON_MS = 15_000


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """The app of somebody who has recorded nothing, and that user's folder."""
    data = tmp_path_factory.mktemp("data")
    server = start_app(data)
    yield server, data / "samenstemming" / "recordings"
    server.stop()


def put(page: Page, wearer: str, path: Path) -> None:
    """Choose a file and wait until the page has it, and says so."""
    page.locator(f".st-key-import_{wearer} input[type=file]").set_input_files(path)
    has = page.locator(f".st-key-import_has_{wearer}")
    expect(has).to_have_text(f"{path.name} is binnen.", timeout=SOON_MS)
    settled(page)


def look(page: Page) -> None:
    """Press the button once nothing is drawn anew: a press before that gets lost."""
    settled(page)
    page.get_by_role("button", name="Kijk wat erin zit").click()


def test_two_files_become_a_recording(
    app: tuple[Server, Path], visit: Callable[..., Visit], tmp_path: Path
) -> None:
    server, folder = app
    files = {}
    for wearer, beats in zip("ab", hearts(minutes=3), strict=True):
        files[wearer] = tmp_path / f"talk_{wearer}.txt"
        files[wearer].write_text("".join(f"{rr!r}\n" for _, rr in beats))
    seen = visit(f"{server.url}/import?lang=nl", size=(390, 844))
    page = seen.page
    told = page.locator(".st-key-import_told")
    look(page)
    expect(told).to_contain_text("Kies een bestand", timeout=SOON_MS)
    bad = tmp_path / "watch.csv"
    bad.write_text("Time,HR (bpm)\n00:00:00,71\n")
    put(page, "a", bad)
    look(page)
    expect(told).to_contain_text("watch.csv bevat hartslagwaarden", timeout=SOON_MS)
    page.reload()
    page.locator(".st-key-footer p").wait_for()
    settled(page)
    for wearer, path in files.items():
        put(page, wearer, path)
    page.get_by_text("bekend verschil").click()
    page.get_by_label("Seconden waarmee B").fill("1.5")
    page.get_by_label("Seconden waarmee B").press("Enter")
    settled(page)
    look(page)
    expect(told).to_contain_text("B is 1.5 s verschoven", timeout=SOON_MS)
    expect(told).to_contain_text("A: text.")
    keep = page.get_by_role("button", name="Maak de opname")
    expect(keep).to_be_disabled()
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        settled(page)
        violations = Axe().run(page)["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in violations] == [], scheme
    page.get_by_text("Beide personen vinden het goed").click()
    expect(keep).to_be_enabled(timeout=SOON_MS)
    settled(page)
    keep.click()
    expect(told).to_contain_text("staat nu op de beginpagina", timeout=SOON_MS)
    (path,) = folder.glob("*.samen")
    recording = sam.open_recording(path)
    assert recording.wearers == (sam.Wearer.A, sam.Wearer.B)
    clock = recording.meta["clock_alignment"]
    assert isinstance(clock, dict)
    assert (clock["method"], clock["shift_s"]) == ("known", 1.5)
    assert "talk_a" not in str(recording.meta)
    page.get_by_role("link", name="Bekijk de opname").click()
    page.wait_for_url("**/lab**")
    assert seen.errors == []
    assert all(
        url.startswith(("http://127.0.0.1", "data:", "blob:")) for url in seen.requests
    )
