"""The researcher's report: what was measured, how well, and what can be said of it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict

from samenstemming.analysis_values import Analysis
from samenstemming.report.claims import claims_of
from samenstemming.report.measured import hearts, how_well, together
from samenstemming.report.section import Report, Section, Table
from samenstemming.report.talked import levels, marks, steps, talk
from samenstemming.report.telling import DASH, Teller
from samenstemming.words import Language


def researcher_report(analysis: Analysis, language: Language) -> Report:
    """The report of this analysis, in this language."""
    tell = Teller(analysis, language)
    sections = [
        _what_may_be_said(tell),
        how_well(tell),
        hearts(tell),
        together(tell),
        steps(tell),
        levels(tell),
        talk(tell),
        marks(tell),
        _origin(tell),
    ]
    label = str(tell.analysis.recording.meta.get("label") or "")
    title = tell.say("title", label=label) if label else tell.say("title.bare")
    return Report(
        title=title,
        language=tell.language.value,
        lead=tuple(_lead(tell)),
        sections=tuple(section for section in sections if section is not None),
        labels={
            name: tell.say(f"label.{name}")
            for name in ("contents", "may", "may_not", "unfold")
        },
        foot=tuple(_foot(tell)),
    )


def _what_may_be_said(tell: Teller) -> Section:
    claims = claims_of(tell.analysis, tell.language)
    return Section(
        title=tell.say("section.claims"), may=claims.may, may_not=claims.may_not
    )


def _lead(tell: Teller) -> Iterator[str]:
    analysis = tell.analysis
    minutes = analysis.duration_s / 60
    yield tell.say("lead", minutes=f"{minutes:.1f}", n=len(analysis.wearers))
    if analysis.recording.meta.get("simulated") is True:
        yield tell.say("lead.simulated")
    if analysis.edits is not None and analysis.edits.edits:
        yield tell.say("lead.edits", n=len(analysis.edits.edits))
    yield tell.say("lead.not_medical")


def _origin(tell: Teller) -> Section:
    about = tell.analysis.to_json()
    recording = tell.analysis.recording
    consent = recording.meta.get("consent")
    rows = [
        (tell.say("origin.chain"), recording.chain or DASH),
        (tell.say("origin.format"), str(recording.meta.get("format") or DASH)),
        (
            tell.say("origin.recorded_by"),
            str(recording.meta.get("software") or DASH),
        ),
        (tell.say("origin.version"), str(about["version"])),
        (tell.say("origin.settings"), tell.analysis.settings.digest()),
        (tell.say("origin.consent"), _consent(consent)),
    ]
    settings = [
        (name, json.dumps(value, ensure_ascii=False))
        for name, value in sorted(asdict(tell.analysis.settings).items())
    ]
    columns = [tell.say("column.what"), tell.say("column.value")]
    return Section(
        title=tell.say("section.origin"),
        paragraphs=[tell.say("origin.how")],
        folded=True,
        tables=[
            Table(caption=tell.say("table.origin"), header=columns, rows=rows),
            Table(caption=tell.say("table.settings"), header=columns, rows=settings),
        ],
    )


def _foot(tell: Teller) -> Iterator[str]:
    yield tell.say("foot", version=str(tell.analysis.to_json()["version"]))


def _consent(consent: object) -> str:
    if not isinstance(consent, Mapping) or not consent:
        return DASH
    return "; ".join(
        f"{str(who).upper()}: {', '.join(map(str, given)) or DASH}"
        for who, given in sorted(consent.items())
        if isinstance(given, list | tuple)
    )
