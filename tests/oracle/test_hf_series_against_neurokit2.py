"""HF once a second: neurokit2's interpolation, then its band power, per window."""

import numpy as np
import pytest

from samenstemming.measures.hf_power import (
    even_period,
    hf_power_ms2,
    hf_powers_ms2,
    trailing_hf_ms2,
)
from samenstemming.series import Floats, NNSeries
from tests.values import nn_series


def breathing(seed: int, n: int = 450) -> list[float]:
    rng = np.random.default_rng(seed)
    beat = np.arange(n)
    wave = 35 * np.sin(2 * np.pi * 0.25 * 0.85 * beat)
    found = 850 + wave + np.cumsum(rng.normal(0, 4, n)) + rng.normal(0, 12, n)
    return [float(nn) for nn in found]


def neurokits(nn: NNSeries, grid_s: Floats) -> float:
    import neurokit2 as nk

    even = nk.signal_interpolate(
        nn.t_s.copy(), nn.nn_ms.copy(), x_new=grid_s, method="quadratic"
    )
    table = nk.signal_power(
        even,
        frequency_band=[(0.15, 0.4)],
        sampling_rate=4,
        method="welch",
        max_frequency=0.5,
        normalize=False,
    )
    return float(table.iloc[0, 0])


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("window_s", [60, 61, 90, 120])
def test_every_window_has_neurokit2s_band_power(seed: int, window_s: int) -> None:
    nn = nn_series(breathing(seed))
    grid = even_period(nn, start_s=0, end_s=300, bridge_s=3)
    ends_s = np.arange(window_s, 301)
    power, known = hf_powers_ms2(grid, ends_s * 4 - grid.first, length=window_s * 4)
    assert known.all()
    for end_s, found in zip(ends_s[::9], power[::9], strict=True):
        grid_s = np.arange((end_s - window_s) * 4 + 1, end_s * 4 + 1) / 4
        assert found == pytest.approx(neurokits(nn, grid_s), rel=1e-9)


@pytest.mark.parametrize("window_s", [60, 75])
def test_one_window_alone_has_the_value_that_it_has_among_all(window_s: int) -> None:
    nn = nn_series(breathing(4))
    grid = even_period(nn, start_s=200 - window_s, end_s=200, bridge_s=3)
    alone = hf_power_ms2(grid)
    whole = even_period(nn, start_s=0, end_s=300, bridge_s=3)
    among, _ = hf_powers_ms2(whole, np.array([800 - whole.first]), length=window_s * 4)
    assert alone == pytest.approx(among[0], rel=1e-9)
    grid_s = np.arange((200 - window_s) * 4 + 1, 801) / 4
    assert alone == pytest.approx(neurokits(nn, grid_s), rel=1e-9)


def test_a_window_over_a_long_hole_is_unknown_and_a_short_one_is_bridged() -> None:
    nn = nn_series(breathing(1, 150), breathing(2, 150))  # ten seconds apart
    hole_s = nn.t_s[149]
    grid = even_period(nn, start_s=0, end_s=250, bridge_s=3)
    ends = np.array([int(hole_s) - 1, int(hole_s) + 30, int(hole_s) + 80])
    _, known = hf_powers_ms2(grid, ends * 4 - grid.first, length=240)
    assert known.tolist() == [True, False, True]
    bridged = even_period(nn, start_s=0, end_s=250, bridge_s=11)
    _, known = hf_powers_ms2(bridged, ends * 4 - bridged.first, length=240)
    assert known.all()


def test_a_hole_just_over_the_limit_is_not_closed_by_its_held_ends() -> None:
    beats = breathing(1, 300)
    nn = nn_series(beats)
    for hole_s in (3.01, 3.3, 4.0):
        at = nn.t_s.copy()
        at[150:] += hole_s
        holed = NNSeries(
            t_s=at,
            nn_ms=nn.nn_ms.copy(),
            follows=nn.follows.copy(),
            flag=nn.flag.copy(),
            run=nn.run.copy(),
        )
        grid = even_period(holed, start_s=0, end_s=200, bridge_s=3)
        assert not grid.real.all()


@pytest.mark.parametrize("seed", range(6))
def test_the_quick_window_is_the_slow_one_to_the_last_bit(seed: int) -> None:
    rng = np.random.default_rng(seed)
    nn_ms = rng.normal(850, 60, 140)
    t_s = 30 + np.cumsum(nn_ms) / 1000
    t_s[70:] += rng.choice([0.0, 1.0, 2.9, 4.0])
    n = t_s.size
    nn = NNSeries(
        t_s=t_s.copy(),
        nn_ms=nn_ms.copy(),
        follows=np.zeros(n, np.bool_),
        flag=np.zeros(n, np.int8),
        run=np.zeros(n, np.int64),
    )
    for end_s in range(40, 160, 7):
        asked = {"start_s": end_s - 60.0, "end_s": float(end_s), "bridge_s": 3.0}
        slow = hf_power_ms2(even_period(nn, **asked))
        assert trailing_hf_ms2(t_s, nn_ms, **asked) == slow
