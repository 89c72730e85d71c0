import numpy as np
import pytest

from samenstemming.errors import SettingsError
from samenstemming.measures.moving_ccf import moving_ccf
from samenstemming.measures.pair import pair_of
from samenstemming.measures.susy import Susy, susy
from samenstemming.series import Bools, Floats

RATE_HZ = 2.0


def wander(seed: int, n: int = 1200) -> Floats:
    rng = np.random.default_rng(seed)
    walk = np.cumsum(rng.normal(0, 0.3, n))
    rate: Floats = 70 + walk - np.linspace(walk[0], walk[-1], n)
    return rate


def all_but(start_s: float, end_s: float, n: int = 1200) -> Bools:
    known = np.ones(n, np.bool_)
    known[round(start_s * RATE_HZ) : round(end_s * RATE_HZ)] = False
    return known


def test_a_hole_of_three_seconds_is_bridged_by_a_straight_line() -> None:
    a, b = wander(1), wander(2)
    holed = a.copy()
    holed[600:606] = np.nan
    pair = pair_of(holed, b, RATE_HZ)
    assert pair.stretches == (slice(0, 1200),)
    line = np.interp(np.arange(600, 606), [599, 606], a[[599, 606]])
    np.testing.assert_allclose(pair.of_wearers()[0][600:606], line)


def test_a_longer_hole_cuts_the_pair_whoever_has_it() -> None:
    known = all_but(300, 303.5)
    for known_a, known_b in ((known, None), (None, known)):
        pair = pair_of(wander(1), wander(2), RATE_HZ, known_a=known_a, known_b=known_b)
        assert pair.stretches == (slice(0, 600), slice(607, 1200))


def test_what_lies_in_a_hole_changes_nothing() -> None:
    a, b = wander(1), wander(2)
    known = all_but(200, 230)
    spoilt = np.where(known, a, 1e6)
    found, again = (susy(pair_of(of, b, RATE_HZ, known_a=known)) for of in (a, spoilt))
    assert isinstance(found, Susy)
    assert isinstance(again, Susy)
    assert again.values == found.values


def test_two_short_holes_side_by_side_are_bridged_each_in_its_own_series() -> None:
    pair = pair_of(
        wander(1),
        wander(2),
        RATE_HZ,
        known_a=all_but(300, 302.5),
        known_b=all_but(302, 305),
    )
    assert pair.stretches == (slice(0, 1200),)


@pytest.mark.parametrize(
    ("a", "reason"),
    [
        (np.full(1200, 70.0), "no_variation"),
        (np.full(1200, np.nan), "poor_coverage"),
        (np.full(60, 70.0), "window_too_short"),
        (np.zeros(0), "window_too_short"),
    ],
)
def test_what_cannot_be_compared_is_withheld_with_a_reason(
    a: Floats, reason: str
) -> None:
    pair = pair_of(a, wander(2)[: a.size], RATE_HZ)
    assert pair.withheld == reason
    assert susy(pair) == reason
    assert moving_ccf(pair) == reason


def test_a_heart_that_stands_still_in_one_segment_has_no_susy() -> None:
    a = wander(1)
    a[240:420] = 70.0
    assert susy(pair_of(a, wander(2), RATE_HZ)) == "no_variation"


def test_series_of_unequal_length_are_refused_with_a_sentence() -> None:
    with pytest.raises(SettingsError, match="one clock"):
        pair_of(wander(1), wander(2)[:-1], RATE_HZ)


def test_a_rate_too_coarse_for_the_rhythms_is_refused() -> None:
    with pytest.raises(SettingsError, match="Resample"):
        pair_of(wander(1), wander(2), 0.5)
