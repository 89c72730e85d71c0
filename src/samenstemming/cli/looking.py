"""The commands that look at a recording: frames, analyze, check."""

import json
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from samenstemming.cli.page import page, shown
from samenstemming.cli.page_full_hrv import page_full_hrv
from samenstemming.cli.page_more import page_more
from samenstemming.cli.printing import clock, out, rows, tell, words, working
from samenstemming.cli.settings import settings_asked
from samenstemming.events import Wearer
from samenstemming.pipeline import Pipeline
from samenstemming.recording import open_recording
from samenstemming.recording.marks_file import open_with_marks
from samenstemming.series import Derived, Gap, HrvFrame, SynchronyFrame
from samenstemming.session.live_frames import frame_line
from samenstemming.settings import Settings

if TYPE_CHECKING:
    from samenstemming.analysis_values import Analysis
    from samenstemming.beat_edits import BeatEdits


def frames(arguments: Namespace) -> int:
    """The causal frames, exactly as a live screen would have seen them."""
    recording = open_recording(arguments.file)
    knobs = settings_asked(arguments) or Settings.of_recording(recording.meta)
    pipeline = Pipeline(knobs)
    found = (
        derived for event in recording.events() for derived in pipeline.feed(event)
    )
    if arguments.jsonl:
        for derived in found:
            out(frame_line(derived))
        return 0
    wearers = recording.wearers
    for line in rows(_frames_head(wearers), _frames_body(found, wearers)):
        out(line)
    return 0


def analyze(arguments: Namespace) -> int:
    """The whole-record analysis, as JSON or as a readable page."""
    from samenstemming.analysis import analyze as analyse

    recording = open_with_marks(arguments.file)
    edits = edits_of(arguments)
    with working("cli.working.analyze"):
        analysis = analyse(
            recording,
            settings_asked(arguments),
            edits=edits,
            surrogates=arguments.surrogates,
            seed=arguments.seed,
        )
        found = analysis.to_json()
        more = _more(analysis, arguments) if arguments.more else None
        full = _full_hrv(analysis) if arguments.full_hrv else None
    tell_edits(edits, arguments.file)
    if arguments.json:
        shown_too: dict[str, object] = {}
        if more is not None:
            shown_too["synchrony_more"] = more
        if full is not None:
            shown_too["hrv_full"] = full
        out(json.dumps({**found, **shown_too}, indent=2, allow_nan=False))
        return 0
    for line in page(found):
        out(line)
    if more is not None:
        for line in page_more(more):
            out(line)
    if full is not None:
        for line in page_full_hrv(full):
            out(line)
    return 0


def _full_hrv(analysis: "Analysis") -> dict[str, list[dict[str, object]]]:
    """neurokit2's full set: a second or two a part, so only where it is asked for."""
    from samenstemming.analysis_hrv import full_hrv_json, full_hrv_of

    return full_hrv_json(full_hrv_of(analysis))


def edits_of(arguments: Namespace) -> "BeatEdits | None":
    """The edits beside the file, None where there are none or none are wanted."""
    from samenstemming.recording.edits_file import read_edits

    return None if arguments.no_edits else read_edits(arguments.file)


def tell_edits(edits: "BeatEdits | None", file: Path) -> None:
    """Say that a person's edits are in what was found."""
    from samenstemming.recording.edits_file import edits_path

    if edits is not None:
        tell(words("edits.applied", n=len(edits.edits), path=edits_path(file)))


def _more(analysis: "Analysis", arguments: Namespace) -> dict[str, object]:
    """What other studies report: seconds of work, so only where it is asked for."""
    from samenstemming.analysis_more import further_synchrony, further_synchrony_json

    table = further_synchrony(
        analysis, surrogates=arguments.surrogates, seed=arguments.seed
    )
    return further_synchrony_json(table)


def check(arguments: Namespace) -> int:
    """Integrity: 0 where every row is what was written, 1 where one is not."""
    from samenstemming.recording.check import check as look_over

    with working("cli.working.check"):
        report = look_over(arguments.file)
    if arguments.json:
        out(json.dumps(report.to_json(), indent=2))
    elif report.ok:
        out(report.summary)
    if not report.ok:
        tell(report.summary)
        return 1
    return 0


def _frames_head(wearers: tuple[Wearer, ...]) -> list[str]:
    head = [words("cli.head.time")]
    for wearer in wearers:
        name = wearer.upper()
        head += [f"{name} bpm", f"{name} RMSSD", f"{name} {words('cli.head.quality')}"]
    return [*head, words("cli.head.word"), "r", words("cli.head.chance")]


def _frames_body(
    found: Iterator[Derived], wearers: tuple[Wearer, ...]
) -> Iterator[list[str]]:
    """A row whenever synchrony says its word, every five seconds."""
    newest: dict[Wearer, HrvFrame] = {}
    for derived in found:
        match derived:
            case HrvFrame() if derived.calculator != "neurokit2":
                newest[derived.wearer] = derived
            case SynchronyFrame():
                yield _frames_row(derived, newest, wearers)
            case Gap():
                tell(_gap(derived))


def _frames_row(
    synchrony: SynchronyFrame,
    newest: dict[Wearer, HrvFrame],
    wearers: tuple[Wearer, ...],
) -> list[str]:
    cells = [clock(synchrony.window.end_s)]
    for wearer in wearers:
        frame = newest.get(wearer)
        if frame is None:
            cells += ["-"] * 3
            continue
        quality = words(f"cli.quality.{frame.quality.verdict.value}")
        cells += [shown(frame.heart_rate_bpm), shown(frame.rmssd_ms), quality]
    chance = synchrony.chance
    word = words(f"cli.word.{synchrony.word.value}")
    return [*cells, word, shown(synchrony.r), shown(chance and chance.p95)]


def _gap(gap: Gap) -> str:
    return f"{clock(gap.start_s)} " + words(
        "cli.gap",
        wearer=gap.wearer.upper(),
        seconds=gap.end_s - gap.start_s,
        reason=words(f"gap.{gap.reason}"),
    )
