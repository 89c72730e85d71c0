"""When each heart beat, worked out from arrivals: the causal form, one wearer.

First form: the running sum of RR plus the least delay seen, split at silences.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from samenstemming.events import Wearer
from samenstemming.series import Beat
from samenstemming.settings import Settings

LOOK_BACK_S: Final = 200.0
"""The delay is taken as constant for this long."""

MISSING_S: Final = 1.6
"""Straps notify about once a second: after this long, one is missing."""

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


class CausalClock:
    """One wearer's beats, settled once and for good, from what came so far."""

    def __init__(self, wearer: Wearer, settings: Settings | None = None) -> None:
        self.wearer = wearer
        self.settings = settings or Settings()
        self.breaks: list[Break] = []
        self._run = -1
        self._reason: str | None = "not_started"
        self._sum_s = 0.0
        self._delays: deque[tuple[float, float]] = deque()
        self._waiting: deque[tuple[float, float, int]] = deque()
        self._offsets: dict[int, float] = {}
        self._last_s: float | None = None
        self._own: deque[Beat] = deque()
        self._last_own_s: float | None = None
        self._latest_s = float("-inf")

    def take(self, arrival_s: float, rr_ms: Sequence[float]) -> None:
        """Take one notification; without RR it only says that the link lives."""
        last_s, self._last_s = self._last_s, arrival_s
        if last_s is not None and arrival_s - last_s > MISSING_S:
            silent = arrival_s - last_s > self.settings.gap_s
            self.interrupt("silence" if silent else "lost_notification")
        told = [rr / 1000 for rr in rr_ms if rr > 0]
        if not told:
            return
        self._begin()
        for rr_s in told:
            self._sum_s += rr_s
            self._waiting.append((self._sum_s, rr_s * 1000, self._run))
        delay = arrival_s - self._sum_s
        while self._delays and self._delays[-1][1] >= delay:
            self._delays.pop()
        self._delays.append((arrival_s, delay))
        while self._delays[0][0] < arrival_s - LOOK_BACK_S:
            self._delays.popleft()
        self._offsets[self._run] = self._delays[0][1]

    def take_beats(self, beats: Sequence[tuple[float, float | None]]) -> None:
        """Take imported beats, which know their times."""
        for t_s, rr_ms in beats:
            last = self._last_own_s
            if last is not None and t_s <= last:
                continue
            if last is not None and (
                rr_ms is None or abs(t_s - last - rr_ms / 1000) > SAME_BEAT_S
            ):
                self.interrupt("imported_gap")
            self._last_own_s = t_s
            self._begin()
            self._own.append(self._beat(t_s, OWN_TIME_SD_S, rr_ms, self._run))

    def interrupt(self, reason: str) -> None:
        """Say that the next beat starts a new run, and why."""
        if self._reason is None:
            self._reason = reason

    def settle(self, until_s: float) -> list[Beat]:
        """Return the beats up to `until_s` that were not handed out before."""
        out: list[Beat] = []
        while self._own and self._own[0].t_s <= until_s:
            out.append(self._own.popleft())
        while self._waiting:
            sum_s, rr_ms, run = self._waiting[0]
            t_s = max(sum_s + self._offsets[run], self._latest_s + 1e-6)
            if t_s > until_s:
                break
            self._waiting.popleft()
            self._latest_s = t_s
            out.append(self._beat(t_s, 0.1, rr_ms, run))
        return out

    def _begin(self) -> None:
        if self._reason is None:
            return
        self._run += 1
        self.breaks.append(
            Break(wearer=self.wearer, run=self._run, reason=self._reason)
        )
        self._reason = None
        self._sum_s = 0.0
        self._delays.clear()

    def _beat(self, t_s: float, sd_s: float, rr_ms: float | None, run: int) -> Beat:
        return Beat(wearer=self.wearer, t_s=t_s, t_sd_s=sd_s, rr_ms=rr_ms, run=run)
