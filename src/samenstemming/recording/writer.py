"""The one read-write connection: a thread of its own, under the lease.

`put` and `post` never block, because they are called from the Bluetooth loop, and a
commit takes 0.1 to 70 ms on a busy machine. The thread commits whatever has gathered as
soon as it can, so a group is never older than the commit before it, and a Future tells
its `seq` only after that commit: what is acknowledged survives a kill and a power cut.

A callback comes once a second and finds the processor cold, which makes every line in
here cost several times what a loop would measure: `post` does the least that can be
done (benchmarks/callback_speed.py).
"""

import logging
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
from samenstemming.events import Event
from samenstemming.recording import rows, store
from samenstemming.recording.appender import Appender, put_all_meta
from samenstemming.recording.backlog import ROW_BYTES, Backlog, Job
from samenstemming.recording.hostclock import (
    Anchor,
    Clock,
    Look,
    host_boot,
    look_of,
    read_clocks,
)
from samenstemming.recording.lease import HeldLease
from samenstemming.recording.live_file import LiveFile, Write, WriterProblem
from samenstemming.recording.log_damage import refuse_broken_log
from samenstemming.recording.migration import refuse_to_go_on
from samenstemming.recording.rows import Content
from samenstemming.recording.sleepwatch import SleepWatch

ANCHOR_EVERY_S = 10.0
WATCH_EVERY_S = 1.0
"""How often the file is looked for under its name."""

RETRY_S = 0.25
"""Between two attempts while nothing can be written."""

CLOSE_PATIENCE_S = 5.0
"""How long closing goes on trying while nothing can be written."""


log = logging.getLogger(__name__)


class RecordingWriter:
    """Writes a live recording. Times inside are the raw host clock.

    `written` counts events that are on the disk, `lost` those that never will be.
    """

    def __init__(self, file: LiveFile, clock: Clock, look: Look | None) -> None:
        self.written = 0
        self.lost = 0
        self._file = file
        self._clock = clock
        self._boottime_ns, self._monotonic_ns = look or look_of(clock)
        self._sleeps = SleepWatch(clock)
        self._backlog = Backlog()
        self._hand_in = self._backlog.inbox.append
        self.wake = self._backlog.wake
        """Have what was posted written now, and not within a second."""
        self._closing = False
        self._ended = False
        self._giving_up = threading.Lock()
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
        look: Look | None = None,
    ) -> Self:
        """Begin a new recording; refuses an existing file.

        `look` is a quicker way to see how far boot time is ahead of `clock`.
        """
        place = Path(path).absolute()

        def fill(connection: sqlite3.Connection) -> None:
            put_all_meta(connection, meta)
            appender = Appender(connection)
            appender.begin_boot(host_boot=host_boot())
            appender.anchor(clock(), "start")

        extra = dict(lease_extra or {})
        lease = HeldLease.take(place, extra)
        return cls._begin(
            *(place, lease, extra, clock, look), lambda: store.build(place, fill)
        )

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
        refuse_to_go_on(place, store.identify(place))
        refuse_broken_log(place)

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
        return cls._begin(place, lease, extra, clock, None, add_boot)

    @classmethod
    def _begin(
        cls,
        place: Path,
        lease: HeldLease,
        extra: Mapping[str, object],
        clock: Clock,
        look: Look | None,
        prepare: Callable[[], None],
    ) -> Self:
        try:
            prepare()
            return cls(LiveFile(place, lease, extra), clock, look)
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
        return self._queue(content)

    def post(self, event: Event) -> None:
        """Queue an event whose number nobody waits for: the quickest way in.

        `wake` must follow, once for several. `lost` counts what cannot be kept.
        """
        self._hand_in((event, self._boottime_ns(), self._monotonic_ns(), None))
        if self._ended:
            self._give_up_waiting()

    def anchor(self, anchor: Anchor, reason: str = "collector") -> None:
        """Queue a reading of the host's clocks: at a reconnect, say."""
        self._queue(_anchoring(anchor, reason))

    def set_meta(self, key: str, value: object) -> Future[int]:
        """Queue a change of one meta key; what became known only later."""
        try:
            rows.must_come_back(rows.canonical_json([key, value]))
        except ValueError as error:
            return _failed(error)

        def write(appender: Appender) -> int:
            appender.put_meta(key, value)
            return appender.seq

        return self._queue(write)

    def announce(self, **extra: object) -> None:
        """Add to what the lease says: the control port and its token."""
        self._file.announce(extra)

    def close(self) -> None:
        """Write what waits, seal, and leave one plain file; the lease goes.

        RecordingError where something could not be written to the end.
        """
        self._closing = True
        self.wake()
        self._thread.join()
        error, self._close_error = self._close_error, None
        if error is not None:
            raise error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _queue(self, what: Content | Write) -> Future[int]:
        if self._closing:
            msg = f"{self.path} is closed; nothing can be added to it."
            return _failed(RecordingError(msg, problem=RecordingProblem.UNWRITABLE))
        future: Future[int] = Future()
        self._hand_in((what, self._boottime_ns(), self._monotonic_ns(), future))
        self.wake()
        if self._ended:  # just now: nobody else would tell who waits for it
            self._give_up_waiting()
        return future

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
            # First of all: nothing that came before the end was asked for is left.
            closing = self._closing
            if file.failing is not None or (file.lost and closing):
                backlog.wait(RETRY_S)
            elif not backlog and not closing:
                backlog.wait(max(0.0, next_watch_s - time.monotonic()))
            for one in backlog.handed_in():
                self._take_in(*one)
            group = backlog.group()
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
                backlog.add(Job(_anchoring(self._clock(), "regular")))

    def _take_in(
        self,
        what: Event | Content | Write,
        boottime_ns: int | None,
        monotonic_ns: int,
        future: Future[int] | None,
    ) -> None:
        """Make a job of what was handed in, behind the sleep that came before it."""
        if callable(what):
            self._keep(Job(what, future=future))
            return
        slept = self._sleeps.before(boottime_ns, monotonic_ns)
        if slept is not None:
            self._keep(Job(_anchoring(slept.anchor, "suspend")))
            self._keep(_row(rows.encode(slept.marker(what.t_ns))))
        try:
            content = what if isinstance(what, Content) else rows.encode(what)
        except ValueError:
            self.lost += 1
            log.exception("%s: an event that no file can hold: %r", self.path, what)
        else:
            self._keep(_row(content, future, is_event=True))

    def _keep(self, job: Job) -> None:
        if not self._backlog.add(job):
            msg = (
                f"{self.path} could not be written for so long that memory ran out "
                "too; this event is lost. Make room on the disk."
            )
            self._lose(job, RecordingError(msg, problem=RecordingProblem.FULL))

    def _lose(self, job: Job, why: RecordingError) -> None:
        self.lost += job.is_event
        if job.future is not None and job.future.set_running_or_notify_cancel():
            job.future.set_exception(why)

    def _commit(self, group: list[Job]) -> bool:
        """Write a group; True once it is on the disk, False to try it again."""
        if not group:
            return True
        numbers = self._file.commit(job.write for job in group)
        if numbers is None:
            return False
        self._backlog.done(group)
        for job, number in zip(group, numbers, strict=True):
            self.written += job.is_event
            if job.future is not None and job.future.set_running_or_notify_cancel():
                job.future.set_result(number)
        return True

    def _give_up_waiting(self) -> None:
        """Nobody waits forever on a Future, whatever ended the thread."""
        self._closing = self._ended = True
        with self._giving_up:
            for one in self._backlog.handed_in():
                self._take_in(*one)
            left = self._backlog.group()
            self._backlog.done(left)
        msg = f"{self.path} was closed before this event could be written."
        for job in left:
            self._lose(job, RecordingError(msg, problem=RecordingProblem.UNWRITABLE))


def _row(
    content: Content, future: Future[int] | None = None, *, is_event: bool = False
) -> Job:
    return Job(
        write=lambda appender: appender.append(content),
        size=len(content.payload) + ROW_BYTES,
        future=future,
        is_event=is_event,
    )


def _anchoring(anchor: Anchor, reason: str) -> Write:
    def write(appender: Appender) -> int:
        appender.anchor(anchor, reason)
        return appender.seq

    return write


def _failed(error: Exception) -> Future[int]:
    future: Future[int] = Future()
    future.set_exception(error)
    return future
