"""Events to beats, whole record: every packet may help to place every beat."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from samenstemming.errors import MalformedPacketError
from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    IMPORTED_BEATS,
    IMPORTED_RR,
    Event,
    LinkChange,
    Packet,
    Tick,
    Wearer,
)
from samenstemming.rhythm.clock import Break, CausalClock
from samenstemming.rhythm.suspend import SuspendWatch
from samenstemming.series import Beat
from samenstemming.settings import Settings
from samenstemming.wire import heart_rate, imported

MS_PER_TICK = 1000 / heart_rate.TICKS_PER_S


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
    clocks: dict[Wearer, CausalClock] = {}
    watch = SuspendWatch()
    for event in events:
        match event:
            case Packet():
                clock = clocks.setdefault(
                    event.wearer, CausalClock(event.wearer, knobs)
                )
                _take(clock, event)
            case LinkChange() if event.state in ("lost", "connected"):
                if event.wearer in clocks:
                    clocks[event.wearer].interrupt("link_lost")
            case Tick() if watch.slept(event):
                for clock in clocks.values():
                    clock.interrupt("suspend")
            case _:
                pass
    ordered = [wearer for wearer in Wearer if wearer in clocks]
    return Located(
        beats={w: tuple(clocks[w].settle(math.inf)) for w in ordered},
        breaks=tuple(b for w in ordered for b in clocks[w].breaks),
    )


def _take(clock: CausalClock, packet: Packet) -> None:
    try:
        match packet.characteristic:
            case str(kind) if kind == HEART_RATE_MEASUREMENT:
                ticks = heart_rate.decode(packet.payload).rr_ticks
                clock.take(packet.t_ns / 1e9, [rr * MS_PER_TICK for rr in ticks])
            case str(kind) if kind == IMPORTED_RR:
                rr_ms = imported.decode_rr(packet.payload)
                clock.take(packet.t_ns / 1e9, rr_ms, logged=True)
            case str(kind) if kind == IMPORTED_BEATS:
                clock.take_beats(imported.decode_beats(packet.payload))
            case _:
                pass
    except MalformedPacketError:
        return
