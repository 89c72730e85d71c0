"""An evening's talk as the app runs it: one collector, awake, and what remains of it.

A screen's script must not wait: starting takes seconds, with straps in the air half a
minute. So a thread of its own starts the collector, keeps the machine awake, sees when
the talk is over, ends the recording then, and adds the evening to what the couple's
computer remembers. Screens read `state()`, a value that never changes under them.

Nobody listens on: once the exercise is over the recording ends by itself within half a
minute, whether or not somebody looks at a screen. With the app the collector ends, too.
"""

import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol

from samenstemming.errors import SamenstemmingError
from samenstemming.events import Marker, Wearer
from samenstemming.exercises.talk_state import EXERCISE_BEGIN, EXERCISE_END
from samenstemming.recording import open_recording
from samenstemming.session.client import Control
from samenstemming.session.keep_awake import KeepAwake
from samenstemming.session.keeping import Deleted, delete
from samenstemming.session.launch import start_collector
from samenstemming.session.profile import read_profile, write_profile
from samenstemming.words import sentence_of

LINGERS_S: Final = 30.0
"""How long the last words may stand before the recording is closed."""

FIRST: Final = "samen_aankomen"
"""The exercise with the quiet minutes: what it finds serves the rest of the evening."""

LOOKS_EVERY_S: Final = 1.0

LONGEST_MIN: Final = 180.0
"""A talk with its breaks; after this a forgotten recording ends."""


class At(StrEnum):
    """Where the evening is."""

    NOTHING = "nothing"
    STARTING = "starting"
    TALKING = "talking"
    OVER = "over"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkWish:
    """What is to be started. `consent` holds `a:record` and the like."""

    exercise: str
    straps: Mapping[Wearer, str]
    consent: tuple[str, ...] = ()
    arm: str | None = None
    buttons_only: bool = False
    straps_file: Path | None = None
    resume: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EveningState:
    """How the evening's talk is.

    `awake` tells whether the machine stays awake, None before it was asked. `said` is
    the end of the exercise while the recording goes on; `problem` what went wrong, as
    the collector said it.
    """

    at: At = At.NOTHING
    exercise: str = ""
    path: Path | None = None
    awake: bool | None = None
    said_end: bool = False
    done: bool = False
    problem: str = ""
    talks: tuple[str, ...] = ()
    """The exercises that were finished since this program began."""


class Handle(Protocol):
    """What is asked of a running collector (`launch.CollectorHandle`)."""

    path: Path

    @property
    def running(self) -> bool:
        """Whether it is there."""

    @property
    def control(self) -> Control:
        """A client of it."""

    def stop(self) -> int:
        """End it cleanly."""

    def release(self) -> None:
        """Let go of it."""


class Awake(Protocol):
    """What is asked of `KeepAwake`."""

    def begin(self) -> bool:
        """Ask for it."""

    def end(self) -> None:
        """Let it sleep."""


@dataclass(slots=True)
class _Talk:
    """The talk that a thread looks after."""

    wish: TalkWish
    end: threading.Event = field(default_factory=threading.Event)


class EveningDesk:
    """One for each process. `begin` and `end` return at once, from any thread."""

    def __init__(
        self,
        *,
        start: Callable[..., Handle] = start_collector,
        awake: Awake | None = None,
        profile_file: Path | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        looks_every_s: float = LOOKS_EVERY_S,
        lingers_s: float = LINGERS_S,
    ) -> None:
        self._start = start
        self._awake = awake or KeepAwake()
        self._profile_file = profile_file
        self._now = now
        self._looks_every_s = looks_every_s
        self._lingers_s = lingers_s
        self._lock = threading.Condition()
        self._state = EveningState()
        self._talk: _Talk | None = None
        self._thread: threading.Thread | None = None
        self._rests: dict[tuple[tuple[Wearer, str], ...], Path] = {}

    def state(self) -> EveningState:
        """How things are."""
        with self._lock:
            return self._state

    def wait_until(
        self, holds: Callable[[EveningState], object], *, within_s: float
    ) -> EveningState:
        """The state once this holds; TimeoutError where it does not within the time."""
        with self._lock:
            if not self._lock.wait_for(lambda: holds(self._state), within_s):
                msg = f"Not within {within_s:g} s: {self._state}"
                raise TimeoutError(msg)
            return self._state

    def begin(self, wish: TalkWish) -> bool:
        """Begin to start this talk; False while another one is going on."""
        with self._lock:
            if self._state.at in (At.STARTING, At.TALKING):
                return False
            talk = _Talk(wish)
            self._talk = talk
            self._state = EveningState(
                at=At.STARTING, exercise=wish.exercise, talks=self._state.talks
            )
            self._thread = threading.Thread(
                target=self._run, args=(talk,), name="evening", daemon=True
            )
            self._thread.start()
            self._lock.notify_all()
        return True

    def end(self) -> None:
        """Let the recording be closed; the talk with it, where it still goes on."""
        with self._lock:
            if self._talk is not None:
                self._talk.end.set()

    def forget(self) -> None:
        """The last talk has been dealt with."""
        with self._lock:
            if self._state.at in (At.OVER, At.FAILED):
                self._state = EveningState(talks=self._state.talks)
                self._lock.notify_all()

    def delete(self) -> Deleted:
        """Delete the last talk's recording; SamenstemmingError where that fails."""
        path = self.state().path
        if path is None:
            msg = "There is no recording of this evening to delete."
            raise SamenstemmingError(msg)
        return delete(path)

    def close(self) -> None:
        """End everything; waits until the recording is closed."""
        self.end()
        thread = self._thread
        if thread is not None:
            thread.join()

    # -- the thread -------------------------------------------------------------------

    def _run(self, talk: _Talk) -> None:
        began = self._now()
        try:
            handle = self._started(talk.wish)
        except (SamenstemmingError, OSError) as error:
            self._change(at=At.FAILED, problem=sentence_of(error))
            return
        try:
            self._change(at=At.TALKING, path=handle.path, awake=self._awake.begin())
            self._look_after(talk, handle)
        finally:
            with suppress(OSError, SamenstemmingError):
                handle.stop() if handle.running else handle.release()
            self._awake.end()
        done = ended_well(handle.path)
        if talk.wish.exercise == FIRST:
            self.knows_at_rest(talk.wish, handle.path)
        problem = self._remember(talk.wish.exercise, began, done=done)
        with self._lock:
            exercise = self._state.exercise
            talks = (*self._state.talks, exercise) if done else self._state.talks
        self._change(at=At.OVER, done=done, problem=problem, talks=talks)

    def _started(self, wish: TalkWish) -> Handle:
        profile = read_profile(self._profile_file)
        return self._start(
            a=wish.straps.get(Wearer.A),
            b=wish.straps.get(Wearer.B),
            minutes=LONGEST_MIN,
            consent=wish.consent,
            exercise=None if wish.resume else wish.exercise,
            resume=wish.resume,
            rest_from=self._rest_for(wish),
            arm=wish.arm,
            buttons_only=wish.buttons_only,
            keep_days=profile.keep_days,
            straps_file=wish.straps_file,
            with_parent=True,
        )

    def knows_at_rest(self, wish: TalkWish, path: Path) -> None:
        """The recording of tonight in which these two sat still with these straps."""
        self._rests[tuple(sorted(wish.straps.items()))] = path

    def _rest_for(self, wish: TalkWish) -> Path | None:
        """The recording of tonight that knows these two at rest, if there is one."""
        found = self._rests.get(tuple(sorted(wish.straps.items())))
        fits = wish.resume is None and found is not None and found.exists()
        return found if fits else None

    def _look_after(self, talk: _Talk, handle: Handle) -> None:
        """Until the recording ended, or somebody ended it, or the last words stood."""
        lingered_s = 0.0
        while handle.running and not talk.end.wait(self._looks_every_s):
            if not self.state().said_end:
                self._change(said_end=_exercise_ended(handle))
            elif lingered_s >= self._lingers_s:
                return
            else:
                lingered_s += self._looks_every_s

    def _remember(self, exercise: str, began: datetime, *, done: bool) -> str:
        """Add the evening to the profile; what went wrong, or nothing."""
        try:
            profile = read_profile(self._profile_file)
            utc = began.astimezone(UTC).isoformat("T", "seconds")
            new = profile.with_evening(exercise, utc, done=done)
            write_profile(new, self._profile_file)
        except SamenstemmingError as error:
            return sentence_of(error)
        return ""

    def _change(self, **values: Any) -> None:
        with self._lock:
            self._state = replace(self._state, **values)
            self._lock.notify_all()


def _exercise_ended(handle: Handle) -> bool:
    try:
        talk = handle.control.status().get("talk")
    except (SamenstemmingError, OSError):
        return False
    return isinstance(talk, Mapping) and talk.get("phase") == "ended"


def ended_well(path: Path) -> bool:
    """Whether the last exercise in this recording was done to its end."""
    try:
        events = open_recording(path).events()
    except (SamenstemmingError, OSError):
        return False
    ends = [
        event
        for event in events
        if isinstance(event, Marker) and event.name in (EXERCISE_BEGIN, EXERCISE_END)
    ]
    return bool(ends) and ends[-1].data.get("how") == "done"
