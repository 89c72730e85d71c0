"""The host's clocks, read together: an anchor.

`monotonic_ns` is `time.perf_counter_ns()`, the clock that packets carry (before
Python 3.13 `time.monotonic()` ticks every 15.6 ms on Windows). On Linux and macOS it
stops while the computer sleeps; `boottime_ns` does not. On Windows it runs on
through sleep, so nothing has to be put right there and `boottime_ns` is None.

Anchors are measurements and are stored as such; nothing is corrected in the file.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

TRIES = 5
"""Readings taken for one anchor; the one with the smallest uncertainty is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Three clocks at one moment; `uncertainty_ns` is half the time reading took."""

    monotonic_ns: int
    utc_ns: int
    boottime_ns: int | None = None
    uncertainty_ns: int = 0


Clock = Callable[[], Anchor]

Look = tuple[Callable[[], int | None], Callable[[], int]]
"""The quickest way to read boot time, and the monotonic clock, in nanoseconds each."""


def _boottime_id() -> int | None:
    if sys.platform == "linux":
        return time.CLOCK_BOOTTIME
    if sys.platform == "darwin":
        # Apple's CLOCK_MONOTONIC counts sleep; Python's own monotonic does not.
        return time.CLOCK_MONOTONIC
    return None


_BOOTTIME = _boottime_id()


def boottime_ns() -> int | None:
    """The clock that also counts sleep, in nanoseconds; None where there is none."""
    if _BOOTTIME is None or sys.platform == "win32":
        return None
    return time.clock_gettime_ns(_BOOTTIME)


def _read_once() -> Anchor:
    before_ns = time.perf_counter_ns()
    utc_ns = time.time_ns()
    boot_ns = boottime_ns()
    after_ns = time.perf_counter_ns()
    return Anchor(
        monotonic_ns=(before_ns + after_ns) // 2,
        utc_ns=utc_ns,
        boottime_ns=boot_ns,
        uncertainty_ns=(after_ns - before_ns + 1) // 2,
    )


def read_clocks() -> Anchor:
    """The host's clocks now, the best of a few readings."""
    return min(
        (_read_once() for _ in range(TRIES)), key=lambda anchor: anchor.uncertainty_ns
    )


def look_of(clock: Clock) -> Look:
    """Two functions for a quick look at how far boot time is ahead: it grows in sleep.

    The host's are written in C, because every packet takes such a look. Two readings
    may lie apart on a busy host, so a change is no sleep before `clock` saw it too.
    """
    if clock is not read_clocks:
        return lambda: clock().boottime_ns, lambda: clock().monotonic_ns
    if _BOOTTIME is None or sys.platform == "win32":
        return lambda: None, time.perf_counter_ns
    return partial(time.clock_gettime_ns, _BOOTTIME), time.perf_counter_ns


def host_boot() -> str | None:
    """A name for this start of the host, where it has one: equal means not restarted.

    Only then may the clocks of two collector runs be compared directly.
    """
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return None
