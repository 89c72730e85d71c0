"""A report as its reader opens it: a file in a browser, nothing fetched, readable."""

from pathlib import Path

import pytest
from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import samenstemming as sam
from samenstemming.report.group import group_report
from samenstemming.report.make import html_for_couple, html_for_researcher
from samenstemming.report.page import page as page_of
from samenstemming.words import Language

SAMPLE = Path(__file__).parents[2] / "recordings" / "simulated-faults.samen"

FOUND = [
    {"recording": "a", "status": "used"},
    {"recording": "b", "status": "left_out", "reason": "DAMAGED"},
]
GROUPS = [
    {"setting": "default", "session": "s1", "step": "talk", "n_dyads": 20}
    | {"n_pseudo": 760, "effect_size": 1.4, "effect_low": 0.9, "effect_high": 2.1}
    | {"p_value": 0.0001, "p_adjusted": 0.0001},
    {"setting": "default", "step": "whole", "n_dyads": 4, "n_pseudo": 24}
    | {"withheld": "few_dyads"},
]
RUN = {
    "settings": [
        {"name": "default", "digest": "d", "settings_digest": "e", "version": "1"}
        | {"surrogates": 999, "seed": 0}
    ],
    "libraries": {"numpy": "2"},
    "sha256": {"groups.parquet": "0" * 64},
    "n_re_pairings": 9999,
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("reports")
    analysis = sam.analyze(sam.open_recording(SAMPLE), surrogates=99)
    made = []
    for language, write in (
        (Language.NL, html_for_researcher),
        (Language.EN, html_for_couple),
    ):
        path = folder / f"{write.__name__}.html"
        path.write_text(write(analysis, language), "utf-8")
        made.append(path)
    made.append(folder / "group.html")
    made[-1].write_text(page_of(group_report(FOUND, GROUPS, RUN, Language.NL)), "utf-8")
    return made


def watched(page: Page) -> tuple[list[str], list[str]]:
    """What the page asks for, and what it says on its console."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    return asked, said


def test_a_report_reads_in_both_themes_fetches_nothing_and_prints(
    browser: Browser, pages: list[Path], tmp_path: Path
) -> None:
    for path in pages:
        for scheme, width in (("light", 1280), ("dark", 390)):
            context = browser.new_context(
                color_scheme="dark" if scheme == "dark" else "light",
                viewport={"width": width, "height": 800},
                bypass_csp=True,  # for axe only, which is a script
            )
            page = context.new_page()
            asked, said = watched(page)
            page.goto(path.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(d => d.open=1)")
            assert Axe().run(page)["violations"] == []
            assert all(url == path.as_uri() or url[:5] == "data:" for url in asked)
            assert said == []
            room = page.evaluate("document.documentElement.scrollWidth")
            assert room <= width
            assert page.evaluate(
                "[...document.images].every(i => i.complete && i.naturalWidth > 0)"
            )
            context.close()
    page = browser.new_page()
    page.goto(pages[0].as_uri())
    page.pdf(path=tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
    page.close()
