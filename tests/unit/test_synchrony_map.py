"""The map of synchrony: a known lag is found, strangers stay within their chance."""

import numpy as np
import pytest

from samenstemming.events import Wearer
from samenstemming.measures.roles import roles_of
from samenstemming.measures.speech import Turn
from samenstemming.measures.synchrony_map import (
    MapInput,
    map_chance,
    map_input,
    synchrony_map,
)
from samenstemming.series import Floats
from samenstemming.settings import Settings

KNOBS = Settings()
RATE_HZ = KNOBS.whole_rate_hz


def slow_noise(seed: int, minutes: float = 20.0) -> Floats:
    """A heart rate that wanders slowly, in bpm."""
    rng = np.random.default_rng(seed)
    n = round(minutes * 60 * RATE_HZ)
    wander: Floats = np.convolve(rng.normal(size=n + 40), np.ones(41) / 41, "valid")
    return 70 + 30 * wander


def ready(a: Floats, b: Floats) -> MapInput:
    known = np.ones(a.size, np.bool_)
    return map_input(a, b, known_a=known, known_b=known, settings=KNOBS)


def test_the_lag_of_a_follower_is_the_brightest_row_and_is_beyond_chance() -> None:
    whole = slow_noise(1)
    a, b = whole[6:], whole[:-6]  # b is a, three seconds later
    found = synchrony_map(ready(a, b))
    at = found.lags_s[np.argmax(found.r.mean(axis=0))]
    assert at == pytest.approx(3.0)
    assert found.t_s[0] == pytest.approx(found.window_s / 2 + 5, abs=1)
    assert np.diff(found.t_s) == pytest.approx(found.step_s)
    chance = map_chance(ready(a, b), surrogates=39)
    assert chance.share_above is not None
    assert chance.share_p95 is not None
    assert chance.share_above > 0.9 > chance.share_p95


def test_strangers_are_beyond_their_chance_as_seldom_as_chance_says() -> None:
    shares = []
    for seed in range(4):
        of = ready(slow_noise(2 * seed), slow_noise(2 * seed + 1))
        chance = map_chance(of, surrogates=59)
        shares.append(chance.share_above)
        assert chance.share_median == pytest.approx(0.05, abs=0.02)
    assert 0.015 < np.mean([share or 0.0 for share in shares]) < 0.09


def test_swapping_the_two_mirrors_the_lags_to_the_last_bit() -> None:
    a, b = slow_noise(3), slow_noise(4)
    one, other = ready(a, b), ready(b, a)
    assert np.array_equal(synchrony_map(one).r, synchrony_map(other).r[:, ::-1])
    assert np.array_equal(
        map_chance(one, surrogates=19).p95, map_chance(other, surrogates=19).p95
    )


def test_the_same_seed_gives_the_same_chance_and_tells_how_far_it_is() -> None:
    of = ready(slow_noise(5), slow_noise(6))
    said: list[float] = []
    one = map_chance(of, surrogates=20, seed=7, progress=said.append)
    assert np.array_equal(one.p95, map_chance(of, surrogates=20, seed=7).p95)
    assert not np.array_equal(one.p95, map_chance(of, surrogates=20, seed=8).p95)
    assert said[-1] == 1.0


def test_a_hole_has_no_columns_and_an_asked_for_rhythm_is_not_judged() -> None:
    a, b = slow_noise(7), slow_noise(8)
    known = np.ones(a.size, np.bool_)
    known[1000:1200] = False
    of = map_input(
        a,
        b,
        known_a=known,
        known_b=np.ones(a.size, np.bool_),
        settings=KNOBS,
        instructed=[(100.0, 200.0)],
    )
    found = synchrony_map(of)
    half = found.window_s / 2
    assert not np.any((found.t_s > 500 - half) & (found.t_s < 600 + half))
    touching = (found.t_s + half > 100) & (found.t_s - half < 200)
    assert np.array_equal(found.judged, ~touching)


def test_turns_have_columns_within_and_far_away_and_none_around_a_change() -> None:
    a, b = slow_noise(11), slow_noise(12)
    turns = [
        Turn(start_s=300.0, end_s=500.0, speakers=frozenset({Wearer.A})),
        Turn(start_s=500.0, end_s=700.0, speakers=frozenset({Wearer.B})),
    ]
    known = np.ones(a.size, np.bool_)
    of = map_input(
        a,
        b,
        known_a=known,
        known_b=known,
        settings=KNOBS,
        roles=roles_of(turns, a.size, RATE_HZ, KNOBS),
    )
    found = synchrony_map(of)
    assert np.all(np.diff(found.t_s) > 0)
    there = set(found.t_s.astype(int))
    assert {100, 400, 600, 1000} <= there
    assert not there & {295, 500, 705}
    assert map_chance(of, surrogates=5).p95.shape == found.t_s.shape


@pytest.mark.parametrize(
    ("a", "why"),
    [(slow_noise(1, 1.0), "window_too_short"), (np.full(2400, 70.0), "no_variation")],
)
def test_where_there_is_no_map_there_is_a_reason(a: Floats, why: str) -> None:
    of = ready(a, a)
    found = synchrony_map(of)
    assert (found.withheld, found.r.shape) == (why, (0, 41))
    assert map_chance(of, surrogates=5).share_above is None


def test_a_day_is_as_wide_as_a_screen_can_use() -> None:
    long = slow_noise(9, 150.0)
    found = synchrony_map(ready(long, slow_noise(10, 150.0)))
    assert found.step_s == 2.0
    assert found.r.shape[0] < 7200
