"""A strap and its radio: true beat times in, notifications out, nothing hidden.

The strap counts time on a crystal of its own. Its RR intervals are differences of
whole 1/1024 s positions on that clock, so the remainder is carried and their sum
never wanders away from the heart. Its notifications leave on a timer of the same
crystal, about once a second, and say nothing about when the beats were; the radio
then delays each by tens of milliseconds, keeps their order, and loses a few.

Pure and seeded: the truth (which beat each RR ends at, what was lost) travels with
every notification, because a clock can only be judged against it.

Source: Heart Rate Service 1.0; measured conditions of straps.md sections 2 and 4.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.events import HEART_RATE_MEASUREMENT, Packet, Wearer
from samenstemming.wire.heart_rate import (
    LONGEST_RR_TICKS,
    TICKS_PER_S,
    HeartRateMeasurement,
    encode,
)

MOST_RR: Final = 9
"""As many RR as fit beside flags and an 8-bit rate in a 20-byte payload."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RadioSettings:
    """What a strap and the air do to beat times.

    `period_s` and `phase_s` belong to the notification timer and are counted on the
    strap's clock; a phase of None is drawn from the seed. With `each_beat` the device
    has no timer and notifies with every beat. `delay_s` is how long the strap itself
    sits on a beat before it may be sent: no receiver can see it. Radio delays are
    uniform between `jitter_low_s` and `jitter_high_s`; a share `tail_share` waits
    another, exponential, `tail_s` on top. A strap's clock runs fast by `drift_ppm`.
    """

    drift_ppm: float = 50.0
    period_s: float = 1.0
    phase_s: float | None = None
    each_beat: bool = False
    delay_s: float = 0.0
    jitter_low_s: float = 0.015
    jitter_high_s: float = 0.100
    tail_share: float = 0.01
    tail_s: float = 0.250
    loss: float = 0.0
    most_rr: int = MOST_RR


@dataclass(frozen=True, slots=True, kw_only=True)
class Notification:
    """One notification and the truth about it.

    `number` counts the strap's timer; `beat_index[k]` is the index of the true beat
    at which `rr_ticks[k]` ends. `arrival_s` is when a lost one would have come.
    """

    number: int
    arrival_s: float
    rr_ticks: tuple[int, ...]
    beat_index: tuple[int, ...]
    lost: bool

    def packet(self, wearer: Wearer, *, bpm: int = 70) -> Packet:
        """What the host's radio hands out for it at its arrival, in session time."""
        payload = encode(
            HeartRateMeasurement(heart_rate_bpm=bpm, rr_ticks=self.rr_ticks)
        )
        return Packet(
            t_ns=round(self.arrival_s * 1e9),
            wearer=wearer,
            characteristic=HEART_RATE_MEASUREMENT,
            payload=payload,
        )


def notifications(
    beat_times_s: Sequence[float],
    settings: RadioSettings | None = None,
    seed: int = 0,
    *,
    without_rr: Collection[int] = (),
) -> list[Notification]:
    """All notifications of a strap for these true beat times, in order of arrival.

    The first beat ends no interval. `without_rr` names beats whose interval the strap
    does not report, as when contact was lost: its notifications go on, empty.
    """
    knobs = settings or RadioSettings()
    beats = np.asarray(beat_times_s, dtype=np.float64)
    if beats.size < 2:
        return []
    rate = 1.0 + knobs.drift_ppm * 1e-6
    # One stream for each thing that chance decides, so that changing the loss leaves
    # the jitter of every other notification as it was.
    streams = np.random.default_rng(seed).spawn(4)
    ticks = np.floor(beats * rate * TICKS_PER_S).astype(np.int64)
    rr = np.diff(ticks)
    silent = frozenset(without_rr)
    told = [
        index
        for index in range(1, beats.size)
        if index not in silent and 0 <= rr[index - 1] <= LONGEST_RR_TICKS
    ]
    ready_s = (beats + knobs.delay_s) * rate
    if knobs.each_beat:
        send_s = ready_s[told]
    else:
        phase_s = knobs.phase_s
        if phase_s is None:
            phase_s = float(streams[3].uniform(0, knobs.period_s))
        first = np.floor((ready_s[0] - phase_s) / knobs.period_s) + 1
        last = np.ceil((ready_s[-1] - phase_s) / knobs.period_s) + knobs.most_rr
        send_s = phase_s + knobs.period_s * np.arange(first, last + 1)
    count = send_s.size
    late_s = streams[0].uniform(knobs.jitter_low_s, knobs.jitter_high_s, count)
    tail_s = streams[1].exponential(knobs.tail_s, count)
    late_s += np.where(streams[1].random(count) < knobs.tail_share, tail_s, 0.0)
    # The link layer keeps order: what follows a late notification waits for it.
    arrival_s = np.maximum.accumulate(send_s / rate + late_s)
    lost = streams[2].random(count) < knobs.loss
    sent = []
    at = 0
    for number in range(count):
        mine: list[int] = []
        while (
            at < len(told)
            and len(mine) < knobs.most_rr
            and ready_s[told[at]] <= send_s[number]
        ):
            mine.append(told[at])
            at += 1
        sent.append(
            Notification(
                number=number,
                arrival_s=float(arrival_s[number]),
                rr_ticks=tuple(int(rr[index - 1]) for index in mine),
                beat_index=tuple(mine),
                lost=bool(lost[number]),
            )
        )
    last_with_rr = max((n.number for n in sent if n.rr_ticks), default=-1)
    return sent[: last_with_rr + 1]
