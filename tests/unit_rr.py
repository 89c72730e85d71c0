"""Interval series that several tests use."""

import numpy as np

from samenstemming.series import Floats


def breathing_rr_ms(n: int, seed: int = 3) -> Floats:
    """A resting heart: breath at a quarter hertz, a little noise."""
    rng = np.random.default_rng(seed)
    k = np.arange(n)
    rr: Floats = np.round(860 + 30 * np.sin(k * 1.35) + rng.normal(0, 12, n), 3)
    return rr
