"""Each second of the series against neurokit2 on the intervals of its window."""

import numpy as np
import pytest

from samenstemming.events import Wearer
from samenstemming.measures.hrv_series import HrvSeries, hrv_series_of
from samenstemming.measures.hrv_table import neurokit_time
from samenstemming.rhythm.artifacts import Corrected
from samenstemming.series import Beat, NNSeries
from samenstemming.settings import Settings
from tests.values import beats_of, nn_series


def random_runs(seed: int, runs: int) -> list[list[float]]:
    rng = np.random.default_rng(seed)
    return [
        [
            float(nn)
            for nn in 850 + np.cumsum(rng.normal(0, 5, 260)) + rng.normal(0, 30, 260)
        ]
        for _ in range(runs)
    ]


def series(runs: list[list[float]]) -> tuple[HrvSeries, NNSeries]:
    beats: list[Beat] = beats_of(*runs)
    nn = nn_series(*runs)
    clean = Corrected(nn=nn, flag=np.zeros(len(beats), np.int8))
    found = hrv_series_of(
        Wearer.A, beats, clean, duration_s=beats[-1].t_s, settings=Settings()
    )
    return found, nn


def window(nn: NNSeries, end_s: float, length_s: float) -> NNSeries:
    inside = (nn.t_s > end_s - length_s) & (nn.t_s <= end_s)
    follows = nn.follows[inside].copy()
    follows[0] = False
    return NNSeries(
        t_s=nn.t_s[inside].copy(),
        nn_ms=nn.nn_ms[inside].copy(),
        follows=follows,
        flag=nn.flag[inside].copy(),
        run=nn.run[inside].copy(),
    )


@pytest.mark.parametrize(("seed", "runs"), [(1, 1), (2, 1), (3, 3)])
def test_every_second_has_neurokit2s_value(seed: int, runs: int) -> None:
    found, nn = series(random_runs(seed, runs))
    checked = 0
    for k in range(0, found.t_s.size, 3):
        end_s = float(found.t_s[k])
        minute = neurokit_time(window(nn, end_s, 60))
        longer = neurokit_time(window(nn, end_s, 120))
        for name, theirs in (
            ("heart_rate_bpm", minute.get("heart_rate_bpm")),
            ("rmssd_ms", minute.get("rmssd_ms")),
            ("sdnn_ms", longer.get("sdnn_ms")),
        ):
            ours = found.tracks()[name].at(k)
            if ours is not None:
                assert ours == pytest.approx(theirs, rel=1e-9), (name, end_s)
                checked += 1
    assert checked > 150 * runs


def test_a_day_of_beats_is_as_exact_as_a_minute() -> None:
    runs = random_runs(5, 1)
    day = [runs[0] * 430]
    found, nn = series(day)
    k = found.t_s.size - 5
    assert found.t_s[k] > 80_000
    minute = neurokit_time(window(nn, float(found.t_s[k]), 60))
    longer = neurokit_time(window(nn, float(found.t_s[k]), 120))
    assert found.rmssd_ms.at(k) == pytest.approx(minute["rmssd_ms"], rel=1e-9)
    assert found.sdnn_ms.at(k) == pytest.approx(longer["sdnn_ms"], rel=1e-9)
