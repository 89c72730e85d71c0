"""Trailing windows of one length over a whole record, and what may be said of each.

One window ends at each of many times. Sums of anything about its beats are differences
of running sums, so that all windows together cost one pass whatever their length. The
reasons are those of the live frames, in the same order (`hrv.admit`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np

from samenstemming.events import Wearer
from samenstemming.measures.hrv import FEWEST_BEATS, SMALLEST_SD_MS, WINDOW_SLACK_S
from samenstemming.measures.speech import Turn
from samenstemming.rhythm.artifacts import FEWEST_BEATS_FOR_RHYTHM, Corrected
from samenstemming.rhythm.flagging import stands_off
from samenstemming.series import (
    FAIR_CORRECTED,
    FAIR_COVERAGE,
    Beat,
    Bools,
    Flag,
    Flags,
    Floats,
    Ints,
    NNSeries,
)
from samenstemming.settings import Settings

REASONS: Final = (
    "",
    "too_few_beats",
    "speaking",
    "irregular_rhythm",
    "window_too_short",
    "too_many_corrected",
    "poor_coverage",
    "no_variation",
    "gap",
)
"""Place 0: nothing is withheld. Where several hold, the first is given."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Heard:
    """One wearer's intervals, and per measured beat what is known about it."""

    nn: NNSeries
    t_s: Floats
    touched: Bools
    off: Bools
    turns_s: Floats
    settings: Settings

    @classmethod
    def of(
        cls,
        wearer: Wearer,
        beats: Sequence[Beat],
        clean: Corrected,
        settings: Settings,
        turns: Sequence[Turn],
    ) -> "Heard":
        """What `Trailing` needs of one wearer's corrected beats."""
        timed = [k for k, beat in enumerate(beats) if beat.rr_ms is not None]
        rr_ms = np.array([beats[k].rr_ms for k in timed], np.float64)
        own = [(t.start_s, t.end_s) for t in turns if wearer in t.speakers]
        return cls(
            nn=clean.nn,
            t_s=np.array([beats[k].t_s for k in timed], np.float64),
            touched=clean.flag[timed] != Flag.NORMAL,
            off=stands_off(rr_ms, settings) if rr_ms.size else np.zeros(0, np.bool_),
            turns_s=np.array(own, np.float64).reshape(-1, 2),
            settings=settings,
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class Trailing:
    """Windows of up to `length_s` seconds that end at `end_s` (m,); none begins < 0."""

    heard: Heard
    end_s: Floats
    length_s: float

    @cached_property
    def start_s(self) -> Floats:
        """Where each begins: later than session zero, or there."""
        start: Floats = np.maximum(0.0, self.end_s - self.length_s)
        return start

    @cached_property
    def low(self) -> Ints:
        """The first interval that ends inside each window."""
        return np.searchsorted(self.heard.nn.t_s, self.start_s, "right")

    @cached_property
    def high(self) -> Ints:
        """The first interval that ends after each window."""
        return np.searchsorted(self.heard.nn.t_s, self.end_s, "right")

    @cached_property
    def n(self) -> Floats:
        """Intervals in each window."""
        return (self.high - self.low).astype(np.float64)

    @cached_property
    def _around(self) -> tuple[float, Floats]:
        nn_ms = self.heard.nn.nn_ms
        reference = float(nn_ms.mean()) if nn_ms.size else 0.0
        return reference, nn_ms - reference

    def sums(self, of: Floats) -> Floats:
        """The sum over the intervals of each window of a value for each interval."""
        return _between(of, self.low, self.high)

    def pair_sums(self, of: Floats) -> Floats:
        """The same over intervals whose neighbour before lies in the window, too."""
        return _between(of, np.minimum(self.low + 1, self.high), self.high)

    @cached_property
    def mean_nn_ms(self) -> Floats:
        """Mean NN interval of each window, 0 where it holds none."""
        reference, around = self._around
        mean = reference + self.sums(around) / np.maximum(self.n, 1)
        return np.where(self.n > 0, mean, 0.0)

    @cached_property
    def sdnn_ms(self) -> Floats:
        """Standard deviation of each window's NN intervals, ddof 1."""
        _, around = self._around
        total, n = self.sums(around), np.maximum(self.n, 2)
        squares = self.sums(around * around) - total * total / n
        sd: Floats = np.sqrt(np.maximum(0.0, squares) / (n - 1))
        return sd

    @cached_property
    def rmssd_ms(self) -> Floats:
        """Root mean square of each window's successive differences."""
        nn = self.heard.nn
        steps = np.where(nn.follows, np.diff(nn.nn_ms, prepend=0.0), 0.0)
        mean = self.pair_sums(steps * steps) / np.maximum(self.pairs, 1)
        rmssd: Floats = np.sqrt(np.maximum(0.0, mean))
        return rmssd

    @cached_property
    def pairs(self) -> Floats:
        """Successive differences in each window."""
        return self.pair_sums(self.heard.nn.follows.astype(np.float64))

    def why(self, shortest_s: float, *, unknown: Bools, reason: str) -> Flags:
        """Why each window has no variability; `reason` where only `unknown` holds."""
        checks = [
            ("too_few_beats", self.n < FEWEST_BEATS),
            ("speaking", self._speaking()),
            ("irregular_rhythm", self._irregular()),
            ("window_too_short", self._shorter_than(shortest_s)),
            ("too_many_corrected", self._corrected() > FAIR_CORRECTED),
            ("poor_coverage", self._coverage() < FAIR_COVERAGE),
            ("no_variation", self.sdnn_ms < SMALLEST_SD_MS),
            (reason, unknown),
        ]
        return _first_reason(checks)

    def why_no_rate(self, shortest_s: float) -> Flags:
        """Why each window has no heart rate: it outlives talk and irregular beats."""
        return _first_reason(
            [
                ("too_few_beats", self.n < FEWEST_BEATS),
                ("window_too_short", self._shorter_than(shortest_s)),
            ]
        )

    def _shorter_than(self, shortest_s: float) -> Bools:
        shorter: Bools = self.end_s - self.start_s < shortest_s - WINDOW_SLACK_S
        return shorter

    def _coverage(self) -> Floats:
        """Share of each window's time inside known intervals."""
        nn = self.heard.nn
        if not len(nn):
            return np.zeros(self.end_s.size)
        total = np.append(0.0, np.cumsum(nn.nn_ms / 1000))

        def known_s(until_s: Floats, done: Ints) -> Floats:
            at = np.minimum(done, len(nn) - 1)
            begin_s = nn.t_s[at] - nn.nn_ms[at] / 1000
            begun = np.where(done < len(nn), np.maximum(0.0, until_s - begin_s), 0.0)
            return total[done] + begun

        known = known_s(self.end_s, self.high) - known_s(self.start_s, self.low)
        share: Floats = known / np.maximum(self.end_s - self.start_s, 1e-9)
        return share

    def _corrected(self) -> Floats:
        """Share of each window's measured beats that correction touched."""
        return self._share(self.heard.touched, self.start_s)[0]

    def _irregular(self) -> Bools:
        """Where the trailing two minutes have no regular rhythm."""
        knobs = self.heard.settings
        start_s = np.maximum(0.0, self.end_s - knobs.hrv_long_window_s)
        share, n = self._share(self.heard.off, start_s)
        irregular: Bools = (share > knobs.irregular_share) & (
            n >= FEWEST_BEATS_FOR_RHYTHM
        )
        return irregular

    def _share(self, of: Bools, start_s: Floats) -> tuple[Floats, Floats]:
        low = np.searchsorted(self.heard.t_s, start_s, "right")
        high = np.searchsorted(self.heard.t_s, self.end_s, "right")
        n = (high - low).astype(np.float64)
        return _between(of.astype(np.float64), low, high) / np.maximum(n, 1), n

    def _speaking(self) -> Bools:
        """Where the wearer speaks for more than the share that is let pass."""
        spoken = np.zeros(self.end_s.size)
        for start_s, end_s in self.heard.turns_s:
            within = np.minimum(self.end_s, end_s) - np.maximum(self.start_s, start_s)
            spoken += np.maximum(0.0, within)
        share = self.heard.settings.hrv_speech_share
        speaking: Bools = spoken > share * (self.end_s - self.start_s)
        return speaking


def _between(of: Floats, low: Ints, high: Ints) -> Floats:
    total = np.append(0.0, np.cumsum(of))
    found: Floats = total[high] - total[low]
    return found


def _first_reason(checks: Sequence[tuple[str, Bools]]) -> Flags:
    why = np.zeros(checks[0][1].size, np.int8)
    for name, holds in reversed(checks):
        why[holds] = REASONS.index(name)
    return why
