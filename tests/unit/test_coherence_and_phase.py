"""Known truth of the measures that go by frequency, and their nulls."""

from collections.abc import Callable

import numpy as np
import pytest

from samenstemming.measures import coherence, concordance, phase, wavelet
from samenstemming.measures.chance import Statistic, nulls_of, observed
from samenstemming.measures.coherence import Coherence
from samenstemming.measures.concordance import Concordance
from samenstemming.measures.pair import Pair, pair_of
from samenstemming.measures.phase import PhaseLocking
from samenstemming.measures.wavelet import WaveletCoherence
from samenstemming.series import Floats

RATE_HZ = 2.0
N = 1200
T_S = np.arange(N) / RATE_HZ

STATISTICS: dict[str, Statistic] = {
    "coherence": coherence.band_means,
    "phase": phase.locking_values,
    "concordance": concordance.strengths,
    "wavelet": wavelet.wavelet_means,
}


def wave(hz: float, angle: float = 0.0) -> Floats:
    swing: Floats = 70 + 3 * np.sin(2 * np.pi * hz * T_S - angle)
    return swing


def noise(seed: int, n: int = N) -> Floats:
    rate: Floats = 70 + 3 * np.random.default_rng(seed).normal(size=n)
    return rate


def of_coherence(pair: Pair) -> Coherence:
    found = coherence.coherence(pair)
    assert isinstance(found, Coherence)
    return found


def of_phase(pair: Pair) -> PhaseLocking:
    found = phase.phase_locking(pair)
    assert isinstance(found, PhaseLocking)
    return found


def of_wavelets(pair: Pair) -> WaveletCoherence:
    found = wavelet.wavelet_coherence(pair)
    assert isinstance(found, WaveletCoherence)
    return found


def of_slopes(pair: Pair) -> Concordance:
    found = concordance.concordance(pair)
    assert isinstance(found, Concordance)
    return found


def test_two_sinusoids_of_one_frequency_have_coherence_one_there() -> None:
    found = of_coherence(pair_of(wave(0.1), wave(0.1, 0.7), RATE_HZ))
    at = int(np.argmin(np.abs(found.frequency_hz - 0.1)))
    assert found.squared[at] == pytest.approx(1, abs=1e-6)
    assert found.phase_rad[at] == pytest.approx(0.7, abs=1e-3)


@pytest.mark.parametrize(("band", "hz"), [("slow", 0.05), ("lf", 0.1), ("hf", 0.25)])
def test_two_sinusoids_of_one_frequency_lock_with_their_angle(
    band: str, hz: float
) -> None:
    found = of_phase(pair_of(wave(hz), wave(hz, 0.5), RATE_HZ)).bands[band]
    assert found.value == pytest.approx(1, abs=3e-3)
    assert found.phase_rad == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize(("band", "hz"), [("slow", 0.05), ("lf", 0.1), ("hf", 0.25)])
def test_two_sinusoids_are_coherent_to_wavelets(band: str, hz: float) -> None:
    found = of_wavelets(pair_of(wave(hz), wave(hz, 0.5), RATE_HZ))
    row = int(np.argmin(np.abs(found.frequency_hz - hz)))
    here = found.inside[row]
    assert found.squared[row, here].min() > 0.999
    np.testing.assert_allclose(found.phase_rad[row, here], 0.5, atol=0.02)


def test_the_same_series_twice_is_one_everywhere() -> None:
    pair = pair_of(noise(1), noise(1).copy(), RATE_HZ)
    for name in ("slow", "lf", "hf"):
        assert of_coherence(pair).bands[name].value == pytest.approx(1)
        assert of_phase(pair).bands[name].value == pytest.approx(1)
        assert of_wavelets(pair).bands[name].value == pytest.approx(1)
    assert of_slopes(pair).share_positive == 1
    assert of_slopes(pair).index is None
    assert of_slopes(pair).withheld == "one_sided"


def test_a_power_spectrum_is_scipys() -> None:
    from scipy.signal import coherence as theirs

    pair = pair_of(noise(1), noise(2) + 0.5 * noise(1), RATE_HZ)
    found = of_coherence(pair)
    f_hz, squared = theirs(*pair.slow, fs=RATE_HZ, window="hann", nperseg=120)
    np.testing.assert_allclose(found.frequency_hz, f_hz)
    np.testing.assert_allclose(found.squared[1:], squared[1:], rtol=1e-9)


def test_independent_noise_stays_under_the_threshold_in_nineteen_of_twenty() -> None:
    found = [of_coherence(pair_of(noise(k), noise(k + 99), RATE_HZ)) for k in range(20)]
    over = [np.mean(of.squared[1:-1] > of.threshold) for of in found]
    assert 0.03 <= np.mean(over) <= 0.07


@pytest.mark.parametrize("name", STATISTICS)
def test_strangers_lie_within_their_own_null(name: str) -> None:
    ranks = []
    for k in range(12):
        pair = pair_of(noise(k, 600), noise(k + 50, 600), RATE_HZ)
        null = nulls_of(pair, {name: STATISTICS[name]}, n_surrogates=19, seed=k)[name]
        ranks.append(np.mean(null > observed(pair, STATISTICS[name]), axis=0))
    assert 0.3 < np.mean(ranks) < 0.7


@pytest.mark.parametrize(
    "measure", [of_coherence, of_phase, of_wavelets], ids=["welch", "phase", "wavelet"]
)
def test_swapping_the_wearers_turns_the_phase_around_and_nothing_else(
    measure: Callable[[Pair], Coherence | PhaseLocking | WaveletCoherence],
) -> None:
    a, b = noise(1), noise(2) + noise(1)
    there, back = measure(pair_of(a, b, RATE_HZ)), measure(pair_of(b, a, RATE_HZ))
    for name, band in there.bands.items():
        assert back.bands[name].value == band.value
        assert band.phase_rad is not None
        assert back.bands[name].phase_rad == -band.phase_rad


def test_swapping_the_wearers_changes_no_null() -> None:
    a, b = noise(1, 600), noise(2, 600)
    there, back = (
        nulls_of(pair_of(*of, RATE_HZ), STATISTICS, n_surrogates=5)
        for of in ((a, b), (b, a))
    )
    for name, null in there.items():
        assert np.array_equal(back[name], null)


@pytest.mark.parametrize("name", STATISTICS)
def test_no_window_crosses_a_hole(name: str) -> None:
    """What lies in a hole may be anything; a pair cut in two is two pairs."""
    known = np.ones(N, np.bool_)
    known[600:640] = False
    a, b = noise(1), noise(2)
    spoilt = np.where(known, a, 500.0)
    clean, dirty = (
        observed(pair_of(of, b, RATE_HZ, known_a=known), STATISTICS[name])
        for of in (a, spoilt)
    )
    assert np.array_equal(clean, dirty)


@pytest.mark.parametrize("seed", [1, 2])
def test_slopes_that_agree_are_positive_and_those_that_do_not_negative(
    seed: int,
) -> None:
    shared, own = noise(seed), noise(seed + 10)
    together = of_slopes(pair_of(shared, shared + 2 * own, RATE_HZ))
    against = of_slopes(pair_of(shared, 2 * own - shared, RATE_HZ))
    assert together.index is not None
    assert together.index > 0.5
    assert against.index is not None
    assert against.index < -0.5


def test_below_three_minutes_everything_is_withheld() -> None:
    pair = pair_of(noise(1, 350), noise(2, 350), RATE_HZ)
    assert coherence.coherence(pair) == "window_too_short"
    assert phase.phase_locking(pair) == "window_too_short"
    assert wavelet.wavelet_coherence(pair) == "window_too_short"
    assert concordance.concordance(pair) == "window_too_short"


def test_a_long_record_of_holes_is_called_that() -> None:
    known = np.arange(N) % 300 < 100
    known[:200] = True
    pair = pair_of(noise(1), noise(2), RATE_HZ, known_a=known)
    assert coherence.coherence(pair) == "poor_coverage"


def test_the_cone_of_influence_leaves_the_slowest_band_out_of_a_short_record() -> None:
    found = of_wavelets(pair_of(noise(1, 400), noise(2, 400), RATE_HZ))
    assert found.share["hf"] > found.share["lf"] > found.share["slow"]
    assert found.bands["hf"].value is not None
    assert found.bands["slow"].value is None
    assert found.bands["slow"].withheld == "window_too_short"
