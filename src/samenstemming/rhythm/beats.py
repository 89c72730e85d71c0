"""Events to beats, whole record: every packet may help to place every beat.

Session time in, session time out: `t_s = t_ns / 1e9`. Arrival times are all that is
known of a strap's RR; imported beats may know their own, and raw ECG carries the
strap's clock, so its beats take the place of the RR's wherever there is an ECG.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from samenstemming.errors import (
    MalformedPacketError,
    RecordingError,
    RecordingProblem,
)
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    IMPORTED_BEATS,
    IMPORTED_RR,
    LOST_ROW,
    POLAR_ECG,
    ROWS_LOST,
    SUSPEND,
    Event,
    LinkChange,
    Marker,
    Packet,
    Tick,
    Wearer,
)
from samenstemming.rhythm.clock import Break, OwnTimes
from samenstemming.rhythm.clock_whole import place_whole
from samenstemming.rhythm.ecg_clock import EcgNotice
from samenstemming.rhythm.ecg_merge import RrDelay, merge
from samenstemming.rhythm.notices import Notice
from samenstemming.rhythm.rpeaks import ecg_beats
from samenstemming.rhythm.rr_unit import RrUnit, UnitWatch, unit_set
from samenstemming.rhythm.suspend import SuspendWatch
from samenstemming.series import Beat
from samenstemming.settings import Settings
from samenstemming.wire import heart_rate, imported, polar_pmd

MS_PER_TICK = 1000 / heart_rate.TICKS_PER_S

LONGEST_S = 7 * 86_400.0
"""A week. Longer means a wrong clock, or a file that nobody recorded: everything that
is worked out once a second would take the computer's memory before its answer."""

LINK_STATES = ("lost", "connected")
"""A strap that went or came starts its timer, and its RR, afresh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Every wearer's beats, and why each run of them started.

    `units` has the wearers whose strap sent RR, and whether the unit was "set",
    "detected" or "assumed"; `delays` those whose ECG showed how late their RR are.
    """

    beats: dict[Wearer, tuple[Beat, ...]]
    breaks: tuple[Break, ...]
    units: dict[Wearer, tuple[RrUnit, str]] = field(default_factory=dict)
    delays: dict[Wearer, RrDelay] = field(default_factory=dict)


def locate_beats(
    events: Iterable[Event], settings: Settings | None = None
) -> dict[Wearer, tuple[Beat, ...]]:
    """Beats of each wearer in session time, in seconds, with their uncertainty."""
    return locate(events, settings).beats


def locate(events: Iterable[Event], settings: Settings | None = None) -> Located:
    """Beats of each wearer, and the reasons of their runs.

    RecordingError where they lie more than `LONGEST_S` apart.
    """
    knobs = settings or Settings()
    events = tuple(events)
    _refuse_years(event.t_ns / 1e9 for event in events)
    streams: dict[Wearer, _Stream] = {}
    watch = SuspendWatch()
    for event in events:
        match event:
            case Packet():
                if event.wearer not in streams:
                    streams[event.wearer] = _Stream(event.wearer, knobs)
                streams[event.wearer].take(event)
            case LinkChange() if event.state in LINK_STATES:
                if event.wearer in streams:
                    streams[event.wearer].interrupt("link_lost")
            case Tick() | Marker() if _slept(event, watch):
                for stream in streams.values():
                    stream.interrupt("suspend")
            case Marker() if event.name in (ROWS_LOST, LOST_ROW):
                for stream in streams.values():
                    stream.interrupt("rows_lost")
            case _:
                pass
    beats: dict[Wearer, tuple[Beat, ...]] = {}
    breaks: list[Break] = []
    units: dict[Wearer, tuple[RrUnit, str]] = {}
    delays: dict[Wearer, RrDelay] = {}
    for wearer in Wearer:
        if wearer not in streams:
            continue
        stream = streams[wearer]
        beats[wearer] = stream.beats()
        breaks += stream.breaks
        if stream.counts:
            units[wearer] = stream.unit()
        if stream.delay is not None:
            delays[wearer] = stream.delay
    _refuse_years(beat.t_s for of in beats.values() for beat in of)
    return Located(beats=beats, breaks=tuple(breaks), units=units, delays=delays)


def _refuse_years(times_s: Iterable[float]) -> None:
    first_s, last_s = math.inf, -math.inf
    for t_s in times_s:
        first_s, last_s = min(first_s, t_s), max(last_s, t_s)
    if last_s - first_s > LONGEST_S:
        msg = (
            f"This recording would last {(last_s - first_s) / 86_400:,.0f} days; a "
            f"session lasts {LONGEST_S / 86_400:.0f} at most. A clock in it is wrong, "
            "or it was not made by recording. `samenstemming check` tells more."
        )
        raise RecordingError(msg, problem=RecordingProblem.DAMAGED)


def _slept(event: Tick | Marker, watch: SuspendWatch) -> bool:
    """Whether the host slept: by its clocks, or by what the writer noted of them."""
    if isinstance(event, Tick):
        return watch.slept(event)
    return event.name == SUSPEND


@dataclass(slots=True)
class _Stream:
    """All that one wearer's events said, in order."""

    wearer: Wearer
    settings: Settings
    notices: list[Notice] = field(default_factory=list)
    counts: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """RR as the strap counts them, by the notice that they came in."""
    ecg: list[EcgNotice] = field(default_factory=list)
    breaks: list[Break] = field(default_factory=list)
    own: OwnTimes | None = None
    delay: RrDelay | None = None
    reason: str | None = None
    ecg_reason: str | None = None
    watch: UnitWatch = field(default_factory=UnitWatch)

    def interrupt(self, reason: str) -> None:
        self.reason = self.reason or reason
        self.ecg_reason = self.ecg_reason or reason
        self.watch.interrupt()
        if self.own is not None:
            self.own.interrupt(reason)

    def take(self, packet: Packet) -> None:
        kind = packet.characteristic
        t_s = packet.t_ns / 1e9
        try:
            if kind == HEART_RATE_MEASUREMENT:
                said = heart_rate.decode(packet.payload)
                self.watch.take(t_s, said.rr_ticks, said.heart_rate_bpm)
                self.counts[len(self.notices)] = said.rr_ticks
                self._note(t_s, RrUnit.TICKS.ms(said.rr_ticks), logged=False)
            elif kind == IMPORTED_RR:
                self._note(t_s, imported.heard_rr(packet.payload), logged=True)
            elif kind == IMPORTED_BEATS:
                if self.own is None:
                    self.own = OwnTimes(self.wearer, self.settings, self.breaks)
                self.own.take(imported.heard_beats(packet.payload))
            elif kind == POLAR_ECG:
                frame = polar_pmd.decode_ecg(packet.payload)
                self.ecg.append(
                    EcgNotice(arrival_s=t_s, frame=frame, reason=self.ecg_reason)
                )
                self.ecg_reason = None
        except MalformedPacketError:
            # Stored, counted and shown elsewhere; here it says nothing.
            return

    def _note(self, t_s: float, rr_ms: Iterable[float], *, logged: bool) -> None:
        self.notices.append(
            Notice(
                arrival_s=t_s,
                rr_s=tuple(rr / 1000 for rr in rr_ms if rr > 0),
                logged=logged,
                reason=self.reason,
            )
        )
        self.reason = None

    def unit(self) -> tuple[RrUnit, str]:
        """What this strap counts in, and how that is known."""
        chosen = unit_set(self.wearer, self.settings)
        if chosen is not None:
            return chosen, "set"
        found = self.watch.unit
        return (found, "detected") if found else (RrUnit.TICKS, "assumed")

    def beats(self) -> tuple[Beat, ...]:
        unit, _ = self.unit()
        if unit is not RrUnit.TICKS:
            for index, counts in self.counts.items():
                rr_ms = unit.ms(counts)
                self.notices[index].rr_s = tuple(rr / 1000 for rr in rr_ms if rr > 0)
        beats, reasons = place_whole(self.notices, self.wearer, self.settings)
        told = [
            Break(wearer=self.wearer, run=run, reason=reason) for run, reason in reasons
        ]
        if self.ecg:
            merged = merge(
                ecg_beats(self.ecg, self.wearer, self.settings),
                (beats, told),
                self.wearer,
                self.settings,
            )
            beats, told = list(merged.beats), list(merged.breaks)
            self.delay = merged.delay
        self.breaks += told
        if self.own is not None:
            beats += self.own.settle(math.inf)
        return tuple(beats)
