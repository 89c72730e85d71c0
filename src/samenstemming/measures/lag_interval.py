"""How sure a lag is: the lags that couples of these very rhythms would show.

Two series with each person's own spectrum and random phases, of which B's follow A's
by the lag that was found, as closely in each band as the data do. Their lag is found
as the data's was; how far it misses is the error, false peaks included.

A bootstrap of windows does not do: a record of five minutes has three or four windows
that do not overlap, and its 95 % interval held the true lag in 60 % (ten minutes:
83 %).
Nor does one coupling for all rhythms: couples share arousal below .05 Hz and not the
waves near .1 Hz, and taken for shared these make a lag look twice as sure as it is.

Source: phase randomisation after Theiler et al. 1992, Physica D 58:77; measured in
docs/signals.md.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from samenstemming.measures.lag import Timing
from samenstemming.measures.windowed import Plan, z_curves
from samenstemming.series import Floats, Ints

DRAWS = 200
FEWEST_WINDOWS_FOR_LAG = 6

COUPLING_EDGES_HZ = (0.0, 0.025, 0.05, np.inf)
"""How closely two move together is found apart for these bands: the slower and the
faster half of arousal, and what lies above it."""

CLOSEST = 0.99
IN_A_BATCH = 2**18
"""Samples at a time, as for surrogates."""

WITHIN_95 = 1.96


@dataclass(frozen=True, slots=True)
class LagInterval:
    """How far a lag may be off: standard deviation and 95 % reach, in seconds."""

    sd_s: float
    below_s: float
    above_s: float


def lag_interval(
    first: Floats,
    second: Floats,
    lag_s: float,
    sign: float,
    starts: Ints,
    the_plan: Plan,
    timing: Timing,
    rng: np.random.Generator,
    weights: Floats | None = None,
) -> LagInterval | None:
    """The reach of a lag found in windows at `starts` of two slow series (n,).

    None where there are too few windows. `sign` is -1 for couples in anti-phase.
    """
    if starts.size < FEWEST_WINDOWS_FOR_LAG:
        return None
    begin = max(0, int(starts[0]) - the_plan.half_shift)
    begin -= begin % the_plan.step
    end = int(starts[-1]) + the_plan.window + the_plan.half_shift
    errors = _errors_s(
        first[begin:end],
        sign * second[begin:end],
        lag_s,
        starts - begin,
        the_plan,
        rng,
        None if weights is None else weights[begin:end],
    )
    low, high = np.quantile(errors, (0.025, 0.975)).tolist()
    clocks_s = float(
        np.hypot(np.hypot(timing.sd_a_s, timing.sd_b_s), timing.widened_by_s)
    )
    reach_s = WITHIN_95 * clocks_s
    return LagInterval(
        sd_s=float(np.hypot((high - low) / (2 * WITHIN_95), clocks_s)),
        below_s=float(np.hypot(max(high, 0.0), reach_s)),
        above_s=float(np.hypot(min(low, 0.0), reach_s)),
    )


def _errors_s(
    x: Floats,
    y: Floats,
    lag_s: float,
    starts: Ints,
    the_plan: Plan,
    rng: np.random.Generator,
    weights: Floats | None,
) -> Floats:
    """By how much the lag of drawn couples misses the lag they have, (DRAWS,)."""
    n = x.size
    f: Floats = np.fft.rfftfreq(n, 1 / the_plan.rate_hz).astype(np.float64)
    of_x, of_y = np.fft.rfft(x), np.fft.rfft(y)
    later = np.exp(-2j * np.pi * f * lag_s)
    shared = _coupling(of_x, of_y * np.conj(later), f)
    own = np.sqrt(1 - shared**2)
    errors = []
    batch = max(1, min(DRAWS, IN_A_BATCH // n))
    for at in range(0, DRAWS, batch):
        size = min(batch, DRAWS - at), f.size
        ours, theirs = (np.exp(2j * np.pi * rng.random(size)) for _ in range(2))
        drawn_x = np.fft.irfft(np.abs(of_x) * ours, n, axis=1)
        drawn_y = np.fft.irfft(
            np.abs(of_y) * (shared * ours * later + own * theirs), n, axis=1
        )
        curves = z_curves(drawn_x, drawn_y, starts, the_plan, weights)
        errors.append(_peaks_s(curves.mean(axis=1), the_plan) - lag_s)
    return np.concatenate(errors)


def _coupling(
    of_x: np.ndarray[tuple[int], np.dtype[np.complex128]],
    of_y: np.ndarray[tuple[int], np.dtype[np.complex128]],
    f: Floats,
) -> Floats:
    """How closely two spectra at one lag agree, by band, 0 to 1, (n_frequencies,)."""
    closely = np.zeros(f.size)
    for low, high in pairwise(COUPLING_EDGES_HZ):
        band = (f >= low) & (f < high)
        power = np.sum(np.abs(of_x[band]) ** 2) * np.sum(np.abs(of_y[band]) ** 2)
        if power <= 0:
            continue
        agree = np.sum((of_x[band] * np.conj(of_y[band])).real) / np.sqrt(power)
        # What strangers reach on average with so many frequencies is taken off.
        by_chance = 1 / (2 * max(1, int(band.sum())))
        squared = (max(float(agree), 0.0) ** 2 - by_chance) / (1 - by_chance)
        closely[band] = min(CLOSEST, np.sqrt(max(squared, 0.0)))
    return closely


def _peaks_s(mean_z: Floats, the_plan: Plan) -> Floats:
    """The lag of every curve's maximum, between samples by a parabola, (s,)."""
    at = np.argmax(mean_z, axis=1)
    inner = np.clip(at, 1, mean_z.shape[1] - 2)
    rows = np.arange(at.size)
    before, here, after = (mean_z[rows, inner + d] for d in (-1, 0, 1))
    bend = before - 2 * here + after
    offset = np.divide(
        0.5 * (before - after), bend, out=np.zeros(at.size), where=bend < 0
    )
    offset[at != inner] = 0.0
    peaks: Floats = (np.array(the_plan.lags)[at] + offset) / the_plan.rate_hz
    return peaks
