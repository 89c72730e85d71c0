"""The second null where turns are marked: partners change only within one role.

Every piece of a turn of the one is laid beside pieces of the other from turns in which
the same person spoke. So whatever a turn does to both is in the null as well. With few
turns there are few such pairings, and then no p-value: five turns allow twelve.
"""

from itertools import pairwise
from math import factorial, prod

import numpy as np

from samenstemming.measures.segment_pairs import SegmentPairs, unit_windows
from samenstemming.measures.surrogates import p_value
from samenstemming.measures.windowed import Plan
from samenstemming.series import Bools, Floats, Ints

FEWEST_ARRANGEMENTS = 100
"""Below this the smallest p-value there can be is above .01."""


def role_segment_pairs(
    x: Floats,
    y: Floats,
    allowed: Bools,
    role: Ints,
    the_plan: Plan,
    *,
    length: int,
    n_pairings: int,
    rng: np.random.Generator,
) -> SegmentPairs | None:
    """Test the true pairing against random ones within roles.

    `x`, `y`, `allowed` and `role` are (n,); pieces of `length` samples lie inside the
    allowed samples of one role. None where the roles allow too few pairings.
    """
    starts = _pieces(allowed, role, length, the_plan)
    groups = [
        np.flatnonzero(role[starts] == r) for r in dict.fromkeys(role[starts].tolist())
    ]
    if prod(factorial(min(group.size, 20)) for group in groups) < FEWEST_ARRANGEMENTS:
        return None
    table = np.stack(
        [
            np.arctanh(
                np.clip(
                    unit_windows(x, starts - lag // 2, length)
                    @ unit_windows(y, starts + lag - lag // 2, length).T,
                    -1 + 1e-12,
                    1 - 1e-12,
                )
            )
            for lag in the_plan.lags
        ]
    )
    here = np.arange(starts.size)
    observed = float(np.max(np.abs(table[:, here, here].mean(axis=1))))
    pairings = np.tile(here, (n_pairings, 1))
    for group in groups:
        order = np.argsort(rng.random((n_pairings, group.size)), axis=1)
        pairings[:, group] = group[order]
    null = np.abs(table[:, here, pairings].mean(axis=2)).max(axis=0)
    return SegmentPairs(
        statistic=float(np.tanh(observed)),
        p_value=p_value(observed, null),
        n_segments=int(starts.size),
    )


def _pieces(allowed: Bools, role: Ints, length: int, the_plan: Plan) -> Ints:
    """Starts of pieces side by side inside stretches of allowed samples of one role."""
    inside = np.where(allowed, role, -1)
    edges = np.flatnonzero(np.diff(inside)) + 1
    bounds = [0, *edges.tolist(), inside.size]
    half = the_plan.half_shift
    starts = [
        start
        for first, last in pairwise(bounds)
        if inside[first] >= 0
        for start in range(max(first, half), last - length + 1, length)
        if start + length + half <= inside.size
    ]
    return np.array(starts, np.int64)
