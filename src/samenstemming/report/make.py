"""A report as a file: who may have it, and that it is there whole or not at all."""

from collections.abc import Iterable
from pathlib import Path

from samenstemming.analysis_values import Analysis
from samenstemming.consent import RESEARCH_EXPORT, has_consented
from samenstemming.errors import ExportError
from samenstemming.recording.whole_file import write_whole
from samenstemming.report.couple import couple_report
from samenstemming.report.page import page
from samenstemming.report.researcher import researcher_report
from samenstemming.report.strip import look_back_svg
from samenstemming.words import Language


def html_for_researcher(analysis: Analysis, language: Language) -> str:
    """The researcher's page; ExportError unless every wearer agreed to export."""
    recording = analysis.recording
    missing = [
        wearer.value.upper()
        for wearer in recording.wearers
        if not has_consented(recording, wearer, RESEARCH_EXPORT)
    ]
    if missing:
        msg = (
            f"A report with figures leaves the couple's hands, and of wearer "
            f"{' and '.join(missing)} there is no consent for {RESEARCH_EXPORT}. "
            f"Nothing was written. A report for the couple themselves: --for couple."
        )
        raise ExportError(msg)
    return page(researcher_report(analysis, language))


def html_for_couple(
    analysis: Analysis,
    language: Language,
    *,
    titles: Iterable[tuple[str, float]] = (),
) -> str:
    """The couple's page, in their words and without a figure about a heart."""
    return page(
        couple_report(
            analysis, language, strip_svg=look_back_svg(analysis), titles=titles
        )
    )


def refuse_where_taken(path: Path) -> None:
    """ExportError, before any work, where the page could not be written."""
    if path.exists():
        msg = f"{path} exists already. Choose another name; nothing is overwritten."
        raise ExportError(msg)
    if not path.absolute().parent.is_dir():
        msg = f"There is no folder {path.parent}. Make it, or choose another."
        raise ExportError(msg)


def write_page(path: Path, html: str) -> None:
    """Write the page, 0600; ExportError where it cannot be."""
    try:
        write_whole(path, html)
    except OSError as error:
        msg = f"The report cannot be written to {path}: {error.strerror or error}."
        raise ExportError(msg) from error
