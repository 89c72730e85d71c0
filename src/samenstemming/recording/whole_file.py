"""A small text file that is there whole or not at all, and for its owner alone."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path


def make_folder(folder: Path) -> None:
    """The folder and what is missing above it, 0700 each; OSError where it cannot be.

    `mkdir` gives its mode to the last folder only; what it makes above is open to all
    that the umask lets in.
    """
    if folder.is_dir():
        return
    if folder.parent != folder:
        make_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)


def write_whole(path: Path, text: str) -> None:
    """Put the text there, 0600, in place of what was; OSError where it cannot be."""
    make_folder(path.parent)
    # mkstemp makes it 0600, and the rename keeps that.
    descriptor, made = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    except OSError:
        with suppress(OSError):
            Path(made).unlink(missing_ok=True)
        raise
