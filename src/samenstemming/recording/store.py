"""The file itself: what makes it ours, how it comes to be, how rows are appended.

A file appears whole or not at all: it is built beside its name and then renamed, so
no reader ever meets one without tables.

Everything that can be said from the first 100 bytes is said from them, without
SQLite, whose own words for all of it are "file is not a database".
"""

import errno
import hashlib
import os
import platform
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from zlib import crc32

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.events import Recording
from samenstemming.recording import rows
from samenstemming.recording.hostclock import Anchor

FORMAT = 1
"""`user_version`: the format that this version writes, and the newest it reads."""

APPLICATION_ID = int.from_bytes(b"SAMN", "big")
"""`application_id`: says that an SQLite file is a recording."""

SEAL_EVERY = 256
"""Rows between two heads of the chain."""

NO_HEAD = bytes(32)
"""The head before the first seal."""

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
        msg = f"{path} is a folder, not a recording."
        raise RecordingError(msg, problem=RecordingProblem.NOT_OURS) from error
    except OSError as error:
        msg = f"{path} cannot be read ({error.strerror}). Check its permissions."
        raise RecordingError(msg, problem=RecordingProblem.UNWRITABLE) from error
    if not header:
        msg = f"{path} is empty (0 bytes), so it is no recording."
        raise RecordingError(msg, problem=RecordingProblem.NOT_OURS)
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        msg = f"{path} is not a recording: it begins with {_shown(header)}."
        raise RecordingError(msg, problem=RecordingProblem.NOT_OURS)
    application_id = int.from_bytes(header[68:72], "big")
    version = int.from_bytes(header[60:64], "big", signed=True)
    _judge(path, application_id, version)
    return version


def identify_open(connection: sqlite3.Connection, path: Path) -> None:
    """The same of an open file; RecordingError where it is none or too new."""
    application_id = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    _judge(path, application_id & 0xFFFFFFFF, version)


def missing(path: Path) -> RecordingError:
    """That there is no such file, as a sentence."""
    msg = f"There is no recording {path}. Check the name."
    return RecordingError(msg, problem=RecordingProblem.MISSING)


def _judge(path: Path, application_id: int, version: int) -> None:
    if application_id != APPLICATION_ID:
        msg = (
            f"{path} is not a recording: it is an SQLite file of another program "
            f"(application id 0x{application_id:08x})."
        )
        raise RecordingError(msg, problem=RecordingProblem.NOT_OURS)
    if version > FORMAT:
        msg = (
            f"{path} was written by recording format {version}; this version reads "
            f"up to {FORMAT}. Upgrade samenstemming."
        )
        raise RecordingError(msg, problem=RecordingProblem.NEWER)
    if version < 1:
        msg = f"{path} is damaged: its format number is {version}."
        raise RecordingError(msg, problem=RecordingProblem.DAMAGED)


def _shown(header: bytes) -> str:
    text = header[:24].decode("ascii", errors="replace").split("\n")[0]
    return f"'{text.strip()}'" if text.isprintable() else header[:8].hex(" ")


def build(path: Path, fill: Callable[[sqlite3.Connection], None]) -> None:
    """Make a finished file at `path`, which must not exist, with what `fill` adds."""
    if path.exists():
        msg = f"{path} exists already. Choose another name; nothing is overwritten."
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
    _sync_folder(path.parent)


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


def _sync_folder(folder: Path) -> None:
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


def unwritable(path: Path, error: Exception) -> RecordingError:
    """What a failure to write means, as a sentence."""
    if is_full(error):
        msg = (
            f"The disk of {path} is full. Make some room (200 MB is plenty) and try "
            "again."
        )
        return RecordingError(msg, problem=RecordingProblem.FULL)
    why = error.strerror if isinstance(error, OSError) else str(error)
    if isinstance(error, sqlite3.DatabaseError) and is_damage(error):
        msg = f"{path} is damaged ({why}). `samenstemming check` says where."
        return RecordingError(msg, problem=RecordingProblem.DAMAGED)
    if isinstance(error, FileNotFoundError):
        msg = f"There is no folder {path.parent}. Make it, or choose another."
        return RecordingError(msg, problem=RecordingProblem.MISSING)
    msg = (
        f"{path} cannot be written ({why}). Record in another folder, or change the "
        "permissions of this one."
    )
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


class Appender:
    """Numbers, signs and seals rows, inside the caller's transaction.

    It knows the last row and the head of the chain. After a rollback it knows too
    much: make a new one.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        found = connection.execute(
            "SELECT seq, head FROM seal ORDER BY seal DESC LIMIT 1"
        ).fetchone()
        sealed, head = found or (0, NO_HEAD)
        self.seq: int = sealed
        self._sealed: int = sealed
        self._head: bytes = head
        self._hash = hashlib.sha256(head)
        for row in connection.execute(
            "SELECT seq, boot, t_ns, kind, wearer, topic, payload FROM event "
            "WHERE seq > ? ORDER BY seq",
            (sealed,),
        ):
            self._hash.update(rows.event_bytes(row[0], row[1], rows.Content(*row[2:])))
            self.seq = row[0]
        self.boot: int = connection.execute(
            "SELECT coalesce(max(boot), 0) FROM boot"
        ).fetchone()[0]

    def begin_boot(self, *, host_boot: str | None, zero_ns: int | None = None) -> None:
        """Add the row of a collector's run; what follows belongs to it."""
        self.boot += 1
        values = (
            self.boot,
            self.seq,
            zero_ns,
            host_boot,
            software(),
            sqlite3.sqlite_version,
            f"{platform.system()} {platform.release()}",
        )
        self._connection.execute(
            "INSERT INTO boot VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, rows.side_crc(values)),
        )

    def anchor(self, anchor: Anchor, reason: str) -> None:
        """Add the host's clocks; they hold for the rows that follow."""
        number = self._connection.execute(
            "SELECT coalesce(max(anchor), 0) + 1 FROM anchor"
        ).fetchone()[0]
        values = (
            number,
            self.boot,
            self.seq,
            reason,
            anchor.monotonic_ns,
            anchor.utc_ns,
            anchor.boottime_ns,
            anchor.uncertainty_ns,
        )
        self._connection.execute(
            "INSERT INTO anchor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*values, rows.side_crc(values)),
        )

    def append(self, content: rows.Content) -> int:
        """Add an event; returns its `seq`."""
        seq = self.seq + 1
        raw = rows.event_bytes(seq, self.boot, content)
        self._connection.execute(
            "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (seq, self.boot, *content, crc32(raw)),
        )
        self._hash.update(raw)
        self.seq = seq
        if seq - self._sealed >= SEAL_EVERY:
            self.seal(None)
        return seq

    def put_meta(self, key: str, value: object) -> None:
        """Set one key of `meta`."""
        put_meta(self._connection, key, value)

    def seal(self, rest: bytes | None) -> None:
        """Add the head of the chain as it is now; `rest` only at a clean close."""
        # With nothing new the head stays: closing changes no recording's name.
        head = self._head if self.seq == self._sealed else self._hash.digest()
        self._connection.execute(
            "INSERT INTO seal (boot, seq, head, rest) VALUES (?, ?, ?, ?)",
            (self.boot, self.seq, head, rest),
        )
        self._head = head
        self._hash = hashlib.sha256(head)
        self._sealed = self.seq

    def close(self) -> None:
        """Seal everything, the other tables included: nothing follows."""
        self.seal(rest_digest(self._connection))


def rest_digest(connection: sqlite3.Connection) -> bytes:
    """SHA-256 of the rows of `meta`, `boot` and `anchor`, in order."""
    digest = hashlib.sha256()
    for table, order in (("meta", "key"), ("boot", "boot"), ("anchor", "anchor")):
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY {order}"):
            digest.update(rows.side_bytes([table, *row]) + b"\n")
    return digest.digest()


def put_meta(connection: sqlite3.Connection, key: str, value: object) -> None:
    """Set one key of `meta`; ValueError where JSON cannot hold the value."""
    text = rows.canonical_json(value).decode()
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)",
        (key, text, rows.side_crc((key, text))),
    )


def put_all_meta(connection: sqlite3.Connection, meta: Mapping[str, object]) -> None:
    """Set every key of a recording's meta, with the format and software by us."""
    put_meta(connection, "software", software())
    for key, value in meta.items():
        put_meta(connection, key, value)
    put_meta(connection, "format", FORMAT)


def software() -> str:
    """Which version of this program writes."""
    from importlib import metadata  # costs 25 ms, and only writers need it

    try:
        return f"samenstemming {metadata.version('samenstemming')}"
    except metadata.PackageNotFoundError:
        return "samenstemming (unknown version)"


def write_recording(path: str | os.PathLike[str], recording: Recording) -> None:
    """Write a whole recording at once, as one finished file; refuses an existing one.

    Its times are session times already and stay exactly what they are.
    """
    contents = [rows.encode(event) for event in recording.events()]

    def fill(connection: sqlite3.Connection) -> None:
        put_all_meta(connection, recording.meta)
        appender = Appender(connection)
        appender.begin_boot(host_boot=None, zero_ns=0)
        for content in contents:
            appender.append(content)
        appender.close()

    build(Path(path), fill)
