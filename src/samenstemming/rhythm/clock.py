"""When each heart beat, one wearer, as it is known a few seconds later: the live clock.

`settle` hands out beats once and for good. It may use notifications that came up to
`settle_s` after a beat, and none that came later, so what a screen showed
live and what a replay shows are the same beats.

As more notifications come in, the offset of a run becomes known more finely. Beats
take up such news slowly: from beat to beat the times follow the RR to within
`SLEW_S`, so a better estimate never looks like a change of the heart's rhythm.

What surprised us: the error that remains is nearly all the radio's least delay, which
no receiver can see. `t_sd_s` therefore never goes below `UNSEEN_SD_S`.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samenstemming.events import Wearer
from samenstemming.rhythm.tracker import Tracker
from samenstemming.series import Beat
from samenstemming.settings import Settings

HOLD_S: Final = 1.8
"""A notification is placed this long after it came: its successors number it."""

SLEW_S: Final = 0.006
"""Largest change of the offset from one beat to the next."""

SLEW_SHARE: Final = 0.05
"""A first guess that was far off is made good within a minute all the same."""

HALF_WIDTH_TO_SD: Final = 0.7
"""The offset lies anywhere between its limits: half-width / sqrt(3)."""

UNSEEN_SD_S: Final = 0.012
"""The least delay of radio and host: a few to some tens of ms, never seen."""

OWN_TIME_SD_S: Final = 0.001
"""Imported beats carry times of their own, written to a millisecond."""

SAME_BEAT_S: Final = 0.05
"""Imported times and RR that disagree by more have something between them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """Why run `run` of a wearer started: a code of `series.Gap.reason`."""

    wearer: Wearer
    run: int
    reason: str


def sd_s(half_s: float) -> float:
    """Standard deviation of a beat's time, in seconds, from its offset's half-width."""
    return float(((HALF_WIDTH_TO_SD * half_s) ** 2 + UNSEEN_SD_S**2) ** 0.5)


class CausalClock:
    """One wearer's beats, settled once and for good, from what came so far."""

    def __init__(self, wearer: Wearer, settings: Settings | None = None) -> None:
        self.wearer = wearer
        self.settings = settings or Settings()
        self.breaks: list[Break] = []
        self._tracker = Tracker(self.settings)
        self._waiting: deque[tuple[int, float, float | None]] = deque()
        self._run = -1
        self._sum_s = 0.0
        self._t_s = float("-inf")
        self._own = OwnTimes(wearer, self.settings, self.breaks)

    def take(
        self, arrival_s: float, rr_ms: Sequence[float], *, logged: bool = False
    ) -> None:
        """Take one notification; without RR it only says that the link lives.

        `logged` is for another recorder's file: it leaves out empty notifications,
        so a missing one proves nothing by itself.
        """
        rr_s = tuple(rr / 1000 for rr in rr_ms if rr > 0)
        self._tracker.take(arrival_s, rr_s, logged=logged)

    def take_beats(self, beats: Sequence[tuple[float, float | None]]) -> None:
        """Take imported beats, which know their times."""
        self._own.take(beats)

    def interrupt(self, reason: str) -> None:
        """Say that the next beat starts a new run, and why."""
        self._tracker.interrupt(reason)
        self._own.interrupt(reason)

    def settle(self, until_s: float) -> list[Beat]:
        """Return the beats up to `until_s` that were not handed out before."""
        out = self._own.settle(until_s)
        tracker = self._tracker
        known = len(tracker.breaks)
        newest_s = until_s + self.settings.settle_s
        for placed in tracker.advance(newest_s - HOLD_S, until_s):
            run = placed.run
            self._waiting.extend(
                (run, sum_s, rr_s)
                for sum_s, rr_s in zip(placed.sums_s, placed.rr_s, strict=True)
            )
        for run, reason in tracker.breaks[known:]:
            self.breaks.append(Break(wearer=self.wearer, run=run, reason=reason))
        if self._waiting:
            self._hand_out(until_s, out)
        return out

    def _hand_out(self, until_s: float, out: list[Beat]) -> None:
        newest = self._tracker.estimate()
        ended = self._tracker.ended
        while self._waiting:
            run, sum_s, rr_s = self._waiting[0]
            estimate = ended.get(run, newest)
            scale = 1.0 + estimate.rate
            wanted_s = t_s = estimate.offset_s + scale * sum_s
            if run == self._run:
                follows_s = self._t_s + scale * (sum_s - self._sum_s)
                step_s = max(SLEW_S, SLEW_SHARE * abs(t_s - follows_s))
                t_s = follows_s + min(step_s, max(-step_s, t_s - follows_s))
            t_s = max(t_s, self._t_s + 1e-3)
            if t_s > until_s:
                break
            self._waiting.popleft()
            if run != self._run:
                for old in [key for key in ended if key < run]:
                    del ended[old]
            self._run, self._sum_s, self._t_s = run, sum_s, t_s
            out.append(
                Beat(
                    wearer=self.wearer,
                    t_s=t_s,
                    t_sd_s=sd_s(estimate.half_s) + abs(t_s - wanted_s),
                    rr_ms=None if rr_s is None else rr_s * 1000,
                    run=run,
                )
            )


class OwnTimes:
    """Imported beats that know their times: only their runs are to be found."""

    def __init__(self, wearer: Wearer, settings: Settings, breaks: list[Break]) -> None:
        self.wearer = wearer
        self._gap_s = settings.gap_s
        self._breaks = breaks
        self._waiting: deque[Beat] = deque()
        self._reason: str | None = "not_started"
        self._run = -1
        self._last_s: float | None = None

    def interrupt(self, reason: str) -> None:
        """Say that the next beat starts a new run, and why."""
        self._reason = self._reason or reason

    def take(self, beats: Sequence[tuple[float, float | None]]) -> None:
        """Queue beats; one that is not later than the last is left out."""
        for t_s, rr_ms in beats:
            last_s = self._last_s
            if last_s is not None and t_s <= last_s:
                continue
            if last_s is not None and (
                rr_ms is None
                or t_s - last_s > self._gap_s
                or abs(t_s - last_s - rr_ms / 1000) > SAME_BEAT_S
            ):
                self.interrupt("imported_gap")
            self._last_s = t_s
            if self._reason is not None:
                self._run += 1
                self._breaks.append(
                    Break(wearer=self.wearer, run=self._run, reason=self._reason)
                )
                self._reason = None
            if rr_ms is not None and not 0 < rr_ms <= self._gap_s * 1000:
                rr_ms = None
            self._waiting.append(
                Beat(
                    wearer=self.wearer,
                    t_s=t_s,
                    t_sd_s=OWN_TIME_SD_S,
                    rr_ms=rr_ms,
                    run=self._run,
                )
            )

    def settle(self, until_s: float) -> list[Beat]:
        """Return the beats up to `until_s` that were not handed out before."""
        out: list[Beat] = []
        while self._waiting and self._waiting[0].t_s <= until_s:
            out.append(self._waiting.popleft())
        return out
