"""Sums over windows and the line that is taken off: quick forms of plain ones."""

import numpy as np
import pytest
from scipy.signal import detrend

import samenstemming as sam
from samenstemming.measures.windowed import plan, without_line, z_curves
from samenstemming.series import Ints

PLAN = plan(2.0, sam.Settings())


@pytest.mark.parametrize("n", [1, 2, 3, 720])
def test_the_line_taken_off_is_the_one_that_fits_best(n: int) -> None:
    values = np.random.default_rng(n).normal(70, 3, (4, n)) + 0.1 * np.arange(n)
    assert without_line(values) == pytest.approx(detrend(values), abs=1e-10)
    assert without_line(values[0]) == pytest.approx(detrend(values[0]), abs=1e-10)


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
