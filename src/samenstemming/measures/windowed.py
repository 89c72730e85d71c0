"""Windowed cross-lagged correlation: the machinery behind the whole-record answer.

Both heart rates on one even grid, band-passed to the slow rhythms that arousal lives
in, cut into overlapping windows; at every lag a Pearson r per window, as Fisher z.

A lag is shared out: the one series is shifted back by half of it, the other forward,
so that swapping the two people negates lags to the last bit. Positive lag: the second
follows the first. Sums are taken over blocks of one window step, which a window is a
whole number of; that makes a thousand surrogates affordable.

Source: Boker et al. 2002, Psych Methods 7:338; A1 of science.md 7.1.
"""

from dataclasses import dataclass

import numpy as np

from samenstemming.measures.windowed_running import running_curves
from samenstemming.series import Bools, Floats, Ints
from samenstemming.settings import Settings

PAD_S = 125.0
"""One period of the slowest rhythm kept: what the filter needs to settle."""


MANY_BLOCKS = 8
"""More blocks than these in a window: running sums are quicker than adding them up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Windows, lags and segments in samples, for one pair of series."""

    rate_hz: float
    window: int
    step: int
    half_shift: int
    lags: tuple[int, ...]

    @property
    def lags_s(self) -> Floats:
        """Lags in seconds, (n_lags,)."""
        seconds: Floats = np.array(self.lags) / self.rate_hz
        return seconds


def plan(rate_hz: float, settings: Settings) -> Plan:
    """How windows and lags fall on the grid of `rate_hz`."""
    step = round(settings.whole_step_s * rate_hz)
    furthest = round(settings.max_lag_s * rate_hz)
    return Plan(
        rate_hz=rate_hz,
        window=max(1, round(settings.whole_window_s / settings.whole_step_s)) * step,
        step=step,
        half_shift=(furthest + 1) // 2,
        lags=tuple(range(-furthest, furthest + 1)),
    )


def known_segments(known: Bools, *, bridge: int, shortest: int) -> list[slice]:
    """Stretches of known samples, holes of up to `bridge` samples included.

    Each is cut, by a few samples in a hundred at most, to a length that a Fourier
    transform is quick at: with a prime number of samples surrogates take four times
    as long.
    """
    from scipy.fft import prev_fast_len

    at = np.flatnonzero(known)
    if not at.size:
        return []
    cuts = np.flatnonzero(np.diff(at) > bridge + 1)
    firsts = at[np.concatenate(([0], cuts + 1))]
    lasts = at[np.concatenate((cuts, [at.size - 1]))]
    return [
        slice(int(a), int(a) + int(prev_fast_len(int(b) + 1 - int(a), real=True)))
        for a, b in zip(firsts, lasts, strict=True)
        if b + 1 - a >= shortest
    ]


def band_passed(
    hr: Floats, segments: list[slice], rate_hz: float, settings: Settings
) -> Floats:
    """Each segment band-passed without phase, zero outside the segments, (..., n)."""
    from scipy.signal import butter, detrend, sosfiltfilt

    band = [settings.band_low_hz, settings.band_high_hz]
    sos = butter(2, band, btype="bandpass", fs=rate_hz, output="sos")
    slow = np.zeros(hr.shape)
    for segment in segments:
        piece = detrend(hr[..., segment], axis=-1)
        pad = min(piece.shape[-1] - 1, round(PAD_S * rate_hz))
        slow[..., segment] = sosfiltfilt(sos, piece, axis=-1, padlen=pad)
    return slow


def window_starts(joint: list[slice], n_samples: int, the_plan: Plan) -> Ints:
    """Starts of windows that lie, at every lag, inside one joint segment, (w,)."""
    starts = [
        start
        for segment in joint
        for start in range(0, n_samples - the_plan.window + 1, the_plan.step)
        if start - the_plan.half_shift >= segment.start
        and start + the_plan.window + the_plan.half_shift <= segment.stop
    ]
    return np.array(starts, np.int64)


def z_curves(
    x: Floats,
    y: Floats,
    starts: Ints,
    the_plan: Plan,
    weights: Floats | None = None,
) -> Floats:
    """Fisher z of every window at every lag: (s, w, n_lags) for x, y of (s, n).

    Where a window has no variation its z is 0: no evidence either way. `weights` (n,),
    0 or 1, leave samples out of their windows.
    """
    if weights is None and the_plan.window // the_plan.step > MANY_BLOCKS:
        return running_curves(
            x,
            y,
            starts,
            window=the_plan.window,
            step=the_plan.step,
            half_shift=the_plan.half_shift,
            lags=the_plan.lags,
        )
    shifted_x = _shifted(x, starts, the_plan, weights)
    shifted_y = _shifted(y, starts, the_plan, weights)
    n: float | Floats = the_plan.window
    if weights is not None:
        n = np.maximum(
            1.0,
            _over_windows(
                _blocks(weights[None], the_plan).sum(axis=2), starts, the_plan
            )[0],
        )
    r = np.empty((x.shape[0], starts.size, len(the_plan.lags)))
    for k, lag in enumerate(the_plan.lags):
        of_x, of_y = shifted_x[-(lag // 2)], shifted_y[lag - lag // 2]
        products = np.einsum("sbt,sbt->sb", of_x.blocks, of_y.blocks)
        covariance = _over_windows(products, starts, the_plan)
        covariance -= of_x.sums * of_y.sums / n
        variance = (of_x.squares - of_x.sums**2 / n) * (of_y.squares - of_y.sums**2 / n)
        moving = variance > 1e-18
        r[:, :, k] = np.where(
            moving, covariance / np.sqrt(np.where(moving, variance, 1.0)), 0.0
        )
    curves: Floats = np.arctanh(np.clip(r, -1 + 1e-12, 1 - 1e-12))
    return curves


@dataclass(frozen=True, slots=True)
class _Shifted:
    """A stack of series moved by some samples: in blocks, and sums over windows."""

    blocks: Floats
    sums: Floats
    squares: Floats


def _shifted(
    x: Floats, starts: Ints, the_plan: Plan, weights: Floats | None
) -> dict[int, _Shifted]:
    """For every shift d: x with x[t + d] at t."""
    half = the_plan.half_shift
    padded = np.pad(x, ((0, 0), (half, half)))
    shifted = {}
    for d in range(-half, half + 1):
        moved = padded[:, half + d : half + d + x.shape[1]]
        if weights is not None:
            moved = moved * weights
        blocks = _blocks(moved, the_plan)
        squares = np.einsum("sbt,sbt->sb", blocks, blocks)
        shifted[d] = _Shifted(
            blocks=blocks,
            sums=_over_windows(blocks.sum(axis=2), starts, the_plan),
            squares=_over_windows(squares, starts, the_plan),
        )
    return shifted


def _blocks(values: Floats, the_plan: Plan) -> Floats:
    """The series in blocks of one window step, (s, n_blocks, step); no copy."""
    n_blocks = values.shape[1] // the_plan.step
    whole = values[:, : n_blocks * the_plan.step]
    return whole.reshape(values.shape[0], n_blocks, the_plan.step)


def _over_windows(of_block: Floats, starts: Ints, the_plan: Plan) -> Floats:
    """Sums over the windows of what is known of each block, (s, w)."""
    first, many = starts // the_plan.step, the_plan.window // the_plan.step
    total: Floats
    if first.size and np.all(np.diff(first) == 1):
        # Without a gap: views, which spares most of the time of picking blocks out.
        at, past = int(first[0]), int(first[-1]) + 1
        total = of_block[:, at:past].copy()
        for k in range(1, many):
            total += of_block[:, at + k : past + k]
        return total
    total = of_block[:, first]
    for k in range(1, many):
        total += of_block[:, first + k]
    return total
