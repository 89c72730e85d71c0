"""Which beats are the heart's own, judged live: causal, a few microseconds a beat.

The decision rules are those of Lipponen & Tarvainen (2019) that neurokit2 applies to
a whole record. Two things differ, since a screen cannot wait: the thresholds look
back over 91 beats instead of to both sides, and three beats must have followed before
one is judged. An interval that fails is left out, and no difference is taken with its
neighbours; nothing is put in its place. `analyze` corrects with neurokit2 itself.

The absolute gates stand before the rules, because bigeminy widens an adaptive
threshold until it sees nothing (science.md 4.11).
"""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samenstemming.series import Beat, Flag
from samenstemming.settings import Settings

ALPHA: Final = 5.2
C1: Final = 0.13
C2: Final = 0.17
"""The method's own constants (Lipponen & Tarvainen 2019, section 2)."""

LOOK_BACK_BEATS: Final = 91
MEDIAN_BEATS: Final = 11
SMALLEST_THRESHOLD_MS: Final = 20.0
"""A paced or simulated heart would otherwise have a threshold of zero."""

SMALLEST_DEVIATION: Final = 0.10
"""Within a tenth of the median an interval is breathing, whatever the quartiles say:
a regular breather's threshold falls below the swing of the own breath."""

EARLY_THRESHOLD_MS: Final = 150.0
EARLY_BEATS: Final = 20
"""With fewer beats than this the quartiles rest on nothing: a wide gate instead."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A settled beat with its flag, and whether it speaks for an irregular rhythm."""

    beat: Beat
    flag: Flag
    irregular: bool


class Judge:
    """One wearer's intervals in the order in which they were heard."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._rr: deque[float] = deque()
        """RR from a few beats before the one to be judged next, oldest first."""
        self._next = 0
        """Index in `_rr` of the first interval that is not judged yet."""
        self._differences = _Quartiles(LOOK_BACK_BEATS)
        self._deviations = _Quartiles(LOOK_BACK_BEATS)

    def hear(self, rr_ms: Sequence[float]) -> None:
        """Take intervals as they arrive, before their beats are settled."""
        self._rr.extend(rr_ms)

    @property
    def upcoming_ms(self) -> float | None:
        """The first interval heard whose beat is not settled yet."""
        return self._rr[self._next] if self._next < len(self._rr) else None

    def judge(self, beats: Sequence[Beat]) -> list[Judged]:
        """Judge newly settled beats; beats without an interval pass through."""
        return [self._one(beat) for beat in beats]

    def _one(self, beat: Beat) -> Judged:
        if beat.rr_ms is None:
            return Judged(beat, Flag.NORMAL, irregular=False)
        self._find(beat.rr_ms)
        i = self._next
        rr = self._rr
        last = min(len(rr) - 1, i + self._settings.provisional_beats)
        first = max(0, last - MEDIAN_BEATS + 1)
        around = sorted(rr[k] for k in range(first, last + 1))
        median = around[len(around) // 2]
        deviation = rr[i] - median
        off = abs(deviation) / median if median > 0 else 1.0
        flag = self._decide(i, last, median, deviation)
        if off > self._settings.residual_deviation and flag is Flag.NORMAL:
            flag = Flag.IMPLAUSIBLE
        far = self._settings.irregular_deviation
        irregular = off > far and self._jump(i, last) > far * median
        self._next += 1
        while self._next > MEDIAN_BEATS:
            rr.popleft()
            self._next -= 1
        return Judged(beat, flag, irregular)

    def _jump(self, i: int, last: int) -> float:
        """The larger step to a neighbour, in ms: slow breathing has none."""
        rr = self._rr
        before = abs(rr[i] - rr[i - 1]) if i else 0.0
        after = abs(rr[i + 1] - rr[i]) if i + 1 <= last else 0.0
        return max(before, after)

    def _find(self, rr_ms: float) -> None:
        """Step over what was heard but never became a beat."""
        rr = self._rr
        at = self._next
        while at < len(rr) and rr[at] != rr_ms:
            at += 1
        if at == len(rr):
            rr.append(rr_ms)
        self._next = at

    def _decide(self, i: int, last: int, median: float, deviation: float) -> Flag:
        rr = self._rr
        here = rr[i]
        difference = here - rr[i - 1] if i else 0.0
        wide = 2 * deviation if deviation < 0 else deviation
        th1 = self._differences.threshold()
        th2 = self._deviations.threshold()
        self._differences.push(abs(difference))
        self._deviations.push(abs(wide))
        knobs = self._settings
        if not knobs.shortest_rr_ms <= here <= knobs.longest_rr_ms:
            # A missed beat may pass 2 s; either way it is no interval of one beat.
            return Flag.MISSED if here > knobs.longest_rr_ms else Flag.IMPLAUSIBLE
        d0 = difference / th1
        if abs(deviation) < SMALLEST_DEVIATION * median or abs(d0) <= 1 or not i:
            return Flag.NORMAL
        before = (rr[i - 1] - rr[i - 2]) / th1 if i > 1 else 0.0
        after = (rr[i + 1] - here) / th1 if i + 1 <= last else 0.0
        later = (rr[i + 2] - rr[i + 1]) / th1 if i + 2 <= last else 0.0
        if d0 > 1 and max(before, after) < -C1 * d0 - C2:
            return Flag.ECTOPIC
        if d0 < -1 and min(before, after) > -C1 * d0 + C2:
            return Flag.ECTOPIC
        long = d0 > 1 and min(after, later) < -1
        short = d0 < -1 and max(after, later) > 1
        far = abs(wide) / th2 > 3
        if not (long or short or far):
            return Flag.NORMAL
        if short and i + 1 <= last and abs(here + rr[i + 1] - median) < th2:
            return Flag.EXTRA
        if long and abs(here / 2 - median) < th2:
            return Flag.MISSED
        return Flag.ECTOPIC


class _Quartiles:
    """The quartile deviation of the newest values, kept sorted as they come."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._order: deque[float] = deque()
        self._sorted: list[float] = []

    def push(self, value: float) -> None:
        self._order.append(value)
        insort(self._sorted, value)
        if len(self._order) > self._width:
            oldest = self._order.popleft()
            del self._sorted[bisect_left(self._sorted, oldest)]

    def threshold(self) -> float:
        """5.2 times half the distance between the quartiles, in ms."""
        n = len(self._sorted)
        if n < EARLY_BEATS:
            return EARLY_THRESHOLD_MS
        spread = self._at(0.75 * (n - 1)) - self._at(0.25 * (n - 1))
        return max(SMALLEST_THRESHOLD_MS, ALPHA * spread / 2)

    def _at(self, position: float) -> float:
        k = int(position)
        low = self._sorted[k]
        high = self._sorted[min(k + 1, len(self._sorted) - 1)]
        return low + (high - low) * (position - k)
