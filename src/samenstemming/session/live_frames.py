"""The collector's own pipeline: what any screen would derive, from the file itself.

It reads the recording back as every screen does instead of being handed the events.
That costs at most a tenth of a second and makes live and replay equal by construction:
also after a suspend, whose length only the anchors in the file know.

A reader must never open the file past SQLite while this process writes it: on POSIX
systems, closing any plain descriptor of a file drops all of the process's locks on it
(sqlite.org, "How To Corrupt An SQLite Database File", 2.2). `tail` keeps to that.

It has a thread of its own, since loading neurokit2 takes seconds in which a marker must
still land on disk in a tenth of one. A fault in here is reported and never ends a
recording: raw events are what cannot be got back.
"""

import json
import logging
import os
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from samenstemming.errors import (
    MalformedPacketError,
    RecordingError,
    RecordingProblem,
    SamenstemmingError,
)
from samenstemming.events import (
    BATTERY_LEVEL,
    HEART_RATE_MEASUREMENT,
    POLAR_ECG,
    Event,
    LinkChange,
    Packet,
    Wearer,
)
from samenstemming.frames_json import derived_to_json
from samenstemming.pipeline import Pipeline
from samenstemming.recording import Tail, tail
from samenstemming.rhythm.probe import Probe
from samenstemming.series import (
    Beat,
    Cue,
    Derived,
    DyadFrame,
    Gap,
    HeartRate,
    HrvFrame,
    Malformed,
    SynchronyFrame,
)
from samenstemming.wire.heart_rate import decode

if TYPE_CHECKING:
    from samenstemming.session.lsl import LslOutlet
    from samenstemming.session.plan import Plan

POLL_S = 0.1
"""How often the file is looked at; a look takes 15-500 µs."""

log = logging.getLogger(__name__)


class Newest:
    """The newest frame of each kind, and counts: what a status shows."""

    def __init__(self) -> None:
        self.t_s = 0.0
        self.synchrony: SynchronyFrame | None = None
        self.dyad: DyadFrame | None = None
        self._frames: dict[tuple[str, Wearer], Derived] = {}
        self._counts: dict[tuple[str, Wearer], int] = {}
        self._links: dict[Wearer, LinkChange] = {}
        self._packet_s: dict[Wearer, float] = {}
        self._beat_s: dict[Wearer, float] = {}
        self._ecgs: dict[Wearer, LinkChange] = {}
        self._ecg_s: dict[Wearer, float] = {}
        self._probes = {wearer: Probe() for wearer in Wearer}

    def see(self, event: Event) -> None:
        """Note an event that went into the pipeline."""
        self.t_s = event.t_ns / 1e9
        if isinstance(event, Packet):
            self._count("packets", event.wearer)
            if event.characteristic == POLAR_ECG:
                self._count("ecg", event.wearer)
                self._ecg_s[event.wearer] = self.t_s
            elif event.characteristic != BATTERY_LEVEL:  # it says nothing of a heart
                self._packet_s[event.wearer] = self.t_s
            if event.characteristic == HEART_RATE_MEASUREMENT:
                self._probe(event)
        elif isinstance(event, LinkChange) and event.state == "ecg":
            self._ecgs[event.wearer] = event
        elif isinstance(event, LinkChange):
            self._links[event.wearer] = event
            if event.state == "connected":
                self._probes[event.wearer].connected(self.t_s)
            else:
                self._probes[event.wearer].interrupt()

    def show(self, derived: Derived) -> None:
        """Note a value that came out of it."""
        match derived:
            case SynchronyFrame():
                self.synchrony = derived
            case DyadFrame():
                self.dyad = derived
            case Beat():
                self._count("beats", derived.wearer)
                self._beat_s[derived.wearer] = derived.t_s
            case Malformed():
                self._count("malformed", derived.wearer)
            case Gap():
                self._count("gaps", derived.wearer)
                self._frames["gap", derived.wearer] = derived
            case HeartRate():
                self._frames["heart_rate", derived.wearer] = derived
            case HrvFrame() if derived.calculator == "neurokit2":
                self._frames["table", derived.wearer] = derived
            case HrvFrame():
                self._frames["hrv", derived.wearer] = derived

    def of(self, wearer: Wearer) -> dict[str, object]:
        """What is known of one wearer, as JSON values."""
        rate = self._frames.get(("heart_rate", wearer))
        hrv = self._frames.get(("hrv", wearer))
        table = self._frames.get(("table", wearer))
        gap = self._frames.get(("gap", wearer))
        link = self._links.get(wearer)
        return {
            "link": None if link is None else link.state,
            "link_detail": None if link is None else link.detail,
            "last_packet_s": self._packet_s.get(wearer),
            "last_beat_s": self._beat_s.get(wearer),
            "ecg": self._ecg(wearer),
            "probe": self._probes[wearer].report(self.t_s).to_json(),
            "heart_rate_bpm": (
                rate.heart_rate_bpm if isinstance(rate, HeartRate) else None
            ),
            **{
                name: self._counts.get((name, wearer), 0)
                for name in ("packets", "malformed", "beats", "gaps")
            },
            "quality": (
                hrv.quality.verdict.value if isinstance(hrv, HrvFrame) else None
            ),
            **{
                name: None if frame is None else derived_to_json(frame)
                for name, frame in (("hrv", hrv), ("table", table), ("gap", gap))
            },
        }

    def _ecg(self, wearer: Wearer) -> dict[str, object] | None:
        """How its ECG comes; None where none was asked for and none has come."""
        told, last_s = self._ecgs.get(wearer), self._ecg_s.get(wearer)
        if told is None and last_s is None:
            return None
        what, _, why = ("streaming" if told is None else told.detail).partition(": ")
        return {
            "state": what,
            "detail": why,
            "frames": self._counts.get(("ecg", wearer), 0),
            "last_frame_s": last_s,
        }

    def learned(self) -> dict[Wearer, dict[str, object]]:
        """What each strap can do, as far as it has shown, for a recording's meta."""
        return {
            wearer: probe.report(self.t_s).for_meta()
            for wearer, probe in self._probes.items()
        }

    def heard(self) -> dict[Wearer, int]:
        """How many notifications came from each strap."""
        return {
            wearer: probe.report(self.t_s).n_notifications
            for wearer, probe in self._probes.items()
        }

    def _probe(self, packet: Packet) -> None:
        try:
            self._probes[packet.wearer].take(self.t_s, decode(packet.payload))
        except MalformedPacketError as error:
            log.debug("a probe passes over a packet: %s", error)  # counted elsewhere

    def _count(self, name: str, wearer: Wearer) -> None:
        self._counts[name, wearer] = self._counts.get((name, wearer), 0) + 1


class LiveFrames:
    """Runs the pipeline behind the recording until `finish`."""

    def __init__(
        self,
        path: Callable[[], Path],
        *,
        plan: "Plan",
        on_problem: Callable[[str, str], None],
        on_cue: Callable[[Cue], None] = lambda cue: None,
    ) -> None:
        self._path = path
        self._settings = plan.settings
        self._frames_to = plan.frames_to
        self._outlet = _outlet_of(plan)
        self._on_problem = on_problem
        self._on_cue = on_cue
        self._newest = Newest()
        self._lock = threading.Lock()
        self._done = threading.Event()
        self._thread = threading.Thread(
            target=self._run, name="live frames", daemon=True
        )

    def start(self, session_s: float) -> None:
        """Begin, at this session time; the recording must exist."""
        if self._outlet is not None:
            if self._outlet.open_ports:
                self._on_problem("lsl_open", open_sentence(self._outlet.open_ports))
            self._outlet.begin(session_s)
        self._thread.start()

    def finish(self, *, within_s: float) -> None:
        """Take what is left of the closed file and end, if that is soon enough."""
        self._done.set()
        self._thread.join(within_s)
        if self._outlet is not None:
            self._outlet.close()

    def status(self, wearers: tuple[Wearer, ...]) -> dict[str, object]:
        """The newest frames as JSON values."""
        with self._lock:
            newest = self._newest
            synchrony = newest.synchrony
            return {
                "t_s": newest.t_s,
                "wearers": {wearer.value: newest.of(wearer) for wearer in wearers},
                "word": None if synchrony is None else synchrony.word.value,
                "synchrony": (
                    None if synchrony is None else derived_to_json(synchrony)
                ),
                "joint": _joint(newest.dyad),
            }

    def learned(self) -> dict[Wearer, dict[str, object]]:
        """What each strap can do, as far as it has shown, for a recording's meta."""
        with self._lock:
            return self._newest.learned()

    def heard(self) -> dict[Wearer, int]:
        """How many notifications came from each strap."""
        with self._lock:
            return self._newest.heard()

    def _run(self) -> None:
        try:
            if self._frames_to is None:
                self._follow(None)
            else:
                with _own_file(self._frames_to) as kept:
                    self._follow(kept)
        except Exception as error:
            log.exception("The live frames ended; the recording goes on.")
            sentence = (
                "Live values have stopped because of a fault in this program "
                f"({type(error).__name__}: {error}). The recording goes on."
            )
            self._on_problem("frames_stopped", sentence)

    def _follow(self, kept: TextIO | None) -> None:
        path = self._path()
        following: Tail | None = None
        pipeline = Pipeline(self._settings)
        last = False
        while not last:
            last = self._done.wait(POLL_S)
            if path != self._path():  # moved away: its copy holds all of it
                path = self._path()
                following, pipeline = None, Pipeline(self._settings)
                self._begin_anew(kept)
            following = following or _tail_of(path)
            for event in [] if following is None else _new_in(following):
                self._feed(event, pipeline, kept)

    def _begin_anew(self, kept: TextIO | None) -> None:
        with self._lock:
            self._newest = Newest()
        if kept is not None:
            kept.seek(0)
            kept.truncate()

    def _feed(self, event: Event, pipeline: Pipeline, kept: TextIO | None) -> None:
        derived = pipeline.feed(event)
        with self._lock:
            self._newest.see(event)
            for value in derived:
                self._newest.show(value)
        for value in derived:
            if isinstance(value, Cue):
                self._on_cue(value)
        if self._outlet is not None:
            self._outlet.take(event, derived)
        if kept is not None:
            kept.writelines(frame_line(value) + "\n" for value in derived)


def _outlet_of(plan: "Plan") -> "LslOutlet | None":
    if not plan.lsl:
        return None
    from samenstemming.session.lsl import outlet_of

    return outlet_of(plan)


def open_sentence(ports: tuple[int, ...]) -> str:
    """What whoever runs this has to know where LSL cannot be kept to this machine."""
    named = ", ".join(map(str, ports))
    return (
        f"LSL cannot be kept to this computer here: others on the network may read "
        f"port {named} and the ones after it. Put a firewall before them."
    )


def _joint(dyad: DyadFrame | None) -> dict[str, object] | None:
    """The level of the two together, without either of them: all a couple may see."""
    if dyad is None:
        return None
    return {"t_s": dyad.t_s, "state": dyad.joint.value}


def _own_file(path: Path) -> TextIO:
    """A new file for this account alone, open for writing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    return os.fdopen(os.open(path, flags, 0o600), "w", encoding="utf-8")


def _tail_of(path: Path) -> Tail | None:
    """None where the file was moved away before anybody looked into it."""
    try:
        return tail(path)
    except RecordingError as error:
        if error.problem is not RecordingProblem.MISSING:
            raise
        log.debug("could not open the recording yet: %s", error)
        return None


def _new_in(following: Tail) -> list[Event]:
    try:
        return [event for _, event in following.poll()]
    except (SamenstemmingError, OSError) as error:
        # Moved away, most likely: the writer says so, and the next look is soon.
        log.debug("could not look at the recording: %s", error)
        return []


def frame_line(derived: Derived) -> str:
    """A derived value as one line of JSON: the form in which runs are compared."""
    return json.dumps(derived_to_json(derived))
