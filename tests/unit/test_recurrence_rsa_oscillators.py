"""Known truth of the three measures that go by states, breath and swing."""

import numpy as np
import pytest

from samenstemming.measures import oscillators, partner_rsa, recurrence
from samenstemming.measures.chance import nulls_of
from samenstemming.measures.oscillators import Oscillators
from samenstemming.measures.pair import Pair, pair_of
from samenstemming.measures.partner_rsa import PartnerRsa
from samenstemming.measures.recurrence import Recurrence
from samenstemming.series import Floats

RATE_HZ = 2.0


def slow(seed: int, minutes: float = 10) -> Floats:
    """Arousal as red noise: no period, like a heart rate below 0.05 Hz."""
    n = round(minutes * 60 * RATE_HZ)
    steps = np.random.default_rng(seed).normal(size=n)
    kernel = np.exp(-np.arange(120) / (12 * RATE_HZ))
    wandering = np.convolve(steps, kernel)[:n]
    rate: Floats = 70 + 3 * wandering / wandering.std()
    return rate


def of_recurrence(pair: Pair, null: Floats | None = None) -> Recurrence:
    found = recurrence.recurrence(pair, null)
    assert isinstance(found, Recurrence)
    return found


def of_rsa(pair: Pair, n_surrogates: int = 0) -> PartnerRsa:
    found = partner_rsa.partner_rsa(pair, n_surrogates=n_surrogates)
    assert isinstance(found, PartnerRsa)
    return found


def of_swing(pair: Pair, null: Floats | None = None) -> Oscillators:
    found = oscillators.oscillators(pair, null)
    assert isinstance(found, Oscillators)
    return found


# -- cross-recurrence ---------------------------------------------------------------


def test_recurrence_finds_who_is_later_and_by_how_much() -> None:
    shared = slow(1, 10.5)
    a, b = shared[6 * 2 :], shared[: -6 * 2]  # b is where a was six seconds before
    found = of_recurrence(pair_of(a, b, RATE_HZ))
    assert found.peak_lag_s == pytest.approx(6.0, abs=0.5)
    assert found.peak > 2
    assert found.rate == pytest.approx(0.05, abs=0.005)
    assert found.longest_line_s > 60


def test_swapping_the_wearers_turns_the_profile_around() -> None:
    a, b = slow(1), slow(2)
    there, back = (of_recurrence(pair_of(*of, RATE_HZ)) for of in ((a, b), (b, a)))
    np.testing.assert_array_equal(there.profile, back.profile[::-1])
    assert there.peak == back.peak
    assert there.peak_lag_s == -back.peak_lag_s
    assert there.determinism == back.determinism


def test_strangers_lie_in_lines_too_and_within_chance() -> None:
    pair = pair_of(slow(3), slow(4), RATE_HZ)
    null = nulls_of(pair, {"of": recurrence.peaks}, n_surrogates=39)["of"]
    found = of_recurrence(pair, null)
    assert found.determinism > 0.4
    assert found.chance is not None
    assert found.chance.p_value is not None
    assert found.chance.p_value > 0.05


def test_no_line_crosses_a_hole() -> None:
    shared = slow(5)
    holed = shared.copy()
    holed[600:640] = np.nan
    found = of_recurrence(pair_of(holed, holed, RATE_HZ))
    assert found.longest_line_s <= 300


# -- cross-partner RSA --------------------------------------------------------------


def breathing(seed: int, depth: Floats, hz: float) -> Floats:
    n = depth.size
    phase = 2 * np.pi * np.cumsum(np.full(n, hz)) / RATE_HZ
    rate: Floats = slow(seed, n / 60 / RATE_HZ) + depth * np.sin(phase)
    return rate


def swell(seed: int, n: int = 1200) -> Floats:
    depth: Floats = np.exp(0.15 * (slow(seed, n / 60 / RATE_HZ) - 70))
    return 2 * depth


def test_breath_that_deepens_together_is_linked_whatever_its_pace() -> None:
    depth = swell(1)
    pair = pair_of(breathing(2, depth, 0.22), breathing(3, depth, 0.31), RATE_HZ)
    assert of_rsa(pair).r > 0.8


def test_breath_that_deepens_in_turn_is_linked_the_other_way_round() -> None:
    depth = swell(1)
    pair = pair_of(breathing(2, depth, 0.22), breathing(3, 4 / depth, 0.31), RATE_HZ)
    assert of_rsa(pair).r < -0.8


def test_rsa_of_strangers_lies_within_chance() -> None:
    p_values = [
        found.chance.p_value
        for seed in range(8)
        if (
            found := of_rsa(
                pair_of(
                    breathing(seed, swell(50 + seed), 0.22),
                    breathing(20 + seed, swell(90 + seed), 0.31),
                    RATE_HZ,
                ),
                n_surrogates=39,
            )
        ).chance
    ]
    assert len(p_values) == 8
    assert sum(p is not None and p <= 0.05 for p in p_values) <= 2


def test_rsa_keeps_each_wearers_own_series() -> None:
    shallow, deep = np.full(1200, 0.5), np.full(1200, 4.0)
    a, b = breathing(2, shallow, 0.22), breathing(3, deep, 0.31)
    there, back = of_rsa(pair_of(a, b, RATE_HZ)), of_rsa(pair_of(b, a, RATE_HZ))
    assert np.median(there.ln_rsa_a) < np.median(there.ln_rsa_b)
    np.testing.assert_array_equal(there.ln_rsa_a, back.ln_rsa_b)
    assert there.r == back.r


# -- coupled oscillators ------------------------------------------------------------

STEP_S = 0.05
SWING_PER_S2 = -((2 * np.pi * 0.025) ** 2)
OWN_PER_S = -0.05


def swings(seed: int, exchange_per_s: float) -> Pair:
    """Two noisy swings of 40 s; each one's speed acts on the other's, ten minutes."""
    rng = np.random.default_rng(seed)
    n = round(700 / STEP_S)
    kicks = rng.normal(size=(n, 2)) * np.sqrt(STEP_S)
    level, speed, out = np.zeros(2), np.zeros(2), np.empty((n, 2))
    for k in range(n):
        pull = SWING_PER_S2 * level + OWN_PER_S * speed + exchange_per_s * speed[::-1]
        speed = speed + pull * STEP_S + kicks[k]
        level = level + speed * STEP_S
        out[k] = level
    settled = out[-round(600 / STEP_S) :: round(1 / RATE_HZ / STEP_S)]
    rates = 70 + 3 * settled / settled.std()
    return pair_of(rates[:, 0].copy(), rates[:, 1].copy(), RATE_HZ)


@pytest.mark.parametrize("exchange_per_s", [-0.04, 0.04])
def test_damping_and_feeding_are_told_apart(exchange_per_s: float) -> None:
    """Shrunk to about two thirds of the truth, never turned around on average."""
    found = [of_swing(swings(seed, exchange_per_s)) for seed in range(5)]
    assert np.median([f.a_own_per_s for f in found]) == pytest.approx(-0.05, abs=0.02)
    between = float(np.median([f.together_per_s for f in found]))
    assert between * np.sign(exchange_per_s) > 0.015


def test_feeding_is_named_only_against_chance() -> None:
    pair = swings(3, 0.045)
    assert of_swing(pair).word == "cannot tell"
    null = nulls_of(pair, {"of": oscillators.exchanges}, n_surrogates=99)["of"]
    found = of_swing(pair, null)
    assert found.chance is not None
    assert found.interval_per_s is not None
    assert found.interval_per_s[0] < found.together_per_s < found.interval_per_s[1]
    assert found.word == "amplifying"


def test_swapping_the_wearers_swaps_their_own_figures_only() -> None:
    a, b = swings(1, 0.03).of_wearers()
    there, back = (of_swing(pair_of(*of, RATE_HZ)) for of in ((a, b), (b, a)))
    assert there.a_own_per_s == back.b_own_per_s
    assert there.a_by_b_per_s == back.b_by_a_per_s
    assert there.together_per_s == back.together_per_s


def test_less_than_ten_minutes_say_nothing_of_damping() -> None:
    pair = pair_of(slow(1, 8), slow(2, 8), RATE_HZ)
    assert oscillators.oscillators(pair) == "window_too_short"
