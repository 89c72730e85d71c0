"""The first screen on a computer without Bluetooth: calm, and never in the way."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from samenstemming.recording import check, write_recording
from tests.e2e.conftest import Server, Visit, start_app
from tests.e2e.study_browser import settled
from tests.recording_cases import small_session

pytestmark = pytest.mark.browser

Open = Callable[..., Visit]
SAID = {
    "nl": ("Klaar om te beginnen?", "er is geen Bluetooth", "Kijk opnieuw", "goed"),
    "en": ("Ready to begin?", "there is no Bluetooth", "Look again", "fine"),
}


@pytest.fixture(scope="module")
def nothing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A user's data folder in which nothing is yet."""
    return tmp_path_factory.mktemp("nothing")


@pytest.fixture(scope="module")
def app(nothing: Path) -> Iterator[Server]:
    """The app where no bus leads to a Bluetooth service."""
    folder = nothing
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={folder}/no-bus")
        server = start_app(folder)
    yield server
    server.stop()


@pytest.mark.parametrize(
    ("language", "size"), [("nl", (1280, 800)), ("en", (390, 844))]
)
def test_without_bluetooth_it_says_so_and_points_at_what_can_be_done(
    app: Server, visit: Open, language: str, size: tuple[int, int]
) -> None:
    title, verdict, again, fine = SAID[language]
    seen = visit(f"{app.url}/?lang={language}", size=size)
    page = seen.page
    consoled: list[str] = []
    page.on("console", lambda m: consoled.append(m.text) if m.type == "error" else None)
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    card = page.locator(".st-key-ready")
    expect(card.locator(".verdict")).to_contain_text(verdict, timeout=30_000)
    expect(card.get_by_text("samenstemming demo")).to_be_visible()
    trouble = card.locator(".attention li")
    expect(trouble).to_have_count(1)
    assert "Errno" not in trouble.inner_text()
    clock = card.locator('[data-check="clock"]')
    expect(clock.locator(".mark")).to_have_text("✓")
    expect(clock.locator(".word")).to_have_text(fine)
    settled(page)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        found = Axe().run(page)["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], scheme
    card.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(card.locator("details")).to_contain_text("Errno")
    page.get_by_role("button", name=again).focus()
    page.keyboard.press("Enter")
    expect(card.locator(".progress")).to_be_visible()
    expect(card.locator(".verdict")).to_contain_text(verdict)
    expect(page.get_by_role("button", name=again)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert {urlsplit(one).hostname for one in seen.requests} <= {"127.0.0.1", None}
    assert seen.errors == consoled == []


def test_the_page_stands_while_it_is_looked(app: Server, visit: Open) -> None:
    page = visit(app.url).page
    expect(page.get_by_role("heading", name="Een opname bekijken")).to_be_visible()
    card = page.locator(".st-key-ready")
    expect(card.get_by_text("Gekeken om")).to_be_visible()
    settled(page)
    card.get_by_role("button", name="Kijk opnieuw").click()
    expect(card.locator(".progress")).to_be_visible()
    expect(card.locator(".verdict")).to_be_visible()
    page.get_by_role("link", name="Hulp").click()
    expect(page.get_by_text("0800-2000")).to_be_visible()


ASK_FOR_ANOTHER = """(sent) => {
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function () {
    WebSocket.prototype.send = send;
    window.lost = true;
    send.call(this, new Uint8Array(sent));
  };
}"""
"""The next request is made another: what Streamlit makes of a press at a bad moment."""

GROWS = """() => addEventListener("mousedown", () => {
  document.querySelector(".st-key-ready").style.paddingTop = "300px";
}, { once: true })"""
"""The card is done with looking just as the button of a mouse is down."""


def test_a_link_whose_page_was_forgotten_is_pressed_again(
    app: Server, visit: Open
) -> None:
    page = visit(app.url).page
    expect(page.locator(".st-key-ready .verdict")).to_be_visible()
    settled(page)
    own = BackMsg()
    own.rerun_script.query_string = "lang=nl"
    page.evaluate(ASK_FOR_ANOTHER, list(own.SerializeToString()))
    page.get_by_role("link", name="Open een onderzoek").click()
    page.wait_for_function("window.lost")
    page.wait_for_url("**/study**")
    expect(page.get_by_role("heading", name="Jouw onderzoeken")).to_be_visible()


def test_a_link_that_moves_under_the_pointer_is_the_one_that_was_pressed(
    app: Server, visit: Open
) -> None:
    page = visit(app.url).page
    expect(page.locator(".st-key-ready .verdict")).to_be_visible()
    settled(page)
    page.evaluate(GROWS)
    page.get_by_role("link", name="Open een onderzoek").click()
    page.wait_for_url("**/study**")


def test_the_page_about_straps_says_it_too(app: Server, visit: Open) -> None:
    page = visit(f"{app.url}/straps").page
    page.get_by_role("button", name="Zoek banden").click()
    expect(page.locator(".notice")).to_contain_text("geen Bluetooth", timeout=30_000)
    expect(page.get_by_role("button", name="Zoek opnieuw")).to_be_visible()
    settled(page)
    assert Axe().run(page)["violations"] == []


def test_a_damaged_recording_is_saved_by_one_key_and_stays_as_it_is(
    app: Server, nothing: Path, visit: Open
) -> None:
    recordings = nothing / "samenstemming" / "recordings"
    recordings.mkdir(parents=True, exist_ok=True)
    path = recordings / "avond_1.samen"
    write_recording(path, small_session(300))
    content = bytearray(path.read_bytes())
    content[:200] = b"\xa5" * 200
    content[13 * 4096 : 14 * 4096] = bytes(4096)
    path.write_bytes(content)
    seen = visit(f"{app.url}/?lang=nl", size=(390, 844))
    page = seen.page
    part = page.locator(".st-key-damaged_0")
    expect(part).to_contain_text("avond_1.samen is beschadigd")
    settled(page)
    part.get_by_role("button", name="Red wat er over is").press("Enter")
    told = part.get_by_role("status")
    expect(told).to_contain_text("Wat er over is, staat in avond_1-repaired.samen.")
    expect(told).to_contain_text("% van wat was opgenomen is gered")
    expect(part.get_by_role("button")).to_have_count(0)
    settled(page)
    assert path.read_bytes() == bytes(content)
    assert check(recordings / "avond_1-repaired.samen").ok
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert Axe().run(page)["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.errors == []
