"""The interval of a lag is as wide as couples of these rhythms scatter."""

import numpy as np
import pytest

from samenstemming.measures.lag import Timing
from samenstemming.measures.lag_interval import LagInterval, lag_interval
from samenstemming.measures.synchrony import synchrony
from samenstemming.measures.windowed import plan, window_starts
from samenstemming.series import Floats
from samenstemming.settings import Settings

RATE_HZ = 2.0
PLAN = plan(RATE_HZ, Settings())


def waves(seed: int, n: int) -> Floats:
    """Slow waves of half a minute and longer, without a mean."""
    noise = np.random.default_rng(seed).normal(size=n + 120)
    slow: Floats = np.convolve(noise, np.hanning(60), mode="same")[60 : 60 + n]
    level: Floats = slow / slow.std()
    return level


def of_couple(own: float, timing: Timing | None = None) -> LagInterval | None:
    """Ten minutes in which the second follows by 2 s, with so much of its own."""
    shared = waves(1, 1300)
    x, y = shared[10:1210], shared[6:1206] + own * waves(2, 1200)
    starts = window_starts([slice(0, 1200)], 1200, PLAN)
    rng = np.random.default_rng(3)
    return lag_interval(x, y, 2.0, 1.0, starts, PLAN, timing or Timing(), rng)


def test_the_more_of_ones_own_the_wider_the_interval() -> None:
    close, loose = of_couple(0.3), of_couple(1.5)
    assert close is not None
    assert loose is not None
    assert close.sd_s < loose.sd_s
    assert close.sd_s < 1.0


def test_the_beat_times_uncertainty_is_part_of_it() -> None:
    sure, unsure = of_couple(0.3), of_couple(0.3, Timing(sd_a_s=1.0, sd_b_s=1.0))
    assert sure is not None
    assert unsure is not None
    assert unsure.sd_s == pytest.approx(np.sqrt(sure.sd_s**2 + 2))
    assert unsure.below_s == pytest.approx(np.hypot(sure.below_s, 1.96 * np.sqrt(2)))


def test_six_windows_are_needed() -> None:
    x, y = waves(1, 240), waves(2, 240)
    starts = window_starts([slice(0, 240)], 240, PLAN)
    rng = np.random.default_rng(3)
    assert lag_interval(x, y, 0.0, 1.0, starts, PLAN, Timing(), rng) is None


def test_the_interval_holds_the_lag_of_most_couples() -> None:
    held = 0
    for k in range(15):
        lag_s = k / 3 - 2.5
        move = round(lag_s * RATE_HZ)
        shared = waves(k, 1300)
        x = 70 + shared[20:1220] + 0.6 * waves(100 + k, 1200)
        y = 72 + shared[20 - move : 1220 - move] + 0.6 * waves(200 + k, 1200)
        found = synchrony(x, y, RATE_HZ, surrogates=0)
        assert found.lag_interval_s is not None
        low, high = found.lag_interval_s
        held += low <= move / RATE_HZ <= high
    assert held >= 11  # 14 expected; fewer than 11 happens once in 2,000
