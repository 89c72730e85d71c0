"""The one read-write connection: a thread of its own, under the lease.

`put` never blocks, because it is called from the Bluetooth loop, and a commit takes
0.1 to 70 ms on a busy machine. The thread commits whatever has gathered as soon as it
can, so a group is never older than the commit before it, and a Future tells its
`seq` only after that commit: what is acknowledged survives a kill and a power cut.
"""

import os
import sqlite3
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from pathlib import Path
from queue import SimpleQueue
from typing import Self

from samenstemming.errors import RecordingError, RecordingProblem
from samenstemming.events import Event, Marker
from samenstemming.recording import rows, store
from samenstemming.recording.appender import Appender, put_all_meta
from samenstemming.recording.backlog import ROW_BYTES, Backlog, Job
from samenstemming.recording.hostclock import Anchor, Clock, host_boot, read_clocks
from samenstemming.recording.lease import HeldLease
from samenstemming.recording.live_file import LiveFile, WriterProblem
from samenstemming.recording.timeline import SUSPEND_NS

ANCHOR_EVERY_S = 10.0
WATCH_EVERY_S = 1.0
"""How often the file is looked for under its name."""

RETRY_S = 0.25
"""Between two attempts while nothing can be written."""

CLOSE_PATIENCE_S = 5.0
"""How long closing goes on trying while nothing can be written."""


class RecordingWriter:
    """Writes a live recording. Times inside are the raw host clock."""

    def __init__(self, file: LiveFile, clock: Clock) -> None:
        self._file = file
        self._clock = clock
        self._backlog = Backlog()
        self._ahead_ns: int | None = None
        self._close_error: RecordingError | None = None
        self._thread = threading.Thread(
            target=self._run, name="recording-writer", daemon=True
        )
        self._thread.start()

    @property
    def path(self) -> Path:
        """Where it is written now; another place after the file was moved."""
        return self._file.path

    @property
    def problems(self) -> SimpleQueue[WriterProblem]:
        """What went wrong, and when it was over, in the order in which it was."""
        return self._file.problems

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
            put_all_meta(connection, meta)
            appender = Appender(connection)
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
            connection = store.connect_live(place)
            try:
                connection.execute("BEGIN IMMEDIATE")
                appender = Appender(connection)
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
            return cls(LiveFile(place, lease, extra), clock)
        except sqlite3.Error as error:
            lease.release()
            raise store.unwritable(place, error) from error
        except BaseException:
            lease.release()
            raise

    def put(self, event: Event) -> Future[int]:
        """Queue an event; the Future gives its `seq` once it is on the disk."""
        try:
            content = rows.encode(event)
        except ValueError as error:
            return _failed(error)
        with self._backlog.changed:
            self._note_sleep(event.t_ns)
            return self._queue_row(content)

    def anchor(self, anchor: Anchor, reason: str = "collector") -> None:
        """Queue a reading of the host's clocks: at a reconnect, say."""
        with self._backlog.changed:
            self._queue_anchor(anchor, reason)

    def set_meta(self, key: str, value: object) -> Future[int]:
        """Queue a change of one meta key; what became known only later."""
        try:
            rows.canonical_json([key, value])
        except ValueError as error:
            return _failed(error)

        def write(appender: Appender) -> int:
            appender.put_meta(key, value)
            return appender.seq

        with self._backlog.changed:
            return self._queue(Job(write))

    def announce(self, **extra: object) -> None:
        """Add to what the lease says: the control port and its token."""
        self._file.announce(extra)

    def close(self) -> None:
        """Write what waits, seal, and leave one plain file; the lease goes.

        RecordingError where something could not be written to the end.
        """
        with self._backlog.changed:
            self._backlog.close()
        self._thread.join()
        error, self._close_error = self._close_error, None
        if error is not None:
            raise error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- called with the backlog held -------------------------------------------

    def _queue(self, job: Job) -> Future[int]:
        if self._backlog.closing:
            msg = f"{self.path} is closed; nothing can be added to it."
            return _failed(RecordingError(msg, problem=RecordingProblem.UNWRITABLE))
        if not self._backlog.add(job):
            msg = (
                f"{self.path} could not be written for so long that memory ran out "
                "too; this event is lost. Make room on the disk."
            )
            return _failed(RecordingError(msg, problem=RecordingProblem.FULL))
        return job.future

    def _queue_row(self, content: rows.Content) -> Future[int]:
        size = len(content.payload) + ROW_BYTES
        return self._queue(Job(lambda appender: appender.append(content), size))

    def _queue_anchor(self, anchor: Anchor, reason: str) -> None:
        def write(appender: Appender) -> int:
            appender.anchor(anchor, reason)
            return appender.seq

        self._queue(Job(write))

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
        marker = Marker(
            t_ns=min(t_ns, now.monotonic_ns),
            name="suspend",
            data={"slept_s": round((ahead_ns - before_ns) / 1e9, 3)},
        )
        self._queue_row(rows.encode(marker))

    # -- the thread -------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._serve()
        finally:
            self._give_up_waiting()
            self._file.let_go()

    def _serve(self) -> None:
        file, backlog = self._file, self._backlog
        next_anchor_s = time.monotonic() + ANCHOR_EVERY_S
        next_watch_s = time.monotonic() + WATCH_EVERY_S
        give_up_s: float | None = None
        while True:
            with backlog.changed:
                if file.failing is not None or (file.lost and backlog.closing):
                    backlog.changed.wait(RETRY_S)
                elif not backlog and not backlog.closing:
                    backlog.changed.wait(max(0.0, next_watch_s - time.monotonic()))
                group, closing = backlog.group(), backlog.closing
            now_s = time.monotonic()
            if now_s >= next_watch_s or closing:
                file.watch()
                next_watch_s = now_s + WATCH_EVERY_S
            done = self._commit(group)
            if closing:
                give_up_s = give_up_s or now_s + CLOSE_PATIENCE_S
                if done and file.finish(self._clock()):
                    return
                if now_s > give_up_s:
                    self._close_error = file.unfinished(len(backlog))
                    return
            elif now_s >= next_anchor_s:
                next_anchor_s = now_s + ANCHOR_EVERY_S
                file.check_room()
                self.anchor(self._clock(), "regular")

    def _commit(self, group: list[Job]) -> bool:
        """Write a group; True once it is on the disk, False to try it again."""
        if not group:
            return True
        numbers = self._file.commit(job.write for job in group)
        if numbers is None:
            return False
        with self._backlog.changed:
            self._backlog.done(group)
        for job, number in zip(group, numbers, strict=True):
            if job.future.set_running_or_notify_cancel():
                job.future.set_result(number)
        return True

    def _give_up_waiting(self) -> None:
        """Nobody waits forever on a Future, whatever ended the thread."""
        with self._backlog.changed:
            self._backlog.close()
            left = self._backlog.group()
            self._backlog.done(left)
        msg = f"{self.path} was closed before this event could be written."
        for job in left:
            if job.future.set_running_or_notify_cancel():
                job.future.set_exception(
                    RecordingError(msg, problem=RecordingProblem.UNWRITABLE)
                )


def _failed(error: Exception) -> Future[int]:
    future: Future[int] = Future()
    future.set_exception(error)
    return future
