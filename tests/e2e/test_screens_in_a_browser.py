"""The screens as people meet them: in a browser, with a collector that is recording."""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

import samenstemming as sam
from samenstemming.session.launch import CollectorHandle
from tests.e2e.conftest import Server, Visit
from tests.e2e.study_browser import settled

pytestmark = pytest.mark.browser

PAPER = {"light": "rgb(252, 251, 249)", "dark": "rgb(20, 24, 26)"}
STICKING_OUT = """() => [...document.querySelectorAll('.stMain *')]
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1)
  .map((e) => e.className)"""
PAGES = pytest.mark.parametrize("path", ["/", "/lab", "/help"])
Open = Callable[..., Visit]


def lab(page: Page) -> None:
    """Wait until the canvas has drawn a heart rate."""
    section = page.locator("section.lab")
    expect(section).to_have_attribute("data-state", re.compile("live|finished"))
    expect(section).to_have_attribute("data-drawn", re.compile(r"^\d"))


def drawn(page: Page) -> str:
    return page.locator("section.lab").get_attribute("data-drawn") or ""


def ready(page: Page, path: str) -> None:
    if path == "/lab":
        lab(page)
        for fold in (".indices", ".log"):
            page.locator(f"{fold} summary").click()
            expect(page.locator(f"{fold} table")).to_be_visible()


# -- the live screen ------------------------------------------------------------------


def test_from_the_door_to_two_living_hearts(server: Server, visit: Open) -> None:
    page = visit(server.url).page
    page.get_by_role("link", name="Kijk mee met live").click()
    lab(page)
    before = drawn(page)
    section = page.locator("section.lab")
    expect(section).not_to_have_attribute("data-drawn", before)
    expect(section.locator(".badge")).to_have_text("gesimuleerd")
    for wearer in "ab":
        rate = section.locator(f'[data-wearer="{wearer}"] .bpm')
        expect(rate).to_have_text(re.compile(r"^\d{2,3}$"))
    expect(section.locator(".relation .word")).to_have_text("nog niet")
    expect(section.locator(".relation .why")).to_contain_text("twee minuten")


def test_a_mark_lands_in_the_file_and_the_screen_says_so(
    server: Server, visit: Open, collector: CollectorHandle
) -> None:
    page = visit(f"{server.url}/lab?lang=en").page
    lab(page)
    page.get_by_label("Note with the mark").fill("they laugh")
    page.get_by_role("button", name="Mark Shortcut M").click()
    said = page.get_by_text("is on disk")
    expect(said).to_be_visible()
    seq, ms = map(int, re.findall(r"\d+", said.inner_text()))
    assert 0 <= ms < 5000  # how quick it is: benchmarks/press_to_log.py
    marks = [
        (number, event.name, event.note)
        for number, event in sam.tail(collector.path).poll()
        if isinstance(event, sam.Marker) and event.note == "they laugh"
    ]
    assert marks == [(seq, "marker:marker", "they laugh")]
    settled(page)
    page.locator(".plot").focus()
    page.keyboard.press("m")
    expect(said).not_to_contain_text(f"Mark {seq} ")


def test_a_key_marks_another_takes_back_and_a_mark_can_be_corrected(
    server: Server, visit: Open, collector: CollectorHandle
) -> None:
    page = visit(f"{server.url}/lab?lang=en").page
    lab(page)
    page.locator(".log summary").click()
    page.locator(".plot").focus()
    log = page.locator(".log tbody")
    page.keyboard.press("2")
    expect(log).to_contain_text("laugh")
    settled(page)  # the log hears of a mark before its key is drawn anew
    page.keyboard.press("4")
    expect(log).to_contain_text("cough")
    settled(page)
    page.keyboard.press("u")
    expect(log).not_to_contain_text("cough")
    expect(log).to_contain_text("laugh")
    settled(page)
    page.get_by_text("Correct a mark").click()
    expect(page.get_by_label("Which")).to_have_value(re.compile("laugh"))
    page.get_by_label("Note", exact=True).fill("<b>softly</b>")
    page.get_by_role("button", name="Correct", exact=True).click()
    expect(log).to_contain_text("<b>softly</b>")
    trail = [
        (number, event)
        for number, event in sam.tail(collector.path).poll()
        if isinstance(event, sam.Marker)
    ][-4:]
    names = [event.name for _, event in trail]
    assert names == ["marker:laugh", "marker:cough", "undo", "edit"]
    assert trail[-1][1].data["seq"] == trail[0][0], "the newest that stands is meant"


def test_a_video_mark_is_seen_and_says_when_that_was(
    server: Server, visit: Open, collector: CollectorHandle
) -> None:
    page = visit(f"{server.url}/lab?lang=en").page
    lab(page)
    page.get_by_role("button", name="Video mark").click()
    expect(page.locator(".flash")).to_be_visible()
    page.locator(".log summary").click()
    expect(page.locator(".log tbody")).to_contain_text("video mark")
    expect(page.locator(".flash")).to_be_hidden()
    (mark,) = (
        event
        for _, event in sam.tail(collector.path).poll()
        if isinstance(event, sam.Marker) and event.name == "marker:video_mark"
    )
    ago_ms = mark.data["ago_ms"]
    assert isinstance(ago_ms, float)
    assert 0 <= ago_ms < 5000
    assert mark.data["number"] == 1


# -- languages, themes, sizes ---------------------------------------------------------


def test_the_language_can_be_switched_and_stays(server: Server, visit: Open) -> None:
    page = visit(f"{server.url}/help").page
    html = page.locator("html")
    expect(html).to_have_attribute("lang", "nl")
    page.get_by_role("radio", name="EN").click()
    expect(page.get_by_role("heading", name="Do you need help?")).to_be_visible()
    expect(html).to_have_attribute("lang", "en")
    page.get_by_role("link", name="Lab").click()
    lab(page)
    expect(html).to_have_attribute("lang", "en")
    expect(page.locator(".unit").first).to_have_text("beats/min")
    assert "lang=en" in page.url


def test_without_a_choice_the_browsers_language_counts(
    server: Server, visit: Open
) -> None:
    page = visit(f"{server.url}/help", locale="en-GB").page
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_address_can_ask_for_a_language(server: Server, visit: Open) -> None:
    page = visit(f"{server.url}/lab?lang=en").page
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator(".badge")).to_have_text("simulated")


def test_a_dark_page_has_the_dark_colours(server: Server, visit: Open) -> None:
    page = visit(f"{server.url}/lab", dark=True).page
    lab(page)
    rate = page.locator('[data-wearer="a"] .bpm')
    expect(rate).to_have_css("color", "rgb(127, 179, 230)")
    expect(page.locator(".stApp")).to_have_css("background-color", "rgb(20, 24, 26)")


# -- what every page owes --------------------------------------------------------


@PAGES
def test_every_page_is_readable_by_all_local_and_near_help(
    server: Server, visit: Open, path: str
) -> None:
    seen = visit(server.url + path)
    page = seen.page
    ready(page, path)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        expect(page.locator(".stApp")).to_have_css("background-color", PAPER[scheme])
        found = Axe().run(page)["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], scheme
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".stApp")).to_have_css("width", "390px")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate(STICKING_OUT) == []
    hosts = {urlsplit(one).hostname for one in seen.requests}
    assert hosts - {"127.0.0.1", None} == set()
    assert seen.errors == []
    assert "token" not in page.url
    page.get_by_role("link", name="Hulp").click()
    expect(page.get_by_text("0800-2000")).to_be_visible()
    footer = page.locator(".st-key-footer")
    expect(footer).to_contain_text("Geen medisch hulpmiddel")


def test_without_a_talk_its_door_leads_to_an_evening(
    server: Server, visit: Open
) -> None:
    page = visit(server.url).page
    expect(page.get_by_role("link", name="Naar jullie avond")).to_be_visible()
    assert page.get_by_role("link", name="Naar jullie gesprek").count() == 0


# -- looking at a finished recording ----------------------------------------------


def test_a_finished_recording_is_seen_whole_and_can_be_read(
    server: Server, visit: Open
) -> None:
    page = visit(f"{server.url}/?lang=en").page
    page.get_by_role("link", name="four minutes").click()
    expect(page.locator("section.replay")).to_have_attribute("data-state", "shown")
    page.get_by_role("link", name="Lab", exact=True).click()
    section = page.locator("section.lab")
    expect(section).to_have_attribute("data-state", "finished", timeout=20_000)
    expect(section.locator(".clock")).to_have_text("04:00")
    expect(section.get_by_role("button", name="all")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(page.get_by_role("button", name="Mark")).to_have_count(0)
    fold = section.get_by_text("Heart-rate variability in numbers")
    fold.focus()
    page.keyboard.press("Enter")
    table = section.get_by_role("table")
    expect(table).to_contain_text(re.compile("two minutes up to 0[34]:"))
    power = table.get_by_role("row", name="LF")
    expect(power.get_by_role("cell").first).to_have_text(re.compile(r"^\d+$"))
    expect(power).to_contain_text("ms²")
    plot = section.locator(".plot")
    plot.focus()
    readout = section.locator(".readout")
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(readout).to_contain_text("03:48")
    expect(readout).to_contain_text("RMSSD")
    expect(readout).to_contain_text("chance up to")
    page.keyboard.press("+")
    expect(section.get_by_role("button", name="all")).to_have_attribute(
        "aria-pressed", "false"
    )
    expect(section.locator(".to-now")).to_be_visible()
    page.keyboard.press("0")
    expect(section.locator(".to-now")).to_be_hidden()
    section.locator("canvas").first.hover()
    expect(readout).to_contain_text("A ")
    page.mouse.wheel(0, -400)
    expect(section.locator(".to-now")).to_be_visible()
    section.get_by_role("button", name="to the end").click()
    expect(section.locator(".to-now")).to_be_hidden()
