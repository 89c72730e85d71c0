"""A recording whose file was deleted or moved while it was being written.

The system lets a writer go on into a file without a name, silently, and everything is
gone at the end. SQLite still has all of it open, so `backup` can copy it.
"""

import os
import sqlite3
from collections.abc import Mapping
from pathlib import Path

from samenstemming.recording import store
from samenstemming.recording.finish import begin_live
from samenstemming.recording.lease import HeldLease


def save_elsewhere(
    connection: sqlite3.Connection, path: Path, lease_extra: Mapping[str, object]
) -> tuple[Path, sqlite3.Connection, HeldLease]:
    """Copy an open recording to a free name beside `path`, ready to be gone on with."""
    saved = _free_name(path)
    lease = HeldLease.take(saved, lease_extra)
    try:
        os.close(os.open(saved, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        copy = store.connect(saved)
        connection.backup(copy)
        begin_live(copy)
        # Whoever moved the file finds it complete: what is still in the -wal goes in.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except BaseException:
        lease.release()
        raise
    for suffix in ("-wal", "-shm"):
        # A -wal beside a file that it does not belong to would be played into it.
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return saved, copy, lease


def _free_name(path: Path) -> Path:
    for number in range(1, 1000):
        name = path.with_name(f"{path.stem}-saved-{number}{path.suffix}")
        if not name.exists():
            return name
    msg = f"there are a thousand saved files of {path} already"
    raise FileExistsError(msg)
