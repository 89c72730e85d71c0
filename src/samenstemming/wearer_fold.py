"""One wearer's share of the fold: packets in, settled and judged beats out.

Kept apart from the pipeline because nothing in it knows that there are two people.
"""

import math
from collections import deque
from collections.abc import Sequence
from dataclasses import replace

from samenstemming.errors import MalformedPacketError
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    IMPORTED_BEATS,
    IMPORTED_RR,
    POLAR_ECG,
    Packet,
    Wearer,
)
from samenstemming.measures.windows import BeatLog
from samenstemming.rhythm.clock import CausalClock
from samenstemming.rhythm.judge import Judge
from samenstemming.rhythm.rr_unit import RrUnit, UnitWatch, unit_set
from samenstemming.series import (
    Beat,
    Derived,
    Flag,
    Gap,
    HeartRate,
    LeftOut,
    Malformed,
)
from samenstemming.settings import Settings
from samenstemming.wire import heart_rate, imported, polar_pmd
from samenstemming.wire.heart_rate import HeartRateMeasurement

SMALLEST_GAP_S = 0.05
"""Two runs may touch: a lost notification that held no beat leaves no gap."""

SAME_BEAT_SHARE = 0.5
"""After a fresh start a beat so close behind the last was handed out before."""

RECALLED_S = 200.0
"""Packets that are heard again, once, when a strap turns out to count in ms."""


class WearerFold:
    """Clock, judge and log of one wearer."""

    def __init__(self, wearer: Wearer, settings: Settings) -> None:
        self.wearer = wearer
        self.log = BeatLog(settings)
        self._settings = settings
        self._clock = CausalClock(wearer, settings)
        self._judge = Judge(settings)
        self._last: Beat | None = None
        chosen = unit_set(wearer, settings)
        self.unit = chosen or RrUnit.TICKS
        self._watch = UnitWatch() if chosen is None else None
        self._recalled: deque[tuple[float, tuple[int, ...]]] = deque()
        self._runs_before = 0
        self._first_run: int | None = None

    @property
    def upcoming_ms(self) -> float | None:
        """The first interval that has arrived but whose beat is not settled."""
        return self._judge.upcoming_ms

    def take(self, packet: Packet) -> list[Derived]:
        """Take a packet; what it says by itself comes back at once."""
        t_s = packet.t_ns / 1e9
        try:
            match packet.characteristic:
                case kind if kind == HEART_RATE_MEASUREMENT:
                    return [self._measurement(t_s, packet.payload)]
                case kind if kind == IMPORTED_RR:
                    rr_ms = imported.heard_rr(packet.payload)
                    self._hear(t_s, rr_ms, logged=True)
                case kind if kind == IMPORTED_BEATS:
                    beats = imported.heard_beats(packet.payload)
                    self._judge.hear([rr for _, rr in beats if rr is not None])
                    self._clock.take_beats(beats)
                case kind if kind == POLAR_ECG:
                    # Only the whole record looks for R-peaks; here it is checked.
                    polar_pmd.decode_ecg(packet.payload)
                case _:
                    pass
        except MalformedPacketError as error:
            return [Malformed(t_s=t_s, wearer=self.wearer, reason=str(error))]
        return []

    def interrupt(self, reason: str) -> None:
        """Start a new run with the next beat, because of `reason`."""
        self._clock.interrupt(reason)
        self._recalled.clear()
        if self._watch is not None:
            self._watch.interrupt()

    def settle(self, until_s: float) -> list[Derived]:
        """Beats whose time is final now, and the gaps before them."""
        beats = self._counted_through(self._clock.settle(until_s))
        found: list[Derived] = []
        for judged in self._judge.judge(beats):
            self.log.add(judged)
            beat = judged.beat
            gap = self._gap_before(beat)
            if gap is not None:
                found.append(gap)
            found.append(beat)
            if judged.flag is not Flag.NORMAL and beat.rr_ms is not None:
                found.append(_left_out(beat, beat.rr_ms, judged.flag))
            self._last = beat
        return found

    def _measurement(self, t_s: float, payload: bytes) -> HeartRate:
        said = heart_rate.decode(payload)
        self._hear(t_s, self.unit.ms(said.rr_ticks))
        self._ask_the_unit(t_s, said)
        return HeartRate(
            t_s=t_s,
            wearer=self.wearer,
            heart_rate_bpm=said.heart_rate_bpm or None,
            contact=said.contact,
            n_rr=len(said.rr_ticks),
        )

    def _hear(
        self, t_s: float, rr_ms: Sequence[float], *, logged: bool = False
    ) -> None:
        self._judge.hear(rr_ms)
        self._clock.take(t_s, rr_ms, logged=logged)

    def _ask_the_unit(self, t_s: float, said: HeartRateMeasurement) -> None:
        """Start afresh with the packets so far where this strap counts in ms."""
        watch = self._watch
        if watch is None:
            return
        self._recalled.append((t_s, said.rr_ticks))
        while t_s - self._recalled[0][0] > RECALLED_S:
            self._recalled.popleft()
        watch.take(t_s, said.rr_ticks, said.heart_rate_bpm)
        if watch.unit is None:
            return
        self._watch = None
        if watch.unit is not self.unit:
            self._begin_again(watch.unit)
        self._recalled.clear()

    def _begin_again(self, unit: RrUnit) -> None:
        self.unit = unit
        self._runs_before += 1 + max((b.run for b in self._clock.breaks), default=0)
        self._clock = CausalClock(self.wearer, self._settings)
        self._judge = Judge(self._settings)
        # What was said in the wrong unit was said; no window mixes the two.
        self.log = BeatLog(self._settings)
        for t_s, counts in self._recalled:
            self._hear(t_s, unit.ms(counts))

    def _counted_through(self, beats: list[Beat]) -> list[Beat]:
        """The same beats after a fresh start: only later ones, runs counted on."""
        if not self._runs_before:
            return beats
        last_s = self._last.t_s if self._last is not None else -math.inf
        later = [
            replace(beat, run=beat.run + self._runs_before)
            for beat in beats
            if beat.t_s - last_s > SAME_BEAT_SHARE * (beat.rr_ms or 0.0) / 1000
        ]
        if later and self._first_run is None:
            self._first_run = later[0].run
        return later

    def _gap_before(self, beat: Beat) -> Gap | None:
        last = self._last
        if last is None or last.run == beat.run:
            return None
        end_s = beat.t_s - (beat.rr_ms or 0.0) / 1000
        if end_s - last.t_s < SMALLEST_GAP_S:
            return None
        return Gap(
            wearer=self.wearer,
            start_s=last.t_s,
            end_s=end_s,
            reason=self._reason(beat.run),
        )

    def _reason(self, run: int) -> str:
        if run == self._first_run:
            return "unit_found"
        for found in reversed(self._clock.breaks):
            if found.run + self._runs_before == run:
                return found.reason
        return "silence"


def _left_out(beat: Beat, rr_ms: float, flag: Flag) -> LeftOut:
    return LeftOut(wearer=beat.wearer, t_s=beat.t_s, rr_ms=rr_ms, why=flag.name.lower())
