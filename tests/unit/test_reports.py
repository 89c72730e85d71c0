"""The reports: what they claim, what they must not hold, and that they hold still."""

import re
from dataclasses import replace
from functools import cache

import pytest

import samenstemming as sam
from samenstemming.analysis_values import Analysis
from samenstemming.errors import ExportError
from samenstemming.events import Marker, Recording
from samenstemming.exercises.fairness import forbidden_in, longest_sentence
from samenstemming.measures.synchrony import Synchrony
from samenstemming.report.claims import claims_of, p_text
from samenstemming.report.couple import couple_report
from samenstemming.report.make import html_for_couple, html_for_researcher
from samenstemming.report.page import page
from samenstemming.report.section import Report, Section, Table
from samenstemming.words import Language
from samenstemming.words.report_couple import WORDS

NOTE = "they laughed about the cat"
NASTY = '<script>alert(1)</script> & "quotes"'


@cache
def together() -> Analysis:
    recording = sam.simulate(minutes=6, coupling=0.9, lag_s=3, seed=2)
    steps = [
        Marker(t_ns=0, name="step_begin", data={"id": NASTY, "speaker": "a"}),
        Marker(t_ns=180_000_000_000, name="step_begin", data={"id": "later"}),
        Marker(
            t_ns=200_000_000_000,
            name="note",
            note=f"{NOTE} {NASTY}",
            source="researcher",
        ),
    ]
    events = sorted([*recording.events(), *steps], key=lambda event: event.t_ns)
    told = Recording.of(events, meta={**recording.meta, "label": NASTY})
    return sam.analyze(told, surrogates=99, seed=1)


@pytest.mark.parametrize("language", Language)
def test_the_page_is_whole_in_one_file_and_shows_markup_as_text(
    language: Language,
) -> None:
    html = html_for_researcher(together(), language)
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "default-src 'none'" in html
    assert not re.search(r"""(src|href)=["'](?!data:|#)""", html)
    assert f'<html lang="{language.value}">' in html
    assert html.count("<img ") == html.count('alt="') >= 2
    assert "{" not in re.sub(r"<style>.*?</style>", "", html, flags=re.S)


def test_the_same_analysis_gives_the_same_bytes() -> None:
    assert html_for_researcher(together(), Language.EN) == html_for_researcher(
        together(), Language.EN
    )


def test_what_is_synchronous_is_said_with_its_null_and_without_a_meaning() -> None:
    found = replace(together().synchrony, p_value=0.001)
    claims = claims_of(replace(together(), synchrony=found), Language.EN)
    said = " ".join(claims.may)
    assert "more than chance gives" in said
    assert "99 surrogates" in said
    assert any("Why they moved together" in text for text in claims.may_not)
    assert any("not good or bad" in text for text in claims.may_not)


def test_what_chance_gives_as_well_is_never_claimed() -> None:
    found = replace(together().synchrony, p_value=0.2)
    claims = claims_of(replace(together(), synchrony=found), Language.EN)
    assert not any("together" in text for text in claims.may)
    assert any("chance gives as much" in text for text in claims.may_not)
    assert not any("led" in text for text in claims.may)


def test_a_withheld_answer_is_told_with_its_reason() -> None:
    nothing = Synchrony(withheld="gap")
    claims = claims_of(replace(together(), synchrony=nothing), Language.NL)
    assert any("Er zit een gat" in text for text in claims.may_not)


def test_who_led_is_said_only_where_the_interval_leaves_zero_out() -> None:
    certain = replace(
        together().synchrony,
        p_value=0.001,
        lag_s=3.0,
        lag_interval_s=(2.0, 4.0),
        duration_s=600.0,
    )
    held = replace(certain, lag_interval_s=(-1.0, 4.0))
    short = replace(certain, duration_s=200.0)
    told = {
        name: any(
            "One led" in text
            for text in claims_of(replace(together(), synchrony=of), Language.EN).may
        )
        for name, of in (("certain", certain), ("held", held), ("short", short))
    }
    assert told == {"certain": True, "held": False, "short": False}


@pytest.mark.parametrize(
    ("p_value", "text"), [(0.0002, "< .001"), (0.05, "= .050"), (1.0, "= 1.000")]
)
def test_a_p_value_is_never_a_bare_zero(p_value: float, text: str) -> None:
    assert p_text(p_value) == text


def test_without_consent_there_is_no_page_with_figures() -> None:
    recording = together().recording
    real = Recording.of(
        recording.events(), meta={"consent": {"a": ["research_export"]}}
    )
    with pytest.raises(ExportError, match=r"wearer B there is no consent"):
        html_for_researcher(replace(together(), recording=real), Language.EN)


def test_notes_are_left_out_without_consent_for_free_text() -> None:
    recording = together().recording
    scopes = ["research_export"]
    real = Recording.of(
        recording.events(), meta={"consent": {"a": scopes, "b": scopes}}
    )
    html = html_for_researcher(replace(together(), recording=real), Language.EN)
    assert "Notes are left out" in html
    assert NOTE not in html
    assert NOTE in html_for_researcher(together(), Language.EN)


@pytest.mark.parametrize("language", Language)
def test_the_couples_page_holds_no_figure_about_a_heart(language: Language) -> None:
    html = html_for_couple(together(), language, titles=[("Aankomen", 3.0)])
    text = re.sub(r"<style>.*?</style>|data:[^\"]+|<[^>]*>", " ", html, flags=re.S)
    figures = set(re.findall(r"\d+", text))
    assert figures <= {"6", "3"}


@pytest.mark.parametrize("consent", [{}, {"a": ["look_back"]}])
def test_the_picture_needs_the_yes_of_both(consent: dict[str, list[str]]) -> None:
    real = Recording.of(together().recording.events(), meta={"consent": consent})
    analysis = replace(together(), recording=real)
    report = couple_report(analysis, Language.NL, strip_svg="<svg/>")
    assert not any(section.pictures for section in report.sections)
    both = {"a": ["look_back"], "b": ["look_back"]}
    agreed = replace(real, meta={"consent": both})
    report = couple_report(
        replace(analysis, recording=agreed), Language.NL, strip_svg="<svg/>"
    )
    assert any(section.pictures for section in report.sections)


COUPLE = [
    pytest.param(language, text, id=f"{key}-{language}")
    for key, texts in WORDS.items()
    if key.startswith("report.couple.")
    for language, text in zip(("nl", "en"), texts, strict=True)
]


@pytest.mark.parametrize(("language", "text"), COUPLE)
def test_what_the_couple_reads_is_plain(language: str, text: str) -> None:
    if "score" not in text and "medisch" not in text and "medical" not in text:
        assert not forbidden_in(language, text)
    assert longest_sentence(text) <= 18
    assert "!" not in text


def test_a_table_with_markup_in_it_stays_a_table() -> None:
    table = Table(caption=NASTY, header=[NASTY], rows=[[NASTY]], note=NASTY)
    section = Section(title=NASTY, paragraphs=[NASTY], tables=[table])
    labels = {"contents": "", "may": "", "may_not": "", "unfold": ""}
    html = page(
        Report(
            title=NASTY, language="nl", lead=[NASTY], sections=[section], labels=labels
        )
    )
    assert "<script" not in html
