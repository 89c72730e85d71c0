"""The couple's report: their talk in their words, without a figure about a heart.

The rules of every screen of theirs bind here too: no rate, no index, no score, nobody
compared. The picture is there only where both agreed to look back.
"""

from collections.abc import Iterable
from typing import Final

from samenstemming.analysis_values import Analysis
from samenstemming.consent import both_agreed
from samenstemming.report.section import Picture, Report, Section, Table
from samenstemming.words import Language, say

WELL: Final = 0.95
PARTLY: Final = 0.8


def couple_report(
    analysis: Analysis,
    language: Language,
    *,
    strip_svg: str | None = None,
    titles: Iterable[tuple[str, float]] = (),
) -> Report:
    """The report; `titles` are the parts of the talk and their minutes.

    `strip_svg` is the look back. It is left out unless the recording holds the yes of
    both, whatever is passed in; a simulation has nobody to ask.
    """
    meta = analysis.recording.meta

    def told(key: str, **values: object) -> str:
        return say(f"report.couple.{key}", language, **values)

    heard = _heard(analysis)
    allowed = both_agreed(meta, "look_back") or meta.get("simulated") is True
    tells = strip_svg is not None and allowed
    sections = [
        Section(title=told("measured"), paragraphs=[told(key) for key in heard])
    ]
    if strip_svg is not None and tells:
        shown = Picture(
            svg=strip_svg,
            instead=told("strip.instead"),
            caption=told("strip.caption"),
        )
        sections.append(Section(title=told("strip"), pictures=[shown]))
    else:
        sections.append(Section(title=told("strip"), paragraphs=[told("strip.no")]))
    parts = [
        (title, f"{minutes:.0f}" if minutes >= 0.5 else told("short"))
        for title, minutes in titles
    ]
    if parts:
        header = [told("column.part"), told("column.minutes")]
        table = Table(caption=told("table"), header=header, rows=parts)
        sections.append(Section(title=told("did"), tables=[table]))
    sections.append(
        Section(
            title=told("says"),
            may=[told("may")] if tells else [],
            may_not=[
                told(f"may_not.{key}")
                for key in (
                    *(() if tells else ("busy",)),
                    "well",
                    "feel",
                    "who",
                    "health",
                )
            ],
        )
    )
    return Report(
        title=told("title"),
        language=language.value,
        lead=[told("lead", minutes=f"{analysis.duration_s / 60:.0f}")],
        sections=sections,
        labels={
            name: say(f"report.label.{name}", language)
            for name in ("contents", "may", "may_not", "unfold")
        },
        foot=[told("foot")],
    )


def _heard(analysis: Analysis) -> list[str]:
    """Which sentences say how well it was heard; never of one of the two."""
    shares = [of.whole.usable_share for of in analysis.wearers.values()]
    if not shares:
        return ["straps_none"]
    if len(shares) == 1:
        return ["straps_one"]
    least = min(shares)
    how = "well" if least >= WELL else "partly" if least >= PARTLY else "badly"
    return ["straps_two", how]
