"""How far one file's clock is from another's, where only the two hearts can tell.

Both heart rates, without their slow drift, are compared at every shift. The best shift
counts only where chance seldom finds one as good: B's rhythm with its phases drawn
anew, sought through as many shifts, makes the null. Parts of the record that disagree
about the shift say how unsure it is.

A shift found by likeness makes two people as alike as can be. So nothing about
likeness, lag or lead may be claimed afterwards; two sensors on one heart are what
this is good for.

Source: phase randomisation after Theiler et al. 1992, Physica D 58:77.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.errors import Sentence
from samenstemming.series import Floats
from samenstemming.words import sentence

RATE_HZ: Final = 4.0
DRIFT_S: Final = 120.0
"""Slower than this, everybody's heart drifts: it would fit at many shifts."""

SMOOTH_S: Final = 2.0
SHORTEST_S: Final = 180.0
DRAWS: Final = 199
LARGEST_P: Final = 0.01
PARTS: Final = 5
CLEAR: Final = 0.85
"""Another shift with so much of the best one's likeness leaves the choice open."""

NEAR_S: Final = 12.0
"""Shifts this near to the best belong to the same wave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEstimate:
    """Seconds to add to B's clock, its standard deviation, and what it rests on."""

    shift_s: float
    sd_s: float
    r: float
    p_value: float
    overlap_s: float


def estimate_shift(
    rate_a: Floats,
    rate_b: Floats,
    *,
    longest_s: float,
    around_s: float = 0.0,
    seed: int = 0,
) -> ClockEstimate | Sentence:
    """Seconds by which B's heart rate (m,) is to be moved to lie on A's (n,).

    Both are in bpm at `RATE_HZ` from one zero. Shifts within `longest_s` of `around_s`
    are sought. A sentence is the reason why there is none, as figures.
    """
    a, b = _without_drift(rate_a), _without_drift(rate_b)
    least = round(SHORTEST_S * RATE_HZ)
    shifts = np.arange(
        round((around_s - longest_s) * RATE_HZ),
        round((around_s + longest_s) * RATE_HZ) + 1,
    )
    shared = np.minimum(a.size, b.size + shifts) - np.maximum(0, shifts)
    shifts = shifts[shared >= least]
    if not shifts.size or not np.std(a) or not np.std(b):
        return sentence("wrong.import.shift.short", s=f"{SHORTEST_S:.0f}")
    likeness = _likeness(a, b[None], shifts)[0]
    best = int(likeness.argmax())
    best_s = f"{shifts[best] / RATE_HZ:.1f}"
    rng = np.random.default_rng(seed)
    null = _likeness(a, _phases_anew(b, rng), shifts).max(axis=1)
    p = float((1 + np.sum(null >= likeness[best])) / (DRAWS + 1))
    if p > LARGEST_P:
        r = f"{_r(a, b, int(shifts[best])):.2f}"
        return sentence("wrong.import.shift.chance", shift=best_s, r=r, p=f"{p:.2f}")
    if best in (0, shifts.size - 1):
        return sentence("wrong.import.shift.edge", shift=best_s)
    far = np.abs(shifts - shifts[best]) > NEAR_S * RATE_HZ
    if far.any() and likeness[far].max() > CLEAR * likeness[best]:
        other = shifts[far][likeness[far].argmax()] / RATE_HZ
        return sentence("wrong.import.shift.two", shift=best_s, other=f"{other:.1f}")
    shift = int(shifts[best])
    return ClockEstimate(
        shift_s=(shift + _between(likeness, best)) / RATE_HZ,
        sd_s=_sd_s(a, b, shift),
        r=_r(a, b, shift),
        p_value=p,
        overlap_s=(min(a.size, b.size + shift) - max(0, shift)) / RATE_HZ,
    )


def _likeness(a: Floats, many_b: Floats, shifts: np.ndarray) -> Floats:
    """R at each shift times the root of the seconds it rests on: (n_b, n_shifts)."""
    n = 1 << (a.size + many_b.shape[1]).bit_length()

    def across(x: Floats, y: Floats) -> Floats:
        whole = np.fft.irfft(np.fft.rfft(x, n) * np.conj(np.fft.rfft(y, n)), n)
        taken: Floats = whole[..., shifts % n]
        return taken

    ones_a, ones_b = np.ones_like(a), np.ones_like(many_b)
    power = across(a**2, ones_b) * across(ones_a, many_b**2)
    count = np.maximum(across(ones_a, ones_b), 1.0)
    r = across(a, many_b) / np.sqrt(np.maximum(power, 1e-9))
    return np.asarray(r * np.sqrt(count), dtype=np.float64)


def _phases_anew(b: Floats, rng: np.random.Generator) -> Floats:
    spectrum = np.abs(np.fft.rfft(b))
    phases = rng.uniform(0, 2 * np.pi, (DRAWS, spectrum.size))
    drawn: Floats = np.fft.irfft(spectrum * np.exp(1j * phases), b.size)
    return drawn


def _r(a: Floats, b: Floats, shift: int) -> float:
    x, y = _shared(a, b, shift)
    return float(np.corrcoef(x, y)[0, 1])


def _shared(a: Floats, b: Floats, shift: int) -> tuple[Floats, Floats]:
    first, last = max(0, shift), min(a.size, b.size + shift)
    return a[first:last], b[first - shift : last - shift]


def _sd_s(a: Floats, b: Floats, shift: int) -> float:
    """How much parts of the record disagree about the shift; never below one step."""
    x, y = _shared(a, b, shift)
    near = np.arange(-round(NEAR_S * RATE_HZ), round(NEAR_S * RATE_HZ) + 1)
    found = []
    for part_x, part_y in zip(
        np.array_split(x, PARTS), np.array_split(y, PARTS), strict=True
    ):
        likeness = _likeness(part_x, part_y[None], near)[0]
        found.append(float(near[likeness.argmax()]) / RATE_HZ)
    # Not divided by the root of the parts: a wave that fits wrongly fits in several.
    return max(float(np.std(found, ddof=1)), 1 / RATE_HZ)


def _between(likeness: Floats, best: int) -> float:
    before, here, after = likeness[best - 1 : best + 2].tolist()
    bend = before - 2 * here + after
    return 0.5 * (before - after) / bend if bend < 0 else 0.0


def _without_drift(rate: Floats) -> Floats:
    """The rate, smoothed a little, less its own mean over two minutes."""
    fast = _mean_around(rate - np.mean(rate), round(SMOOTH_S * RATE_HZ))
    return fast - _mean_around(fast, round(DRIFT_S * RATE_HZ))


def _mean_around(values: Floats, width: int) -> Floats:
    kernel = np.ones(min(width, max(1, values.size)))
    count = np.convolve(np.ones_like(values), kernel, "same")
    smooth: Floats = np.convolve(values, kernel, "same") / count
    return smooth
