import numpy as np
import pytest

from samenstemming.measures.hrv_table import neurokit_bands, neurokit_time
from samenstemming.rhythm.artifacts import unedited
from samenstemming.rhythm.resample import heart_period, pieces
from samenstemming.series import HeartPeriod, NNSeries
from tests.unit_rr import breathing_rr_ms
from tests.values import beats_of, nn_series


def grid(nn: NNSeries, end_s: float, *, bridge_s: float = 3.0) -> HeartPeriod:
    return heart_period(nn, rate_hz=4.0, start_s=0.0, end_s=end_s, bridge_s=bridge_s)


def test_a_steady_heart_has_a_steady_period_everywhere() -> None:
    period = grid(nn_series([1000.0] * 20), 20.0)
    assert period.known.all()
    np.testing.assert_allclose(period.period_ms, 1000.0)
    assert period.t_s[1] - period.t_s[0] == 0.25


def test_the_grid_lies_at_whole_multiples_whatever_the_first_beat() -> None:
    series = nn_series([810.0] * 40)
    late = heart_period(series, rate_hz=4.0, start_s=3.1, end_s=20.0, bridge_s=3.0)
    assert late.t0_s == 3.25


def test_pchip_never_leaves_the_range_of_its_neighbours() -> None:
    nn = nn_series(breathing_rr_ms(200).tolist())
    period = grid(nn, float(nn.t_s[-1]))
    assert period.period_ms[period.known].max() <= nn.nn_ms.max() + 1e-9
    assert period.period_ms[period.known].min() >= nn.nn_ms.min() - 1e-9


def test_nothing_is_known_before_the_first_interval_after_the_last_or_in_a_gap() -> (
    None
):
    nn = nn_series([1000.0] * 10, [1000.0] * 10)  # a gap from 10 s to 20 s
    period = grid(nn, 40.0)
    t = period.t_s
    assert not period.known[(t > 10.1) & (t < 19.9)].any()
    assert not period.known[t > 30.1].any()
    assert (period.period_ms[~period.known] == 0).all()


def test_a_short_hole_is_bridged_in_value_and_stays_unknown() -> None:
    nn = unedited(beats_of([1000.0] * 10, [1200.0] * 10, gap_s=2.0))
    period = grid(nn, 22.0)
    hole = (period.t_s > 10.1) & (period.t_s < 11.9)
    assert not period.known[hole].any()
    assert (period.period_ms[hole] >= 1000.0).all()
    assert (period.period_ms[hole] <= 1200.0).all()


def test_pieces_split_at_long_holes_only() -> None:
    nn = unedited(beats_of([1000.0] * 5, [1000.0] * 5, gap_s=2.0))
    assert len(pieces(nn, bridge_s=3.0)) == 1
    assert len(pieces(nn, bridge_s=1.0)) == 2
    assert pieces(nn_series([]), bridge_s=3.0) == []


def test_band_powers_have_units_and_do_not_step_over_a_gap() -> None:
    breath = breathing_rr_ms(170).tolist()
    whole = neurokit_bands(nn_series(breath), bridge_s=3.0)
    twice = neurokit_bands(nn_series(breath, breath), bridge_s=3.0)
    assert whole["hf_ms2"] is not None
    assert 300 < whole["hf_ms2"] < 900  # a sine of 30 ms has 450 ms² of power
    assert twice["hf_ms2"] == pytest.approx(whole["hf_ms2"], rel=1e-6)


def test_a_minute_has_hf_and_no_lf_and_half_a_minute_has_neither() -> None:
    minute = neurokit_bands(nn_series(breathing_rr_ms(75).tolist()), bridge_s=3.0)
    assert minute["hf_ms2"] is not None
    assert minute["lf_ms2"] is None
    brief = neurokit_bands(nn_series(breathing_rr_ms(30).tolist()), bridge_s=3.0)
    assert brief == {"lf_ms2": None, "hf_ms2": None}


def test_two_beats_have_no_table() -> None:
    assert neurokit_time(nn_series([800, 810])) == {}
