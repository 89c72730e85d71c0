"""The later corrections of marks beside a recording: `talk.samen.marks.json`.

The recording stays sealed and is never opened for writing here. The file appears whole
or not at all, and one that cannot be read, or is for another recording, is neither
followed nor replaced: it is told.
"""

from pathlib import Path
from typing import Final

from samenstemming.errors import MarkChangesError
from samenstemming.events import Recording
from samenstemming.mark_changes import MarkChanges, parse, with_mark_changes
from samenstemming.recording.reader import open_recording
from samenstemming.recording.whole_file import write_whole
from samenstemming.words import sentence

SUFFIX: Final = ".marks.json"
LARGEST_BYTES: Final = 16 * 1024 * 1024


def marks_path(recording: Path | str) -> Path:
    """Where the corrected marks of this recording lie."""
    place = Path(recording)
    return place.with_name(place.name + SUFFIX)


def read_marks(recording: Path | str) -> MarkChanges | None:
    """The changes beside this recording, None where there are none.

    MarkChangesError where the file is there and cannot be read.
    """
    place = marks_path(recording)
    try:
        if place.stat().st_size > LARGEST_BYTES:
            raise ValueError("it is too large")
        return parse(place.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        RecursionError,
    ) as error:
        msg = sentence("wrong.beside.marks_unreadable", place=place, why=error)
        raise MarkChangesError(msg) from error


def write_marks(recording: Path | str, changes: MarkChanges) -> Path:
    """Put the changes beside the recording, readable by its owner alone."""
    place = marks_path(recording)
    try:
        write_whole(place, changes.to_text())
    except OSError as error:
        why = error.strerror or error
        msg = sentence("wrong.beside.marks_unwritable", place=place, why=why)
        raise MarkChangesError(msg) from error
    return place


def open_with_marks(path: Path | str) -> Recording:
    """The recording with its marks as they were corrected afterwards.

    Analyses, exports and reports begin here. What plays a recording again opens it as
    it was heard: a correction that came later is not in its frames.
    """
    recording = open_recording(path)
    return with_mark_changes(recording, read_marks(path))
