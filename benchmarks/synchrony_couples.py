"""Simulated couples as two heart rates on one grid, without packets.

The hearts are those of `sources.hearts`: beats where the integral of the heart rate
crosses whole numbers, put on a strap's grid of 1/1024 s, and resampled by the very
function the analysis uses. What is left out is the radio: lost packets and clocks have
benchmarks of their own (`beat_times`). A couple of ten minutes takes 20 ms this way,
so that false positives can be counted over thousands.

The study's design (science: coupling of the arousal between .005 and .05 Hz): the lag
is uniform over 6 s either way, and three couples in ten move against each other.
"""

from itertools import islice

import numpy as np

from samenstemming.events import Wearer
from samenstemming.rhythm.resample import heart_period
from samenstemming.series import Floats, NNSeries
from samenstemming.sources.hearts import (
    BLOCK_S,
    WARM_UP_S,
    Couple,
    beat_blocks,
    heart_of,
)

RATE_HZ = 2.0
FURTHEST_LAG_S = 6.0
SHARE_OPPOSITE = 0.3


def couple_of(seed: int, coupling: float) -> Couple:
    """A couple of the study, its lag and its sign drawn from the seed."""
    rng = np.random.default_rng([seed, 77])
    return Couple(
        coupling=coupling,
        lag_s=float(rng.uniform(-FURTHEST_LAG_S, FURTHEST_LAG_S)),
        anti_phase=bool(rng.random() < SHARE_OPPOSITE),
        seed=seed,
    )


def heart_rate(couple: Couple, wearer: Wearer, minutes: float) -> Floats:
    """One heart rate in bpm at 2 Hz, from time zero on, (120 * minutes,)."""
    blocks = int(np.ceil((60 * minutes + WARM_UP_S) / BLOCK_S)) + 1
    beats_s = np.concatenate(
        list(islice(beat_blocks(heart_of(couple, wearer)), blocks))
    )
    return resampled(beats_s, minutes)


def heart_rates(couple: Couple, minutes: float) -> tuple[Floats, Floats]:
    """Both heart rates in bpm at 2 Hz on one clock."""
    a, b = (heart_rate(couple, wearer, minutes) for wearer in Wearer)
    return a, b


def resampled(beats_s: Floats, minutes: float) -> Floats:
    """Heart rate in bpm at 2 Hz of beats on a strap's grid, (120 * minutes,)."""
    ticks = np.round(beats_s * 1024)
    t_s, nn_ms = ticks[1:] / 1024, np.diff(ticks) * (1000 / 1024)
    size = round(60 * minutes * RATE_HZ)
    period = heart_period(
        NNSeries(
            t_s=t_s,
            nn_ms=nn_ms,
            follows=np.arange(t_s.size) > 0,
            flag=np.zeros(t_s.size, np.int8),
            run=np.zeros(t_s.size, np.int64),
        ),
        rate_hz=RATE_HZ,
        start_s=0.0,
        end_s=(size - 1) / RATE_HZ,
        bridge_s=3.0,
    )
    rate: Floats = 60_000 / period.period_ms
    return rate
