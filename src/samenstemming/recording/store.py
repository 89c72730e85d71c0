"""The file itself: what makes it ours, how it comes to be, what its errors mean.

A file appears whole or not at all: it is built beside its name and then renamed, so
no reader ever meets one without tables.

Everything that can be said from the first 100 bytes is said from them, without
SQLite, whose own words for all of it are "file is not a database".
"""

import errno
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.words import sentence

FORMAT = 1
"""`user_version`: the format that this version writes, and the newest it reads."""

APPLICATION_ID = int.from_bytes(b"SAMN", "big")
"""`application_id`: says that an SQLite file is a recording."""

OLDEST_SQLITE = (3, 37, 0)
"""STRICT tables came with it."""

SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file raises. SQLite quotes names of a damaged schema in its
messages, and Python cannot decode those."""

_HEADER = 100
_MAGIC = b"SQLite format 3\0"

if sqlite3.sqlite_version_info < OLDEST_SQLITE:
    _msg = (
        f"This Python's SQLite is {sqlite3.sqlite_version}; recordings need 3.37 or "
        "newer. Use a Python from python.org, or a newer system."
    )
    raise RecordingError(_msg, problem=RecordingProblem.UNWRITABLE)


def identify(path: Path) -> int:
    """The format of a recording; RecordingError where it is none or too new."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER)
    except FileNotFoundError as error:
        raise missing(path) from error
    except IsADirectoryError as error:
        msg = sentence("wrong.recording.folder", path=path)
        raise RecordingError(msg, problem=RecordingProblem.NOT_OURS) from error
    except OSError as error:
        msg = sentence("wrong.recording.unreadable", path=path, why=error.strerror)
        raise RecordingError(msg, problem=RecordingProblem.UNWRITABLE) from error
    if not header:
        msg = sentence("wrong.recording.empty", path=path)
        raise RecordingError(msg, problem=RecordingProblem.NOT_OURS)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        msg = sentence("wrong.recording.not_ours", path=path, shown=_shown(header))
        raise RecordingError(msg, problem=RecordingProblem.NOT_OURS)
    application_id = int.from_bytes(header[68:72], "big")
    version = int.from_bytes(header[60:64], "big", signed=True)
    _judge(path, application_id, version)
    return version


def identify_open(connection: sqlite3.Connection, path: Path) -> None:
    """RecordingError where an open file is none, or not of this version's format.

    An older one is read through a copy (migration.py), but not while it grows.
    """
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    _judge(path, application_id & 0xFFFFFFFF, version)
    if version < FORMAT:
        msg = (
            f"{path} is being recorded by an older version (format {version}). Stop "
            "it first; then it can be read."
        )
        raise RecordingError(msg, problem=RecordingProblem.BUSY)


def missing(path: Path) -> RecordingError:
    """That there is no such file, as a sentence."""
    msg = sentence("wrong.recording.missing", path=path)
    return RecordingError(msg, problem=RecordingProblem.MISSING)


def _judge(path: Path, application_id: int, version: int) -> None:
    if application_id != APPLICATION_ID:
        shown = f"0x{application_id:08x}"
        msg = sentence("wrong.recording.foreign", path=path, id=shown)
        raise RecordingError(msg, problem=RecordingProblem.NOT_OURS)
    if version > FORMAT:
        msg = sentence("wrong.recording.newer", path=path, format=version, known=FORMAT)
        raise RecordingError(msg, problem=RecordingProblem.NEWER)
    if version < 1:
        odd = sentence("wrong.recording.odd_format", path=path, format=version)
        raise RecordingError(odd, problem=RecordingProblem.DAMAGED)


def _shown(header: bytes) -> str:
    text = header[:24].decode("ascii", errors="replace").split("\n")[0]
    return f"'{text.strip()}'" if text.isprintable() else header[:8].hex(" ")


def build(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a finished file at `path`, which must not exist, with what `fill` adds."""
    if path.exists():
        msg = sentence("wrong.recording.exists", path=path)
        raise RecordingError(msg, problem=RecordingProblem.EXISTS)
    part = path.with_name(path.name + ".part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        connection = connect(part)
        try:
            _fill(connection, fill)
        finally:
            connection.close()
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        part.rename(path)
    except (OSError, sqlite3.Error) as error:
        raise unwritable(path, error) from error
    finally:
        _discard(part)
    sync_folder(path.parent)


def _fill(
    connection: sqlite3.Connection, fill: Callable[[sqlite3.Connection], None]
) -> None:
    # No journal: until it is renamed the file is nobody's, and after that it is
    # complete. An hour of two straps takes a few tenths of a second this way.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.executescript(f"BEGIN;\n{schema()}")
    fill(connection)
    connection.execute("COMMIT")


def _discard(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # it could not be made either; the error on its way says why


def sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut, where folders can be synced."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def schema() -> str:
    """The tables and triggers, as SQL."""
    return Path(__file__).with_name("schema.sql").read_text("utf-8")


def connect(path: Path) -> sqlite3.Connection:
    """A connection that may write. Only build, the writer and check make one."""
    connection = sqlite3.connect(
        path, isolation_level=None, check_same_thread=False, timeout=2.0
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def connect_live(path: Path) -> sqlite3.Connection:
    """A connection for a live file: write-ahead log, full sync at each commit.

    With NORMAL a power cut took whole sessions; FULL lost nothing that had been
    acknowledged.
    """
    connection = connect(path)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def unwritable(path: Path, error: Exception) -> RecordingError:
    """What a failure to write means, as a sentence."""
    if is_full(error):
        msg = sentence("wrong.recording.full", path=path)
        return RecordingError(msg, problem=RecordingProblem.FULL)
    why = error.strerror if isinstance(error, OSError) else str(error)
    if isinstance(error, sqlite3.DatabaseError) and is_damage(error):
        msg = sentence("wrong.recording.damaged", path=path, why=why)
        return RecordingError(msg, problem=RecordingProblem.DAMAGED)
    if isinstance(error, FileNotFoundError):
        msg = sentence("wrong.recording.no_folder", folder=path.parent)
        return RecordingError(msg, problem=RecordingProblem.MISSING)
    msg = sentence("wrong.recording.unwritable", path=path, why=why)
    return RecordingError(msg, problem=RecordingProblem.UNWRITABLE)


def is_full(error: Exception) -> bool:
    """Whether an error says that no more bytes fit."""
    if isinstance(error, OSError):
        return error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
    # A file size limit reaches SQLite as a failed write, not as a full disk.
    code = getattr(error, "sqlite_errorcode", None)
    return code in {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_FSYNC,
    }


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error says that the bytes of the file contradict each other."""
    return primary_code(error) in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def primary_code(error: Exception) -> int | None:
    """SQLite's result code; None where Python itself raised the error (bad UTF-8)."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
