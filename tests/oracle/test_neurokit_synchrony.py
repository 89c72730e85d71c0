"""neurokit2's `signal_synchrony`: what we report of it, and each fault we name."""

import neurokit2 as nk
import numpy as np
import pytest

from samenstemming.measures.chance import nulls_of
from samenstemming.measures.neurokit_synchrony import (
    MISTAKES,
    NeurokitSynchrony,
    neurokit_means,
    neurokit_synchrony,
)
from samenstemming.measures.pair import pair_of
from samenstemming.series import Floats

RATE_HZ = 2.0
WINDOW = 120


def heart(seed: int, n: int = 800) -> Floats:
    """A heart rate that wanders by 3 bpm around 70."""
    rng = np.random.default_rng(seed)
    wave = np.convolve(rng.normal(size=n + 20), np.ones(21) / np.sqrt(21), "valid")
    rate: Floats = 70 + 3 * wave
    return rate


def of_strangers(seed: int = 1) -> NeurokitSynchrony:
    found = neurokit_synchrony(pair_of(heart(seed), heart(seed + 50), RATE_HZ))
    assert isinstance(found, NeurokitSynchrony)
    return found


def test_there_is_a_test_for_every_fault_that_is_named() -> None:
    assert set(MISTAKES) == {name.removeprefix("test_") for name in FAULTS}


def test_hilbert_keeps_the_mean() -> None:
    """Strangers look synchronous as long as nobody takes the mean out."""
    found = [of_strangers(seed) for seed in range(8)]
    assert np.mean([of.hilbert_as_given for of in found]) > 0.9
    assert np.mean([of.hilbert for of in found]) < 0.5


def test_hilbert_is_no_phase_locking() -> None:
    t_s = np.arange(800) / RATE_HZ
    there = np.sin(2 * np.pi * 0.05 * t_s)
    locked = nk.signal_synchrony(there, -there, method="hilbert")
    assert np.mean(locked) == pytest.approx(0, abs=1e-6)


def test_correlation_is_not_causal() -> None:
    a, b = heart(1), heart(2)
    changed = a.copy()
    changed[400:] = heart(3)[400:]
    before, after = (
        nk.signal_synchrony(of, b, method="correlation", window_size=WINDOW)
        for of in (a, changed)
    )
    assert not np.isclose(before[0], after[0])
    assert not np.allclose(before[345:400], after[345:400])


def test_correlation_fills_its_ends_with_the_mean() -> None:
    curve = nk.signal_synchrony(
        heart(1), heart(2), method="correlation", window_size=WINDOW
    )
    assert np.unique(curve[-WINDOW // 2 :]).size == 1
    assert np.unique(curve[: WINDOW // 2 - 1]).size == 1


def test_no_null_no_lag() -> None:
    curve = nk.signal_synchrony(heart(1), heart(2))
    assert isinstance(curve, np.ndarray)
    assert curve.shape == (800,)


FAULTS = (
    test_hilbert_keeps_the_mean.__name__,
    test_hilbert_is_no_phase_locking.__name__,
    test_correlation_is_not_causal.__name__,
    test_correlation_fills_its_ends_with_the_mean.__name__,
    test_no_null_no_lag.__name__,
)


def test_the_mean_correlation_leaves_out_what_neurokit2_filled_in() -> None:
    pair = pair_of(heart(1), heart(2), RATE_HZ)
    x, y = pair.slow
    rolled = [
        np.corrcoef(x[k : k + WINDOW], y[k : k + WINDOW])[0, 1]
        for k in range(x.size - WINDOW + 1)
    ]
    found = neurokit_synchrony(pair)
    assert isinstance(found, NeurokitSynchrony)
    assert found.correlation == pytest.approx(np.mean(rolled), abs=1e-9)


def test_its_null_runs_through_the_same_calls() -> None:
    pair = pair_of(heart(1), heart(1) + heart(5) - 70, RATE_HZ)
    null = nulls_of(pair, {"nk": neurokit_means}, n_surrogates=19)["nk"]
    found = neurokit_synchrony(pair, null)
    assert isinstance(found, NeurokitSynchrony)
    assert found.hilbert_chance is not None
    assert found.correlation_chance is not None
    # The null is there to look at; its level was not shown to hold, so no p-value.
    assert found.hilbert > found.hilbert_chance.p95
    assert found.correlation > found.correlation_chance.p95
    assert found.hilbert_chance.p_value is None
    assert found.p_withheld == "no_valid_null"


def test_swapping_the_wearers_changes_nothing() -> None:
    a, b = heart(1), heart(2)
    there, back = (neurokit_synchrony(pair_of(*of, RATE_HZ)) for of in ((a, b), (b, a)))
    assert there == back
