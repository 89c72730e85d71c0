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

from samenstemming.series import Bools, Floats, Ints
from samenstemming.settings import Settings

PAD_S = 125.0
"""One period of the slowest rhythm kept: what the filter needs to settle."""


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
    """Each segment band-passed without phase, zero outside the segments, (n,)."""
    from scipy.signal import butter, detrend, sosfiltfilt

    band = [settings.band_low_hz, settings.band_high_hz]
    sos = butter(2, band, btype="bandpass", fs=rate_hz, output="sos")
    slow = np.zeros(hr.size)
    for segment in segments:
        piece = detrend(hr[segment])
        pad = min(piece.size - 1, round(PAD_S * rate_hz))
        slow[segment] = sosfiltfilt(sos, piece, padlen=pad)
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
    sums_x = _shifted_sums(x, starts, the_plan, weights)
    sums_y = _shifted_sums(y, starts, the_plan, weights)
    n: float | Floats = the_plan.window
    if weights is not None:
        n = np.maximum(1.0, _window_sums(weights[None], starts, the_plan)[0])
    curves = np.empty((x.shape[0], starts.size, len(the_plan.lags)))
    for k, lag in enumerate(the_plan.lags):
        back, forward = -(lag // 2), lag - lag // 2
        x_k, sx, sxx = sums_x[back]
        y_k, sy, syy = sums_y[forward]
        sxy = _window_sums(x_k * y_k, starts, the_plan)
        covariance = sxy - sx * sy / n
        variance = (sxx - sx * sx / n) * (syy - sy * sy / n)
        with np.errstate(divide="ignore", invalid="ignore"):
            r = np.where(variance > 1e-18, covariance / np.sqrt(variance), 0.0)
        curves[:, :, k] = np.arctanh(np.clip(r, -1 + 1e-12, 1 - 1e-12))
    return curves


def _shifted_sums(
    x: Floats, starts: Ints, the_plan: Plan, weights: Floats | None
) -> dict[int, tuple[Floats, Floats, Floats]]:
    """For every shift d: x with x[t + d] at t, its window sums, and of its square."""
    half = the_plan.half_shift
    padded = np.pad(x, ((0, 0), (half, half)))
    n = x.shape[1]
    shifted = {}
    for d in range(-half, half + 1):
        moved = padded[:, half + d : half + d + n]
        if weights is not None:
            moved = moved * weights
        shifted[d] = (
            moved,
            _window_sums(moved, starts, the_plan),
            _window_sums(moved * moved, starts, the_plan),
        )
    return shifted


def _window_sums(values: Floats, starts: Ints, the_plan: Plan) -> Floats:
    """Sums over the windows, by blocks of one step: (s, w)."""
    step = the_plan.step
    n_blocks = values.shape[1] // step
    blocks = values[:, : n_blocks * step].reshape(values.shape[0], n_blocks, step)
    of_block: Floats = blocks.sum(axis=2)
    first = starts // step
    total: Floats = of_block[:, first].copy()
    for k in range(1, the_plan.window // step):
        total += of_block[:, first + k]
    return total
