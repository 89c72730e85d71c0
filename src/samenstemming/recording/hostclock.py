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

Ahead = Callable[[], int | None]
"""How far boot time is ahead of the monotonic clock, in nanoseconds, read at once."""


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


def sleep_ahead_ns() -> int | None:
    """How far boot time is ahead of the monotonic clock: it grows only in sleep.

    Some hundred nanoseconds; but a host that is busy between the two readings makes it
    too small, so a change is no sleep until `read_clocks` has seen it too.
    """
    boot_ns = boottime_ns()
    return None if boot_ns is None else boot_ns - time.perf_counter_ns()


def ahead_of(clock: Clock) -> Ahead:
    """The quickest way to ask this clock how far its boot time is ahead."""
    if clock is read_clocks:
        return sleep_ahead_ns

    def ahead_ns() -> int | None:
        now = clock()
        return None if now.boottime_ns is None else now.boottime_ns - now.monotonic_ns

    return ahead_ns


def host_boot() -> str | None:
    """A name for this start of the host, where it has one: equal means not restarted.

    Only then may the clocks of two collector runs be compared directly.
    """
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return None
