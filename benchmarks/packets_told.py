"""Whether every packet that was handed over is in the file, and every gap is told."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    Event,
    LinkChange,
    Packet,
    Wearer,
)
from samenstemming.rhythm.beats import locate
from samenstemming.series import Beat

SILENT_S = 6
"""A strap that was silent for less is not connected anew; the beat clock sees it."""

NUMBERS = 0x10000
"""Packets count themselves in the energy field, which begins again after so many."""


def compare(recorded: Sequence[bytes], heard: Sequence[bytes]) -> tuple[int, int]:
    """How many packets that were acknowledged are missing, and how many too many."""
    missing = foreign = at = 0
    for payload in recorded:
        ahead = at
        while ahead < len(heard) and heard[ahead] != payload:
            ahead += 1
        if ahead == len(heard):
            foreign += 1
        else:
            missing += ahead - at
            at = ahead + 1
    return missing + len(heard) - at, foreign


def unmarked_gaps(events: Sequence[Event], wearer: Wearer) -> list[str]:
    """Holes in the numbers of a wearer's packets that nobody would know of.

    A new link marks one; so does the beat clock, which begins a new run of beats. It
    alone can where this machine was so busy that a strap's silence was over before the
    4 s that a link is given had passed, which at 24 times the speed are 0.17.
    """
    connected_ns = [
        event.t_ns
        for event in events
        if isinstance(event, LinkChange)
        and event.wearer is wearer
        and event.state == "connected"
    ]
    # Malformed ones were sent on purpose and have no number.
    whole = [p for p in heart_packets(events, wearer) if len(p.payload) >= 6]
    suspects = []
    for before, after in pairwise(whole):
        numbers = [int.from_bytes(p.payload[2:4], "little") for p in (before, after)]
        hole = (numbers[1] - numbers[0]) % NUMBERS
        place = bisect_right(connected_ns, after.t_ns) - 1
        marked = place >= 0 and connected_ns[place] >= before.t_ns
        if hole > SILENT_S and not marked:
            suspects.append((before.t_ns / 1e9, after.t_ns / 1e9, numbers))
    if not suspects:
        return []
    beats = locate(events).beats[wearer]
    return [
        f"{wearer}: {numbers[0]} to {numbers[1]} at {after_s:.1f} s"
        for before_s, after_s, numbers in suspects
        if _run_at(beats, before_s) == _run_at(beats, after_s)
    ]


def _run_at(beats: Sequence[Beat], t_s: float) -> int | None:
    """Which run of beats this moment is in: that of the last beat before it."""
    place = bisect_right(beats, t_s, key=lambda beat: beat.t_s) - 1
    return beats[place].run if place >= 0 else None


def heart_packets(events: Sequence[Event], wearer: Wearer) -> list[Packet]:
    """What a wearer's strap notified, in order."""
    return [
        event
        for event in events
        if isinstance(event, Packet)
        and event.wearer is wearer
        and event.characteristic == HEART_RATE_MEASUREMENT
    ]
