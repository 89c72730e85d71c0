"""What is settled for many intervals at once is what is settled for each alone."""

import numpy as np

from samenstemming.rhythm.cadence import mean_square
from samenstemming.rhythm.flagging import plain, running_median
from samenstemming.rhythm.rules import EARLY, Thresholds, decide
from samenstemming.series import Flag
from samenstemming.settings import Settings


def test_an_interval_called_plain_is_normal_by_the_rules() -> None:
    settings = Settings()
    draw = np.random.default_rng(4)
    rr_ms = draw.normal(850.0, 60.0, 4000)
    rr_ms[draw.integers(0, 4000, 200)] *= draw.uniform(0.2, 3.0, 200)
    median = running_median(rr_ms)
    found = plain(rr_ms, median, settings)
    assert 0.5 < found.mean() < 1.0
    rr, last = rr_ms.tolist(), rr_ms.size - 1
    for over in (EARLY, Thresholds(20.0, 20.0)):
        for i in np.flatnonzero(found).tolist():
            flag = decide(rr, i, last, float(median[i]), over, settings)
            assert flag is Flag.NORMAL


def test_the_mean_square_is_numpys_to_the_last_bit() -> None:
    draw = np.random.default_rng(5)
    for size in (1, 2, 7, 8, 99, 100, 400):
        values = draw.normal(0.1, 0.2, size)
        assert mean_square(values) == float(np.mean(values**2))
        centred = values - float(np.add.reduce(values)) / size
        assert mean_square(centred) == float(values.var())
