"""Events to beats, whole record: every packet may help to place every beat.

Session time in, session time out: `t_s = t_ns / 1e9`. Arrival times are all that is
known of a strap's beats; imported beats may know their own.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

from samenstemming.errors import MalformedPacketError
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    IMPORTED_BEATS,
    IMPORTED_RR,
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
from samenstemming.rhythm.notices import Notice
from samenstemming.rhythm.suspend import SuspendWatch
from samenstemming.series import Beat
from samenstemming.settings import Settings
from samenstemming.wire import heart_rate, imported

MS_PER_TICK = 1000 / heart_rate.TICKS_PER_S

LINK_STATES = ("lost", "connected")
"""A strap that went or came starts its timer, and its RR, afresh."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """Every wearer's beats, and why each run of them started."""

    beats: dict[Wearer, tuple[Beat, ...]]
    breaks: tuple[Break, ...]


def locate_beats(
    events: Iterable[Event], settings: Settings | None = None
) -> dict[Wearer, tuple[Beat, ...]]:
    """Beats of each wearer in session time, in seconds, with their uncertainty."""
    return locate(events, settings).beats


def locate(events: Iterable[Event], settings: Settings | None = None) -> Located:
    """Beats of each wearer, and the reasons of their runs."""
    knobs = settings or Settings()
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
            case _:
                pass
    beats: dict[Wearer, tuple[Beat, ...]] = {}
    breaks: list[Break] = []
    for wearer in Wearer:
        if wearer in streams:
            beats[wearer] = streams[wearer].beats()
            breaks += streams[wearer].breaks
    return Located(beats=beats, breaks=tuple(breaks))


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
    breaks: list[Break] = field(default_factory=list)
    own: OwnTimes | None = None
    reason: str | None = None

    def interrupt(self, reason: str) -> None:
        self.reason = self.reason or reason
        if self.own is not None:
            self.own.interrupt(reason)

    def take(self, packet: Packet) -> None:
        kind = packet.characteristic
        try:
            if kind == HEART_RATE_MEASUREMENT:
                ticks = heart_rate.decode(packet.payload).rr_ticks
                self._note(packet, [rr * MS_PER_TICK for rr in ticks])
            elif kind == IMPORTED_RR:
                self._note(packet, imported.decode_rr(packet.payload))
            elif kind == IMPORTED_BEATS:
                if self.own is None:
                    self.own = OwnTimes(self.wearer, self.settings, self.breaks)
                self.own.take(imported.decode_beats(packet.payload))
        except MalformedPacketError:
            # Stored, counted and shown elsewhere; here it says nothing.
            return

    def _note(self, packet: Packet, rr_ms: Iterable[float]) -> None:
        self.notices.append(
            Notice(
                arrival_s=packet.t_ns / 1e9,
                rr_s=tuple(rr / 1000 for rr in rr_ms if rr > 0),
                logged=packet.characteristic == IMPORTED_RR,
                reason=self.reason,
            )
        )
        self.reason = None

    def beats(self) -> tuple[Beat, ...]:
        beats, reasons = place_whole(self.notices, self.wearer, self.settings)
        self.breaks += [
            Break(wearer=self.wearer, run=run, reason=reason) for run, reason in reasons
        ]
        if self.own is not None:
            beats += self.own.settle(math.inf)
        return tuple(beats)
