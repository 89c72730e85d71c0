"""Raw host clocks to session time: boots joined, sleep made visible.

Within a boot, session time is the monotonic clock and nothing else, so a step of the
wall clock moves nothing. Two things shift it, both by a measured amount:

* The computer slept. Its monotonic clock stood still and boot time ran on: between two
  anchors their difference grew by more than `SUSPEND_NS`. What follows the second
  anchor is later by that much, so the sleep is a stretch without events, as long as
  it was: a gap, never an interpolation.
* A collector ended and another went on (`resume`). Where the host did not restart,
  boot time says how long that took. Otherwise only the wall clock can; it is the one
  place where it counts, and time never runs backwards for it.

Every shift depends on what stands before an event in the file, so a live tail and a
later reading give the same times.
"""

from samenstemming.recording.hostclock import Anchor

SUSPEND_NS = 500_000_000
"""Two anchors are at most ~10 s apart; clocks drift microseconds in that time."""


class Timeline:
    """Takes boots and anchors in file order; says when events happened.

    `linear_ns` counts from the first boot's own zero; a reader subtracts session
    zero from it. `slept_ns` and `away_ns` list what was inserted.
    """

    def __init__(self) -> None:
        self._offset_ns = 0
        self._latest_ns: int | None = None
        self._last: tuple[int, Anchor] | None = None
        self._ahead_ns: int | None = None
        self._host_boot: str | None = None
        self._same_host_boot = False
        self._joined = True
        self.slept_ns: list[tuple[int, int]] = []
        self.away_ns: list[tuple[int, int]] = []

    def begin(self, host_boot: str | None) -> None:
        """A collector began a run of its own."""
        self._joined = self._last is None and self._latest_ns is None
        self._same_host_boot = host_boot is not None and host_boot == self._host_boot
        self._host_boot = host_boot
        self._ahead_ns = None

    def anchor(self, anchor: Anchor) -> None:
        """The host's clocks, as they were after the events so far."""
        if not self._joined:
            self._join(anchor)
        if anchor.boottime_ns is not None:
            ahead_ns = anchor.boottime_ns - anchor.monotonic_ns
            # Anchor against anchor, not against the first one: slewing adds up.
            if self._ahead_ns is not None:
                jump_ns = ahead_ns - self._ahead_ns
                if jump_ns > SUSPEND_NS:
                    woke_ns = anchor.monotonic_ns + self._offset_ns
                    self.slept_ns.append((woke_ns, jump_ns))
                    self._offset_ns += jump_ns
            self._ahead_ns = ahead_ns
        self._last = (anchor.monotonic_ns + self._offset_ns, anchor)

    def linear_ns(self, t_ns: int) -> int:
        """When an event of the current boot happened, sleep and pauses included."""
        if not self._joined:
            self._place(t_ns, self._latest_ns or 0)
        linear_ns = t_ns + self._offset_ns
        if self._latest_ns is None or linear_ns > self._latest_ns:
            self._latest_ns = linear_ns
        return linear_ns

    def _join(self, anchor: Anchor) -> None:
        latest_ns = self._latest_ns or 0
        start_ns = latest_ns
        if self._last is not None:
            then_ns, then = self._last
            if (
                self._same_host_boot
                and anchor.boottime_ns is not None
                and then.boottime_ns is not None
            ):
                elapsed_ns = anchor.boottime_ns - then.boottime_ns
            else:
                elapsed_ns = anchor.utc_ns - then.utc_ns
            start_ns = max(then_ns + elapsed_ns, latest_ns)
        self.away_ns.append((latest_ns, start_ns - latest_ns))
        self._place(anchor.monotonic_ns, start_ns)

    def _place(self, t_ns: int, linear_ns: int) -> None:
        self._offset_ns = linear_ns - t_ns
        self._joined = True
