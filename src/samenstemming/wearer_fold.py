"""One wearer's share of the fold: packets in, settled and judged beats out.

Kept apart from the pipeline because nothing in it knows that there are two people.
"""

from collections.abc import Sequence

from samenstemming.errors import MalformedPacketError
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    IMPORTED_BEATS,
    IMPORTED_RR,
    Packet,
    Wearer,
)
from samenstemming.measures.windows import BeatLog
from samenstemming.rhythm.clock import CausalClock
from samenstemming.rhythm.judge import Judge
from samenstemming.series import Beat, Derived, Gap, HeartRate, Malformed
from samenstemming.settings import Settings
from samenstemming.wire import heart_rate, imported

MS_PER_TICK = 1000 / heart_rate.TICKS_PER_S

SMALLEST_GAP_S = 0.05
"""Two runs may touch: a lost notification that held no beat leaves no gap."""


class WearerFold:
    """Clock, judge and log of one wearer."""

    def __init__(self, wearer: Wearer, settings: Settings) -> None:
        self.wearer = wearer
        self.log = BeatLog(settings)
        self._clock = CausalClock(wearer, settings)
        self._judge = Judge(settings)
        self._last: Beat | None = None

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
                    rr_ms = imported.decode_rr(packet.payload)
                    self._hear(t_s, rr_ms, logged=True)
                case kind if kind == IMPORTED_BEATS:
                    beats = imported.decode_beats(packet.payload)
                    self._judge.hear([rr for _, rr in beats if rr is not None])
                    self._clock.take_beats(beats)
                case _:
                    pass
        except MalformedPacketError as error:
            return [Malformed(t_s=t_s, wearer=self.wearer, reason=str(error))]
        return []

    def interrupt(self, reason: str) -> None:
        """Start a new run with the next beat, because of `reason`."""
        self._clock.interrupt(reason)

    def settle(self, until_s: float) -> list[Derived]:
        """Beats whose time is final now, and the gaps before them."""
        beats = self._clock.settle(until_s)
        for judged in self._judge.judge(beats):
            self.log.add(judged)
        found: list[Derived] = []
        for beat in beats:
            gap = self._gap_before(beat)
            if gap is not None:
                found.append(gap)
            found.append(beat)
            self._last = beat
        return found

    def _measurement(self, t_s: float, payload: bytes) -> HeartRate:
        said = heart_rate.decode(payload)
        self._hear(t_s, [rr * MS_PER_TICK for rr in said.rr_ticks])
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
        for found in reversed(self._clock.breaks):
            if found.run == run:
                return found.reason
        return "silence"
