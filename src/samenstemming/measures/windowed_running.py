"""Windowed correlation from running sums: for windows that overlap many times over.

A window every second shares 29 of its 30 seconds with the next. The sum over a window
is then the difference of two running sums, and a lag costs one multiplication and one
addition a sample, however long the windows. For few, wide steps `windowed` is quicker.

A difference of running sums leaves a rest where nothing moves; it is taken for nothing.
"""

from dataclasses import dataclass

import numpy as np

from samenstemming.series import Floats, Ints

Places = slice | Ints
"""Where windows start: a slice where they lie evenly, which copies nothing."""


@dataclass(frozen=True, slots=True)
class _Running:
    """A stack of series without their means, padded, and sums over its windows."""

    padded: Floats
    sums: dict[int, Floats]
    spread: dict[int, Floats]


def running_curves(
    x: Floats,
    y: Floats,
    starts: Ints,
    *,
    window: int,
    step: int,
    half_shift: int,
    lags: tuple[int, ...],
) -> Floats:
    """Fisher z of every window at every lag: (s, w, n_lags) for x, y of (s, n).

    Windows and their starts are whole numbers of `step`. Lags are shared out as in
    `windowed.z_curves`, and the values are its values.
    """
    at, _ = _evenly(starts, window)
    of_x, of_y = (_running(of, at, window, half_shift) for of in (x, y))
    n_blocks, many = x.shape[1] // step, window // step
    n = n_blocks * step
    first, last = _evenly(starts // step, many)
    products = np.empty((x.shape[0], n))
    so_far = np.zeros((x.shape[0], n_blocks + 1))
    r = np.empty((len(lags), x.shape[0], starts.size))
    for k, lag in enumerate(lags):
        back, forward = -(lag // 2), lag - lag // 2
        np.multiply(
            of_x.padded[:, half_shift + back : half_shift + back + n],
            of_y.padded[:, half_shift + forward : half_shift + forward + n],
            out=products,
        )
        of_block = products[:, ::step].copy()
        for t in range(1, step):
            of_block += products[:, t::step]
        np.cumsum(of_block, axis=1, out=so_far[:, 1:])
        np.subtract(so_far[:, last], so_far[:, first], out=r[k])
        r[k] -= of_x.sums[back] * of_y.sums[forward]
        r[k] *= of_x.spread[back]
        r[k] *= of_y.spread[forward]
    np.clip(r, -1 + 1e-12, 1 - 1e-12, out=r)
    curves: Floats = np.moveaxis(np.arctanh(r, out=r), 0, 2)
    return curves


def _running(x: Floats, at: Places, window: int, half: int) -> _Running:
    """`sums` are over windows, by the root of their length; `spread` is 1 / norm."""
    level = x - x.mean(axis=1, keepdims=True)
    padded = np.pad(level, ((0, 0), (half, half)))
    first = np.cumsum(np.pad(padded, ((0, 0), (1, 0))), axis=1)
    second = np.cumsum(np.pad(padded * padded, ((0, 0), (1, 0))), axis=1)
    of_windows = first[:, window:] - first[:, :-window]
    of_windows /= np.sqrt(window)
    squares = second[:, window:] - second[:, :-window] - of_windows * of_windows
    rest = 1e-12 * window * max(1e-12, float(np.mean(level * level)))
    squares[squares <= rest] = np.inf
    inverse = 1 / np.sqrt(squares)
    shifts = range(-half, half + 1)
    return _Running(
        padded,
        {d: of_windows[:, _moved(at, half + d)].copy() for d in shifts},
        {d: inverse[:, _moved(at, half + d)].copy() for d in shifts},
    )


def _evenly(starts: Ints, window: int) -> tuple[Places, Places]:
    """The places of starts and of ends."""
    step = int(starts[1] - starts[0]) if starts.size > 1 else 1
    even = slice(int(starts[0]), int(starts[-1]) + 1, step)
    if step < 1 or not np.all(np.diff(starts) == step):
        return starts, starts + window
    return even, _moved(even, window)


def _moved(at: Places, by: int) -> Places:
    if isinstance(at, slice):
        return slice(at.start + by, at.stop + by, at.step)
    return at + by
