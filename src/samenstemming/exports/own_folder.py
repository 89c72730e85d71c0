"""The user's own exports: a new folder for each, of one recording or a whole study.

A screen has no place to choose a folder in: a browser may not name one. So exports made
there go where this program keeps its data, readable by that user alone, each in a new
folder, with a number where the name is taken. Nothing is ever overwritten.
"""

import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from samenstemming.errors import ExportError
from samenstemming.exports.exporting import export_recording
from samenstemming.exports.shift_key import shift_key
from samenstemming.recording.whole_file import make_folder
from samenstemming.words import sentence

Progress = Callable[[float], None]

MANY: Final = 1000
"""After so many folders of one name somebody had better tidy up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToExport:
    """A recording to hand in; `session` is which meeting it is, for BIDS."""

    path: Path
    name: str
    session: str = "01"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A folder that is there whole, and how many files are in it."""

    folder: Path
    n_files: int


def exports_folder() -> Path:
    """The user's exports, made if need be; nobody else may look into it."""
    import platformdirs

    folder = platformdirs.user_data_path("samenstemming", appauthor=False) / "exports"
    make_folder(folder)
    if os.name != "nt":
        folder.chmod(0o700)
    return folder


def export_to_own_folder(
    recordings: Sequence[ToExport],
    *,
    format: str,  # noqa: A002 - as export_recording has it
    name: str,
    shift_dates: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Write these recordings into a new folder `<name>_<format>`; where it is.

    Several are one tree in BIDS and a folder each in the other formats. ExportError
    where one of them may not be exported or cannot be: then nothing is written.
    """
    if not recordings:
        msg = sentence("wrong.export.nothing")
        raise ExportError(msg)
    key = shift_key() if shift_dates else None
    try:
        place = exports_folder()
        unfinished = place / f".{secrets.token_hex(4)}.part"
        try:
            for i, of in enumerate(recordings):
                apart = len(recordings) > 1 and format != "bids"
                export_recording(
                    of.path,
                    unfinished / _word(of.name) if apart else unfinished,
                    format=format,
                    session=of.session,
                    shift_key=key,
                    progress=_share_of(progress, i, len(recordings)),
                )
            files = sum(one.is_file() for one in unfinished.rglob("*"))
            folder = _moved(unfinished, place, f"{_word(name)}_{format}")
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    except OSError as error:
        msg = sentence("wrong.export.export_unwritable", why=error.strerror or error)
        raise ExportError(msg) from error
    return Exported(folder=folder, n_files=files)


def _moved(unfinished: Path, place: Path, name: str) -> Path:
    """Give it the first free name; two exports at once get two."""
    for number in range(1, MANY):
        folder = place / (name if number == 1 else f"{name}-{number}")
        if folder.exists():
            continue
        with suppress(FileExistsError):
            unfinished.rename(folder)
            return folder
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), name)


def _word(text: str) -> str:
    return re.sub(r"[^\w-]+", "-", text).strip("-_")[:60] or "export"


def _share_of(progress: Progress | None, i: int, n: int) -> Progress | None:
    if progress is None:
        return None
    tell = progress
    return lambda share: tell((i + share) / n)
