"""An evening through the real collector: its file, channel, pipeline and clock.

The collector runs in a thread of this process, as fast as it can but no faster, on
hearts that a test draws as a course of bpm over session seconds. Straps send what real
ones send: a notification a second with the intervals of that second, in 1/1024 s.
"""

import asyncio
import heapq
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import samenstemming as sam
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    Event,
    LinkChange,
    Marker,
    Packet,
    Wearer,
)
from samenstemming.exercises.machine import Guide
from samenstemming.exercises.model import Exercise
from samenstemming.recording.hostclock import Anchor, look_of
from samenstemming.session import collector, live_frames, straps
from samenstemming.session.client import Control
from samenstemming.session.clocks import SessionClock
from samenstemming.session.collector import Collector
from samenstemming.session.exercise_files import built_in
from samenstemming.session.live_frames import LiveFrames
from samenstemming.session.plan import Plan
from samenstemming.session.straps import SimulatedStrap
from samenstemming.session.talk import Draft
from samenstemming.wire.heart_rate import HeartRateMeasurement, encode

REST_BPM = 70.0
SPEED = 1000.0
"""Any but 1: a clock that is made up owes every tick."""
LOOKS_EVERY_S = 0.005
AHEAD_S = 3.0
"""How far a collector may be ahead of its pipeline, in session seconds."""

Course = Callable[[float], float]
Away = tuple[tuple[float, float], ...]

QUICK = sam.Settings(table_every_s=0, live_every_s=3600)
"""As at home, but without the tables that no talk needs."""


def steady(t_s: float) -> float:
    return REST_BPM


def more(start_s: float, seconds: float, bpm: float = 25.0) -> Course:
    """At rest, and so many bpm more from here for so long."""
    return lambda t_s: REST_BPM + bpm * (start_s <= t_s < start_s + seconds)


def ramp(start_s: float, up_s: float, down_s: float, bpm: float) -> Course:
    """Slowly up from here, and slowly down again."""

    def course(t_s: float) -> float:
        since_s = t_s - start_s
        if since_s < up_s:
            return REST_BPM + bpm * max(0.0, since_s / up_s)
        return REST_BPM + bpm * max(0.0, 1 - (since_s - up_s) / down_s)

    return course


def both(*courses: Course) -> Course:
    """All of these on top of one another."""
    return lambda t_s: REST_BPM + sum(course(t_s) - REST_BPM for course in courses)


def strap_events(
    wearer: Wearer, course: Course, away: Away = (), seconds: int = 1800
) -> Iterator[Event]:
    """What a strap on this heart sends; in the stretches `away` it is lost."""
    yield LinkChange(t_ns=0, wearer=wearer, state="connected")
    beat_s, here = 0.0, True
    for second in range(1, seconds):
        ticks = []
        while beat_s <= second:
            interval_s = 60 / course(beat_s)
            beat_s += interval_s
            ticks.append(round(interval_s * 1024))
        t_ns = round((second + 0.2) * 1e9)
        gone = any(start_s <= second < end_s for start_s, end_s in away)
        if here == gone:
            here = not gone
            state = "connected" if here else "lost"
            yield LinkChange(t_ns=t_ns, wearer=wearer, state=state)
        if here:
            said = HeartRateMeasurement(
                heart_rate_bpm=round(course(second)), rr_ticks=tuple(ticks)
            )
            yield Packet(
                t_ns=t_ns,
                wearer=wearer,
                characteristic=HEART_RATE_MEASUREMENT,
                payload=encode(said),
            )


# -- an exercise of one's own ----------------------------------------------------------


def own_step(name: str, minutes: float, **more: Any) -> dict[str, Any]:
    said = {"nl": name, "en": name}
    return {
        "id": name,
        "title": said,
        "purpose": said,
        "prompt": said,
        "minutes": minutes,
        "speaker": "none",
        "biofeedback": {"display": "dark", "live_cues": "flood_only", "shows": said},
        "on_flooded": {"action": "offer_pause", "text": said, "resume": "same_step"},
        **more,
    }


REST = own_step(
    "rust",
    1,
    measure={"baseline": "rest", "discard_first_s": 0, "min_clean_s": 45},
    biofeedback={
        "display": "dark",
        "live_cues": "none",
        "shows": {"nl": "rust", "en": "rust"},
    },
)
QUIET = own_step("kijken", 20)


def own_guide(*steps: Mapping[str, Any]) -> Guide:
    """A talk of these steps, with our own break."""
    routine = built_in().file.pause_routine
    assert routine is not None
    said = {"nl": "eigen", "en": "own"}
    exercise = Exercise.model_validate(
        {
            "id": "eigen",
            "order": 1,
            "level": "start",
            "minutes": sum(step["minutes"] for step in steps),
            "task_label": "eigen",
            "title": said,
            "purpose": said,
            "steps": list(steps),
        }
    )
    return Guide(
        exercise=exercise, routine=routine, first=Wearer.A, version="test", sha256="0"
    )


# -- the collector ---------------------------------------------------------------------


class PatientClock(SessionClock):
    """Time that passes only while a test lets it, and never ahead of the pipeline.

    So an evening is the same on a machine that is busy. `sleep` and `set_wall` do what
    a lid and a time server do.
    """

    def __init__(self) -> None:
        super().__init__(speed=SPEED)
        self.now_ns = self._by_hand_ns
        self.look = look_of(self.read)
        self.frames: LiveFrames | None = None
        self.allowed_s = 0.0
        self.slept_s = 0.0
        self._wall_s = 0.0
        self._at_s = 0.0

    def read(self) -> Anchor:
        self._at_s = max(self._at_s, min(self.allowed_s, self.done_s() + AHEAD_S))
        start, awake_ns = self._start, round(self._at_s * 1e9)
        slept_ns, wall_ns = round(self.slept_s * 1e9), round(self._wall_s * 1e9)
        boottime_ns = start.boottime_ns or start.monotonic_ns
        return Anchor(
            monotonic_ns=start.monotonic_ns + awake_ns,
            boottime_ns=boottime_ns + awake_ns + slept_ns,
            utc_ns=start.utc_ns + awake_ns + slept_ns + wall_ns,
        )

    def done_s(self) -> float:
        """How far the pipeline is."""
        if self.frames is None:
            return 0.0
        return float(str(self.frames.status(())["t_s"])) - self.slept_s

    def wait_s(self, until_ns: int) -> float:
        return 0.0 if until_ns <= self.now_ns() else LOOKS_EVERY_S

    def sleep(self, seconds: float) -> None:
        self.slept_s += seconds

    def set_wall(self, by_s: float) -> None:
        self._wall_s += by_s


class Evening:
    """A collector that runs in a thread, and the clock that it lives by."""

    def __init__(self, plan: Plan, clock: PatientClock) -> None:
        self.path = plan.path
        self.clock = clock
        self.control = Control(plan.path)
        self._begun = threading.Event()
        self._collector = Collector(
            plan, started=self._begun.set, tell=lambda sentence: None
        )
        self._failed: list[BaseException] = []
        self._thread = threading.Thread(target=self._run, name="evening", daemon=True)
        self._thread.start()
        assert self._begun.wait(30), self._failed

    def _run(self) -> None:
        try:
            asyncio.run(self._collector.run())
        except BaseException as error:
            self._failed.append(error)
            self._begun.set()
            raise

    def status(self) -> dict[str, Any]:
        return self.control.status()

    def talk(self) -> dict[str, Any]:
        found = self.status()["talk"]
        assert isinstance(found, dict)
        return found

    def step(self) -> str:
        return str(self.talk()["step"]["id"])

    def until(self, holds: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """The first status of which this holds, looked for every few seconds."""
        while not holds(status := self.status()):
            assert self.clock.allowed_s < 1800, f"never so: {status}"
            self._to(self.clock.allowed_s + AHEAD_S)
        return status

    def at(self, seconds: float) -> dict[str, Any]:
        """The status once the pipeline has closed so many session seconds."""
        return self._to(seconds + QUICK.lateness_s + 1)

    def later(self, seconds: float) -> dict[str, Any]:
        """The status after so many seconds."""
        return self._to(self.clock.allowed_s + seconds)

    def _to(self, seconds: float) -> dict[str, Any]:
        self.clock.allowed_s = max(self.clock.allowed_s, seconds)
        here_s = self.clock.allowed_s - 0.001
        ends = time.monotonic() + 60
        while self.clock.done_s() < here_s:
            self._thread.join(LOOKS_EVERY_S)
            assert time.monotonic() < ends, f"stands still: {self.status()}"
            assert self._thread.is_alive(), self._failed
        return self.status()

    def end(self) -> None:
        self._collector.end("stop")
        self._thread.join(30)
        assert not self._thread.is_alive()
        assert not self._failed, self._failed

    def markers(self, *names: str) -> list[Marker]:
        events = sam.open_recording(self.path).events()
        marked = [event for event in events if isinstance(event, Marker)]
        return [of for of in marked if not names or of.name in names]

    def derived(self) -> list[object]:
        """What a replay of the file gives."""
        events = sam.open_recording(self.path).events()
        return list(sam.Pipeline(QUICK).feed_all(events))


@contextmanager
def evening(
    monkeypatch: pytest.MonkeyPatch,
    path: Path,
    guide: Guide,
    *,
    a: Course | None = steady,
    b: Course | None = steady,
    away: Mapping[Wearer, Away] | None = None,
    consent: Sequence[str] = (),
    carried: tuple[Draft, ...] = (),
) -> Iterator[Evening]:
    """Two hearts on their courses, or one, or none; `away` says who is lost when."""
    courses = {w: c for w, c in ((Wearer.A, a), (Wearer.B, b)) if c is not None}
    sent = [strap_events(w, c, (away or {}).get(w, ())) for w, c in courses.items()]
    clock = PatientClock()

    def made(*_: object, **__: object) -> Iterator[Event]:
        return heapq.merge(*sent, key=lambda event: event.t_ns)

    def frames(*given: Any, **more: Any) -> LiveFrames:
        clock.frames = LiveFrames(*given, **more)
        return clock.frames

    monkeypatch.setattr(straps, "simulated_events", made)
    monkeypatch.setattr(live_frames, "POLL_S", LOOKS_EVERY_S)
    monkeypatch.setattr(collector, "LiveFrames", frames)
    monkeypatch.setattr(collector, "SessionClock", lambda speed: clock)
    plan = Plan(
        path=path,
        straps={wearer: SimulatedStrap(seed=1) for wearer in courses},
        speed=SPEED,
        settings=QUICK,
        guide=guide,
        consent=tuple(consent),
        carried=carried,
    )
    running = Evening(plan, clock)
    try:
        yield running
    finally:
        running.end()
