"""High-frequency power of many trailing windows at once, as neurokit2 would give it.

The heart period is put on one grid of 4 Hz by neurokit2's own interpolation (a
quadratic spline through each interval at its end), and the power of a window is what
`nk.signal_power(window, frequency_band=[(.15, .4)], sampling_rate=4, method="welch",
max_frequency=.5, normalize=False)` says: Welch, two halves of the window and one
between them, Hann, mean taken out. An oracle test pins both steps.

`nk.hrv_frequency` on the window's beats begins its grid at a beat, so that the grid
moves under the window; here neighbouring windows share their samples. The two differ
by a few percent (docs/signals.md says how much).

What makes it quick: windows move by whole samples, so their Welch segments coincide,
each is transformed once, and only at the band's own frequencies: one matrix product.
"""

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from samenstemming.rhythm.resample import pieces
from samenstemming.series import Bools, Floats, Ints, NNSeries

if TYPE_CHECKING:
    from scipy.interpolate import BSpline

RATE_HZ: Final = 4
"""As Kubios and as neurokit2's table here."""

BAND_HZ: Final = (0.15, 0.4)
"""Task Force 1996: from, inclusive, and to, exclusive."""

IN_A_BATCH: Final = 8192
"""Segments transformed together: a day of data must fit beside a browser."""

FEWEST_BEATS: Final = 4

FEWEST_SAMPLES: Final = 80
"""Twenty seconds: below that a segment holds no full period of the slowest breath."""


class Grid(NamedTuple):
    """Sample k is `period_ms` at `(first + k) / 4` s; where not `real`, unknown."""

    first: int
    period_ms: Floats
    real: Bools


class _Welch(NamedTuple):
    offsets: tuple[int, ...]
    size: int
    product: Floats
    of_mean: Floats
    weights: Floats


def trailing_hf_ms2(
    t_s: Floats, nn_ms: Floats, *, start_s: float, end_s: float, bridge_s: float
) -> float | None:
    """HF power in ms² of the window; None where a part of it is unknown.

    The same as `even_period` and `hf_power_ms2`, to the last bit, for the one window
    that is asked for every second: intervals (n,) in ms by their ends in s, some of
    them beyond the window. Only where nothing is missing it is quicker.
    """
    if t_s.size < FEWEST_BEATS:
        return None
    held_s = max(0.0, bridge_s - 1 / RATE_HZ) / 2
    first, last = round(start_s * RATE_HZ) + 1, int(np.floor(end_s * RATE_HZ + 1e-9))
    begins = t_s - nn_ms / 1000
    if (
        np.max(begins[1:] - t_s[:-1]) > bridge_s
        or np.min(t_s[1:] - t_s[:-1]) <= 0
        or begins[0] - held_s > first / RATE_HZ
        or t_s[-1] + held_s <= last / RATE_HZ
    ):
        nn = _bare(t_s, nn_ms)
        return hf_power_ms2(
            even_period(nn, start_s=start_s, end_s=end_s, bridge_s=bridge_s)
        )
    grid_s = np.arange(first, last + 1) / RATE_HZ
    period = _spline(t_s, nn_ms)(np.clip(grid_s, t_s[0], t_s[-1]))
    return _power(period) if period.size >= FEWEST_SAMPLES else None


def _bare(t_s: Floats, nn_ms: Floats) -> NNSeries:
    """These intervals as a series of which only times and lengths are read."""
    n = t_s.size
    return NNSeries(
        t_s=t_s,
        nn_ms=nn_ms,
        follows=np.zeros(n, np.bool_),
        flag=np.zeros(n, np.int8),
        run=np.zeros(n, np.int64),
    )


def _spline(t_s: Floats, nn_ms: Floats) -> "BSpline":
    """The quadratic spline of scipy; its knots made here, a third quicker."""
    from scipy.interpolate import make_interp_spline

    between = (t_s[1:] + t_s[:-1]) / 2
    knots = np.empty(t_s.size + 3)
    knots[:3], knots[3:-3], knots[-3:] = t_s[0], between[1:-1], t_s[-1]
    return make_interp_spline(t_s, nn_ms, k=2, t=knots, check_finite=False)


def even_period(nn: NNSeries, *, start_s: float, end_s: float, bridge_s: float) -> Grid:
    """Heart period in ms at every quarter second after `start_s` up to `end_s`.

    Holes of up to `bridge_s` are bridged by the spline; longer ones are unknown. At
    the ends of a piece its value is held for half as long: a window begins and ends
    inside an interval, and two held ends never close a hole.
    """
    first = round(start_s * RATE_HZ) + 1
    last = int(np.floor(end_s * RATE_HZ + 1e-9))
    t_s = np.arange(first, max(last + 1, first)) / RATE_HZ
    held_s = max(0.0, bridge_s - 1 / RATE_HZ) / 2
    period = np.zeros(t_s.size)
    real = np.zeros(t_s.size, np.bool_)
    for piece in pieces(nn, bridge_s=bridge_s):
        at_s, nn_ms = nn.t_s[piece], nn.nn_ms[piece]
        if at_s.size < FEWEST_BEATS:
            continue
        begin_s = at_s[0] - nn_ms[0] / 1000 - held_s
        inside = slice(*np.searchsorted(t_s, (begin_s, at_s[-1] + held_s)).tolist())
        spline = _spline(at_s, nn_ms)
        period[inside] = spline(np.clip(t_s[inside], at_s[0], at_s[-1]))
        real[inside] = True
    return Grid(first, period, real)


def hf_powers_ms2(grid: Grid, ends: Ints, *, length: int) -> tuple[Floats, Bools]:
    """HF power in ms² of the `length` samples up to each end, and whether it is known.

    `ends` (m,) are positions in the grid, the sample itself included.
    """
    known = np.zeros(ends.size, np.bool_)
    power = np.zeros(ends.size)
    fits = (ends >= length - 1) & (ends < grid.real.size)
    sums = np.append(0, np.cumsum(grid.real))
    known[fits] = sums[ends[fits] + 1] - sums[ends[fits] + 1 - length] == length
    starts = ends[known] + 1 - length
    if starts.size:
        power[known] = _powers(grid.period_ms, starts, length)
    return power, known


def hf_power_ms2(grid: Grid) -> float | None:
    """HF power in ms² of this grid as one window; None where a part is unknown."""
    length = grid.real.size
    if length < FEWEST_SAMPLES or not grid.real.all():
        return None
    return _power(grid.period_ms)


def _power(period_ms: Floats) -> float:
    welch = _welch(period_ms.size)
    centred = period_ms - period_ms.mean()
    power = 0.0
    for at in welch.offsets:
        found = centred[at : at + welch.size] @ welch.product
        power += float((found * found) @ welch.weights)
    return power


def _powers(period_ms: Floats, starts: Ints, length: int) -> Floats:
    welch = _welch(length)
    centred = period_ms - period_ms[starts[0]]
    totals = np.append(0.0, np.cumsum(centred))
    means = (totals[starts + length] - totals[starts]) / length
    each = (starts[:, None] + np.array(welch.offsets)).ravel()
    begins, where = np.unique(each, return_inverse=True)
    rows = np.lib.stride_tricks.sliding_window_view(centred, welch.size)
    spectra = np.empty((begins.size, welch.product.shape[1]))
    for at in range(0, begins.size, IN_A_BATCH):
        batch = slice(at, at + IN_A_BATCH)
        spectra[batch] = rows[begins[batch]] @ welch.product
    power = np.zeros(starts.size)
    for segment in where.reshape(starts.size, -1).T:
        found = spectra[segment] - means[:, None] * welch.of_mean
        power += (found * found) @ welch.weights
    return power


@lru_cache(maxsize=8)
def _welch(length: int) -> _Welch:
    """The transform of one segment at the band's frequencies, real and imaginary."""
    # neurokit2's own arithmetic, in its order: it decides where int() cuts.
    slowest_hz = (2 * RATE_HZ) / (length / 2)
    size = min(int((2 / slowest_hz) * RATE_HZ), length // 2)
    n_fft = 2 * size
    hertz = np.fft.rfftfreq(n_fft, 1 / RATE_HZ)
    bins = np.flatnonzero((hertz >= BAND_HZ[0]) & (hertz < BAND_HZ[1]))
    taper = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)
    angle = 2 * np.pi * np.outer(np.arange(size), bins) / n_fft
    product = np.hstack([np.cos(angle), np.sin(angle)]) * taper[:, None]
    hop = size - size // 2
    offsets = tuple(range(0, length - size + 1, hop))
    ends = np.ones(bins.size)
    ends[[0, -1]] = 0.5
    density = 2 / (RATE_HZ * np.sum(taper**2)) / len(offsets)
    weights = np.tile(ends, 2) * density * RATE_HZ / n_fft
    return _Welch(offsets, size, product, product.sum(axis=0), weights)
