"""A report as a file: who may have it, and that it is there whole or not at all."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from samenstemming.analysis_values import Analysis
from samenstemming.consent import RESEARCH_EXPORT, has_consented
from samenstemming.errors import ExportError
from samenstemming.events import Recording
from samenstemming.recording.edits_file import read_edits
from samenstemming.recording.marks_file import open_with_marks
from samenstemming.recording.whole_file import write_whole
from samenstemming.report.couple import couple_report
from samenstemming.report.page import page
from samenstemming.report.researcher import researcher_report
from samenstemming.report.strip import look_back_svg
from samenstemming.words import Language, sentence

Progress = Callable[[float], None]


READERS: Final = ("researcher", "couple")


def make_report(
    file: Path,
    *,
    reader: str = "researcher",
    language: str = "nl",
    names: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> str:
    """The report on this recording as one page of HTML that needs nothing else.

    `reader` is `researcher` or `couple`; `names` are, for the couple, what the parts of
    the talk are called, by id. Beat edits beside the recording are applied.
    ExportError where somebody did not agree, RecordingError for what is no recording.
    """
    from samenstemming.analysis import analyze

    if reader not in READERS:
        msg = sentence(
            "wrong.export.report_reader", reader=reader, known=", ".join(READERS)
        )
        raise ExportError(msg)
    recording, spoken = open_with_marks(file), Language(language)
    edits = read_edits(file)
    if reader == "couple":
        # Nothing that a couple reads rests on chance: no surrogates are made.
        analysis = analyze(recording, edits=edits, surrogates=0, progress=progress)
        titles = parts_of(analysis, names or {})
        return html_for_couple(analysis, spoken, titles=titles)
    refuse_without_export(recording)
    return html_for_researcher(
        analyze(recording, edits=edits, progress=progress), spoken
    )


def html_for_researcher(analysis: Analysis, language: Language) -> str:
    """The researcher's page; ExportError unless every wearer agreed to export."""
    refuse_without_export(analysis.recording)
    return page(researcher_report(analysis, language))


def refuse_without_export(recording: Recording) -> None:
    """ExportError unless every wearer agreed that figures may leave."""
    missing = [
        wearer.value.upper()
        for wearer in recording.wearers
        if not has_consented(recording, wearer, RESEARCH_EXPORT)
    ]
    if missing:
        msg = sentence(
            "wrong.export.report_consent",
            who=" and ".join(missing),
            scope=RESEARCH_EXPORT,
        )
        raise ExportError(msg)


def parts_of(analysis: Analysis, names: Mapping[str, str]) -> list[tuple[str, float]]:
    """The parts of the talk as the couple saw them named, and their minutes."""
    return [
        (names.get(of.step.id, of.step.id), (of.step.end_s - of.step.start_s) / 60)
        for of in analysis.steps
    ]


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
        msg = sentence("wrong.export.exists", path=path)
        raise ExportError(msg)
    if not path.absolute().parent.is_dir():
        msg = sentence("wrong.export.no_folder", folder=path.parent)
        raise ExportError(msg)


def write_page(path: Path, html: str) -> None:
    """Write the page, 0600; ExportError where it cannot be."""
    try:
        write_whole(path, html)
    except OSError as error:
        msg = sentence(
            "wrong.export.report_unwritable", path=path, why=error.strerror or error
        )
        raise ExportError(msg) from error
