"""NN intervals to a heart period on an even grid, by PCHIP.

PCHIP does not overshoot beside an artefact, as a cubic spline does. The grid's
samples lie at whole multiples of 1/rate from session zero, so two wearers share it.

Interpolation never invents minutes: a sample is `known` only inside a measured
interval. Holes of up to `bridge_s` are bridged in value, because a filter cannot
step over a lost notification, but they stay unknown; longer ones split the series.
"""

import math
from itertools import pairwise

import numpy as np

from samenstemming.series import Bools, Floats, HeartPeriod, NNSeries

FEWEST_BEATS = 4
"""PCHIP needs a few neighbours before its slopes mean anything."""


def heart_period(
    nn: NNSeries,
    *,
    rate_hz: float,
    start_s: float,
    end_s: float,
    bridge_s: float,
) -> HeartPeriod:
    """Heart period in ms on the grid from `start_s` to `end_s`."""
    from scipy.interpolate import PchipInterpolator

    first = math.ceil(start_s * rate_hz - 1e-9)
    last = math.floor(end_s * rate_hz + 1e-9)
    grid = np.arange(first, max(last + 1, first)) / rate_hz
    period = np.zeros(grid.size)
    known = np.zeros(grid.size, np.bool_)
    for piece in pieces(nn, bridge_s=bridge_s):
        t_s, nn_ms = nn.t_s[piece], nn.nn_ms[piece]
        if t_s.size < FEWEST_BEATS:
            continue
        inside = (grid >= t_s[0] - nn_ms[0] / 1000) & (grid <= t_s[-1])
        curve = PchipInterpolator(t_s, nn_ms)
        # The first interval's own time lies before its end: hold its value there.
        period[inside] = curve(np.maximum(grid[inside], t_s[0]))
        known[inside] = within_intervals(grid[inside], t_s, nn_ms)
    return HeartPeriod(
        t0_s=first / rate_hz, rate_hz=rate_hz, period_ms=period, known=known
    )


def pieces(nn: NNSeries, *, bridge_s: float) -> list[slice]:
    """Slices of the series that no hole longer than `bridge_s` interrupts."""
    if not len(nn):
        return []
    hole = nn.t_s[1:] - nn.nn_ms[1:] / 1000 - nn.t_s[:-1]
    cuts = np.flatnonzero((hole > bridge_s) | (np.diff(nn.t_s) <= 0)) + 1
    edges = [0, *cuts.tolist(), len(nn)]
    return [slice(a, b) for a, b in pairwise(edges)]


def within_intervals(grid: Floats, t_s: Floats, nn_ms: Floats) -> Bools:
    """Which grid times lie inside a measured interval, (n,)."""
    at = np.searchsorted(t_s, grid - 1e-9)
    at = np.minimum(at, t_s.size - 1)
    # Two milliseconds of slack: neighbouring beat times are estimates.
    inside: Bools = grid >= t_s[at] - nn_ms[at] / 1000 - 0.002
    return inside
