"""Interval series that several tests use."""

import numpy as np

from samenstemming.series import Floats


def breathing_rr_ms(n: int, seed: int = 3) -> Floats:
    """A resting heart: breath at a quarter hertz, a little noise."""
    rng = np.random.default_rng(seed)
    k = np.arange(n)
    rr: Floats = np.round(860 + 30 * np.sin(k * 1.35) + rng.normal(0, 12, n), 3)
    return rr


KINDS = ("missed", "extra", "ectopic")


def spoiled_rr_ms(rr_ms: Floats, share: float, *, seed: int) -> Floats:
    """The same stretch of time with this share of its beats faulty, in 1/1024 s.

    A third each: not seen, one too many, premature by a quarter to four tenths with
    the pause that makes up for it. Three beats at least lie between two faults.
    """
    rng = np.random.default_rng(seed)
    peaks = np.concatenate(([0.0], np.cumsum(rr_ms)))
    moved, added, gone = peaks.copy(), [], np.zeros(peaks.size, np.bool_)
    taken = np.zeros(peaks.size + 3, np.bool_)
    left = round(share * rr_ms.size)
    for k in rng.permutation(np.arange(3, rr_ms.size - 3)).tolist():
        if not left:
            break
        if taken[k - 2 : k + 3].any():
            continue
        taken[k] = True
        left -= 1
        kind = KINDS[int(rng.integers(3))]
        if kind == "missed":
            gone[k] = True
        elif kind == "extra":
            part = rng.uniform(0.3, 0.7)
            added.append(peaks[k] + part * (peaks[k + 1] - peaks[k]))
        else:
            moved[k] -= rng.uniform(0.25, 0.42) * (peaks[k] - peaks[k - 1])
    seen = np.sort(np.concatenate((moved[~gone], added)))
    spoiled: Floats = np.diff(np.round(seen * 1.024)) / 1.024
    return spoiled
