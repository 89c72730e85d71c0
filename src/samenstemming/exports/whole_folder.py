"""A folder of files that appears whole or not at all.

Everything is written to a hidden folder first, on the same file system, and then
renamed. What stands in the way is said in one sentence and nothing is left behind: a
folder with half an export in it looks exactly like a whole one.
"""

import errno
import os
import secrets
import shutil
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from samenstemming.errors import ExportError
from samenstemming.recording.whole_file import make_folder
from samenstemming.words import sentence

Files = Mapping[str, bytes]
"""Content by path relative to the folder, with `/` between names."""

_ADVICE: Final = {
    errno.ENOSPC: "room",
    errno.EDQUOT: "room",
    errno.EROFS: "permission",
    errno.EACCES: "permission",
    errno.EPERM: "permission",
    errno.EEXIST: "file",
    errno.ENOTDIR: "file",
}


def put(
    files: Files,
    folder: Path,
    *,
    replace: bool = False,
    shared: Collection[str] = (),
) -> tuple[Path, ...]:
    """Write the files; their paths. ExportError where it cannot be done, whole.

    A file that is there already is refused, except with `replace` and where it is
    `shared`: made anew from what was there.
    """
    try:
        in_the_way = [
            name for name in files if name not in shared and (folder / name).exists()
        ]
        if in_the_way and not replace:
            msg = sentence("wrong.export.in_the_way", folder=folder, name=in_the_way[0])
            raise ExportError(msg)
        _put(files, folder)
    except OSError as error:
        why = error.strerror or str(error)
        msg = sentence("wrong.export.folder_unwritable", folder=folder, why=why)
        if advice := _ADVICE.get(error.errno or 0):
            advice = sentence(f"wrong.export.advice.{advice}")
            msg = sentence("wrong.both", first=msg, then=advice)
        raise ExportError(msg) from error
    return tuple(folder / name for name in files)


def _put(files: Files, folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    is_new = not folder.exists()
    made = _make_folders(folder.absolute().parent) if is_new else []
    hidden = f".{folder.absolute().name}.{secrets.token_hex(4)}.part"
    unfinished = (folder.absolute().parent if is_new else folder) / hidden
    try:
        unfinished.mkdir(mode=0o700)
        _write(files, unfinished / "new")
        if is_new:
            (unfinished / "new").rename(folder)
        else:
            _move_in(files, unfinished, folder)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        for own in reversed(made):
            with suppress(OSError):
                own.rmdir()
        raise
    shutil.rmtree(unfinished, ignore_errors=True)


def _write(files: Files, folder: Path) -> None:
    folder.mkdir(mode=0o700)
    for name, content in files.items():
        new = folder / name
        make_folder(new.parent)
        new.write_bytes(content)
        new.chmod(0o600)


def _make_folders(folder: Path) -> list[Path]:
    """The folders that had to be made, the outermost first; they are the user's own."""
    missing = []
    at = folder.absolute()
    while not at.exists():
        missing.append(at)
        at = at.parent
    if not at.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(at))
    made: list[Path] = []
    try:
        for own in reversed(missing):
            own.mkdir(mode=0o700)
            made.append(own)
    except OSError:
        for own in reversed(made):
            own.rmdir()
        raise
    return made


def _move_in(files: Files, unfinished: Path, folder: Path) -> None:
    """Rename all files to their places; where one fails, all go back."""
    undo: list[tuple[Path, Path]] = []
    made: list[Path] = []
    try:
        for name in files:
            target, old = folder / name, unfinished / "old" / name
            if target.parent != folder:
                made += _make_folders(target.parent)
            if target.exists():
                make_folder(old.parent)
                target.rename(old)
                undo.append((old, target))
            (unfinished / "new" / name).rename(target)
            undo.append((target, unfinished / "new" / name))
    except BaseException:
        for now, before in reversed(undo):
            with suppress(OSError):
                now.rename(before)
        for own in reversed(made):
            with suppress(OSError):
                own.rmdir()
        raise
