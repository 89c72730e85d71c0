"""The clocks of one run, with a made-up machine behind them."""

from dataclasses import dataclass

import pytest

from samenstemming.recording.hostclock import Anchor
from samenstemming.session.clocks import SessionClock

SECOND_NS = 1_000_000_000


@dataclass
class Machine:
    """Three clocks that a test moves by hand."""

    host_ns: int = 5 * SECOND_NS
    utc_ns: int = 1_700_000_000 * SECOND_NS
    boottime_ns: int | None = 9 * SECOND_NS

    def read(self) -> Anchor:
        return Anchor(
            monotonic_ns=self.host_ns,
            utc_ns=self.utc_ns,
            boottime_ns=self.boottime_ns,
            uncertainty_ns=10,
        )

    def go_on(self, seconds: float) -> None:
        self.host_ns += round(seconds * SECOND_NS)
        self.sleep(seconds)

    def sleep(self, seconds: float) -> None:
        self.utc_ns += round(seconds * SECOND_NS)
        if self.boottime_ns is not None:
            self.boottime_ns += round(seconds * SECOND_NS)


def test_a_real_clock_says_what_the_machine_says() -> None:
    machine = Machine()
    clock = SessionClock(read=machine.read)
    machine.go_on(1.5)
    tick = clock.tick()
    assert tick.t_ns == machine.host_ns
    assert tick.utc_ns == machine.utc_ns
    assert tick.boottime_ns == machine.boottime_ns
    assert clock.read() == machine.read()
    assert not clock.virtual


def test_a_virtual_clock_runs_ahead_with_all_its_hands() -> None:
    machine = Machine()
    clock = SessionClock(speed=60, read=machine.read)
    machine.go_on(0.5)
    now = clock.read()
    assert now.monotonic_ns == 35 * SECOND_NS
    assert now.utc_ns == 1_700_000_030 * SECOND_NS
    assert now.boottime_ns == 39 * SECOND_NS
    assert now.uncertainty_ns == 600
    assert clock.virtual


def test_a_sleeping_machine_shows_between_the_hands_at_any_speed() -> None:
    machine = Machine()
    clock = SessionClock(speed=60, read=machine.read)
    machine.go_on(1)
    machine.sleep(100)
    now = clock.read()
    assert now.monotonic_ns == 65 * SECOND_NS
    assert now.boottime_ns == 169 * SECOND_NS


def test_an_owed_tick_has_hands_that_fit_together() -> None:
    machine = Machine()
    clock = SessionClock(speed=60, read=machine.read)
    machine.go_on(0.5)
    owed = clock.tick(6 * SECOND_NS)
    assert owed.t_ns == 6 * SECOND_NS
    assert owed.utc_ns == 1_700_000_001 * SECOND_NS
    assert owed.boottime_ns == 10 * SECOND_NS


def test_waiting_is_in_real_seconds() -> None:
    machine = Machine()
    clock = SessionClock(speed=60, read=machine.read)
    due_ns = clock.now_ns() + 30 * SECOND_NS
    assert clock.wait_s(due_ns) == pytest.approx(0.5)
    machine.go_on(2)
    assert clock.wait_s(due_ns) == 0


def test_a_machine_without_boottime_says_so() -> None:
    clock = SessionClock(speed=2, read=Machine(boottime_ns=None).read)
    assert clock.tick().boottime_ns is None
    assert clock.read().boottime_ns is None


def test_a_session_knows_when_it_began() -> None:
    clock = SessionClock(read=Machine().read)
    assert clock.started_utc.isoformat() == "2023-11-14T22:13:20+00:00"


def test_a_virtual_clock_does_not_overshoot_its_end() -> None:
    machine = Machine()
    clock = SessionClock(speed=60, read=machine.read)
    clock.stop_at(clock.now_ns() + 10 * SECOND_NS)
    machine.go_on(0.1)
    assert clock.now_ns() == 11 * SECOND_NS
    machine.go_on(1)
    assert clock.now_ns() == 15 * SECOND_NS
    assert clock.read().utc_ns == 1_700_000_010 * SECOND_NS
