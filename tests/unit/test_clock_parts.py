"""The parts of the beat clock, each on numbers a reader can follow."""

import numpy as np
import pytest

from samenstemming.events import Tick
from samenstemming.rhythm.bounds import rate_of
from samenstemming.rhythm.bridge import Hint, narrowed
from samenstemming.rhythm.cadence import Cadence, is_regular, touching_period_s
from samenstemming.rhythm.suspend import SuspendWatch
from samenstemming.series import Floats


def late_timer(n: int, *, period_s: float, seed: int = 0) -> Floats:
    rng = np.random.default_rng(seed)
    return 5.0 + period_s * np.arange(n) + rng.uniform(0.015, 0.1, n)


def test_the_line_touches_from_below() -> None:
    numbers = np.arange(400.0)
    period_s = touching_period_s(numbers, late_timer(400, period_s=0.975), 1.0)
    assert period_s == pytest.approx(0.975, abs=2e-5)


def locked(period_s: float = 1.0) -> Cadence:
    cadence = Cadence()
    for number, arrival_s in enumerate(late_timer(100, period_s=period_s)):
        assert cadence.number([float(arrival_s)]) == [number]
        cadence.keep(float(arrival_s), number)
    return cadence


@pytest.mark.parametrize("period_s", [0.975, 1.0, 1.05])
def test_every_notification_of_a_timer_gets_its_number(period_s: float) -> None:
    assert locked(period_s).send_s(100) == pytest.approx(
        5.015 + 100 * period_s, abs=0.01
    )


def test_a_place_that_nothing_took_stays_free() -> None:
    assert locked().number([106.05, 108.05]) == [101, 103]


def test_a_late_notification_is_numbered_downwards() -> None:
    assert locked().number([105.85, 107.05]) == [100, 102]


def test_of_two_that_claim_one_place_the_earlier_moves_back() -> None:
    assert locked().number([106.1, 106.12]) == [100, 101]


def test_a_burst_is_numbered_backwards_from_its_newest() -> None:
    assert locked().number([108.1, 108.11, 108.12, 108.13]) == [100, 101, 102, 103]


def test_scattered_delays_are_a_timer_and_wandering_ones_are_not() -> None:
    rng = np.random.default_rng(0)
    assert is_regular(rng.uniform(0, 0.4, 100), 1.0)
    assert not is_regular(0.3 + 0.15 * np.sin(np.arange(100) / 9), 1.0)
    assert not is_regular(rng.uniform(0, 1.0, 100), 1.0)


@pytest.mark.parametrize("rate", [-200e-6, 0.0, 50e-6])
def test_the_rate_is_where_room_is_left_between_the_limits(rate: float) -> None:
    rng = np.random.default_rng(1)
    beats_s = np.cumsum(0.83 + 0.04 * rng.standard_normal(600))
    sums_s = beats_s / (1 + rate)
    send_s = np.arange(1.0, beats_s[-1] - 1)
    last = np.searchsorted(beats_s, send_s, side="right") - 1
    keep = np.flatnonzero(np.diff(last, prepend=-1) > 0)[1:]
    first = last[keep - 1] + 1
    found, sd = rate_of(
        send_s=send_s[keep],
        sent_before_s=send_s[keep] - 1.0,
        before_s=sums_s[first - 1],
        first_s=sums_s[first],
        last_s=sums_s[last[keep]],
        starts=np.array([0]),
    )
    assert found == pytest.approx(rate, abs=15e-6)
    assert sd < 15e-6


def test_one_lost_rr_is_about_as_long_as_its_neighbours() -> None:
    middle_s, half_s = narrowed(10.4, 11.2, [Hint(10.0, 0.003, 0.85, 1)])
    assert middle_s == pytest.approx(10.85, abs=0.03)
    assert half_s < 0.25


def test_the_heart_is_not_asked_where_limits_are_narrow() -> None:
    assert narrowed(10.0, 10.02, [Hint(9.0, 0.003, 0.85, 1)]) == pytest.approx(
        (10.01, 0.01)
    )


def test_a_hint_never_leads_beyond_the_limits() -> None:
    middle_s, half_s = narrowed(10.4, 10.6, [Hint(2.0, 0.003, 0.85, 1)])
    assert 10.4 <= middle_s <= 10.6
    assert half_s <= 0.1


def test_a_jump_of_the_boot_time_clock_is_a_sleep() -> None:
    watch = SuspendWatch()
    assert not watch.slept(Tick(t_ns=0, boottime_ns=7))
    assert not watch.slept(Tick(t_ns=10**9, boottime_ns=10**9 + 9))
    assert watch.slept(Tick(t_ns=2 * 10**9, boottime_ns=60 * 10**9))
