"""Every page for couples can be left at once, by key and by button, and stays left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import STILL, Server, start_app

NAMES = {"nl": "Snel weg", "en": "Leave quickly"}
PHONE, DESKTOP = (390, 844), (1280, 800)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data: Path = tmp_path_factory.mktemp("home")
    app = start_app(data)
    yield app
    app.stop()


def opened(browser: Browser, at: str, size: tuple[int, int], language: str) -> Page:
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if size is PHONE else "light",
    )
    page.goto(f"{at}?lang={language}")
    expect(page.get_by_role("button", name=NAMES[language])).to_be_visible()
    return page


@pytest.mark.parametrize(
    ("where", "language", "size"),
    [
        ("", "nl", PHONE),
        ("evening", "en", DESKTOP),
        ("straps", "nl", DESKTOP),
        ("help", "en", PHONE),
    ],
    ids=["start", "evening", "straps", "help"],
)
def test_a_page_is_left_by_key_or_button_and_stays_left(
    home: Server, browser: Browser, where: str, language: str, size: tuple[int, int]
) -> None:
    """conversation.md 4.1, danger now; acceptance 9: help is in the same header."""
    page = opened(browser, f"{home.url}/{where}", size, language)
    helping = page.get_by_role("link", name={"nl": "Hulp", "en": "Help"}[language])
    expect(helping.first).to_be_visible()
    # What fades in is pale until it is there, and axe reads colours as they are now.
    page.locator("html[style*=--page-text]").wait_for(state="attached")
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    page.wait_for_function(STILL)
    assert [one["id"] for one in Axe().run(page)["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    if size is PHONE:
        page.get_by_role("button", name=NAMES[language]).click()
    else:
        page.keyboard.press("Escape")
        expect(helping.first).to_be_visible()
        page.keyboard.press("Escape")
    page.wait_for_url("about:blank")
    assert page.title() == ""
    page.go_back()
    page.wait_for_url("about:blank")
    page.close()
