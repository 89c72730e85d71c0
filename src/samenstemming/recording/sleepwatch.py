"""Whether the computer slept between two events, without waking anybody to ask.

Boot time runs on through sleep and the monotonic clock does not, so the one is further
ahead of the other after each sleep. Every event comes with a quick look at that. The
two clocks of a quick look may be read far apart on a busy host, which makes it too
small, and the next one seem a sleep: so what differs is measured again with care.
"""

from dataclasses import dataclass

from samenstemming.events import SUSPEND, Marker
from samenstemming.recording.hostclock import Anchor, Clock
from samenstemming.recording.timeline import SUSPEND_NS

DOUBT_NS = 50_000_000
"""A quick look this far from the last careful one is doubted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slept:
    """The computer slept: how long, and its clocks since."""

    anchor: Anchor
    slept_ns: int

    def marker(self, t_ns: int) -> Marker:
        """What tells a reader, stamped no later than the event at `t_ns`."""
        return Marker(
            t_ns=min(t_ns, self.anchor.monotonic_ns),
            name=SUSPEND,
            data={"slept_s": round(self.slept_ns / 1e9, 3)},
        )


class SleepWatch:
    """Compares each quick look with the last careful reading of `clock`."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead_ns: int | None = None

    def before(self, boottime_ns: int | None, monotonic_ns: int) -> Slept | None:
        """The sleep before the event that came with this look, if there was one."""
        before_ns = self._ahead_ns
        if boottime_ns is None:
            return None
        ahead_ns = boottime_ns - monotonic_ns
        if before_ns is not None and abs(ahead_ns - before_ns) < DOUBT_NS:
            return None
        now = self._clock()
        if now.boottime_ns is None:
            return None
        self._ahead_ns = now.boottime_ns - now.monotonic_ns
        if before_ns is None or self._ahead_ns - before_ns <= SUSPEND_NS:
            return None
        return Slept(anchor=now, slept_ns=self._ahead_ns - before_ns)
