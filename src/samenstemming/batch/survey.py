"""What lies in a folder: recordings, and what is none, with the reason.

Only the first hundred bytes are read here. What a recording holds is found by its own
task, so that a survey of ten thousand files takes seconds.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samenstemming.batch.plan import Asked, key_of
from samenstemming.errors import BatchError, RecordingError, RecordingProblem
from samenstemming.recording.edits_file import edits_path
from samenstemming.recording.lease import lease_path
from samenstemming.recording.marks_file import marks_path
from samenstemming.recording.store import identify


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One recording: its place in the folder, and the key of what is made of it."""

    name: str
    path: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """One file that gives no numbers: a code for why, and the evidence."""

    name: str
    reason: str
    detail: str = ""


REASONS: Final = {
    RecordingProblem.NOT_OURS: "NOT_OURS",
    RecordingProblem.NEWER: "NEWER",
    RecordingProblem.DAMAGED: "DAMAGED",
    RecordingProblem.BUSY: "BUSY",
    RecordingProblem.MISSING: "MISSING",
    RecordingProblem.UNWRITABLE: "UNWRITABLE",
    RecordingProblem.FULL: "FULL",
    RecordingProblem.EXISTS: "EXISTS",
}
"""The codes in the tables: stable, whatever the enumeration is called."""

BESIDE: Final = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a recording; no file of its own."""


def survey(asked: Asked) -> tuple[list[Entry], list[LeftOut]]:
    """All recordings under the folder in order of name, and all that is none."""
    folder, output = Path(asked.folder), Path(asked.output).absolute()
    if not folder.is_dir():
        msg = f"There is no folder {folder}. Name the folder with the recordings."
        raise BatchError(msg)
    entries, out = [], []
    beside: set[Path] = set()
    for path in _files(folder, output):
        name = path.relative_to(folder).as_posix()
        try:
            identify(path)
            stamps = [_stamp(path), _stamp(edits_path(path))]
            if (marks := marks_path(path)).exists():
                stamps.append(_stamp(marks))
        except RecordingError as error:
            out.append(
                LeftOut(
                    name=name,
                    reason=REASONS[error.problem],
                    detail=without_folder(error, path),
                )
            )
            continue
        beside |= {edits_path(path), marks_path(path), lease_path(path)}
        beside |= {path.with_name(path.name + ending) for ending in BESIDE}
        entries.append(
            Entry(
                name=name,
                path=str(path.absolute()),
                key=key_of(asked.digest(), name, stamps),
            )
        )
    return entries, [of for of in out if folder / of.name not in beside]


def without_folder(error: Exception, path: Path) -> str:
    """What went wrong, with the file's name alone: folders are named after people."""
    told = str(error)
    for folder in (path.absolute().parent, path.parent):
        told = told.replace(f"{folder}/", "")
    return told


def _files(folder: Path, output: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        ours = path.absolute().is_relative_to(output)
        if path.is_file() and not hidden and not ours:
            yield path


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
