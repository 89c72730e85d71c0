"""What a study's screen has going on: a dry run, a session, a quality page, a week.

A screen's script must not wait: each of these runs in a thread of its own, one of each
kind at a time, and the page reads how far it is. What is asked for meanwhile of another
file waits its turn: the look at a session that has just ended must not get lost because
somebody looks at an earlier one. What was found of a file stays until it is looked at
again.
"""

import threading
from collections import deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from samenstemming.errors import SamenstemmingError
from samenstemming.events import Wearer
from samenstemming.session.keep_awake import KeepAwake
from samenstemming.session.launch import CollectorHandle, start_collector
from samenstemming.session.study_dry_run import Checked, dry_run
from samenstemming.session.study_week import quality_of, week
from samenstemming.study.overview import Overview
from samenstemming.study.quality import QualityPage
from samenstemming.words import sentence_of

LONGEST_MIN: Final = 180.0
"""After this a forgotten recording ends."""


MOST_KEPT: Final = 20
"""Of each kind: results for this many files."""

Work = Callable[[Callable[[float, str], None]], "Job"]
"""It is handed what tells how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """How far a piece of work is; `problem` is the sentence with which it failed."""

    of: Path
    share: float = 0.0
    about: str = ""
    done: bool = False
    problem: str = ""
    checklist: tuple[Checked, ...] = ()
    quality: QualityPage | None = None
    overview: Overview | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionWish:
    """A session to start: whose, which, with which straps and what was agreed to."""

    study: Path
    pair: str
    session: str
    straps: Mapping[Wearer, str]
    consent: tuple[str, ...]
    straps_file: Path | None = None
    speed: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """The session of this process. `path` is there once it records."""

    wish: SessionWish
    path: Path | None = None
    ended: bool = False
    problem: str = ""


class StudyDesk:
    """One for each process; everything returns at once, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Condition(threading.RLock())
        self._jobs: dict[str, dict[Path, Job]] = {}
        self._waiting: dict[str, deque[tuple[Path, Work]]] = {}
        self._running: Running | None = None
        self._handle: CollectorHandle | None = None
        self._threads: list[threading.Thread] = []
        self._awake = KeepAwake()

    def job(self, kind: str, of: Path | None = None) -> Job | None:
        """The work of this kind (`dry`, `quality`, `week`) on this file; or the newest.

        The newest is the one that was asked for last; it may wait for another.
        """
        with self._lock:
            jobs = self._jobs.get(kind, {})
            if of is not None:
                return jobs.get(of)
            return next(reversed(jobs.values()), None)

    def running(self) -> Running | None:
        """The session that is going on here, or was the last."""
        with self._lock:
            now, handle = self._running, self._handle
        if now is not None and handle is not None and not handle.running:
            self._over(now)
            with self._lock:
                return self._running
        return now

    def busy(self) -> bool:
        """Whether anything changes by itself, so that a page had better look again."""
        with self._lock:
            going = self._running is not None and not self._running.ended
            return going or any(
                not job.done for jobs in self._jobs.values() for job in jobs.values()
            )

    def wait_until(self, holds: Callable[[], bool], within_s: float) -> bool:
        """Whether this came to hold within the time."""
        with self._lock:
            return self._lock.wait_for(holds, within_s)

    def dry_run(self, study: Path, *, speed: float) -> None:
        """Let a simulated couple go through the study."""

        def work(tell: Callable[[float, str], None]) -> Job:
            found = dry_run(study, speed=speed, progress=tell)
            return Job(of=study, checklist=found)

        self._begin("dry", study, work)

    def quality(self, recording: Path) -> None:
        """Look at the quality of a recording."""

        def work(tell: Callable[[float, str], None]) -> Job:
            page = quality_of(recording, progress=lambda share: tell(share, ""))
            return Job(of=recording, quality=page)

        self._begin("quality", recording, work)

    def week(self, study: Path, folder: Path) -> None:
        """Look at all recordings of the study."""

        def work(tell: Callable[[float, str], None]) -> Job:
            found = week(study, folder, progress=lambda share: tell(share, ""))
            return Job(of=study, overview=found)

        self._begin("week", study, work)

    def start(self, wish: SessionWish) -> bool:
        """Begin to record this session; False while another one goes on here."""
        with self._lock:
            now = self._running
            if now is not None and not now.ended:
                return False
            self._running = Running(wish=wish)
            self._lock.notify_all()
        self._thread(lambda: self._start(wish))
        return True

    def end(self) -> None:
        """Close the session's recording, and look at its quality."""
        with self._lock:
            handle, now = self._handle, self._running
        if handle is None or now is None or now.ended:
            return
        self._thread(lambda: self._stop(handle, now))

    def close(self) -> None:
        """End everything; waits until the recording is closed."""
        self.end()
        for thread in self._threads:
            thread.join(30)

    # -- the threads -----------------------------------------------------------------

    def _begin(self, kind: str, of: Path, work: Work) -> None:
        with self._lock:
            jobs = self._jobs.setdefault(kind, {})
            was = jobs.pop(of, None)
            if was is not None and not was.done:
                jobs[of] = was
                return
            busy = any(not job.done for job in jobs.values())
            jobs[of] = Job(of=of)
            if busy:
                self._waiting.setdefault(kind, deque()).append((of, work))
                return

        def run() -> None:
            ours: tuple[Path, Work] | None = (of, work)
            while ours is not None:
                ours = self._do(kind, *ours)

        # A dry run's collector ends with this process; nobody waits for the rest.
        threading.Thread(target=run, name=f"study {kind}", daemon=True).start()

    def _do(self, kind: str, of: Path, work: Work) -> tuple[Path, Work] | None:
        """Do it and keep what was found; the next that waits, where one does."""

        def tell(share: float, about: str) -> None:
            with self._lock:
                self._jobs[kind][of] = Job(of=of, share=share, about=about)

        try:
            job = replace(work(tell), share=1.0, done=True)
        except (SamenstemmingError, OSError) as error:
            job = Job(of=of, done=True, problem=sentence_of(error))
        with self._lock:
            jobs = self._jobs[kind]
            jobs[of] = job
            for old in [path for path, one in jobs.items() if one.done][:-MOST_KEPT]:
                del jobs[old]
            self._lock.notify_all()
            waiting = self._waiting.get(kind)
            return waiting.popleft() if waiting else None

    def _thread(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="study session", daemon=True)
        self._threads.append(thread)
        thread.start()

    def _start(self, wish: SessionWish) -> None:
        try:
            handle = start_collector(
                a=wish.straps.get(Wearer.A),
                b=wish.straps.get(Wearer.B),
                minutes=LONGEST_MIN,
                speed=wish.speed,
                consent=wish.consent,
                straps_file=wish.straps_file,
                study={
                    "study": str(wish.study),
                    "pair": wish.pair,
                    "session": wish.session,
                },
                with_parent=True,
            )
        except (SamenstemmingError, OSError) as error:
            self._set(Running(wish=wish, ended=True, problem=sentence_of(error)))
            return
        self._awake.begin()
        with self._lock:
            self._handle = handle
        self._set(Running(wish=wish, path=handle.path))

    def _stop(self, handle: CollectorHandle, now: Running) -> None:
        with suppress(SamenstemmingError, OSError):
            handle.stop()
        self._over(now)

    def _over(self, now: Running) -> None:
        with self._lock:
            if self._handle is None:
                return
            handle, self._handle = self._handle, None
        handle.release()
        self._awake.end()
        self._set(replace(now, path=handle.path, ended=True))
        self.quality(handle.path)

    def _set(self, running: Running) -> None:
        with self._lock:
            self._running = running
            self._lock.notify_all()
