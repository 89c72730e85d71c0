"""The file while it is live: its connection, its lease, and what can go wrong with it.

What goes wrong while people talk must not end their session. Each trouble is put into
`problems` once, as a code and a sentence, and once more when it is over.
"""

import shutil
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.recording import store
from samenstemming.recording.appender import Appender
from samenstemming.recording.finish import make_single
from samenstemming.recording.hostclock import Anchor
from samenstemming.recording.lease import HeldLease
from samenstemming.recording.rescue import save_elsewhere

LOW_BYTES = 200 * 2**20
"""Less free space than this is worth a warning."""

Write = Callable[[Appender], int]
"""Adds something to the file; gives the number that is acknowledged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterProblem:
    """Something to show: a code with words in `words/`, and an English sentence.

    Codes: disk_full, write_failed, writing_again, disk_low, file_moved, file_lost,
    two_files.
    """

    code: str
    sentence: str


class LiveFile:
    """One recording under the lease. Only the writer's thread calls it."""

    def __init__(
        self, path: Path, lease: HeldLease, lease_extra: Mapping[str, object]
    ) -> None:
        self.path = path
        self.problems: SimpleQueue[WriterProblem] = SimpleQueue()
        self.failing: str | None = None
        self.lost = False
        self._connection = store.connect_live(path)
        self._appender = Appender(self._connection)
        self._identity = _identity(path)
        self._lease = lease
        self._lease_extra = dict(lease_extra)
        self._low = False

    def announce(self, extra: Mapping[str, object]) -> None:
        """Add to what the lease says."""
        self._lease_extra.update(extra)
        self._lease.announce(self._lease_extra)

    def commit(self, writes: Iterable[Write]) -> list[int] | None:
        """Write a group in one transaction; None where it must be tried again."""
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            numbers = [write(self._appender) for write in writes]
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._failed(error)
            self._roll_back()
            return None
        if self.failing is not None:
            self.failing = None
            self._say("writing_again", f"{self.path} is being written again.")
        return numbers

    def watch(self) -> None:
        """See whether the file is still under its name; save everything if not.

        Without this a writer goes on into a file that has no name any more, without
        any error, and all of it is gone at the end.
        """
        if self._identity is None or _identity(self.path) == self._identity:
            return
        try:
            saved, lease = save_elsewhere(
                self._connection, self.path, self._lease_extra
            )
        except (OSError, sqlite3.Error, RecordingError) as error:
            if not self.lost:
                self.lost = True
                self._say(
                    "file_lost",
                    f"{self.path} was deleted or moved and could not be saved "
                    f"anywhere else ({error}). It is tried again each second.",
                )
            return
        gone, self.path, self.lost = self.path, saved, False
        self._connection.close()
        self._lease.release()
        self._lease = lease
        self._connection = store.connect_live(saved)
        self._appender = Appender(self._connection)
        self._identity = _identity(saved)
        self._say(
            "file_moved",
            f"{gone} was deleted or moved during the recording. Everything was saved "
            f"to {saved}, and the recording goes on there.",
        )

    def check_room(self) -> None:
        """Warn while there is still some room."""
        try:
            free = shutil.disk_usage(self.path.parent).free
        except OSError:
            return  # the watch says what became of the folder
        if free < LOW_BYTES and not self._low:
            self._say(
                "disk_low",
                f"Only {free // 2**20} MB are free on the disk of {self.path}. Make "
                "some room soon.",
            )
        self._low = free < LOW_BYTES

    def finish(self, anchor: Anchor) -> bool:
        """Seal it and make it one plain file; False where it must be tried again."""

        def close(appender: Appender) -> int:
            appender.anchor(anchor, "close")
            appender.close()
            return appender.seq

        if self.lost or self.commit([close]) is None:
            return False
        try:
            single = make_single(self._connection)
        except sqlite3.Error:
            single = False
        if not single:
            self._say(
                "two_files",
                f"{self.path} is complete, but its -wal file could not be folded in. "
                "`samenstemming check` does it; until then keep the two together.",
            )
        return True

    def unfinished(self, waiting: int) -> RecordingError:
        """Why it could not be finished, as a sentence."""
        if self.lost:
            msg = (
                f"{self.path} was deleted or moved, and what was recorded could not "
                "be saved anywhere else."
            )
            return RecordingError(msg, problem=RecordingProblem.MISSING)
        full = self.failing == "disk_full"
        why = "the disk is full" if full else "it cannot be written"
        msg = (
            f"{self.path} could not be closed because {why}: {waiting} events of the "
            "end are not in it. Everything before them is safe; make room and run "
            "`samenstemming check`."
        )
        problem = RecordingProblem.FULL if full else RecordingProblem.UNWRITABLE
        return RecordingError(msg, problem=problem)

    def let_go(self) -> None:
        """Close the connection and give the lease back, in whatever state."""
        self._connection.close()
        self._lease.release()

    def _roll_back(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._appender = Appender(self._connection)
        except sqlite3.Error as error:
            self._failed(error)

    def _failed(self, error: sqlite3.Error) -> None:
        code = "disk_full" if store.is_full(error) else "write_failed"
        if self.failing == code:
            return
        self.failing = code
        if code == "disk_full":
            sentence = (
                f"The disk of {self.path} is full. What comes in is kept in memory; "
                "make some room and the recording goes on."
            )
        else:
            sentence = (
                f"{self.path} cannot be written ({error}). What comes in is kept in "
                "memory while it is tried again."
            )
        self._say(code, sentence)

    def _say(self, code: str, sentence: str) -> None:
        self.problems.put(WriterProblem(code=code, sentence=sentence))


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a name stands for now; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
