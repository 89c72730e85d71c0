"""Events in, derived values out: the one fold for live, replay and simulation.

No clock, no I/O, no threads, no randomness: time arrives as a recorded Tick, so a
replay needs none of its own and gives what the live screen saw, to the last bit.

A heart rate follows its packet at once. Everything else waits: a beat is settled
`settle_s` after it, a window closes when the newest Tick is `lateness_s` past its
end. What arrives later than that reaches `analyze` only.
"""

import math
from collections.abc import Iterable
from typing import Final, assert_never

from samenstemming.coaching.cues import Coach
from samenstemming.events import (
    LOST_ROW,
    ROWS_LOST,
    SUSPEND,
    Event,
    LinkChange,
    Marker,
    Packet,
    Tick,
    Wearer,
)
from samenstemming.measures.dyad_frames import DyadFollower
from samenstemming.measures.live_frames import (
    View,
    hrv_frame,
    hrv_table_frame,
    synchrony_frame,
)
from samenstemming.measures.speech import SpeechFollower
from samenstemming.measures.wearer_arousal import Baseline
from samenstemming.rhythm.suspend import SuspendWatch
from samenstemming.series import Derived
from samenstemming.settings import Settings
from samenstemming.wearer_fold import WearerFold

LONGEST_CATCH_UP_S: Final = 60
"""After a longer leap of time only its last window is closed: nobody was looking."""


class Pipeline:
    """Feed it every event in order; it returns what each one completed."""

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()
        self._folds: dict[Wearer, WearerFold] = {}
        self._suspend = SuspendWatch()
        self._speech = SpeechFollower()
        self._dyad = DyadFollower(self.settings)
        self._coach = Coach(self.settings)
        self._closed_s = 0

    def baselines(self, wearer: Wearer) -> tuple[Baseline, ...]:
        """What is usual for this wearer, as far as it was found."""
        return tuple(self._dyad.followers[wearer].baselines.values())

    def feed_all(self, events: Iterable[Event]) -> list[Derived]:
        """Feed many events; the same as feeding them one by one."""
        return [derived for event in events for derived in self.feed(event)]

    def feed(self, event: Event) -> list[Derived]:
        """Take one event and return what it completed, oldest first."""
        match event:
            case Packet():
                return self._fold(event.wearer).take(event)
            case Tick():
                return self._tick(event)
            case LinkChange():
                if event.state in ("lost", "connected"):
                    self._fold(event.wearer).interrupt("link_lost")
                return []
            case Marker():
                self._speech.take(event)
                self._dyad.hear(event)
                self._coach.hear(event)
                if event.name == SUSPEND:
                    self._interrupt("suspend")
                elif event.name in (ROWS_LOST, LOST_ROW):
                    self._interrupt("rows_lost")
                return []
            case _:
                assert_never(event)

    def _fold(self, wearer: Wearer) -> WearerFold:
        if wearer not in self._folds:
            self._folds[wearer] = WearerFold(wearer, self.settings)
            self._folds = {w: self._folds[w] for w in Wearer if w in self._folds}
        return self._folds[wearer]

    def _interrupt(self, reason: str) -> None:
        for fold in self._folds.values():
            fold.interrupt(reason)

    def _tick(self, tick: Tick) -> list[Derived]:
        if self._suspend.slept(tick):
            self._interrupt("suspend")
        now_s = tick.t_ns / 1e9
        found: list[Derived] = []
        for fold in self._folds.values():
            found += fold.settle(now_s - self.settings.settle_s)
        watermark_s = math.floor(now_s - self.settings.lateness_s)
        first = self._closed_s + 1
        if watermark_s - first > LONGEST_CATCH_UP_S:
            first = watermark_s
        for end_s in range(first, watermark_s + 1):
            found += self._close(end_s)
            self._closed_s = end_s
        return found

    def _close(self, end_s: int) -> list[Derived]:
        """All windows that end at this whole second."""
        knobs = self.settings
        found: list[Derived] = []
        for wearer, fold in self._folds.items():
            view = View(
                wearer=wearer,
                log=fold.log,
                upcoming_ms=fold.upcoming_ms,
                speech=self._speech,
            )
            found.append(hrv_frame(view, float(end_s), knobs))
            if knobs.table_every_s and end_s % knobs.table_every_s == 0:
                found.append(hrv_table_frame(view, float(end_s), knobs))
        if end_s % knobs.live_every_s == 0 and self._folds:
            logs = {wearer: fold.log for wearer, fold in self._folds.items()}
            found.append(synchrony_frame(logs, float(end_s), knobs))
        if self._folds:
            both = {w: (fold.log, fold.upcoming_ms) for w, fold in self._folds.items()}
            frame = self._dyad.close(float(end_s), both)
            found += [frame, *self._coach.take(frame, self._dyad.rest)]
        return found
