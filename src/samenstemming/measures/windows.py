"""A wearer's judged beats, and any trailing window of them at the cost of a look-up.

Running sums are kept beside the beats, so that a window of 60 s a second costs
microseconds whatever its length. Values are summed around a reference near them,
which keeps the sums exact to far better than neurokit2's own last digits; an oracle
test pins each index to neurokit2 within 1e-9.
"""

from bisect import bisect_right
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np

from samenstemming.rhythm.judge import Judged
from samenstemming.series import Flag, Floats, NNSeries, Quality, Rhythm
from samenstemming.settings import Settings

REFERENCE_MS: Final = 900.0
"""Sums are taken around this; its value changes no result."""

KEPT_S: Final = 400.0
"""More than the longest live window."""

TRIM_AT: Final = 4096

JUDGED_KEPT: Final = 16
"""Windows whose quality is remembered. A strap that is out for hours adds two each
second and no beat: two megabytes an hour for each heart."""

FEWEST_BEATS_FOR_RHYTHM: Final = 30

HOLE_S: Final = 0.05
"""Less than this between two intervals is clock noise."""

_COLUMNS: Final = 13
(
    _ALL, _TOUCHED, _OFF, _KNOWN, _SD,
    _N, _S, _SS, _DN, _D, _DD, _OVER50, _P,
) = range(_COLUMNS)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cut:
    """A trailing window as two positions in the log."""

    start_s: float
    end_s: float
    low: int
    high: int


class BeatLog:
    """Judged beats of one wearer, newest last."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._t: list[float] = []
        self._begin: list[float] = []
        self._nn: list[float] = []
        self._follows: list[bool] = []
        self._flag: list[Flag] = []
        self._run: list[int] = []
        self._sums: list[tuple[float, ...]] = [(0.0,) * _COLUMNS]
        self._pair_squares: list[float] = [0.0]
        self._holes: list[tuple[float, float]] = []
        self._judged: dict[tuple[Cut, float | None], Quality] = {}

    def add(self, judged: Judged) -> None:
        """Take one beat that has an interval."""
        beat, flag = judged.beat, judged.flag
        nn = beat.rr_ms
        if nn is None:
            return
        self._judged.clear()
        fine = flag is Flag.NORMAL
        begin = beat.t_s - nn / 1000
        adjacent = bool(self._t) and self._run[-1] == beat.run
        if self._t and begin - self._t[-1] > HOLE_S:
            self._holes.append((self._t[-1], begin))
        follows = fine and adjacent and self._flag[-1] is Flag.NORMAL
        difference = nn - self._nn[-1] if follows else 0.0
        pair = nn + self._nn[-1] - 2 * REFERENCE_MS if follows else 0.0
        around = nn - REFERENCE_MS if fine else 0.0
        row = (
            1.0,
            0.0 if fine else 1.0,
            1.0 if judged.irregular else 0.0,
            nn / 1000,
            beat.t_sd_s,
            1.0 if fine else 0.0,
            around,
            around * around,
            1.0 if follows else 0.0,
            difference,
            difference * difference,
            1.0 if abs(difference) > 50 else 0.0,
            pair,
        )
        self._sums.append(tuple(map(float.__add__, self._sums[-1], row)))
        self._pair_squares.append(self._pair_squares[-1] + pair * pair)
        self._t.append(beat.t_s)
        self._begin.append(begin)
        self._nn.append(nn)
        self._follows.append(follows)
        self._flag.append(flag)
        self._run.append(beat.run)
        if len(self._t) > TRIM_AT:
            self._trim()

    @property
    def last_s(self) -> float | None:
        """Time of the newest beat, None where there is none."""
        return self._t[-1] if self._t else None

    def cut(self, end_s: float, length_s: float) -> Cut:
        """Return the window of `length_s` seconds that ends at `end_s`."""
        start_s = end_s - length_s
        return Cut(
            start_s,
            end_s,
            bisect_right(self._t, start_s),
            bisect_right(self._t, end_s),
        )

    def indices(self, cut: Cut) -> dict[str, float | None]:
        """Time-domain indices of the window, unjudged by its length."""
        n = self._sum(cut, _N)
        s = self._sum(cut, _S)
        mean = REFERENCE_MS + s / n if n else None
        dn, d, dd, over50, p, pp = self._pairs(cut)
        return {
            "heart_rate_bpm": 60_000 / mean if mean else None,
            "mean_nn_ms": mean,
            "rmssd_ms": sqrt(dd / dn) if dn else None,
            "sd1_ms": _sd(dn, d, dd, 2.0),
            "pnn50": over50 / (dn + 1) * 100 if dn else None,
            "sdnn_ms": _sd(n, s, self._sum(cut, _SS), 1.0),
            "sd2_ms": _sd(dn, p, pp, 2.0),
        }

    def mean_of_all_ms(self, cut: Cut) -> float | None:
        """Mean of all plausible intervals: an early beat is no NN, but it is a beat."""
        knobs = self._settings
        plausible = [
            nn_ms
            for nn_ms in self._nn[cut.low : cut.high]
            if knobs.shortest_rr_ms <= nn_ms <= knobs.longest_rr_ms
        ]
        return sum(plausible) / len(plausible) if len(plausible) > 1 else None

    def n_beats(self, cut: Cut) -> int:
        """Beats in the window that count as normal."""
        return int(self._sum(cut, _N))

    def quality(self, cut: Cut, upcoming_ms: float | None) -> Quality:
        """How much of the window is real; `upcoming_ms` reaches over its end."""
        # Five readers ask about the same two windows in every second.
        asked = (cut, upcoming_ms)
        if asked not in self._judged:
            if len(self._judged) >= JUDGED_KEPT:  # no beat came to clear it: a hole
                self._judged.clear()
            self._judged[asked] = self._quality(cut, upcoming_ms)
        return self._judged[asked]

    def _quality(self, cut: Cut, upcoming_ms: float | None) -> Quality:
        everything = self._sum(cut, _ALL)
        length_s = cut.end_s - cut.start_s
        known, tail = 0.0, length_s
        if cut.high > cut.low:
            before = max(0.0, cut.start_s - self._begin[cut.low])
            tail = cut.end_s - self._t[cut.high - 1]
            reach = self._reach(cut, tail, upcoming_ms)
            known = self._sum(cut, _KNOWN) - before + reach
            tail -= reach
        holes = [
            min(b, cut.end_s) - max(a, cut.start_s)
            for a, b in self._holes
            if b > cut.start_s and a < cut.end_s
        ]
        return Quality(
            coverage=max(0.0, min(1.0, known / length_s)),
            corrected=self._sum(cut, _TOUCHED) / everything if everything else 0.0,
            longest_gap_s=max([0.0, tail, *holes]),
            t_sd_s=self._sum(cut, _SD) / everything if everything else None,
        )

    def rhythm(self, cut: Cut) -> Rhythm:
        """Whether too many intervals stand off both their median and a neighbour."""
        everything = self._sum(cut, _ALL)
        if everything < FEWEST_BEATS_FOR_RHYTHM:
            return Rhythm.UNKNOWN
        share = self._sum(cut, _OFF) / everything
        irregular = share > self._settings.irregular_share
        return Rhythm.IRREGULAR if irregular else Rhythm.REGULAR

    def intervals(self, cut: Cut) -> tuple[Floats, Floats]:
        """Times in s and lengths in ms of the window's normal intervals, (n,) each."""
        here = slice(cut.low, cut.high)
        t_s = np.array(self._t[here], np.float64)
        nn_ms = np.array(self._nn[here], np.float64)
        if not self._sum(cut, _TOUCHED):
            return t_s, nn_ms
        fine = [flag is Flag.NORMAL for flag in self._flag[here]]
        return t_s[fine], nn_ms[fine]

    def series(self, cut: Cut) -> NNSeries:
        """The window's normal intervals as arrays."""
        rows = [k for k in range(cut.low, cut.high) if self._flag[k] is Flag.NORMAL]
        first = rows[0] if rows else 0
        return NNSeries(
            t_s=np.array([self._t[k] for k in rows], np.float64),
            nn_ms=np.array([self._nn[k] for k in rows], np.float64),
            follows=np.array([self._follows[k] and k > first for k in rows], np.bool_),
            flag=np.zeros(len(rows), np.int8),
            run=np.array([self._run[k] for k in rows], np.int64),
        )

    def accepted(self, cut: Cut) -> list[tuple[float, float]]:
        """Time in s and length in ms of the window's normal intervals, oldest first."""
        here = slice(cut.low, cut.high)
        return [
            (t_s, nn_ms)
            for t_s, nn_ms, flag in zip(
                self._t[here], self._nn[here], self._flag[here], strict=True
            )
            if flag is Flag.NORMAL
        ]

    def _reach(self, cut: Cut, tail: float, upcoming_ms: float | None) -> float:
        """How much of the window's tail the next interval is known to cover."""
        if cut.high < len(self._t):
            return max(0.0, cut.end_s - max(self._begin[cut.high], cut.end_s - tail))
        if upcoming_ms is not None and upcoming_ms / 1000 >= tail - HOLE_S:
            return tail
        return 0.0

    def _sum(self, cut: Cut, column: int) -> float:
        return self._sums[cut.high][column] - self._sums[cut.low][column]

    def _pairs(self, cut: Cut) -> tuple[float, float, float, float, float, float]:
        """Sums over pairs whose both intervals lie inside the window."""
        low = min(cut.low + 1, cut.high)
        a, b = self._sums[low], self._sums[cut.high]
        return (
            b[_DN] - a[_DN],
            b[_D] - a[_D],
            b[_DD] - a[_DD],
            b[_OVER50] - a[_OVER50],
            b[_P] - a[_P],
            self._pair_squares[cut.high] - self._pair_squares[low],
        )

    def _trim(self) -> None:
        """Forget what no live window reaches back to: memory stays flat."""
        drop = bisect_right(self._t, self._t[-1] - KEPT_S)
        for column in (self._t, self._begin, self._nn, self._follows, self._run):
            del column[:drop]
        del self._flag[:drop]
        del self._sums[:drop]
        del self._pair_squares[:drop]
        oldest = self._t[0]
        self._holes = [hole for hole in self._holes if hole[1] >= oldest]


def _sd(n: float, s: float, ss: float, divisor: float) -> float | None:
    """Standard deviation, ddof 1, of values / sqrt(divisor), from their sums."""
    if n < 2:
        return None
    return sqrt(max(0.0, (ss - s * s / n) / (n - 1) / divisor))
