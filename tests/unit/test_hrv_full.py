"""The full set on short, broken and impossible input: reasons, never odd numbers."""

import math
import warnings

import numpy as np
import pytest

from samenstemming.errors import SettingsError
from samenstemming.measures.hrv_full import FullHrv, full_hrv
from samenstemming.measures.hrv_full_rules import DOMAIN_OF, RATES, Domain
from samenstemming.series import NNSeries, Quality, Rhythm
from samenstemming.settings import Settings
from tests.values import nn_series

CLEAN = Quality(coverage=1.0, corrected=0.0, longest_gap_s=0.0, t_sd_s=0.01)


def full(
    nn: NNSeries,
    *,
    rhythm: Rhythm = Rhythm.REGULAR,
    quality: Quality = CLEAN,
    speaking: bool = False,
    nonlinear_s: float = 600.0,
) -> FullHrv:
    found = full_hrv(
        nn,
        rhythm=rhythm,
        quality=quality,
        speaking=speaking,
        settings=Settings(hrv_nonlinear_s=nonlinear_s),
    )
    assert list(found.values) == list(DOMAIN_OF)
    for name, value in found.values.items():
        assert (value is None) == (name in found.withheld)
        assert value is None or math.isfinite(value)
    return found


def breathing(n: int, seed: int = 1) -> list[float]:
    rng = np.random.default_rng(seed)
    wave = 30 * np.sin(2 * np.pi * np.arange(n) / 4.6)
    return [float(nn) for nn in 850 + wave + rng.normal(0, 12, n)]


def test_gaps_are_never_joined() -> None:
    found = full(nn_series(breathing(230), breathing(230, 2), breathing(230, 3)))
    assert found.values["HRV_RMSSD"] is not None
    assert found.values["HRV_SDNN"] is not None
    for name in ("HRV_SampEn", "HRV_DFA_alpha1", "HRV_PIP"):
        assert found.withheld[name] == "gap"
    assert found.values["HRV_SD2"] is not None
    window = found.windows[Domain.NONLINEAR]
    assert window is not None
    assert window.length_s == pytest.approx(230 * 0.85, abs=3)


def test_a_difference_over_a_gap_is_nobodys() -> None:
    high, low = [1000.0, 1020.0] * 60, [700.0, 720.0] * 80
    found = full(nn_series(high, low))
    assert found.values["HRV_RMSSD"] == pytest.approx(20)


def test_non_linear_indices_take_the_first_part_of_the_longest_stretch() -> None:
    found = full(nn_series(breathing(100), breathing(710)), nonlinear_s=310)
    window = found.windows[Domain.NONLINEAR]
    assert window is not None
    assert window.start_s == pytest.approx(100 * 0.85 + 10, abs=3)
    assert window.length_s == pytest.approx(310, abs=1)
    assert found.values["HRV_SampEn"] is not None
    assert found.withheld["HRV_DFA_alpha2"] == "window_too_short"


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"rhythm": Rhythm.IRREGULAR}, "irregular_rhythm"),
        ({"speaking": True}, "speaking"),
        (
            {
                "quality": Quality(
                    coverage=1.0, corrected=0.2, longest_gap_s=0.0, t_sd_s=0.01
                )
            },
            "too_many_corrected",
        ),
    ],
)
def test_only_the_rate_outlives_talk_irregular_and_corrected_beats(
    given: dict[str, object], reason: str
) -> None:
    found = full(nn_series(breathing(420)), **given)  # type: ignore[arg-type]
    kept = {name for name, value in found.values.items() if value is not None}
    assert kept == RATES
    assert found.withheld["HRV_RMSSD"] == reason


def test_a_constant_heart_has_no_variability() -> None:
    found = full(nn_series([1000.0] * 700))
    assert found.values["HRV_MeanNN"] == 1000
    kept = {name for name, value in found.values.items() if value is not None}
    assert kept == RATES
    assert found.withheld["HRV_SampEn"] == "no_variation"


def test_two_values_in_turn_end_in_values_or_reasons_only() -> None:
    full(nn_series([800.0, 840.0] * 200))


@pytest.mark.parametrize("n", [0, 1, 2, 4, 12])
def test_too_few_beats_give_reasons_only_and_no_warning(n: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = full(nn_series(breathing(400)[:n]))
    given = {name for name, value in found.values.items() if value is not None}
    assert given <= RATES


def test_mostly_gaps_have_no_stretch_for_a_spectrum() -> None:
    found = full(nn_series(*(breathing(12, k) for k in range(40))))
    assert found.values["HRV_RMSSD"] is not None
    assert found.withheld["HRV_HF"] == "gap"
    assert found.withheld["HRV_SD1"] == "gap"


def test_seconds_are_refused() -> None:
    with pytest.raises(SettingsError, match="look like seconds"):
        full(nn_series([nn / 1000 for nn in breathing(400)]))


def test_a_day_does_not_take_a_day() -> None:
    found = full(nn_series(breathing(102_500)), nonlinear_s=60)
    assert found.values["HRV_ULF"] is not None
    assert found.values["HRV_VLF"] is not None
    assert found.withheld["HRV_TINN"] == "library_bug"
