"""The file of beat edits beside a recording: `talk.samen.edits.json`.

The recording is never opened for writing here. A new text appears whole or not at all,
and a file that cannot be read is never replaced: what a person did by hand is not
there twice.
"""

from pathlib import Path
from typing import Final

from samenstemming.beat_edits import BeatEdits, parse
from samenstemming.errors import BeatEditsError
from samenstemming.recording.whole_file import write_whole
from samenstemming.words import sentence

SUFFIX: Final = ".edits.json"

LARGEST_BYTES: Final = 16 * 1024 * 1024
"""A hundred thousand edits; nobody made more by hand."""


def edits_path(recording: Path | str) -> Path:
    """Where the edits of this recording lie."""
    place = Path(recording)
    return place.with_name(place.name + SUFFIX)


def read_edits(recording: Path | str | None) -> BeatEdits | None:
    """The edits beside this recording, None where there are none.

    BeatEditsError where the file is there and cannot be read.
    """
    if recording is None:
        return None
    place = edits_path(recording)
    try:
        if place.stat().st_size > LARGEST_BYTES:
            msg = sentence("wrong.beside.edits_too_large", place=place)
            raise BeatEditsError(msg)
        text = place.read_text("utf-8")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        why = (
            error.strerror
            if isinstance(error, OSError)
            else sentence("wrong.beside.no_text")
        )
        msg = sentence("wrong.beside.edits_unreadable", place=place, why=why)
        raise BeatEditsError(msg) from error
    try:
        return parse(text)
    except BeatEditsError as error:
        where = sentence("wrong.beside.edits_file", place=place)
        msg = sentence("wrong.both", first=error.args[0], then=where)
        raise BeatEditsError(msg) from error


def write_edits(recording: Path | str, edits: BeatEdits) -> Path:
    """Put the edits beside the recording, readable by its owner alone."""
    place = edits_path(recording)
    try:
        write_whole(place, edits.to_text())
    except OSError as error:
        msg = sentence("wrong.beside.edits_unwritable", place=place, why=error.strerror)
        raise BeatEditsError(msg) from error
    return place
