"""What a study's page says, from values alone."""

from dataclasses import replace

import pytest

import samenstemming as sam
from dashboards.view_study import (
    claim_lines,
    drift_line,
    file_name,
    form_name,
    list_html,
    pair_text,
    pairs_table,
    session_name,
    steps_table,
    table_html,
    verdict,
    week_lines,
    week_table,
)
from samenstemming.study.ledger import Entry
from samenstemming.study.overview import overview
from samenstemming.study.parse import parse
from samenstemming.study.quality import QualityPage, quality_page
from samenstemming.study.template import template
from samenstemming.words import Language

ENTRY = Entry(
    number=1, utc="2026-11-22T10:00:00+00:00", pair="D001", row=1, arm="shape_only",
    order="talk_first", starts="a", left="b", screened=(), sha256="s",
)  # fmt: skip


@pytest.fixture(scope="module")
def page() -> QualityPage:
    """Of three simulated minutes with a strap that is gone for a while."""
    recording = sam.simulate(minutes=3, seed=2, faults=["drop-out"])
    return quality_page(sam.analyze(recording, surrogates=19))


@pytest.mark.parametrize("language", list(Language))
def test_the_quality_page_has_words_for_all_of_it(
    page: QualityPage, language: Language
) -> None:
    assert verdict(page, language)
    assert len(steps_table(page, language).rows) == len(page.parts)
    may = claim_lines(page, language, allowed=True)
    may_not = claim_lines(page, language, allowed=False)
    assert len(may) + len(may_not) == len(page.claims)
    assert all(": " in line for line in may_not)
    assert [drift_line(of, language) for of in page.drift]
    failed = replace(page, failed=("study.failed.share", "study.failed.one_heart"))
    assert ";" in verdict(failed, language)


def test_a_practised_session_is_never_said_to_count(page: QualityPage) -> None:
    good = replace(page, failed=())
    assert verdict(good, Language.EN) == "This session counts."
    assert "does not count" in verdict(good, Language.EN, simulated=True)
    bad = replace(page, failed=("study.failed.share",))
    assert verdict(bad, Language.EN, simulated=True) == verdict(bad, Language.EN)


def test_steps_are_called_as_their_exercise_calls_them(page: QualityPage) -> None:
    part = replace(page.parts[0], step="gewoon_praten_a")
    of = replace(page, study={"exercises": ["samen_aankomen"]}, parts=(part,))
    assert steps_table(of, Language.EN).rows[0][0] == "Something ordinary (A)"
    strange = replace(of, study={})
    assert steps_table(strange, Language.EN).rows[0][0] == "gewoon praten a"


def test_a_form_says_once_when_it_is_asked() -> None:
    assert form_name("Vooraf", "vooraf") == "Vooraf"
    assert form_name("Stemming", "vooraf") == "Stemming (vooraf)"


def test_a_study_gets_a_name_that_a_file_can_have() -> None:
    assert file_name("Ons onderzoek: 2026!") == "ons_onderzoek_2026"
    assert file_name("../../etc") == "etc"
    assert file_name("2026") == file_name("***") == ""


def test_pairs_say_who_sits_where_by_code() -> None:
    assert "D001B sits left, D001A sits right" in pair_text(ENTRY, Language.EN)
    table = pairs_table([ENTRY, replace(ENTRY, pair="D002")], Language.NL)
    assert [row[0] for row in table.rows] == ["D002", "D001"]
    assert session_name("D001", "ses1", ENTRY.utc) == "D001 · ses1 · 22-11 10:00"


@pytest.mark.parametrize("language", list(Language))
def test_the_week_has_words_for_every_problem(language: Language) -> None:
    exercises = dict.fromkeys(
        ("samen_aankomen", "om_de_beurt", "als_in_een_dans"), "hash"
    )
    study = parse(template(pairs=12), "s", known=exercises).study
    found = overview(study, [ENTRY], [], unreadable=["<b>.samen"])
    problems = [
        "missing",
        "duplicate",
        "overlap",
        "other_study",
        "other_arm",
        "wearers",
        "consent",
        "quality",
        "unfinished",
        "simulated",
    ]
    row = replace(found.rows[0], problems=tuple(problems))
    table = week_table(replace(found, rows=(row,)), language)
    assert table.rows[0][5].count(",") == len(problems) - 1
    assert "<b>" not in table_html(table, "week")
    assert "<b>" not in list_html("x", week_lines(found, language), "week")
