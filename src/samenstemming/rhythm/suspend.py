"""Whether the host slept between two ticks.

On most systems the clock that stamps packets stands still while a laptop sleeps, and
a strap's does not. A sleep therefore shows as a jump of the boot-time clock, or of
wall time where there is none, against session time.
"""

from typing import Final

from samenstemming.events import Tick

BOOTTIME_JUMP_NS: Final = 500_000_000
"""Both clocks are read in one breath; half a second apart is a sleep."""

WALL_JUMP_NS: Final = 2_000_000_000
"""Wall time is also set by people and time servers, so it must jump further."""


class SuspendWatch:
    """Compares every tick with the one before."""

    def __init__(self) -> None:
        self._before: Tick | None = None

    def slept(self, tick: Tick) -> bool:
        """Return whether the host slept, or its clock was set, before this tick."""
        before, self._before = self._before, tick
        if before is None:
            return False
        passed = tick.t_ns - before.t_ns
        if tick.boottime_ns is not None and before.boottime_ns is not None:
            jump = tick.boottime_ns - before.boottime_ns - passed
            return abs(jump) > BOOTTIME_JUMP_NS
        if tick.utc_ns is not None and before.utc_ns is not None:
            return abs(tick.utc_ns - before.utc_ns - passed) > WALL_JUMP_NS
        return False
