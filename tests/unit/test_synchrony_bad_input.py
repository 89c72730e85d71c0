"""What cannot be compared is answered with a reason, never with a number."""

import tracemalloc

import numpy as np
import pytest

import samenstemming as sam
from samenstemming.series import Floats
from samenstemming.words import Language, say

RATE_HZ = 2.0
NUMBERS = ("statistic", "sign", "lag_s", "lag_sd_s", "lag_interval_s", "p_value")


def heart(seed: int, n: int = 720) -> Floats:
    """Six minutes of a heart rate with slow waves, in bpm."""
    waves = np.cumsum(np.random.default_rng(seed).normal(0, 0.4, n))
    rate: Floats = 70 + waves - np.linspace(waves[0], waves[-1], n)
    return rate


A, B = heart(1), heart(2)
MOSTLY_NAN = np.where(np.arange(720) % 60 < 12, A, np.nan)
BAD: dict[str, tuple[Floats, Floats, float, str]] = {
    "nothing": (np.array([]), np.array([]), RATE_HZ, "nothing_known"),
    "one sample": (A[:1], B[:1], RATE_HZ, "window_too_short"),
    "one minute": (A[:120], B[:120], RATE_HZ, "window_too_short"),
    "constant": (np.full(720, 70.0), B, RATE_HZ, "no_variation"),
    "a straight line": (np.linspace(60, 80, 720), B, RATE_HZ, "no_variation"),
    "all NaN": (np.full(720, np.nan), np.full(720, np.nan), RATE_HZ, "nothing_known"),
    "infinite": (np.full(720, np.inf), B, RATE_HZ, "one_wearer"),
    "zero for missing": (np.zeros(720), B, RATE_HZ, "one_wearer"),
    "one wearer": (A, np.array([]), RATE_HZ, "one_wearer"),
    "the other NaN": (A, np.full(720, np.nan), RATE_HZ, "one_wearer"),
    "mostly holes": (MOSTLY_NAN, B, RATE_HZ, "poor_coverage"),
    "two rates": (A, np.repeat(B, 2), RATE_HZ, "unequal_lengths"),
    "seconds": (60 / A, 60 / B, RATE_HZ, "not_bpm"),
    "milliseconds": (60_000 / A, 60_000 / B, RATE_HZ, "not_bpm"),
    "one in seconds": (A, 60 / B, RATE_HZ, "not_bpm"),
    "one a minute": (A, B, 1 / 60, "rate_too_low"),
    "no rate": (A, B, float("nan"), "rate_too_low"),
    "a rate below zero": (A, B, -2.0, "rate_too_low"),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_input_has_a_reason_and_no_number(kind: str) -> None:
    a, b, rate_hz, why = BAD[kind]
    found = sam.synchrony(a, b, rate_hz, surrogates=19)
    assert found.withheld == why
    assert [getattr(found, name) for name in NUMBERS] == [None] * len(NUMBERS)
    assert found.chance is None
    assert found.segment_pairs is None
    for language in Language:
        assert say(f"withheld.{why}", language)


@pytest.mark.parametrize("kind", BAD)
def test_whoever_comes_first_the_reason_is_the_same(kind: str) -> None:
    a, b, rate_hz, why = BAD[kind]
    assert sam.synchrony(b, a, rate_hz, surrogates=19).withheld == why


def test_a_single_impossible_sample_is_a_hole_and_not_a_heart_beat() -> None:
    spoiled = A.copy()
    spoiled[300] = 1e300
    missing = A.copy()
    missing[300] = np.nan
    found = sam.synchrony(spoiled, B, RATE_HZ, surrogates=19)
    assert found == sam.synchrony(missing, B, RATE_HZ, surrogates=19)
    whole = sam.synchrony(A, B, RATE_HZ, surrogates=19)
    assert found.statistic == pytest.approx(whole.statistic, abs=0.02)


def test_a_thousand_samples_a_second_say_what_two_say() -> None:
    many = [np.repeat(series, 50) for series in (A, B)]
    found = sam.synchrony(many[0], many[1], 50 * RATE_HZ, surrogates=0)
    few = sam.synchrony(A, B, RATE_HZ, surrogates=0)
    assert found.statistic == pytest.approx(few.statistic, abs=1e-9)
    assert found.duration_s == few.duration_s


def test_a_day_is_answered_within_the_memory_of_a_laptop() -> None:
    day = [np.tile(heart(seed), 240) for seed in (3, 4)]
    tracemalloc.start()
    found = sam.synchrony(day[0], day[1], RATE_HZ, surrogates=2)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.withheld is None
    assert found.statistic is not None
    assert peak < 600e6
