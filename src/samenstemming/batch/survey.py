"""What lies in a folder: recordings, and what is none, with the reason.

Only the first hundred bytes are read here. What a recording holds is found by its own
task, so that a survey of ten thousand files takes seconds. At an address those bytes
are asked of many at once, and go through the same judge by way of a file.
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from samenstemming.batch.fetched import closed_folder
from samenstemming.batch.place import Remote, located, mark_of
from samenstemming.batch.plan import Asked, key_of
from samenstemming.errors import BatchError, RecordingError, RecordingProblem
from samenstemming.recording.edits_file import SUFFIX as EDITS
from samenstemming.recording.edits_file import edits_path
from samenstemming.recording.lease import lease_path
from samenstemming.recording.marks_file import SUFFIX as MARKS
from samenstemming.recording.marks_file import marks_path
from samenstemming.recording.store import identify
from samenstemming.words import sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One recording: its place in the folder, and the key of what is made of it."""

    name: str
    path: str
    key: str = ""
    """Names what is made of it for one setting (`of`)."""
    stamps: tuple[object, ...] = ()
    """What tells versions of the file and its corrections apart."""
    beside: tuple[str, ...] = ()
    """At an address: the endings of what comes with it."""
    growing: bool = False
    """At an address: a collector's lease lies beside it, whose lock nobody can try."""

    def of(self, asked: Asked) -> "Entry":
        """The same for another setting: what is made of it has another key."""
        return replace(self, key=key_of(asked.digest(), self.name, self.stamps))


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


WITH_IT: Final = (EDITS, MARKS, "-wal", "-journal")
LEASE: Final = ".lease"
AT_ONCE: Final = 500
HEADER: Final = 100


def survey(asked: Asked) -> tuple[list[Entry], list[LeftOut]]:
    """All recordings under the folder in order of name, and all that is none."""
    place = located(asked.folder)
    if isinstance(place, Remote):
        return _survey_of(place, asked)
    folder, output = place, Path(asked.output).absolute()
    if not folder.is_dir():
        msg = f"There is no folder {folder}. Name the folder with the recordings."
        raise BatchError(msg)
    entries: list[Entry] = []
    out: dict[Path, LeftOut] = {}
    beside: set[Path] = set()
    for path in _files(folder, output):
        name = _writable(path.relative_to(folder).as_posix())
        try:
            identify(path)
            stamps = [_stamp(path), _stamp(edits_path(path))]
            if (marks := marks_path(path)).exists():
                stamps.append(_stamp(marks))
        except RecordingError as error:
            out[path] = LeftOut(
                name=name,
                reason=REASONS[error.problem],
                detail=without_folder(error, path),
            )
            continue
        beside |= {edits_path(path), marks_path(path), lease_path(path)}
        beside |= {path.with_name(path.name + ending) for ending in BESIDE}
        entries.append(
            Entry(
                name=name,
                path=str(path.absolute()),
                stamps=tuple(stamps),
            )
        )
    return entries, [of for path, of in out.items() if path not in beside]


def _survey_of(folder: Remote, asked: Asked) -> tuple[list[Entry], list[LeftOut]]:
    listed = folder.listed()
    if not listed:
        raise BatchError(sentence("wrong.batch.no_folder", folder=folder))
    ours = asked.output + "/"
    files = {
        name: of
        for name, of in listed.items()
        if not any(part.startswith(".") for part in name.split("/"))
        and not str(folder / name).startswith(ours)
    }
    out = {of.name: of for of in _none_of(folder, files)}
    entries, beside = [], set()
    for name in files:
        if name in out:
            continue
        with_it = tuple(end for end in WITH_IT if name + end in files)
        beside |= {name + end for end in (*WITH_IT, *BESIDE, LEASE)}
        marks = [_mark(folder / of, files[of]) for of in _all(name, with_it)]
        entries.append(
            Entry(
                name=name,
                path=str(folder / name),
                stamps=(with_it, marks),
                beside=with_it,
                growing=name + LEASE in files,
            )
        )
    return entries, [of for name, of in out.items() if name not in beside]


def _all(name: str, endings: tuple[str, ...]) -> list[str]:
    return [name, *(name + end for end in endings)]


def _mark(place: Remote, info: Mapping[str, Any]) -> list[object]:
    """What tells versions of an object apart: what is listed, else its content."""
    told = mark_of(info) or [hashlib.sha256(place.read_bytes()).hexdigest()]
    return [info.get("size"), *told]


def _none_of(
    folder: Remote, files: Mapping[str, Mapping[str, Any]]
) -> Iterator[LeftOut]:
    """The files that are no recording of ours, by their first bytes."""
    names = list(files)
    with closed_folder() as here:
        for at in range(0, len(names), AT_ONCE):
            some = names[at : at + AT_ONCE]
            # Some stores refuse to read the beginning of an empty object.
            full = [of for of in some if files[of].get("size") != 0]
            heads = dict(zip(full, folder.heads(full, HEADER), strict=True))
            for name in some:
                left = _judged(name, heads.get(name, b""), here)
                if left is not None:
                    yield left


def _judged(name: str, head: bytes | OSError, here: Path) -> LeftOut | None:
    last = name.rsplit("/", 1)[-1]
    path = here / last
    if path.parent != here or path.name != last or isinstance(head, PermissionError):
        return LeftOut(name=name, reason="UNWRITABLE")
    if isinstance(head, OSError):
        return LeftOut(name=name, reason="MISSING")
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return LeftOut(name=name, reason="UNWRITABLE")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(head[:HEADER])
        identify(path)
    except RecordingError as error:
        why = without_folder(error, path)
        return LeftOut(name=name, reason=REASONS[error.problem], detail=why)
    finally:
        path.unlink(missing_ok=True)
    return None


def without_folder(error: Exception, path: Path) -> str:
    """What went wrong, with the file's name alone: folders are named after people."""
    told = str(error)
    for folder in (path.absolute().parent, path.parent):
        told = told.replace(f"{folder}/", "")
    return _writable(told)


def _writable(name: str) -> str:
    r"""The name with what is no UTF-8 as `\xff`, as old USB sticks have: for tables."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _files(folder: Path, output: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        ours = path.absolute().is_relative_to(output)
        # What is not there at all is a link that leads nowhere: told, as other files.
        if (path.is_file() or not path.exists()) and not hidden and not ours:
            yield path


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
