"""Windowed correlation from shared sums: for windows that overlap many times over.

A window every second shares 29 of its 30 seconds with the next. Products are summed
over blocks of one step once, and blocks over windows by doubling (two, four, eight...):
a lag costs a dozen additions a block, however long the windows. For few, wide steps
`windowed` is quicker.

Series are kept by phase: all first samples of the blocks, then all second ones, and so
on. Then a shift is a stretch of memory, lags that are two steps apart lie in even rows
of it, and nothing is copied. Doubling leaves no rest behind, as the difference of two
running sums would.
"""

from dataclasses import dataclass

import numpy as np

from samenstemming.series import Floats, Ints

Places = slice | Ints
"""Blocks at which windows start: a slice, which copies nothing, where they can be."""


@dataclass(frozen=True, slots=True)
class _Side:
    """A stack of series by phase, and over each window its sum and 1 / norm, too."""

    samples: Floats
    sums: Floats
    inverse: Floats


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
    n_blocks, many = x.shape[1] // step, window // step
    of_x, of_y = (_side(of, step, many, half_shift) for of in (x, y))
    at = _evenly(starts // step)
    r = np.empty((len(lags), x.shape[0], starts.size))
    # Three rooms to work in, used again for every group: new ones would cost more
    # than the sums, for the system hands each page of them out anew.
    rows = len(lags[:: 2 * step])
    rooms = np.empty((3, rows, x.shape[0], n_blocks))
    for group in _groups(lags, 2 * step):
        back = half_shift - lags[group.start] // 2
        forward = back + lags[group.start]
        n = len(lags[group])
        of_block, spare, total = rooms[:, :n]
        for j in range(step):
            np.multiply(
                _ladder(of_x.samples, back + j, -1, n, n_blocks),
                _ladder(of_y.samples, forward + j, 1, n, n_blocks),
                out=spare if j else of_block,
            )
            if j:
                of_block += spare
        found = _over(of_block, many, spare, total)
        width = found.shape[-1]
        product = np.multiply(
            _ladder(of_x.sums, back, -1, n, width),
            _ladder(of_y.sums, forward, 1, n, width),
            out=of_block[..., :width],
        )
        found -= product
        found *= _ladder(of_x.inverse, back, -1, n, width)
        found *= _ladder(of_y.inverse, forward, 1, n, width)
        r[group] = found[..., at]
    np.clip(r, -1 + 1e-12, 1 - 1e-12, out=r)
    curves: Floats = np.moveaxis(np.arctanh(r, out=r), 0, 2)
    return curves


def _groups(lags: tuple[int, ...], apart: int) -> list[slice]:
    """Lags so far apart that from one to the next both shifts change by a block."""
    return [slice(k, None, apart) for k in range(min(apart, len(lags)))]


def _ladder(by_phase: Floats, by: int, rise: int, n: int, width: int) -> Floats:
    """Row k: what lies `by` samples and `rise * k` blocks after each block, a view.

    (n, s, width) from (s, step, m); the padding of a side makes room for every row.
    """
    later, phase = divmod(by, by_phase.shape[1])
    furthest = later + rise * (n - 1)
    if min(later, furthest) < 0 or max(later, furthest) + width > by_phase.shape[2]:
        msg = f"{by} samples and {n} rows do not fit into {by_phase.shape}"
        raise IndexError(msg)
    row = by_phase[:, phase, later : later + width]
    of_stack, of_block = row.strides
    return np.lib.stride_tricks.as_strided(
        row,
        shape=(n, row.shape[0], width),
        strides=(rise * of_block, of_stack, of_block),
        writeable=False,
    )


def _side(x: Floats, step: int, many: int, half: int) -> _Side:
    """`sums` are over windows, by the root of their length; `inverse` is 1 / norm."""
    level = x - x.mean(axis=1, keepdims=True)
    over = -(x.shape[1] + 2 * half) % step + step
    padded = np.pad(level, ((0, 0), (half, half + over)))
    samples = _by_phase(padded, step)
    sums, squares = (_over_phases(of, many) for of in (samples, samples * samples))
    window = many * step
    sums /= np.sqrt(window)
    squares -= sums * sums
    rest = 1e-12 * window * max(1e-12, float(np.mean(level * level)))
    squares[squares <= rest] = np.inf
    return _Side(samples, sums, 1 / np.sqrt(squares))


def _by_phase(values: Floats, step: int) -> Floats:
    """(s, n) as (s, step, n / step): sample `step * b + j` at [j, b]."""
    blocks = values.reshape(values.shape[0], -1, step)
    return np.ascontiguousarray(blocks.transpose(0, 2, 1))


def _over_phases(samples: Floats, many: int) -> Floats:
    """Sums over `many` blocks from every sample on, by phase: (s, step, m)."""
    step = samples.shape[1]
    # From phase j on, a window takes its first j samples of each phase a block later.
    whole = _over(samples.copy(), many, *np.empty((2, *samples.shape)))
    every = np.empty((samples.shape[0], step, whole.shape[2] - 1))
    total = whole.sum(axis=1)
    for j in range(step):
        every[:, j] = total[:, :-1]
        total[:, :-1] += whole[:, j, 1:] - whole[:, j, :-1]
    return every


def _over(of_block: Floats, many: int, spare: Floats, room: Floats) -> Floats:
    """Sums over `many` neighbours along the last axis, by doubling; found in `room`.

    Both others are used up.
    """
    length = of_block.shape[-1] - many + 1
    total = room[..., :length]
    total.fill(0.0)
    done, width, size = 0, 1, of_block.shape[-1]
    doubled, other = of_block, spare
    while True:
        if many & width:
            total += doubled[..., done : done + length]
            done += width
        if done == many:
            return total
        size -= width
        np.add(
            doubled[..., :size],
            doubled[..., width : width + size],
            out=other[..., :size],
        )
        doubled, other = other, doubled
        width *= 2


def _evenly(blocks: Ints) -> Places:
    """These blocks as a slice where they lie evenly."""
    step = int(blocks[1] - blocks[0]) if blocks.size > 1 else 1
    if step < 1 or not np.all(np.diff(blocks) == step):
        return blocks
    return slice(int(blocks[0]), int(blocks[-1]) + 1, step)
