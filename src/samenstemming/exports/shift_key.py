"""The key under which dates are shifted: made once, kept on this computer.

It belongs to the study as its key file does: with it, shifted dates can be moved back.
"""

import os
import secrets
from pathlib import Path
from typing import Final

from samenstemming.errors import ExportError, Sentence
from samenstemming.exports.dates import KEY_BYTES
from samenstemming.recording.whole_file import make_folder
from samenstemming.words import sentence

NAME: Final = "export-date-shift.key"


def default_key_path() -> Path:
    """Where this computer keeps its key."""
    import platformdirs

    return platformdirs.user_data_path("samenstemming", appauthor=False) / NAME


def shift_key(path: Path | None = None) -> bytes:
    """The key in this file, or this computer's own, made where there is none yet.

    ExportError where a named file is not there or is no key: a new one in its place
    would shift a dyad's next session differently.
    """
    own = path is None
    file = default_key_path() if path is None else path
    try:
        if own and not file.exists():
            _make(file)
        text = file.read_text(encoding="ascii").strip()
        key = bytes.fromhex(text)
    except (ValueError, UnicodeDecodeError) as error:
        raise ExportError(_no_key(file)) from error
    except OSError as error:
        msg = sentence(
            "wrong.export.shift_key_unreadable", file=file, why=error.strerror or error
        )
        raise ExportError(msg) from error
    if len(key) != KEY_BYTES:
        raise ExportError(_no_key(file))
    return key


def _make(file: Path) -> None:
    make_folder(file.parent)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return  # another export has just made it
    with os.fdopen(handle, "w", encoding="ascii") as new:
        new.write(secrets.token_bytes(KEY_BYTES).hex() + "\n")


def _no_key(file: Path) -> Sentence:
    return sentence("wrong.export.no_shift_key", file=file, n=KEY_BYTES * 2)
