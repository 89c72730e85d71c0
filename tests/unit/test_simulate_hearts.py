"""The generator: what is shared is shared, so much later, with the right sign."""

from itertools import islice

import numpy as np
import pytest
from scipy.signal import coherence

from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.series import Floats
from samenstemming.sources.hearts import (
    AROUSAL_SD_BPM,
    WARM_UP_S,
    Couple,
    beat_blocks,
    heart_of,
)

HOURS_S: Floats = np.arange(0, 6 * 3600, 1.0)


def arousal(couple: Couple) -> tuple[Floats, Floats]:
    a = heart_of(couple, Wearer.A).arousal_bpm(HOURS_S)
    return a, heart_of(couple, Wearer.B).arousal_bpm(HOURS_S)


@pytest.mark.parametrize("coupling", [0.0, 0.25, 0.75, 1.0])
def test_arousal_of_the_two_correlates_by_the_coupling(coupling: float) -> None:
    found = [
        np.corrcoef(*arousal(Couple(coupling=coupling, seed=seed)))[0, 1]
        for seed in range(4)
    ]
    assert np.mean(found) == pytest.approx(coupling, abs=0.03)


def test_opposite_movement_turns_the_correlation_over() -> None:
    same = np.corrcoef(*arousal(Couple(coupling=0.75, seed=1)))[0, 1]
    opposite = np.corrcoef(*arousal(Couple(coupling=0.75, seed=1, anti_phase=True)))
    assert opposite[0, 1] == pytest.approx(-same, abs=0.03)


def test_a_positive_lag_means_that_b_comes_later() -> None:
    a, b = arousal(Couple(coupling=1.0, lag_s=4.0, seed=2))
    np.testing.assert_allclose(b[4:], a[:-4], atol=1e-9)


def test_arousal_has_its_three_beats_a_minute() -> None:
    a, b = arousal(Couple(coupling=0.5, seed=3))
    assert np.std(a) == pytest.approx(AROUSAL_SD_BPM, rel=0.05)
    assert np.std(b) == pytest.approx(AROUSAL_SD_BPM, rel=0.05)


def test_arousal_moves_visibly_within_three_minutes() -> None:
    heart = heart_of(Couple(seed=4), Wearer.A)
    swing = [np.ptp(heart.arousal_bpm(t + np.arange(180.0))) for t in HOURS_S[::600]]
    assert np.median(swing) > 6


def test_breathing_stays_within_its_band() -> None:
    heart = heart_of(Couple(seed=5), Wearer.B)
    drift = heart.breath_drift.at(HOURS_S)
    breath_hz = heart.breath_hz + np.gradient(drift, HOURS_S) / (2 * np.pi)
    assert breath_hz.min() >= 0.22
    assert breath_hz.max() <= 0.28


def test_strangers_do_not_breathe_in_step() -> None:
    """With one mean rate for everybody strangers were coherent by 0.16 (1/K: 0.05)."""
    t_s = np.arange(0, 600, 0.25)
    found = [
        _hf_coherence(
            *(heart_of(Couple(coupling=0, seed=s), w).rate_bpm(t_s) for w in Wearer)
        )
        for s in range(40)
    ]
    assert np.mean(found) < 0.08


def _hf_coherence(a: Floats, b: Floats) -> float:
    hz, msc = coherence(a, b, fs=4, nperseg=240)
    return float(msc[(hz >= 0.2) & (hz <= 0.3)].mean())


def test_beats_are_as_many_as_the_heart_rate_says() -> None:
    heart = heart_of(Couple(seed=6), Wearer.A)
    beats_s = np.concatenate(list(islice(beat_blocks(heart), 60)))
    t_s = np.arange(-WARM_UP_S, 3600 - WARM_UP_S, 0.05)
    assert beats_s.size == pytest.approx(heart.rate_bpm(t_s).sum() * 0.05 / 60, abs=2)
    assert (np.diff(beats_s) > 0.4).all()
    assert (np.diff(beats_s) < 1.5).all()


def test_one_heart_does_not_depend_on_the_other() -> None:
    alone = heart_of(Couple(seed=7, lag_s=0), Wearer.A)
    beside = heart_of(Couple(seed=7, lag_s=5, anti_phase=True), Wearer.A)
    np.testing.assert_array_equal(next(beat_blocks(alone)), next(beat_blocks(beside)))


@pytest.mark.parametrize(
    ("couple", "sentence"),
    [
        ({"coupling": 1.5}, "A coupling lies between 0 and 1; 1.5 was given"),
        ({"lag_s": 100.0}, "A lag lies between -60 and 60 s; 100 was given"),
        ({"lag_s": float("nan")}, "A lag lies between -60 and 60 s"),
        ({"seed": -1}, "A seed is a whole number from 0 on; -1 was given"),
    ],
)
def test_a_couple_that_cannot_be_is_refused(
    couple: dict[str, float], sentence: str
) -> None:
    with pytest.raises(SettingsError, match=sentence):
        Couple(**couple)  # type: ignore[arg-type]  # one dict for three types
