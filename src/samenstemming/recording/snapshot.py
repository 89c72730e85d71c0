"""One consistent look at a recording that leaves no trace beside it.

Which way to open depends on who is writing. While a collector lives, its own -wal and
-shm are there and a `mode=ro` connection uses them. Where none lives, nothing may be
touched: a file without leftovers is opened as immutable, which takes no lock and
makes no -shm (it works in a read-only folder and on a CD); a file with a left-over
-wal is copied to a temporary folder first, for reading a -wal writes a -shm. So is a
recording of an older format, to be brought up to date there (migration.py).

A connection lives as long as one look. An idle reader would keep the collector from
closing its file ("database is locked"), and a long one lets the -wal grow.

A file that is being written is opened through SQLite and in no other way. On POSIX,
closing any plain descriptor of a file drops all locks that this process has on it,
also those of a connection in another thread (sqlite.org, "How To Corrupt An SQLite
Database File", 2.2). So the first bytes are looked at plainly only where nobody writes.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording import store
from samenstemming.recording.lease import read_lease
from samenstemming.recording.migration import bring_up_to_date
from samenstemming.words import sentence

T = TypeVar("T")

BUSY_S = 5.0
"""How long a look waits while the collector closes its file."""

TRIES = 5
"""A collector may begin or end between asking for its lease and looking."""

LEFTOVERS = ("-wal", "-journal")


def look(path: Path, read: Callable[[sqlite3.Connection], T]) -> tuple[T, bool]:
    """What `read` finds in one transaction, and whether a collector was alive."""
    for last in (False,) * (TRIES - 1) + (True,):
        alive = is_alive(path)
        before = stamp(path)
        try:
            version = store.FORMAT
            if not alive:
                version = store.identify(path)
            elif not path.exists():
                raise store.missing(path)  # it is about to appear, or was moved
            with _connection(path, version, alive=alive) as connection:
                # Closing ends it. COMMIT would fail on a page that is damaged.
                connection.execute("BEGIN")
                store.identify_open(connection, path)
                found = read(connection)
        except (*store.SQLITE_ERRORS, OSError, RecordingError) as error:
            if last or not _changed(path, alive=alive, before=before):
                raise _unreadable(path, error) from error
            continue
        # Without a lock, what was read counts only if nobody began to write.
        if alive or last or not _changed(path, alive=alive, before=before):
            return found, alive
    raise AssertionError  # the last try returns or raises


def is_alive(path: Path) -> bool:
    """Whether a collector is writing this recording now."""
    lease = read_lease(path)
    return lease is not None and lease.alive


def leftovers(path: Path) -> list[Path]:
    """What a killed collector left beside the file and SQLite still needs."""
    beside = [path.with_name(path.name + suffix) for suffix in LEFTOVERS]
    return [file for file in beside if _size(file)]


def stamp(path: Path) -> tuple[tuple[int, int] | None, ...]:
    """Sizes and times of change of the file and its leftovers."""
    files = [path, *(path.with_name(path.name + suffix) for suffix in LEFTOVERS)]
    return tuple(_stamp(file) for file in files)


def _stamp(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _size(file: Path) -> int:
    found = _stamp(file)
    return found[0] if found else 0


def _changed(
    path: Path, *, alive: bool, before: tuple[tuple[int, int] | None, ...]
) -> bool:
    return is_alive(path) != alive or (not alive and stamp(path) != before)


@contextmanager
def _connection(
    path: Path, version: int, *, alive: bool
) -> Iterator[sqlite3.Connection]:
    uri = path.absolute().as_uri()
    if alive:
        with closing(_connect(f"{uri}?mode=ro")) as connection:
            yield connection
    elif version < store.FORMAT:
        with copied(path) as copy:
            bring_up_to_date(copy, path, version)
            with closing(_connect(copy.as_uri())) as connection:
                yield connection
    elif leftovers(path):
        with copied(path) as copy, closing(_connect(copy.as_uri())) as connection:
            yield connection
    else:
        with closing(_connect(f"{uri}?mode=ro&immutable=1")) as connection:
            yield connection


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy in a temporary folder of our own, leftovers included."""
    import shutil
    import tempfile

    with tempfile.TemporaryDirectory(prefix="samenstemming-") as folder:
        copy = Path(folder).absolute() / "copy.samen"
        shutil.copyfile(path, copy)
        for file in leftovers(path):
            suffix = file.name.removeprefix(path.name)
            shutil.copyfile(file, copy.with_name(copy.name + suffix))
        yield copy


def _connect(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_S)
    # A recording may come from anybody: no trigger or view of theirs runs here.
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _unreadable(path: Path, error: Exception) -> RecordingError:
    if isinstance(error, RecordingError):
        return error
    if not path.exists():
        return store.missing(path)
    if isinstance(error, sqlite3.OperationalError):
        code = store.primary_code(error)
        if code == sqlite3.SQLITE_BUSY:
            msg = sentence("wrong.recording.busy", path=path, s=f"{BUSY_S:.0f}")
            return RecordingError(msg, problem=RecordingProblem.BUSY)
        if code == sqlite3.SQLITE_CANTOPEN:
            msg = sentence("wrong.recording.unreadable", path=path, why=error)
            return RecordingError(msg, problem=RecordingProblem.UNWRITABLE)
    if isinstance(error, OSError):
        return store.unwritable(path, error)
    msg = sentence("wrong.recording.damaged", path=path, why=error)
    return RecordingError(msg, problem=RecordingProblem.DAMAGED)
