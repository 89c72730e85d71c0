"""The full set carries neurokit2's names, so it has neurokit2's values."""

import warnings
from collections.abc import Mapping
from functools import cache

import numpy as np
import pytest

from samenstemming.measures.hrv_full import FullHrv, full_hrv
from samenstemming.measures.hrv_full_rules import (
    DOMAIN_OF,
    NEVER,
    SHORTEST_S,
    Domain,
)
from samenstemming.series import Floats, NNSeries, Quality, Rhythm
from samenstemming.settings import Settings
from tests.values import nn_series

CLEAN = Quality(coverage=1.0, corrected=0.0, longest_gap_s=0.0, t_sd_s=0.01)


@cache
def clean_series(minutes: float = 11.0) -> NNSeries:
    rng = np.random.default_rng(3)
    n = round(minutes * 60 / 0.85)
    drift = 30 * np.sin(2 * np.pi * np.arange(n) / 160)
    breath = 25 * np.sin(2 * np.pi * np.arange(n) / 4.7)
    return nn_series((850 + drift + breath + rng.normal(0, 14, n)).tolist())


@cache
def full(minutes: float = 11.0) -> FullHrv:
    return full_hrv(
        clean_series(minutes),
        rhythm=Rhythm.REGULAR,
        quality=CLEAN,
        settings=Settings(),
    )


def neurokits(domain: Domain, nn_ms: Floats) -> Mapping[str, float]:
    import neurokit2 as nk

    peaks = {"RRI": nn_ms.copy(), "RRI_Time": np.cumsum(nn_ms / 1000)}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        table = {
            Domain.TIME: lambda: nk.hrv_time(peaks),
            Domain.FREQUENCY: lambda: nk.hrv_frequency(
                peaks, normalize=False, interpolation_rate=4
            ),
            Domain.NONLINEAR: lambda: nk.hrv_nonlinear(peaks),
        }[domain]()
    return {str(name): float(value) for name, value in table.iloc[0].items()}


@pytest.mark.parametrize("domain", list(Domain))
def test_every_index_that_is_given_is_neurokit2s(domain: Domain) -> None:
    nn = clean_series()
    taken = nn.t_s <= 600 + nn.nn_ms / 1000
    nn_ms = nn.nn_ms[taken] if domain is Domain.NONLINEAR else nn.nn_ms
    theirs = neurokits(domain, nn_ms)
    # Where a window begins moves the spline's grid by less than a rounding error.
    rel = 1e-6 if domain is Domain.FREQUENCY else 1e-9
    given = 0
    for name in SHORTEST_S[domain]:
        value = full().values[name]
        if value is not None:
            assert value == pytest.approx(theirs[name], rel=rel), name
            given += 1
    assert given >= {Domain.TIME: 17, Domain.FREQUENCY: 4, Domain.NONLINEAR: 60}[domain]


@pytest.mark.parametrize("domain", list(Domain))
def test_neurokit2_has_no_index_that_we_do_not_know(domain: Domain) -> None:
    theirs = set(neurokits(domain, clean_series().nn_ms))
    assert theirs == set(SHORTEST_S[domain])


def test_what_ten_minutes_are_too_short_for_says_so() -> None:
    reasons = full().withheld
    for name in ("HRV_ULF", "HRV_VLF", "HRV_TP", "HRV_HTI", "HRV_TINN"):
        assert reasons[name] == "window_too_short"
    assert reasons["HRV_LFHF"] == "not_shown"
    assert set(reasons) | set(full().values) == set(DOMAIN_OF)


def test_tinn_is_zero_on_a_long_record_and_is_withheld_as_a_bug() -> None:
    rng = np.random.default_rng(1)
    nn = nn_series(rng.normal(850, 40, 20_000).tolist())
    assert neurokits(Domain.TIME, nn.nn_ms)["HRV_TINN"] == 0.0
    found = full_hrv(
        nn,
        rhythm=Rhythm.REGULAR,
        quality=CLEAN,
        settings=Settings(hrv_nonlinear_s=30),
    )
    assert found.withheld["HRV_TINN"] == "library_bug"
    assert found.values["HRV_HTI"] is not None


def test_sdann_leaves_a_beat_out_of_every_window() -> None:
    # Five minutes of 1000 ms beats; the last of each is 400 ms longer: never seen.
    minute = [1000.0] * 58 + [1400.0]
    theirs = neurokits(Domain.TIME, np.array(minute * 6))
    assert theirs["HRV_SDNNI1"] < 60
    assert float(np.std(minute, ddof=1)) == pytest.approx(52.08, abs=0.01)
    assert {NEVER[f"HRV_SDANN{n}"] for n in (1, 2, 5)} == {"library_bug"}
