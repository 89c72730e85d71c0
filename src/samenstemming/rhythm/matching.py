"""The same heartbeats seen twice, and by how much the one series is later.

Two sensors on one heart see the same intervals, so an interval tells its beat apart
from its neighbours by its length alone, where the rhythm varies enough. Every pair of
beats votes for its distance, the more the better the intervals agree. A rhythm so
even that another shift fits nearly as well is answered with None, not with a guess.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from samenstemming.series import Beat, Floats, Ints

EARLIEST_S: Final = -6.0
LATEST_S: Final = 6.0
"""Straps have been seen 2.5 s behind an ECG, and their maker says a few seconds."""

FEWEST: Final = 20
"""Fewer common beats than this decide nothing."""

SAME_RR_MS: Final = 12.0
"""Two sensors agree on an interval to some ms; neighbours differ by ten and more."""

BIN_S: Final = 0.02
NEAR_S: Final = 0.15
"""Pairs within this of the best shift are the same beat; half the shortest RR."""

CLEAR: Final = 1.25
"""The best shift must have this many times the votes of any that is a beat away."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Match:
    """Beats that are the same, and how much later the second series has them.

    `first` and `second` are indices into the two series, (n,). `spread_s` is the
    standard deviation of single beats around `lag_s`, `rr_difference_ms` the median
    disagreement of their intervals.
    """

    first: Ints
    second: Ints
    lag_s: float
    spread_s: float
    rr_difference_ms: float

    @property
    def n(self) -> int:
        """How many beats were seen by both."""
        return int(self.first.size)

    @property
    def lag_sd_s(self) -> float:
        """Standard deviation of `lag_s` from the spread of single beats alone."""
        return float(self.spread_s / self.n**0.5)


def match_beats(first: Sequence[Beat], second: Sequence[Beat]) -> Match | None:
    """Pair the beats of two sensors on one heart; None where that cannot be told."""
    t1, rr1 = _columns(first)
    t2, rr2 = _columns(second)
    if min(t1.size, t2.size) < FEWEST:
        return None
    low = np.searchsorted(t2, t1 + EARLIEST_S)
    high = np.searchsorted(t2, t1 + LATEST_S)
    count = high - low
    i = np.repeat(np.arange(t1.size), count)
    j = np.arange(i.size) - np.repeat(np.cumsum(count) - count, count)
    j += np.repeat(low, count)
    apart_s = t2[j] - t1[i]
    votes = np.exp(-(((rr2[j] - rr1[i]) / SAME_RR_MS) ** 2))
    votes[~np.isfinite(votes)] = 0.0
    shift_s = _clear_winner(apart_s, votes)
    if shift_s is None:
        return None
    near = np.abs(apart_s - shift_s) <= NEAR_S
    near &= np.isfinite(rr1[i]) & np.isfinite(rr2[j])
    i, j, apart_s = i[near], j[near], apart_s[near]
    differ_ms = np.abs(rr2[j] - rr1[i])
    # One interval that only one of them saw in two pieces matches nothing.
    same = differ_ms <= 4 * SAME_RR_MS
    i, j, apart_s, differ_ms = i[same], j[same], apart_s[same], differ_ms[same]
    if i.size < FEWEST:
        return None
    lag_s = float(np.median(apart_s))
    spread_s = 1.4826 * float(np.median(np.abs(apart_s - lag_s)))
    return Match(
        first=i,
        second=j,
        lag_s=lag_s,
        spread_s=spread_s,
        rr_difference_ms=float(np.median(differ_ms)),
    )


def _columns(beats: Sequence[Beat]) -> tuple[Floats, Floats]:
    t_s = np.array([b.t_s for b in beats])
    rr_ms = np.array([np.nan if b.rr_ms is None else b.rr_ms for b in beats])
    return t_s, rr_ms


def _clear_winner(apart_s: Floats, votes: Floats) -> float | None:
    """The shift with most votes; None where one a beat away has nearly as many."""
    edges = np.arange(EARLIEST_S, LATEST_S + BIN_S / 2, BIN_S)
    held, _ = np.histogram(apart_s, edges, weights=votes)
    width = round(2 * NEAR_S / BIN_S) | 1
    summed = np.convolve(held, np.ones(width), mode="same")
    best = int(summed.argmax())
    if summed[best] < FEWEST / 2:
        return None
    apart = np.abs(np.arange(summed.size) - best) > width
    if apart.any() and summed[best] < CLEAR * float(summed[apart].max()):
        return None
    # The plateau of a running sum is as wide as the sum: its middle by its own votes.
    inside = slice(max(0, best - width // 2), best + width // 2 + 1)
    middles = (edges[:-1] + edges[1:])[inside] / 2
    return float(np.average(middles, weights=held[inside]))
