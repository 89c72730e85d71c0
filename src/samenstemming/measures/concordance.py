"""Moving-slope concordance: whether both rise and fall in the same quarter-minutes.

The slope over 5 s, once a second; Pearson's r of 15 slopes of the one with 15 of the
other, once a second; the single session index is `ln(sum of r > 0 / |sum of r < 0|)`.
Made for skin conductance. In heart rate, breath fills a 5 s slope, so the index is
weak: among strangers its standard deviation is .70 at five minutes.

Source: Marci et al. 2007, J Nerv Ment Dis 195:103.
"""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from samenstemming.measures.chance import SHORTEST_S, level, no_p_because
from samenstemming.measures.pair import Pair
from samenstemming.series import ChanceLevel, Floats

SLOPE_S = 5.0
STEP_S = 1.0
SLOPES = 15

P_FROM_S = 300.0
"""False positives at .05 of 1,000 strangers: .056 in five minutes, .050 in ten."""

SMALLEST_SUM = 1e-9
"""Correlations that add up to less were never there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance:
    """Marci's single session index: 0 is neither, positive is together.

    `chance` is of its absolute value: two people may move against each other, too.
    """

    index: float | None
    n_windows: int
    share_positive: float
    chance: ChanceLevel | None
    withheld: str | None = None
    p_withheld: str | None = None


def concordance(pair: Pair, null: Floats | None = None) -> Concordance | str:
    """The index of the pair; `null` is `strengths` of its surrogates, (n, 1)."""
    if pair.withheld or pair.known_s < SHORTEST_S:
        return pair.withheld or pair.too_little(SHORTEST_S)
    r = _correlations(pair.slow[0][None], pair.slow[1][None], pair)
    together, against = _sums(r)
    one_sided = min(together[0], against[0]) < SMALLEST_SUM
    strength = float(_strengths_of(r)[0])
    no_p = no_p_because(pair, null, P_FROM_S)
    return Concordance(
        index=None if one_sided else float(np.log(together[0] / against[0])),
        n_windows=int(r.shape[1]),
        share_positive=float(np.mean(r > 0)),
        chance=None
        if null is None
        else level(strength, null[:, 0], with_p=no_p is None),
        withheld="one_sided" if one_sided else None,
        p_withheld=no_p,
    )


def strengths(first: Floats, second: Floats, pair: Pair) -> Floats:
    """Absolute index: (s, n) twice to (s, 1)."""
    return _strengths_of(_correlations(first, second, pair))[:, None]


def _strengths_of(r: Floats) -> Floats:
    together, against = (np.maximum(of, SMALLEST_SUM) for of in _sums(r))
    strength: Floats = np.abs(np.log(together / against))
    return strength


def _sums(r: Floats) -> tuple[Floats, Floats]:
    return np.maximum(r, 0).sum(axis=1), np.maximum(-r, 0).sum(axis=1)


def _correlations(first: Floats, second: Floats, pair: Pair) -> Floats:
    """Pearson's r of the slopes in every window of every segment, (s, n_windows)."""
    found = []
    for segment in pair.segments:
        ours, theirs = (
            _unit(_slopes(series[:, segment], pair.rate_hz))
            for series in (first, second)
        )
        found.append(np.einsum("swt,swt->sw", ours, theirs))
    return np.concatenate(found, axis=1)


def _slopes(series: Floats, rate_hz: float) -> Floats:
    """Least-squares slopes over 5 s at every second, in bpm/s, (s, m)."""
    width = round(SLOPE_S * rate_hz)
    step = max(1, round(STEP_S * rate_hz))
    t = (np.arange(width) - (width - 1) / 2) / rate_hz
    windows = sliding_window_view(series, width, axis=1)[:, ::step]
    slopes: Floats = windows @ (t / np.sum(t * t))
    return slopes


def _unit(slopes: Floats) -> Floats:
    """Windows of 15 slopes without their mean, of unit length, (s, w, 15)."""
    cut = sliding_window_view(slopes, SLOPES, axis=1)
    cut = cut - cut.mean(axis=2, keepdims=True)
    norm = np.linalg.norm(cut, axis=2, keepdims=True)
    unit: Floats = np.divide(cut, norm, out=np.zeros_like(cut), where=norm > 1e-12)
    return unit
