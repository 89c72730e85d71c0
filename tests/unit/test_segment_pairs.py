"""Every segment of the one with every segment of the other."""

import numpy as np
import pytest

from samenstemming.measures.segment_pairs import SegmentPairs, segment_pairs
from samenstemming.measures.windowed import plan, window_starts
from samenstemming.series import Floats
from samenstemming.settings import Settings

PLAN = plan(2.0, Settings())


def waves(seed: int, minutes: int) -> Floats:
    """Slow waves that forget themselves after half a minute."""
    noise = np.random.default_rng(seed).normal(size=minutes * 120)
    kernel = np.hanning(60)
    slow: Floats = np.convolve(noise, kernel / kernel.sum(), mode="same")
    return slow


def pairs_of(x: Floats, y: Floats, seed: int) -> SegmentPairs | None:
    starts = window_starts([slice(0, x.size)], x.size, PLAN)
    rng = np.random.default_rng(seed)
    return segment_pairs(x, y, starts, PLAN, n_pairings=199, rng=rng)


def test_who_moves_with_the_other_stands_out_of_all_pairings() -> None:
    shared = waves(1, 15)
    found = pairs_of(shared, shared + 0.3 * waves(2, 15), 0)
    assert found is not None
    assert found.n_segments == 14
    assert found.statistic > 0.7
    assert found.p_value == pytest.approx(1 / 200)


def test_strangers_stand_out_about_one_time_in_twenty() -> None:
    found = [pairs_of(waves(10 + k, 12), waves(900 + k, 12), k) for k in range(100)]
    hits = sum(of is not None and of.p_value <= 0.05 for of in found)
    assert hits <= 12  # 5 expected; more than 12 happens once in 700


def test_four_segments_are_needed() -> None:
    assert pairs_of(waves(1, 3), waves(2, 3), 0) is None
