"""Two heart rates from anywhere, made fit to be compared, or the reason they are not.

People bring data from other sensors: intervals in seconds instead of rates in bpm, one
series shorter than the other, holes as NaN, a thousand samples a second. Each of these
would give a number; none of these numbers would mean anything. So every series passes
here first, and what cannot be compared comes back as the code of a reason.

A sample that no heart has (below 20 or above 300 bpm, NaN, infinite) is a hole. Where
most samples are such holes, the unit is wrong, and that is said instead.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.measures.pair import SLOWEST_RATE_HZ, bridged
from samenstemming.series import Bools, Floats
from samenstemming.settings import Settings

LOWEST_BPM: Final = 20.0
HIGHEST_BPM: Final = 300.0
"""Beyond these no resting, talking or running heart beats."""

MOST_BEYOND: Final = 0.5
"""A larger share of samples beyond them: these are no heart rates in bpm."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rates:
    """Two heart rates (n,) in bpm on one grid, and which samples are real."""

    a: Floats
    b: Floats
    known_a: Bools
    known_b: Bools
    rate_hz: float


def two_heart_rates(
    hr_a: Floats,
    hr_b: Floats,
    rate_hz: float,
    *,
    known_a: Bools | None,
    known_b: Bools | None,
    settings: Settings,
) -> Rates | str:
    """Both series ready to compare; the code of a reason where they are not."""
    a, b = np.asarray(hr_a, np.float64), np.asarray(hr_b, np.float64)
    real_a, real_b = _real(a, known_a), _real(b, known_b)
    why = _unfit(a, b, real_a, real_b, rate_hz)
    if why is not None:
        return why
    # More samples than the slow waves need: means of neighbours say as much.
    many = max(1, int(rate_hz / settings.whole_rate_hz))
    rate_hz /= many
    bridge = round(settings.gap_s * rate_hz)
    a, real_a = _thinned(a, real_a, many)
    b, real_b = _thinned(b, real_b, many)
    return Rates(
        a=bridged(a, real_a, bridge)[0],
        b=bridged(b, real_b, bridge)[0],
        known_a=real_a,
        known_b=real_b,
        rate_hz=rate_hz,
    )


def unfit(
    hr_a: Floats,
    hr_b: Floats,
    rate_hz: float,
    *,
    known_a: Bools | None = None,
    known_b: Bools | None = None,
) -> str | None:
    """Why two series cannot be compared as heart rates; None where they can."""
    a, b = np.asarray(hr_a, np.float64), np.asarray(hr_b, np.float64)
    return _unfit(a, b, _real(a, known_a), _real(b, known_b), rate_hz)


def _real(values: Floats, known: Bools | None) -> Bools:
    """Samples that are heart rates, and said to be known."""
    with np.errstate(invalid="ignore"):
        real: Bools = (values >= LOWEST_BPM) & (values <= HIGHEST_BPM)
    if known is not None and known.shape == real.shape:
        real &= known
    return real


def _unfit(
    a: Floats, b: Floats, real_a: Bools, real_b: Bools, rate_hz: float
) -> str | None:
    if not (np.isfinite(rate_hz) and rate_hz >= SLOWEST_RATE_HZ):
        return "rate_too_low"
    measured = [values[np.isfinite(values)] for values in (a, b)]
    if not any(values.size for values in measured):
        return "nothing_known"
    if not all(values.size for values in measured):
        return "one_wearer"
    if a.ndim != 1 or a.shape != b.shape:
        return "unequal_lengths"
    if any(_in_other_units(values) for values in measured):
        return "not_bpm"
    if not (real_a.any() and real_b.any()):
        return "one_wearer" if real_a.any() or real_b.any() else "nothing_known"
    return None


def _in_other_units(values: Floats) -> bool:
    """Whether most of what was measured lies where no heart rate in bpm does.

    Zero is how many write a missing sample, so zeros do not count.
    """
    said = values[values != 0]
    beyond = (said < LOWEST_BPM) | (said > HIGHEST_BPM)
    return bool(said.size and beyond.mean() > MOST_BEYOND)


def _thinned(values: Floats, real: Bools, many: int) -> tuple[Floats, Bools]:
    """Means over `many` neighbours, known where at least half of them are."""
    if many == 1:
        return values, real
    n = values.size // many
    count = real[: n * many].reshape(n, many).sum(axis=1)
    held = np.where(real, values, 0.0)[: n * many].reshape(n, many).sum(axis=1)
    return held / np.maximum(count, 1), 2 * count >= many
