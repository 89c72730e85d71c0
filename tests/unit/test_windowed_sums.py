"""Sums over windows in a row, which are views, and over windows picked one by one."""

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.measures.windowed import plan, z_curves
from samenstemming.series import Ints

PLAN = plan(2.0, sam.Settings())


def test_windows_without_a_gap_are_those_picked_one_by_one() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(2, 3, 1200))
    first = PLAN.half_shift // PLAN.step + 1
    starts: Ints = np.arange(first, first + 6) * PLAN.step
    together = z_curves(x, y, starts, PLAN)
    for order in ([5, 0, 1, 2, 3, 4], [0, 2, 3, 5], [3]):
        picked = z_curves(x, y, starts[order], PLAN)
        assert np.array_equal(picked, together[:, order])
    assert together.shape == (3, 6, len(PLAN.lags))
    at = starts[2] + np.arange(PLAN.window)
    r = np.corrcoef(x[0, at], y[0, at])[0, 1]
    middle = PLAN.lags.index(0)
    assert together[0, 2, middle] == pytest.approx(np.arctanh(r))
