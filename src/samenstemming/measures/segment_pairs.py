"""The second null: every segment of the one against every segment of the other.

Segments stay whole, so each keeps its own rhythm; only who was together with whom is
destroyed. With windows brought to unit norm, all pairs at one lag are one matrix
product, so the null needs no sampling of data, only of pairings.

A slow wave goes on across the seam between two segments. Random pairings tear it
apart, the true one does not: ten minutes of strangers came out at p <= .05 in 8 % of
1,000 couples. So the null is widened by what neighbouring pairs of other segments are
seen to have in common.

It does not remove what both did because the evening told them to. Source: Tschacher &
Meier 2020, Psychother Res 30:558; Moulder et al. 2018, Psych Methods 23:757.
"""

from dataclasses import dataclass

import numpy as np

from samenstemming.measures.surrogates import p_value
from samenstemming.measures.windowed import Plan
from samenstemming.series import Floats, Ints

FEWEST_SEGMENTS = 4
"""Below four there are hardly more pairings than the real one."""


FEWEST_TO_WIDEN = 6
"""With fewer segments there are too few neighbours to learn from (and five minutes of
strangers gave .04 without)."""

FURTHEST_NEIGHBOUR = 2
"""Segments further apart than this have forgotten each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentPairs:
    """The statistic of the true pairing, as r, and its place among all pairings."""

    statistic: float
    p_value: float
    n_segments: int


def segment_pairs(
    x: Floats,
    y: Floats,
    starts: Ints,
    the_plan: Plan,
    *,
    n_pairings: int,
    rng: np.random.Generator,
) -> SegmentPairs | None:
    """Test the true pairing of non-overlapping segments against random ones.

    `x` and `y` are (n,), `starts` the windows to choose from. None where there are
    too few segments.
    """
    chosen = _non_overlapping(starts, the_plan.window)
    if chosen.size < FEWEST_SEGMENTS:
        return None
    pairings = np.argsort(rng.random((n_pairings, chosen.size)), axis=1)
    true, others, widened = _means_by_lag(x, y, chosen, pairings, the_plan)
    observed = float(np.abs(true).max())
    null = widened * np.abs(others).max(axis=0)
    return SegmentPairs(
        statistic=float(np.tanh(observed)),
        p_value=p_value(observed, null),
        n_segments=int(chosen.size),
    )


def _means_by_lag(
    x: Floats, y: Floats, chosen: Ints, pairings: Ints, the_plan: Plan
) -> tuple[Floats, Floats, float]:
    """Mean z of the true pairing, of all others, and by how much these are too alike.

    (n_lags,), (n_lags, n_pairings). A lag at a time: the table of a day's segments at
    all lags is 700 MB.
    """
    width, n = the_plan.window, chosen.size
    shifts = range(-the_plan.half_shift, the_plan.half_shift + 1)
    ours, theirs = (
        {d: unit_windows(series, chosen + d, width) for d in shifts}
        for series in (x, y)
    )
    at = np.arange(n) * n + pairings
    true, others = [], []
    alike = np.zeros(1 + FURTHEST_NEIGHBOUR)
    for lag in the_plan.lags:
        r = ours[-(lag // 2)] @ theirs[lag - lag // 2].T
        z = np.arctanh(np.clip(r, -1 + 1e-12, 1 - 1e-12))
        true.append(np.trace(z) / n)
        others.append(z.ravel()[at].mean(axis=1))
        np.fill_diagonal(z, 0.0)
        for k in range(alike.size):
            alike[k] += np.sum(z[: n - k, : n - k] * z[k:, k:]) / (n - k)
    return np.array(true), np.array(others), _widened(alike, n)


def _widened(alike: Floats, n: int) -> float:
    """By how much a mean over neighbours varies more than one over random pairs.

    A slow wave goes on into the next segment, so two neighbours of the true pairing
    agree a little; random pairings tear them apart. How much they agree is seen in all
    the other pairs of neighbours, (i, j) beside (i + 1, j + 1).
    """
    if n < FEWEST_TO_WIDEN or alike[0] <= 0:
        return 1.0
    more = 0.0
    for k in range(1, alike.size):
        pairs = (n - k - 1) / (n - 1)
        more += 2 * (1 - k / n) * float(alike[k] / alike[0]) / max(pairs, 1 / n)
    return float(np.sqrt(max(1.0, 1.0 + more)))


def _non_overlapping(starts: Ints, window: int) -> Ints:
    chosen: list[int] = []
    for start in starts.tolist():
        if not chosen or start >= chosen[-1] + window:
            chosen.append(start)
    return np.array(chosen, np.int64)


def unit_windows(values: Floats, starts: Ints, window: int) -> Floats:
    """Windows without their mean, of unit length, (n_segments, window)."""
    cut = values[starts[:, None] + np.arange(window)[None, :]]
    cut = cut - cut.mean(axis=1, keepdims=True)
    norm = np.linalg.norm(cut, axis=1, keepdims=True)
    unit: Floats = np.divide(cut, norm, out=np.zeros_like(cut), where=norm > 1e-9)
    return unit
