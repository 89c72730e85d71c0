"""The one read-write connection: a thread of its own, under the lease.

`put` never blocks, because it is called from the Bluetooth loop, and a commit takes
0.1 to 70 ms on a busy machine. The thread commits whatever has gathered as soon as it
can, so a group is never older than the commit before it, and a Future tells its
`seq` only after that commit: what is acknowledged survives a kill and a power cut.

What can go wrong while people talk must not end their session. A full disk keeps
events in memory and tries again; a file that was moved or deleted is saved to a new
one beside it. Each is put into `problems` as a code and a sentence.
"""

import os
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from queue import SimpleQueue
from typing import Self

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.events import Event, Marker
from samenstemming.recording import rows, store
from samenstemming.recording.finish import begin_live, make_single
from samenstemming.recording.hostclock import Anchor, Clock, host_boot, read_clocks
from samenstemming.recording.lease import HeldLease
from samenstemming.recording.rescue import save_elsewhere
from samenstemming.recording.timeline import SUSPEND_NS

ANCHOR_EVERY_S = 10.0
WATCH_EVERY_S = 1.0
"""How often the file is looked for under its name."""

RETRY_S = 0.25
"""Between two attempts while nothing can be written."""

CLOSE_PATIENCE_S = 5.0
"""How long closing goes on trying while nothing can be written."""

MEMORY_BYTES = 64 * 2**20
"""What may wait for room on the disk: two straps with ECG for about five hours."""

LOW_BYTES = 200 * 2**20
"""Less free space than this is worth a warning."""

_ROW_BYTES = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class WriterProblem:
    """Something to show: a code with words in `words/`, and an English sentence.

    Codes: disk_full, write_failed, writing_again, disk_low, file_moved,
    file_lost, two_files.
    """

    code: str
    sentence: str


@dataclass(slots=True)
class _Job:
    """One thing to write in order; `run` gives the number that is acknowledged."""

    run: Callable[[store.Appender], int]
    future: Future[int]
    size: int


class RecordingWriter:
    """Writes a live recording. Times inside are the raw host clock."""

    def __init__(
        self,
        path: Path,
        connection: sqlite3.Connection,
        lease: HeldLease,
        lease_extra: Mapping[str, object],
        clock: Clock,
    ) -> None:
        self.path = path
        self.problems: SimpleQueue[WriterProblem] = SimpleQueue()
        self._connection = connection
        self._identity = _identity(path)
        self._lease = lease
        self._lease_extra = dict(lease_extra)
        self._clock = clock
        self._appender = store.Appender(connection)
        self._jobs: deque[_Job] = deque()
        self._waiting_bytes = 0
        self._wake = threading.Condition()
        self._closing = False
        self._finished = False
        self._failing: str | None = None
        self._low = False
        self._ahead_ns: int | None = None
        self._close_error: RecordingError | None = None
        self._thread = threading.Thread(
            target=self._run, name="recording-writer", daemon=True
        )
        self._thread.start()

    @classmethod
    def create(
        cls,
        path: str | os.PathLike[str],
        meta: Mapping[str, object],
        *,
        lease_extra: Mapping[str, object] | None = None,
        clock: Clock = read_clocks,
    ) -> Self:
        """Begin a new recording; refuses an existing file."""
        place = Path(path).absolute()

        def fill(connection: sqlite3.Connection) -> None:
            store.put_all_meta(connection, meta)
            appender = store.Appender(connection)
            appender.begin_boot(host_boot=host_boot())
            appender.anchor(clock(), "start")

        extra = dict(lease_extra or {})
        lease = HeldLease.take(place, extra)
        return cls._begin(place, lease, extra, clock, lambda: store.build(place, fill))

    @classmethod
    def resume(
        cls,
        path: str | os.PathLike[str],
        *,
        lease_extra: Mapping[str, object] | None = None,
        clock: Clock = read_clocks,
    ) -> Self:
        """Go on with a recording whose collector ended, with a boot of its own."""
        place = Path(path).absolute()
        store.identify(place)

        def add_boot() -> None:
            connection = store.connect(place)
            try:
                begin_live(connection)
                connection.execute("BEGIN IMMEDIATE")
                appender = store.Appender(connection)
                appender.begin_boot(host_boot=host_boot())
                appender.anchor(clock(), "resume")
                connection.execute("COMMIT")
            finally:
                connection.close()

        extra = dict(lease_extra or {})
        lease = HeldLease.take(place, extra)
        return cls._begin(place, lease, extra, clock, add_boot)

    @classmethod
    def _begin(
        cls,
        place: Path,
        lease: HeldLease,
        extra: Mapping[str, object],
        clock: Clock,
        prepare: Callable[[], None],
    ) -> Self:
        try:
            prepare()
            connection = store.connect(place)
            begin_live(connection)
            return cls(place, connection, lease, extra, clock)
        except sqlite3.Error as error:
            lease.release()
            raise store.unwritable(place, error) from error
        except BaseException:
            lease.release()
            raise

    def put(self, event: Event) -> Future[int]:
        """Queue an event; the Future gives its `seq` once it is on the disk."""
        future: Future[int] = Future()
        try:
            content = rows.encode(event)
        except ValueError as error:
            future.set_exception(error)
            return future
        with self._wake:
            self._note_sleep(event.t_ns)
            self._queue(
                _Job(
                    lambda appender: appender.append(content),
                    future,
                    len(content.payload) + _ROW_BYTES,
                )
            )
        return future

    def anchor(self, anchor: Anchor, reason: str = "collector") -> None:
        """Queue a reading of the host's clocks: at a reconnect, say."""
        with self._wake:
            self._queue_anchor(anchor, reason)

    def set_meta(self, key: str, value: object) -> Future[int]:
        """Queue a change of one meta key; what became known only later."""
        future: Future[int] = Future()
        try:
            rows.canonical_json(value)
        except ValueError as error:
            future.set_exception(error)
            return future

        def run(appender: store.Appender) -> int:
            appender.put_meta(key, value)
            return appender.seq

        with self._wake:
            self._queue(_Job(run, future, _ROW_BYTES))
        return future

    def announce(self, **extra: object) -> None:
        """Add to what the lease says: the control port and its token."""
        self._lease_extra.update(extra)
        self._lease.announce(self._lease_extra)

    def close(self) -> None:
        """Write what waits, seal, and leave one plain file; the lease goes.

        RecordingError where something could not be written to the end.
        """
        with self._wake:
            self._closing = True
            self._wake.notify_all()
        self._thread.join()
        error, self._close_error = self._close_error, None
        if error is not None:
            raise error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- called with the lock held ----------------------------------------------

    def _queue(self, job: _Job) -> None:
        if self._closing or self._finished:
            msg = f"{self.path} is closed; nothing can be added to it."
            job.future.set_exception(
                RecordingError(msg, problem=RecordingProblem.UNWRITABLE)
            )
            return
        if self._waiting_bytes + job.size > MEMORY_BYTES:
            msg = (
                f"{self.path} could not be written for so long that memory ran out "
                "too; this event is lost. Make room on the disk."
            )
            job.future.set_exception(RecordingError(msg, problem=RecordingProblem.FULL))
            return
        self._waiting_bytes += job.size
        self._jobs.append(job)
        self._wake.notify_all()

    def _queue_anchor(self, anchor: Anchor, reason: str) -> None:
        def run(appender: store.Appender) -> int:
            appender.anchor(anchor, reason)
            return appender.seq

        self._queue(_Job(run, Future(), _ROW_BYTES))

    def _note_sleep(self, t_ns: int) -> None:
        """Before the first event after a sleep: an anchor and a marker say so.

        Done here and not in the thread: events that still wait for their commit
        came before the sleep.
        """
        now = self._clock()
        if now.boottime_ns is None:
            return
        ahead_ns = now.boottime_ns - now.monotonic_ns
        before_ns, self._ahead_ns = self._ahead_ns, ahead_ns
        if before_ns is None or ahead_ns - before_ns <= SUSPEND_NS:
            return
        self._queue_anchor(now, "suspend")
        slept_s = round((ahead_ns - before_ns) / 1e9, 3)
        content = rows.encode(
            Marker(
                t_ns=min(t_ns, now.monotonic_ns),
                name="suspend",
                data={"slept_s": slept_s},
            )
        )
        self._queue(
            _Job(lambda appender: appender.append(content), Future(), _ROW_BYTES)
        )

    # -- the thread -------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._serve()
        finally:
            self._give_up_waiting()
            self._connection.close()
            self._lease.release()

    def _serve(self) -> None:
        next_anchor_s = time.monotonic() + ANCHOR_EVERY_S
        next_watch_s = time.monotonic() + WATCH_EVERY_S
        give_up_s: float | None = None
        while True:
            with self._wake:
                if self._failing is not None:
                    self._wake.wait(RETRY_S)
                elif not self._jobs and not self._closing:
                    self._wake.wait(max(0.0, next_watch_s - time.monotonic()))
                batch = list(self._jobs)
                closing = self._closing
            now_s = time.monotonic()
            if now_s >= next_watch_s or closing:
                self._watch()
                next_watch_s = now_s + WATCH_EVERY_S
            done = self._commit(batch)
            if closing:
                give_up_s = give_up_s or now_s + CLOSE_PATIENCE_S
                if done and self._finish():
                    return
                if now_s > give_up_s:
                    self._close_error = self._unfinished()
                    return
            elif now_s >= next_anchor_s:
                next_anchor_s = now_s + ANCHOR_EVERY_S
                self._check_room()
                with self._wake:
                    self._queue_anchor(self._clock(), "regular")

    def _commit(self, batch: list[_Job]) -> bool:
        """Write a group; True once it is on the disk, False to try it again."""
        if not batch:
            return True
        numbers: list[int] = []

        def write() -> None:
            numbers.extend(job.run(self._appender) for job in batch)

        if not self._transaction(write):
            return False
        with self._wake:
            for job in batch:
                self._jobs.popleft()
                self._waiting_bytes -= job.size
        for job, number in zip(batch, numbers, strict=True):
            if job.future.set_running_or_notify_cancel():
                job.future.set_result(number)
        return True

    def _transaction(self, write: Callable[[], None]) -> bool:
        connection = self._connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            write()
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            self._roll_back()
            self._failed(error)
            return False
        if self._failing is not None:
            self._failing = None
            self._say("writing_again", f"{self.path} is being written again.")
        return True

    def _roll_back(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            self._appender = store.Appender(self._connection)
        except sqlite3.Error as error:
            self._failed(error)

    def _failed(self, error: sqlite3.Error) -> None:
        code = "disk_full" if store.is_full(error) else "write_failed"
        if self._failing == code:
            return
        self._failing = code
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

    def _watch(self) -> None:
        if self._identity is None or _identity(self.path) == self._identity:
            return
        try:
            saved, connection, lease = save_elsewhere(
                self._connection, self.path, self._lease_extra
            )
        except (OSError, sqlite3.Error, RecordingError) as error:
            if self._failing != "file_lost":
                self._failing = "file_lost"
                self._say(
                    "file_lost",
                    f"{self.path} was deleted or moved and could not be saved beside "
                    f"its old place ({error}). It is tried again each second.",
                )
            return
        lost, self.path = self.path, saved
        self._connection.close()
        self._lease.release()
        self._connection, self._lease = connection, lease
        self._identity = _identity(saved)
        self._appender = store.Appender(connection)
        self._say(
            "file_moved",
            f"{lost} was deleted or moved during the recording. Everything was saved "
            f"to {saved}, and the recording goes on there.",
        )

    def _check_room(self) -> None:
        import shutil

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

    def _finish(self) -> bool:
        def write() -> None:
            self._appender.anchor(self._clock(), "close")
            self._appender.close()

        if not self._transaction(write):
            return False
        self._finished = True
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

    def _unfinished(self) -> RecordingError:
        waiting = len(self._jobs)
        full = self._failing == "disk_full"
        why = "the disk is full" if full else "it cannot be written"
        msg = (
            f"{self.path} could not be closed because {why}: {waiting} events of the "
            "end are not in it. Everything before them is safe; make room and run "
            "`samenstemming check`."
        )
        problem = RecordingProblem.FULL if full else RecordingProblem.UNWRITABLE
        return RecordingError(msg, problem=problem)

    def _give_up_waiting(self) -> None:
        """Nobody waits forever on a Future, whatever ended the thread."""
        with self._wake:
            self._finished = True
            left, self._jobs = list(self._jobs), deque()
        msg = f"{self.path} was closed before this event could be written."
        for job in left:
            if job.future.set_running_or_notify_cancel():
                job.future.set_exception(
                    RecordingError(msg, problem=RecordingProblem.UNWRITABLE)
                )

    def _say(self, code: str, sentence: str) -> None:
        self.problems.put(WriterProblem(code=code, sentence=sentence))


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a name stands for now; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
