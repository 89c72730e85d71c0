"""Small sessions and a clock that a test moves by hand."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from samenstemming.events import (
    HEART_RATE_MEASUREMENT,
    Event,
    LinkChange,
    Marker,
    Packet,
    Recording,
    Tick,
    Wearer,
)
from samenstemming.recording import Anchor

SECOND = 1_000_000_000
UTC_NS = 1_760_000_000 * SECOND


class HandClock:
    """The host's clocks, standing still until they are moved."""

    def __init__(self, monotonic_s: float = 100.0, boottime_s: float = 150.0) -> None:
        self.now = Anchor(
            monotonic_ns=round(monotonic_s * SECOND),
            utc_ns=UTC_NS,
            boottime_ns=round(boottime_s * SECOND),
            uncertainty_ns=100,
        )

    def __call__(self) -> Anchor:
        return self.now

    def run(self, seconds: float) -> int:
        """All clocks go on; the monotonic one is returned, in nanoseconds."""
        return self._move(seconds, seconds, seconds)

    def sleep_through(self, seconds: float) -> int:
        """The computer sleeps: its monotonic clock stands still."""
        return self._move(0, seconds, seconds)

    def step_wall_clock(self, seconds: float) -> int:
        """Somebody sets the time."""
        return self._move(0, seconds, 0)

    def _move(self, monotonic_s: float, utc_s: float, boottime_s: float) -> int:
        assert self.now.boottime_ns is not None
        self.now = replace(
            self.now,
            monotonic_ns=self.now.monotonic_ns + round(monotonic_s * SECOND),
            utc_ns=self.now.utc_ns + round(utc_s * SECOND),
            boottime_ns=self.now.boottime_ns + round(boottime_s * SECOND),
        )
        return self.now.monotonic_ns

    def tick(self) -> Tick:
        """A tick of this moment."""
        return Tick(
            t_ns=self.now.monotonic_ns,
            utc_ns=self.now.utc_ns,
            boottime_ns=self.now.boottime_ns,
        )


def packet(t_ns: int, wearer: Wearer = Wearer.A, payload: bytes = b"\0\x3c") -> Packet:
    """A heart rate packet, 60 bpm unless said otherwise."""
    return Packet(
        t_ns=t_ns,
        wearer=wearer,
        characteristic=HEART_RATE_MEASUREMENT,
        payload=payload,
    )


def small_session(seconds: int = 300) -> Recording:
    """Two people, a packet each a second, a lost link and two markers."""
    events: list[Event] = [
        Tick(t_ns=0, utc_ns=UTC_NS, boottime_ns=7),
        LinkChange(t_ns=1, wearer=Wearer.A, state="connected", detail="strap A"),
        Marker(t_ns=2, name="step_begin", data={"id": "rust", "speaker": None}),
    ]
    for second in range(1, seconds):
        t_ns = second * SECOND
        rr = (1000 + second % 50).to_bytes(2, "little")
        events.append(packet(t_ns, Wearer.A, b"\x10\x3c" + rr))
        events.append(packet(t_ns + 400, Wearer.B, b"\x10\x46" + rr + rr))
        events.append(Tick(t_ns=t_ns + 500, utc_ns=UTC_NS + t_ns))
    events.append(LinkChange(t_ns=seconds * SECOND, wearer=Wearer.B, state="lost"))
    events.append(
        Marker(
            t_ns=seconds * SECOND + 1,
            name="note",
            wearer=Wearer.B,
            source="researcher",
            note="één zin — “aangehaald”",
            data={"x": [1, 2.5, None, True, "ü"]},
        )
    )
    return Recording.of(events, meta={"label": "klein", "simulated": True})


@contextmanager
def as_ordinary_user() -> Iterator[None]:
    """Whoever runs the tests, this part runs as somebody whom permissions bind."""
    if os.name == "nt" or os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
