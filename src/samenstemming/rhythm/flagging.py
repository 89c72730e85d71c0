"""Every interval of a stretch judged by the rules, looking to both sides.

Thresholds are those of the 91 intervals around, so an artefact in the first minute is
judged as well as one in the last. Two rounds: the first finds out where artefacts
crowd, the second judges with the thresholds that hold there (`rules`).
"""

import numpy as np
import numpy.typing as npt

from samenstemming.rhythm.rules import (
    ALPHA,
    CROWDED_SHARE,
    DOUBLE,
    EARLY,
    EARLY_BEATS,
    MEDIAN_BEATS,
    MEDIANS,
    PART,
    SMALLEST_DEVIATION,
    SMALLEST_THRESHOLD_MS,
    THRESHOLD_BEATS,
    Thresholds,
    decide,
)
from samenstemming.series import Bools, Flag, Flags, Floats
from samenstemming.settings import Settings


def judged(rr_ms: Floats, settings: Settings) -> Flags:
    """What each interval is, (n,)."""
    n = rr_ms.size
    if not n:
        return np.zeros(0, np.int8)
    median = running_median(rr_ms)
    if n < EARLY_BEATS:
        return _decided(rr_ms, median, [EARLY] * n, settings)
    deviation = rr_ms - median
    differences = np.abs(np.diff(rr_ms, prepend=rr_ms[0]))
    deviations = np.abs(np.where(deviation < 0, 2 * deviation, deviation))
    spreads = _spreads(differences), _spreads(deviations)
    crowded = np.zeros(n, np.bool_)
    found = np.zeros(n, np.int8)
    for _ in range(2):
        found = _decided(rr_ms, median, _thresholds(spreads, crowded), settings)
        crowded = share_around(found != Flag.NORMAL) > CROWDED_SHARE
        if not crowded.any():
            break
    return found


def running_median(rr_ms: Floats) -> Floats:
    """Median of 11 intervals around each, mirrored at the ends, (n,)."""
    if rr_ms.size < MEDIAN_BEATS:
        return np.full(rr_ms.size, np.median(rr_ms)) if rr_ms.size else rr_ms
    padded = np.pad(rr_ms, MEDIAN_BEATS // 2, mode="reflect")
    windows = np.lib.stride_tricks.sliding_window_view(padded, MEDIAN_BEATS)
    middle: Floats = np.median(windows, axis=1)
    return middle


def stands_off(rr_ms: Floats, settings: Settings) -> Bools:
    """Which intervals are far from their median and as far from a neighbour, (n,)."""
    median = running_median(rr_ms)
    far = settings.irregular_deviation * median
    steps = np.abs(np.diff(rr_ms))
    jump = np.maximum(np.append(0.0, steps), np.append(steps, 0.0))
    off: Bools = (np.abs(rr_ms - median) > far) & (jump > far)
    return off


def irregular_places(rr_ms: Floats, settings: Settings) -> Bools:
    """Which intervals lie among the others that make a place irregular, (n,)."""
    if rr_ms.size < THRESHOLD_BEATS // 3:
        return np.zeros(rr_ms.size, np.bool_)
    off = stands_off(rr_ms, settings)
    near = np.convolve(off, np.ones(MEDIAN_BEATS), mode="same") > 0
    places: Bools = near & (share_around(off) > settings.irregular_share)
    return places


def share_around(failed: Bools) -> Floats:
    """Share of the 91 intervals around each that failed, (n,)."""
    n = failed.size
    width = min(n, THRESHOLD_BEATS)
    total = np.concatenate(([0], np.cumsum(failed)))
    first = _first(n, width)
    share: Floats = (total[first + width] - total[first]) / width
    return share


def _first(n: int, width: int) -> npt.NDArray[np.intp]:
    """Where the window around each interval begins; at the ends it does not shrink."""
    return np.clip(np.arange(n) - width // 2, 0, n - width)


def _spreads(values: Floats) -> tuple[Floats, Floats]:
    """Quartile deviation and median of the 91 values around each."""
    width = min(values.size, THRESHOLD_BEATS)
    windows = np.lib.stride_tricks.sliding_window_view(values, width)
    low, middle, high = np.quantile(windows, (0.25, 0.5, 0.75), axis=1)
    at = _first(values.size, width)
    return ((high - low) / 2)[at], middle[at]


def _thresholds(
    spreads: tuple[tuple[Floats, Floats], tuple[Floats, Floats]], crowded: Bools
) -> list[Thresholds]:
    found = []
    for half, middle in spreads:
        wide = ALPHA * half
        wide = np.where(crowded, np.minimum(wide, MEDIANS * middle), wide)
        found.append(np.maximum(wide, SMALLEST_THRESHOLD_MS).tolist())
    return [Thresholds(a, b) for a, b in zip(*found, strict=True)]


def plain(rr_ms: Floats, median: Floats, settings: Settings) -> Bools:
    """Which intervals `decide` finds normal for being near their median, (n,).

    The same comparisons on the same numbers, all at once: nine in ten need no more.
    """
    return (
        (rr_ms >= settings.shortest_rr_ms)
        & (rr_ms <= settings.longest_rr_ms)
        & (rr_ms <= DOUBLE * median)
        & (rr_ms > PART * median)
        & (np.abs(rr_ms - median) < SMALLEST_DEVIATION * median)
        & (rr_ms >= (1 - settings.residual_deviation) * median)
    )


def _decided(
    rr_ms: Floats, median: Floats, over: list[Thresholds], settings: Settings
) -> Flags:
    found = np.zeros(rr_ms.size, np.int8)
    rr, last, middle = rr_ms.tolist(), rr_ms.size - 1, median.tolist()
    for i in np.flatnonzero(~plain(rr_ms, median, settings)).tolist():
        found[i] = decide(rr, i, last, middle[i], over[i], settings)
    return found
