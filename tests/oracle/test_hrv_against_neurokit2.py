"""neurokit2 is the calculator: what carries its name has its value."""

import warnings
from itertools import pairwise

import numpy as np
import pytest

from samenstemming.measures import hrv
from samenstemming.measures.hrv_table import (
    handed_times_s,
    neurokit_bands,
    neurokit_time,
)
from samenstemming.series import NNSeries
from tests.values import nn_series


def random_series(seed: int, n: int = 200, runs: int = 3) -> NNSeries:
    rng = np.random.default_rng(seed)
    parts = [
        (850 + np.cumsum(rng.normal(0, 8, n)) + rng.normal(0, 30, n)).tolist()
        for _ in range(runs)
    ]
    return nn_series(*parts)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("runs", [1, 3])
def test_our_formulae_equal_neurokit2_also_with_gaps(seed: int, runs: int) -> None:
    import neurokit2 as nk

    nn = random_series(seed, runs=runs)
    theirs = neurokit_time(nn)
    ours = hrv.time_domain(nn)
    for name, value in theirs.items():
        assert ours[name] == pytest.approx(value, rel=1e-9), name
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says that there are gaps; there are
        table = nk.hrv_nonlinear(
            {"RRI": nn.nn_ms.copy(), "RRI_Time": handed_times_s(nn)}
        )
    assert ours["sd1_ms"] == pytest.approx(float(table["HRV_SD1"].iloc[0]), rel=1e-9)
    assert ours["sd2_ms"] == pytest.approx(float(table["HRV_SD2"].iloc[0]), rel=1e-9)


def test_handed_times_mark_exactly_the_gaps() -> None:
    nn = nn_series([800, 810], [900, 905, 910])
    steps = [b - a for a, b in pairwise(handed_times_s(nn).tolist())]
    assert steps == pytest.approx([0.810, 1.900, 0.905, 0.910])


def test_coarse_bins_change_no_index_that_is_read() -> None:
    import neurokit2 as nk

    nn = random_series(9)
    plain = nk.hrv_time({"RRI": nn.nn_ms.copy(), "RRI_Time": handed_times_s(nn)})
    found = neurokit_time(nn)
    for ours, theirs in (
        ("mean_nn_ms", "HRV_MeanNN"),
        ("sdnn_ms", "HRV_SDNN"),
        ("rmssd_ms", "HRV_RMSSD"),
        ("pnn50", "HRV_pNN50"),
    ):
        assert found[ours] == float(plain[theirs].iloc[0])


@pytest.mark.parametrize("n", [75, 150, 400])
def test_band_powers_are_those_of_neurokit2s_own_call(n: int) -> None:
    import neurokit2 as nk

    nn = random_series(n, n=n, runs=1)
    whole = nk.hrv_frequency(
        {"RRI": nn.nn_ms.copy(), "RRI_Time": nn.t_s - nn.t_s[0]},
        normalize=False,
        interpolation_rate=4,
    )
    found = neurokit_bands(nn, bridge_s=3.0)
    assert found["hf_ms2"] == pytest.approx(float(whole["HRV_HF"].iloc[0]), rel=1e-12)
    if n > 100:
        lf = float(whole["HRV_LF"].iloc[0])
        assert found["lf_ms2"] == pytest.approx(lf, rel=1e-12)
