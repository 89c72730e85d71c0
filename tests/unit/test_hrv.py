import pytest

from samenstemming.measures import hrv
from samenstemming.series import Quality, Rhythm
from tests.values import nn_series

CLEAN = Quality(coverage=1.0, corrected=0.0, longest_gap_s=0.0, t_sd_s=0.01)


def admit(
    found: dict[str, float | None],
    *,
    length_s: float = 120.0,
    n_beats: int = 100,
    quality: Quality = CLEAN,
    rhythm: Rhythm = Rhythm.REGULAR,
) -> hrv.Indices:
    return hrv.admit(
        found,
        length_s=length_s,
        n_beats=n_beats,
        quality=quality,
        rhythm=rhythm,
        judge_coverage=True,
    )


def test_rmssd_of_alternating_intervals_is_the_step() -> None:
    assert hrv.rmssd_ms(nn_series([800, 840, 800, 840])) == pytest.approx(40)


def test_rmssd_never_differences_across_a_gap() -> None:
    assert hrv.rmssd_ms(nn_series([800, 810], [1200, 1210])) == pytest.approx(10)


def test_no_adjacent_intervals_give_no_rmssd_rather_than_zero() -> None:
    assert hrv.rmssd_ms(nn_series([800], [900])) is None


def test_sdnn_divides_by_one_less_than_the_number_of_intervals() -> None:
    assert hrv.sdnn_ms(nn_series([790, 800, 810])) == pytest.approx(10)


def test_pnn50_counts_differences_over_fifty_ms_as_neurokit2_does() -> None:
    # Two of three differences are over 50 ms; the denominator is 3 + 1.
    assert hrv.pnn50(nn_series([800, 860, 800, 810])) == pytest.approx(50)


def test_heart_rate_is_sixty_thousand_over_the_mean_interval() -> None:
    assert hrv.heart_rate_bpm(nn_series([750, 850])) == pytest.approx(75)


def test_sd1_is_the_spread_of_differences_over_root_two() -> None:
    assert hrv.sd1_ms(nn_series([800, 810, 800])) == pytest.approx(10)


def test_a_short_window_withholds_what_needs_two_minutes() -> None:
    kept = admit({"rmssd_ms": 30.0, "sdnn_ms": 40.0}, length_s=60)
    assert kept.values["rmssd_ms"] == 30.0
    assert kept.values["sdnn_ms"] is None
    assert kept.withheld["sdnn_ms"] == "window_too_short"


def test_an_irregular_rhythm_withholds_variability_but_not_the_rate() -> None:
    kept = admit({"heart_rate_bpm": 70.0, "rmssd_ms": 300.0}, rhythm=Rhythm.IRREGULAR)
    assert kept.values["heart_rate_bpm"] == 70.0
    assert kept.values["rmssd_ms"] is None
    assert kept.withheld["rmssd_ms"] == "irregular_rhythm"


def test_more_than_a_tenth_corrected_withholds_variability() -> None:
    worn = Quality(coverage=1.0, corrected=0.11, longest_gap_s=0.0, t_sd_s=0.01)
    assert admit({"rmssd_ms": 30.0}, quality=worn).withheld["rmssd_ms"] == (
        "too_many_corrected"
    )


def test_a_window_with_too_much_missing_withholds_variability() -> None:
    holey = Quality(coverage=0.7, corrected=0.0, longest_gap_s=18.0, t_sd_s=0.01)
    assert admit({"rmssd_ms": 30.0}, quality=holey).withheld["rmssd_ms"] == (
        "poor_coverage"
    )


def test_every_index_is_a_value_or_has_a_reason() -> None:
    kept = admit({}, n_beats=2)
    assert set(kept.withheld) == set(hrv.INDICES)
    assert all(value is None for value in kept.values.values())
