"""The commands that make recordings: simulate and import.

A recording appears whole or not at all: it is written beside its name and then
renamed, so Ctrl-C in the middle leaves nothing behind.
"""

from argparse import Namespace
from pathlib import Path

from samenstemming.cli.printing import language, out, tell, words, working
from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.events import Recording
from samenstemming.words import sentence


def simulate(arguments: Namespace) -> int:
    """Write a synthetic couple; prints the file's name."""
    from samenstemming.sources.simulate import simulate as make

    _must_be_new(arguments.output)
    with working("cli.working.simulate"):
        recording = make(
            minutes=arguments.minutes,
            coupling=arguments.coupling,
            lag_s=arguments.lag,
            anti_phase=arguments.anti_phase,
            faults=arguments.faults,
            seed=arguments.seed,
            label=arguments.label,
        )
        _write(recording, arguments.output)
    return 0


def import_(arguments: Namespace) -> int:
    """Write a recording of other recorders' files; prints the file's name.

    With --dry-run it prints what would be in it, and writes nothing.
    """
    from samenstemming.sources.import_preview import import_notes, import_preview
    from samenstemming.sources.importers import import_files

    if not arguments.dry_run:
        _must_be_new(arguments.output)
    with working("cli.working.import"):
        recording = import_files(
            arguments.a,
            arguments.b,
            a_start=arguments.a_start,
            b_start=arguments.b_start,
            a_zone=arguments.a_zone,
            b_zone=arguments.b_zone,
            a_stream=arguments.a_stream,
            b_stream=arguments.b_stream,
            align=arguments.align,
            events=arguments.events,
            consent=arguments.consent,
            label=arguments.label,
        )
        if not arguments.dry_run:
            _write(recording, arguments.output)
    if arguments.dry_run:
        for line in import_preview(recording, language()):
            out(line)
        tell(words("importing.dry"))
    for note in import_notes(recording, language()):
        tell(note)
    return 0


def _write(recording: Recording, path: Path) -> None:
    from samenstemming.recording import write_recording

    write_recording(path, recording)
    minutes = recording.duration_s / 60
    tell(words("cli.made", path=path, minutes=minutes))
    out(str(path))


def _must_be_new(path: Path) -> None:
    """Refuse before minutes of work what would be refused after them."""
    if path.exists():
        msg = sentence("wrong.recording.exists", path=path)
        raise RecordingError(msg, problem=RecordingProblem.EXISTS)
    if not path.absolute().parent.is_dir():
        msg = sentence("wrong.recording.no_folder", folder=path.parent)
        raise RecordingError(msg, problem=RecordingProblem.MISSING)
