"""A strap that never sends a beat has its row on the quality page, and its reason."""

import pytest

import samenstemming as sam
from dashboards.view_study import steps_table
from samenstemming.cli.study_pages import quality_lines
from samenstemming.study.quality import NO_BEATS, QualityPage, quality_page
from samenstemming.words import Language
from tests.export_cases import AGREED, MARKERS


def page_of(**consent: list[str]) -> QualityPage:
    """Of three minutes with a step, in which no packet came from B."""
    heard = [
        event
        for event in sam.simulate(minutes=3, seed=5).events()
        if not (isinstance(event, sam.Packet) and event.wearer is sam.Wearer.B)
    ]
    recording = sam.Recording.of(
        sorted([*heard, *MARKERS], key=lambda event: event.t_ns),
        meta={"simulated": False, "consent": consent},
    )
    return quality_page(sam.analyze(recording, surrogates=0))


@pytest.fixture(scope="module")
def page() -> QualityPage:
    return page_of(**AGREED)


def test_each_step_has_a_row_of_both_and_the_silent_one_says_why(
    page: QualityPage,
) -> None:
    assert [(part.step, part.wearer) for part in page.parts] == [
        (step, wearer) for step in ("spreken", "whole") for wearer in "ab"
    ]
    for part in page.parts:
        shares = (part.usable_share, part.corrected_share, part.longest_gap_s)
        if part.wearer == "b":
            assert shares == (None, None, None)
            assert (part.verdict, part.enough, part.why) == (
                "unusable",
                False,
                NO_BEATS,
            )
        else:
            assert None not in shares
            assert part.why is None
    # Of A there is enough, and that B is not there is said once.
    assert "study.failed.one_heart" in page.failed
    assert "study.failed.share" not in page.failed


@pytest.mark.parametrize(
    ("language", "why"),
    [(Language.NL, "er is geen hartslag"), (Language.EN, "there are no beats")],
)
def test_the_table_says_so_in_words(
    page: QualityPage, language: Language, why: str
) -> None:
    rows = [row for row in steps_table(page, language).rows if row[1] == "B"]
    assert [row[2:6] for row in rows] == [("-", "-", "-", why)] * 2


def test_the_terminal_keeps_its_columns(
    page: QualityPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    table = [line for line in quality_lines(page) if line.endswith(("yes", "no"))]
    assert len(table) == 4
    assert len({line.rfind("  ") + len(line.split()[-1]) for line in table}) == 1


def test_who_sent_nothing_is_asked_for_consent_all_the_same() -> None:
    page = page_of(a=AGREED["a"], b=["record"])
    (export,) = (claim for claim in page.claims if claim.what == "export")
    assert (export.allowed, export.why) == (False, "study.why.no_consent")
