"""What a recording holds, in figures: how long, how many, where it was silent.

Silence, sleep and clock steps are no damage. They are what happened, and whoever
checks a file wants to see them beside the word "whole".
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from samenstemming.events import (
    BATTERY_LEVEL,
    POLAR_ECG,
    Event,
    LinkChange,
    Marker,
    Packet,
    Tick,
    Wearer,
)
from samenstemming.recording.timeline import Timeline

SILENCE_S = 3.0
"""The gap at which a run of beats ends (Settings.gap_s)."""

STEP_S = 0.5
"""A wall clock that moves this much against the monotonic one within a tick."""


NO_RATE = (BATTERY_LEVEL, POLAR_ECG)
"""Packets that come beside a strap's one notification a second."""


def gather(
    events: Sequence[Event], timeline: Timeline, zero_ns: int
) -> dict[str, object]:
    """Figures of a recording as JSON values, times in seconds of session time."""
    last_ns = max((event.t_ns for event in events), default=0)
    away = [
        {"at_s": _s(at_ns - zero_ns), "for_s": _s(for_ns)}
        for at_ns, for_ns in timeline.away_ns
    ]
    return {
        "duration_s": _s(last_ns),
        "events": dict(sorted(Counter(_kind(event) for event in events).items())),
        "wearers": {
            wearer.value: _wearer(events, wearer, last_ns)
            for wearer in Wearer
            if any(isinstance(e, Packet) and e.wearer is wearer for e in events)
        },
        "sleeps": [
            {"at_s": _s(at_ns - zero_ns), "for_s": _s(for_ns)}
            for at_ns, for_ns in timeline.slept_ns
        ],
        "collector_away": away,
        "clock_steps": _clock_steps(events, timeline, zero_ns),
    }


def _kind(event: Event) -> str:
    match event:
        case Packet():
            return "packet"
        case LinkChange():
            return "link"
        case Tick():
            return "tick"
        case Marker():
            return "marker"


def _wearer(events: Sequence[Event], wearer: Wearer, last_ns: int) -> dict[str, object]:
    packets = [e for e in events if isinstance(e, Packet) and e.wearer is wearer]
    times = [packet.t_ns for packet in packets]
    # A battery level is no heartbeat, and an ECG comes in frames of its own.
    rates = sum(packet.characteristic not in NO_RATE for packet in packets)
    edges = [min(0, times[0]), *times, max(last_ns, times[-1])]
    pauses_s = [_s(b - a) for a, b in pairwise(edges)]
    minutes = max((edges[-1] - edges[0]) / 60e9, 1e-9)
    return {
        "packets": len(times),
        "packets_per_minute": round(rates / minutes, 1) if last_ns > 0 else None,
        "longest_silence_s": max(pauses_s),
        "silences": sum(pause_s > SILENCE_S for pause_s in pauses_s),
        "links_lost": sum(
            isinstance(e, LinkChange) and e.wearer is wearer and e.state == "lost"
            for e in events
        ),
    }


def _clock_steps(
    events: Sequence[Event], timeline: Timeline, zero_ns: int
) -> list[dict[str, float]]:
    """Steps of the wall clock. They move nothing; a diary beside it may differ."""
    joints_ns = [at_ns - zero_ns for at_ns, _ in timeline.away_ns]
    steps = []
    before: Tick | None = None
    for tick in events:
        if not isinstance(tick, Tick) or tick.utc_ns is None:
            continue
        if before is not None and before.utc_ns is not None:
            joined = any(before.t_ns <= at_ns < tick.t_ns for at_ns in joints_ns)
            step_s = _s((tick.utc_ns - before.utc_ns) - (tick.t_ns - before.t_ns))
            if abs(step_s) > STEP_S and not joined:
                steps.append({"at_s": _s(tick.t_ns), "step_s": step_s})
        before = tick
    return steps


def _s(nanoseconds: int) -> float:
    return round(nanoseconds / 1e9, 3)
