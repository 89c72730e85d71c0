"""What correction may never do, whatever the intervals are."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samenstemming.rhythm.artifacts import corrected
from samenstemming.rhythm.judge import Judge
from samenstemming.series import Flag
from samenstemming.settings import Settings
from tests.unit_rr import breathing_rr_ms
from tests.values import beats_of

SETTINGS = Settings()

SPOILS = st.lists(
    st.tuples(st.integers(0, 119), st.floats(0.05, 4.0)),
    max_size=12,
    unique_by=lambda s: s[0],
)


def spoiled(spoils: list[tuple[int, float]], cut: int) -> list[list[float]]:
    """120 intervals of a resting heart, some of them stretched, in two runs."""
    rr = breathing_rr_ms(120)
    for at, factor in spoils:
        rr[at] *= factor
    return [rr[:cut].tolist(), rr[cut:].tolist()]


@settings(max_examples=60, deadline=None)
@given(SPOILS, st.integers(1, 119))
def test_time_is_kept_and_everything_touched_is_in_the_log(
    spoils: list[tuple[int, float]], cut: int
) -> None:
    runs = spoiled(spoils, cut)
    beats = beats_of(*runs, gap_s=2.0)
    found = corrected(beats, SETTINGS)
    left_ms = sum(sum(e.rr_ms) for e in found.log if e.left_out)
    total_ms = sum(map(sum, runs))
    assert found.nn.nn_ms.sum() + left_ms == pytest.approx(total_ms, abs=1e-6)
    touched = sum(len(entry.rr_ms) for entry in found.log)
    assert touched == int(np.count_nonzero(found.flag != Flag.NORMAL))
    for entry in found.log:
        if entry.left_out is None:
            assert sum(entry.nn_ms) == pytest.approx(sum(entry.rr_ms))
        else:
            assert entry.nn_ms == ()


@settings(max_examples=60, deadline=None)
@given(SPOILS, st.integers(1, 119))
def test_nothing_overlaps_and_no_difference_touches_what_was_divided(
    spoils: list[tuple[int, float]], cut: int
) -> None:
    nn = corrected(beats_of(*spoiled(spoils, cut), gap_s=2.0), SETTINGS).nn
    begins = nn.t_s - nn.nn_ms / 1000
    assert np.all(begins[1:] >= nn.t_s[:-1] - 1e-6)
    apart = np.abs(begins[1:] - nn.t_s[:-1]) > 1e-6
    assert not np.any(nn.follows[1:] & apart)
    divided = nn.flag != Flag.NORMAL
    assert not np.any(nn.follows & divided)
    assert not np.any(nn.follows[1:] & divided[:-1])


@settings(max_examples=40, deadline=None)
@given(SPOILS, st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_judging_knows_three_beats_ahead_and_not_one_more(
    spoils: list[tuple[int, float]], sizes: list[int]
) -> None:
    (rr,) = spoiled(spoils, 120)[:1]
    beats = beats_of(rr)
    whole = Judge(SETTINGS)
    whole.hear(rr)
    at_once = [judged.flag for judged in whole.judge(beats)]
    by_parts, heard, at = Judge(SETTINGS), 0, 0
    flags: list[Flag] = []
    while at < len(beats):
        end = min(len(beats), at + sizes[at % len(sizes)])
        ahead = min(len(rr), end + SETTINGS.provisional_beats)
        by_parts.hear(rr[heard:ahead])
        flags += [judged.flag for judged in by_parts.judge(beats[at:end])]
        heard, at = ahead, end
    assert flags == at_once
