"""What a study's page says, from values alone."""

import re
from dataclasses import replace

import pytest

import samenstemming as sam
from dashboards.view_study import (
    arm_text,
    claim_lines,
    drift_line,
    file_name,
    form_name,
    list_html,
    pair_text,
    pairs_table,
    row_text,
    session_name,
    steps_table,
    table_html,
    verdict,
    week_lines,
    week_table,
)
from samenstemming.coaching.talk_watch import ARMS
from samenstemming.study.ledger import Entry
from samenstemming.study.overview import overview
from samenstemming.study.parse import parse
from samenstemming.study.quality import Claim, QualityPage, quality_page
from samenstemming.study.template import template
from samenstemming.words import Language, keys

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
    assert all(is_one_sentence(line) for line in may_not)
    assert [drift_line(of, language) for of in page.drift]
    failed = replace(page, failed=("study.failed.share", "study.failed.one_heart"))
    assert ";" in verdict(failed, language)


def is_one_sentence(text: str) -> bool:
    """Whether it begins with a capital, ends with a stop, and nothing ends within."""
    within = re.search(r"[.:;]\s+[A-Z]|[.!?]\s", text)
    return text[0].isupper() and text.endswith(".") and not within and ".." not in text


@pytest.mark.parametrize("language", list(Language))
def test_what_cannot_be_said_is_one_plain_sentence_with_its_reason(
    page: QualityPage, language: Language
) -> None:
    whats = [key.rpartition(".")[2] for key in keys() if "study.not_borne." in key]
    assert {claim.what for claim in page.claims} == set(whats)
    whys = [key for key in keys() if key.startswith(("withheld.", "study.why."))]
    claims = [
        Claim(what=what, wearer="a", allowed=False, why=why)
        for what in whats
        for why in whys
    ]
    lines = claim_lines(replace(page, claims=tuple(claims)), language, allowed=False)
    assert [line for line in lines if not is_one_sentence(line)] == []


def test_a_stiff_one_reads_well_now(page: QualityPage) -> None:
    claim = Claim(
        what="synchrony", wearer=None, allowed=False, why="withheld.window_too_short"
    )
    of = replace(page, claims=(claim,))
    assert claim_lines(of, Language.NL, allowed=False) == [
        "Of de harten vaker samen bewegen dan door toeval, is niet te zeggen, want "
        "dit getal vraagt een langer venster."
    ]


@pytest.mark.parametrize("language", list(Language))
def test_arms_orders_and_sessions_are_called_by_words(language: Language) -> None:
    for arm in ARMS:
        said = arm_text(arm, language)
        assert "_" not in said
        assert said in pairs_table([replace(ENTRY, arm=arm)], language).rows[0]
        assert said in row_text(replace(ENTRY, arm=arm), language)
    assert arm_text("of_another_lab", language) == "of_another_lab"
    assert "talk first" in row_text(ENTRY, language)


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
    table = week_table(replace(found, rows=(row,)), language, {"ses1": "Visit 1"})
    assert table.rows[0][1:3] == ("Visit 1", arm_text(row.arm, language))
    assert table.rows[0][5].count(",") == len(problems) - 1
    assert "<b>" not in table_html(table, "week")
    assert "<b>" not in list_html("x", week_lines(found, language), "week")
    assert not [line for line in week_lines(found, language) if "shape_" in line]
