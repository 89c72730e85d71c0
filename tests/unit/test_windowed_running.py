"""Running sums give the windows' own values, and nothing where nothing moves."""

import numpy as np
import pytest

from samenstemming.measures.windowed import plan, window_starts, z_curves
from samenstemming.settings import Settings

DENSE = plan(4.0, Settings(whole_window_s=30.0, whole_step_s=1.0, max_lag_s=5.0))


def test_running_sums_give_numpys_correlation_in_every_window_and_lag() -> None:
    rng = np.random.default_rng(1)
    x, y = 70 + np.cumsum(rng.normal(size=(2, 1, 1200)), axis=2)
    starts = window_starts([slice(0, 1200)], 1200, DENSE)
    curves = z_curves(x, y, starts, DENSE)[0]
    for w in range(0, starts.size, 37):
        for k in range(0, len(DENSE.lags), 7):
            lag = DENSE.lags[k]
            a, b = starts[w] - lag // 2, starts[w] + lag - lag // 2
            r = np.corrcoef(x[0, a : a + 120], y[0, b : b + 120])[0, 1]
            assert np.tanh(curves[w, k]) == pytest.approx(r, abs=1e-9)


def test_a_window_in_which_one_does_not_move_is_no_evidence() -> None:
    rng = np.random.default_rng(2)
    x, y = 70 + rng.normal(size=(2, 1, 1200))
    x[:, 300:700] = 71.3
    starts = window_starts([slice(0, 1200)], 1200, DENSE)
    curves = z_curves(x, y, starts, DENSE)[0]
    still = (starts >= 320) & (starts + 120 <= 680)
    assert still.any()
    assert np.all(curves[still] == 0.0)
    assert np.all(curves[starts < 150].std(axis=1) > 0)
