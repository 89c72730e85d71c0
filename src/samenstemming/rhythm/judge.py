"""Which beats are the heart's own, judged live: causal, a few microseconds a beat.

The rules are those of `rules`. Two things differ from the whole record, since a screen
cannot wait: thresholds look back over 91 beats instead of to both sides, and a beat is
judged by the three that follow it. An interval that fails is left out, and no
difference is taken with its neighbours; nothing is put in its place (decision 001).

The absolute gates stand before the rules, because bigeminy widens an adaptive
threshold until it sees nothing (science.md 4.11).
"""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from samenstemming.rhythm.rules import (
    CROWDED_SHARE,
    EARLY_BEATS,
    EARLY_THRESHOLD_MS,
    MEDIAN_BEATS,
    THRESHOLD_BEATS,
    Thresholds,
    decide,
    threshold_ms,
    weighed,
)
from samenstemming.series import Beat, Flag
from samenstemming.settings import Settings


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
        self._differences = _Quartiles(THRESHOLD_BEATS)
        self._deviations = _Quartiles(THRESHOLD_BEATS)
        self._failed: deque[bool] = deque(maxlen=THRESHOLD_BEATS)

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
        flag = decide(rr, i, last, median, self._thresholds(), self._settings)
        self._differences.push(abs(rr[i] - rr[i - 1]) if i else 0.0)
        self._deviations.push(abs(weighed(deviation)))
        self._failed.append(flag is not Flag.NORMAL)
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

    def _thresholds(self) -> Thresholds:
        crowded = sum(self._failed) > CROWDED_SHARE * THRESHOLD_BEATS
        return Thresholds(
            self._differences.threshold(crowded=crowded),
            self._deviations.threshold(crowded=crowded),
        )


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

    def threshold(self, *, crowded: bool) -> float:
        """What the newest values make of 5.2 quartile deviations, in ms."""
        n = len(self._sorted)
        if n < EARLY_BEATS:
            return EARLY_THRESHOLD_MS
        quarter, middle, three_quarters = (
            self._at(share * (n - 1)) for share in (0.25, 0.5, 0.75)
        )
        return threshold_ms(quarter, middle, three_quarters, crowded=crowded)

    def _at(self, position: float) -> float:
        k = int(position)
        low = self._sorted[k]
        high = self._sorted[min(k + 1, len(self._sorted) - 1)]
        return low + (high - low) * (position - k)
