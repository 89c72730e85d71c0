"""A recording whose file was deleted or moved while it was being written.

SQLite still has all of it open, so `backup` can copy it: beside its old place, or
where that folder is gone too (a stick was pulled out), among the user's recordings.
"""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from samenstemming.errors import RecordingError
from samenstemming.recording import store
from samenstemming.recording.lease import HeldLease
from samenstemming.recording.locations import default_folder


def save_elsewhere(
    connection: sqlite3.Connection, path: Path, lease_extra: Mapping[str, object]
) -> tuple[Path, HeldLease]:
    """Copy an open recording to a free name, under a lease of its own."""
    try:
        return _save(connection, path, lease_extra)
    except (OSError, sqlite3.Error, RecordingError):
        return _save(connection, default_folder() / path.name, lease_extra)


def _save(
    connection: sqlite3.Connection, path: Path, lease_extra: Mapping[str, object]
) -> tuple[Path, HeldLease]:
    saved = _free_name(path)
    lease = HeldLease.take(saved, lease_extra)
    try:
        os.close(os.open(saved, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        with closing(store.connect(saved)) as copy:
            connection.backup(copy)
        # Whoever moved the file finds it complete: what is still in the -wal goes in.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except BaseException:
        saved.unlink(missing_ok=True)
        lease.release()
        raise
    for suffix in ("-wal", "-shm"):
        # A -wal beside a file that it does not belong to would be played into it.
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return saved, lease


def _free_name(path: Path) -> Path:
    for number in range(1, 1000):
        name = path.with_name(f"{path.stem}-saved-{number}{path.suffix}")
        if not name.exists():
            return name
    msg = f"there are a thousand saved files of {path} already"
    raise FileExistsError(msg)
