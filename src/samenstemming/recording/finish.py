"""How a recording becomes one plain file that can be mailed.

Closing is `wal_checkpoint(TRUNCATE)` and then `journal_mode = DELETE`. The second
needs the file to itself for an instant, and a reader that looks at that moment makes
it fail with "database is locked"; so it tries again. Should a reader never let go,
the recording is complete all the same, in two files instead of one.
"""

import sqlite3
import threading

from samenstemming.recording.store import primary_code

ATTEMPTS = 250
"""20 ms apart: five seconds. A look takes well under one millisecond."""

_pause = threading.Event()


def make_single(connection: sqlite3.Connection) -> bool:
    """Fold the -wal into the file; False where readers kept it locked throughout."""
    connection.execute("PRAGMA busy_timeout = 0")  # the waiting is done here
    for attempt in range(ATTEMPTS):
        if attempt:
            _pause.wait(0.02)
        try:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
        except sqlite3.OperationalError as error:
            if primary_code(error) not in {
                sqlite3.SQLITE_BUSY,
                sqlite3.SQLITE_LOCKED,
            }:
                raise
            continue
        if mode == "delete":
            return True
    return False
