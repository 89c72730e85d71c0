"""Whether a strap counts RR in 1/1024 s, as it should, or in ms, as some do.

The sum of RR grows by about 1024 a second in the one case and by about 1000 in the
other, and nothing in a packet says which. A regression would tell them apart in half
a minute, were its residuals not the phase of heart against timer, which wanders
slowly. So no statistics: a notification holds the beats that were complete when it
left and not the next one, which limits the sum from both sides. Under the wrong unit
these limits drift apart by 24 ms a second until they contradict each other; under the
right one they never do. Lost RR contradict both, and then nothing is said.

What surprised us: a strap that leaves out one RR in forty without a trace looks like
one that counts ms, and limits alone fell for it in 9 of 24 simulated records. So the
strap's own heart rate is asked too: times the RR it is 60 s in the strap's counts,
whatever was left out. Both must agree, or nothing is decided.

Until it is clear the unit is the standard's. It is decided once for a wearer and
then stays: by what came so far, so a live screen decides as its replay does.
"""

from collections import deque
from collections.abc import Sequence
from enum import StrEnum
from typing import Final

import numpy as np

from samenstemming.events import Wearer
from samenstemming.series import Floats
from samenstemming.settings import Settings
from samenstemming.wire.heart_rate import TICKS_PER_S

MS_PER_S: Final = 1000

SHORTEST_S: Final = 30.0
"""Limits that drift apart by 24 ms a second say nothing in less."""

LONGEST_S: Final = 180.0
"""A stretch that has not decided by then holds something else: a new one begins."""

BROKEN_S: Final = 1.75
"""A longer wait than this may be a lost notification, and RR with it."""

ASKED_EVERY: Final = 8
"""Notifications from one look at the limits to the next."""

UNTIDY_S: Final = 0.3
"""The right unit's limits may contradict each other by this: the radio's jitter."""

CLEAR_S: Final = 0.6
"""The wrong unit's must by at least this."""

BETWEEN_PER_S: Final = 1012
"""Heart rate times RR lies on either side of this; a rate that is cut off to whole
beats a minute, not rounded, still leaves 1014 at 50."""

RATE_OVER: Final = 8
"""RR that are averaged beside a heart rate: straps smooth theirs over some beats."""

FEWEST_RATES: Final = 20

OUTLIERS: Final = 40
"""One in this many limits may come from a late notification."""

MOST_RR: Final = 9
"""A notification this full may have left RR behind for the next."""


class RrUnit(StrEnum):
    """What one count of a strap's RR is."""

    TICKS = "1/1024 s"
    MS = "ms"

    @property
    def per_s(self) -> int:
        """Counts in one second."""
        return TICKS_PER_S if self is RrUnit.TICKS else MS_PER_S

    def ms(self, counts: Sequence[int]) -> list[float]:
        """These RR in milliseconds."""
        scale = 1000 / self.per_s
        return [count * scale for count in counts]


def unit_set(wearer: Wearer, settings: Settings) -> RrUnit | None:
    """The unit that the settings name for a wearer's strap; None: find out."""
    a_or_b = wearer is Wearer.A
    per_s = settings.rr_counts_per_s_a if a_or_b else settings.rr_counts_per_s_b
    return next((unit for unit in RrUnit if unit.per_s == per_s), None)


class UnitWatch:
    """One wearer's RR as they come; `unit` is None until it is clear."""

    def __init__(self) -> None:
        self.unit: RrUnit | None = None
        self.slope_per_s: float | None = None
        self._recent: deque[int] = deque(maxlen=RATE_OVER)
        self._rates: deque[float] = deque(maxlen=2 * round(LONGEST_S))
        self._last_s: float | None = None
        self._full = False
        self._sum = 0
        self._arrivals: list[float] = []
        self._sums: list[int] = []
        self._sent_s: list[float] = []
        self._firsts: list[int] = []

    def interrupt(self) -> None:
        """Say that RR may be missing before the next notification."""
        self._begin()

    def take(
        self, arrival_s: float, counts: Sequence[int], heart_rate_bpm: int = 0
    ) -> None:
        """Take one notification, in order of arrival; a heart rate of 0 is unknown."""
        if self.unit is not None:
            return
        last_s = self._last_s
        if last_s is not None and not 0 <= arrival_s - last_s <= BROKEN_S:
            self._begin()
        if self._arrivals and arrival_s - self._arrivals[0] > LONGEST_S:
            self._begin()
        before_s, self._last_s = self._last_s, arrival_s
        told = [count for count in counts if count > 0]
        if not told:
            return
        first = self._sum + told[0]
        self._sum += sum(told)
        self._arrivals.append(arrival_s)
        self._sums.append(self._sum)
        if before_s is not None and not self._full:
            self._sent_s.append(before_s)
            self._firsts.append(first)
        self._full = len(told) >= MOST_RR
        self._recent.extend(told)
        if heart_rate_bpm and len(self._recent) == RATE_OVER:
            self._rates.append(heart_rate_bpm * sum(self._recent) / (60 * RATE_OVER))
        if len(self._sums) % ASKED_EVERY == 0:
            self._decide()

    def _begin(self) -> None:
        """Forget the limits: what is counted from here on is a sum of its own."""
        self._last_s = None
        self._full = False
        self._sum = 0
        self._arrivals = []
        self._sums = []
        self._sent_s = []
        self._firsts = []

    def _decide(self) -> None:
        length_s = self._arrivals[-1] - self._arrivals[0]
        if length_s < SHORTEST_S or len(self._sent_s) < 2:
            return
        arrivals = np.array(self._arrivals)
        sums = np.array(self._sums, dtype=np.float64)
        self.slope_per_s = _slope(arrivals, sums)
        sent = np.array(self._sent_s)
        firsts = np.array(self._firsts, dtype=np.float64)
        excess = {
            unit: _contradiction_s(arrivals, sums, sent, firsts, unit.per_s)
            for unit in RrUnit
        }
        for unit, other in ((RrUnit.TICKS, RrUnit.MS), (RrUnit.MS, RrUnit.TICKS)):
            clear = excess[unit] <= UNTIDY_S and excess[other] >= CLEAR_S
            if clear and self._by_rate in (unit, None):
                self.unit = unit

    @property
    def _by_rate(self) -> RrUnit | None:
        """What the strap's own heart rate says; None where it says too little."""
        if len(self._rates) < FEWEST_RATES:
            return None
        below = float(np.median(self._rates)) < BETWEEN_PER_S
        return RrUnit.MS if below else RrUnit.TICKS


def _contradiction_s(
    arrivals: Floats, sums: Floats, sent: Floats, firsts: Floats, per_s: int
) -> float:
    """By how much the limits of the offset contradict each other, in seconds."""
    high = arrivals - sums / per_s
    low = sent - firsts / per_s
    k_high, k_low = high.size // OUTLIERS, low.size // OUTLIERS
    least = float(np.partition(high, k_high)[k_high])
    most = float(-np.partition(-low, k_low)[k_low])
    return most - least


def _slope(arrivals: Floats, sums: Floats) -> float:
    x = arrivals - arrivals.mean()
    return float(x @ (sums - sums.mean()) / (x @ x))
