"""The clocks of one run: what stamps its events and ties them to wall time.

A real session simply uses the host's clocks. A faster one (`speed`) is for simulated
straps only: all of its hands run ahead together, so that a session at 60x holds the
same kind of stamps as one at 1x and nothing downstream can tell.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from samenstemming.events import Tick
from samenstemming.recording.hostclock import Anchor, Clock, look_of, read_clocks


class SessionClock:
    """The stamps of one run, `speed` times as fast as the host's clocks."""

    def __init__(self, *, speed: float = 1.0, read: Clock = read_clocks) -> None:
        self.speed = speed
        self._read = read
        self.look = look_of(read)
        """How far boot time is ahead is the host's affair: all hands run together."""
        of_the_host = speed == 1.0 and read is read_clocks
        self.now_ns: Callable[[], int] = (
            time.perf_counter_ns if of_the_host else self._by_hand_ns
        )
        """The stamp of this moment. A packet is stamped by it, so where it can be it
        is the host's clock itself, read once."""
        self._ends_ns: int | None = None
        self.begin()

    def begin(self) -> None:
        """Start here: a virtual clock says the same as the host's at this moment."""
        self._start = self._read()

    def stop_at(self, ends_ns: int) -> None:
        """Let a virtual clock never go beyond this: a late loop must not overshoot."""
        self._ends_ns = ends_ns

    @property
    def virtual(self) -> bool:
        """Whether this clock is made up: then it owes every tick, however late."""
        return self.speed != 1.0

    @property
    def started_utc(self) -> datetime:
        """When this clock began, as a wall clock says it."""
        return datetime.fromtimestamp(self._start.utc_ns / 1e9, tz=UTC)

    def now_utc(self) -> datetime:
        """What a wall clock says now; a virtual one runs ahead with the session."""
        return datetime.fromtimestamp(self.read().utc_ns / 1e9, tz=UTC)

    def read(self) -> Anchor:
        """All hands at one moment."""
        now = self._read()
        if not self.virtual:
            return now
        elapsed_ns = now.monotonic_ns - self._start.monotonic_ns
        ahead_ns = round(elapsed_ns * (self.speed - 1))
        if self._ends_ns is not None:
            ahead_ns = min(ahead_ns, self._ends_ns - now.monotonic_ns)
        return replace(
            _moved(now, ahead_ns),
            uncertainty_ns=round(now.uncertainty_ns * self.speed),
        )

    def _by_hand_ns(self) -> int:
        return self.read().monotonic_ns

    def tick(self, at_ns: int | None = None) -> Tick:
        """A tick of now, or the one owed since `at_ns`, with hands that fit it."""
        now = self.read()
        if at_ns is not None:
            now = _moved(now, at_ns - now.monotonic_ns)
        return Tick(
            t_ns=now.monotonic_ns, utc_ns=now.utc_ns, boottime_ns=now.boottime_ns
        )

    def wait_s(self, until_ns: int) -> float:
        """How many real seconds until this clock says `until_ns`; never negative."""
        return max(0.0, (until_ns - self.now_ns()) / 1e9 / self.speed)


def _moved(anchor: Anchor, by_ns: int) -> Anchor:
    """The same hands, all of them `by_ns` later."""
    boottime_ns = anchor.boottime_ns
    return replace(
        anchor,
        monotonic_ns=anchor.monotonic_ns + by_ns,
        utc_ns=anchor.utc_ns + by_ns,
        boottime_ns=None if boottime_ns is None else boottime_ns + by_ns,
    )
