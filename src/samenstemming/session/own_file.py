"""The collector's look at the file that it is writing itself.

Readers elsewhere use `recording.tail`, which looks at a file's first bytes before it
trusts it. The collector must not: on POSIX systems, closing any plain descriptor of a
file drops all of the process's locks on it, the writer's too, and then another
program's SQLite may take the log away under it. So here the file is opened through
SQLite and in no other way.

Source: sqlite.org, "How To Corrupt An SQLite Database File", section 2.2.
"""

import logging
import sqlite3
from contextlib import closing
from pathlib import Path

from samenstemming.events import Event
from samenstemming.recording.reader import Joiner, read_new

log = logging.getLogger(__name__)


class OwnFile:
    """New events of the recording that this process writes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._joiner = Joiner(path)

    def poll(self) -> list[Event]:
        """Events since the last poll, oldest first; none while the file is away."""
        joiner = self._joiner
        uri = f"{self.path.absolute().as_uri()}?mode=ro"
        try:
            with closing(sqlite3.connect(uri, uri=True, timeout=1)) as connection:
                connection.execute("BEGIN")  # all tables as they were at one moment
                found = read_new(
                    connection,
                    self.path,
                    boot=joiner.boot,
                    anchor=joiner.anchor,
                    seq=joiner.seq,
                )
        except sqlite3.Error as error:
            # Moved or locked: the writer says what is wrong, and the next look is soon.
            log.debug("could not look at the recording: %s", error)
            return []
        joiner.take(found)
        return [event for _, event in joiner.release(last=False)]
