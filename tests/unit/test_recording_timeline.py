"""Raw clocks to session time: sleep, clock steps, a collector that comes back."""

from samenstemming.recording import Anchor
from samenstemming.recording.timeline import Timeline
from tests.recording_cases import SECOND, HandClock


def test_within_a_run_time_is_the_monotonic_clock() -> None:
    clock, timeline = HandClock(), Timeline()
    timeline.begin("host")
    timeline.anchor(clock())
    start_ns = timeline.linear_ns(clock.now.monotonic_ns)
    assert timeline.linear_ns(clock.run(12.5)) - start_ns == 12.5 * SECOND


def test_a_step_of_the_wall_clock_moves_nothing() -> None:
    clock, timeline = HandClock(), Timeline()
    timeline.begin("host")
    timeline.anchor(clock())
    start_ns = timeline.linear_ns(clock.now.monotonic_ns)
    clock.step_wall_clock(-3600)
    timeline.anchor(clock())
    assert timeline.linear_ns(clock.run(1)) - start_ns == SECOND
    assert timeline.slept_ns == []


def test_a_sleep_becomes_a_gap_as_long_as_it_was() -> None:
    clock, timeline = HandClock(), Timeline()
    timeline.begin("host")
    timeline.anchor(clock())
    start_ns = timeline.linear_ns(clock.now.monotonic_ns)
    clock.run(10)
    clock.sleep_through(600)
    timeline.anchor(clock())
    assert timeline.linear_ns(clock.now.monotonic_ns) - start_ns == 610 * SECOND
    assert [length_ns for _, length_ns in timeline.slept_ns] == [600 * SECOND]


def test_clocks_that_drift_apart_slowly_are_no_sleep() -> None:
    # 300 ppm for two hours is 2.2 s in all, but 3 ms between two anchors.
    timeline = Timeline()
    timeline.begin("host")
    for tens in range(720):
        monotonic_ns = tens * 10 * SECOND
        timeline.anchor(
            Anchor(
                monotonic_ns=monotonic_ns,
                utc_ns=0,
                boottime_ns=monotonic_ns + monotonic_ns * 3 // 10_000,
            )
        )
    assert timeline.linear_ns(monotonic_ns) == monotonic_ns
    assert timeline.slept_ns == []


def test_a_host_without_boot_time_is_never_guessed_to_have_slept() -> None:
    timeline = Timeline()
    timeline.begin(None)
    timeline.anchor(Anchor(monotonic_ns=0, utc_ns=0))
    timeline.anchor(Anchor(monotonic_ns=SECOND, utc_ns=900 * SECOND))
    assert timeline.linear_ns(SECOND) == SECOND


def test_a_collector_that_comes_back_is_joined_by_boot_time() -> None:
    clock, timeline = HandClock(), Timeline()
    timeline.begin("host")
    timeline.anchor(clock())
    start_ns = timeline.linear_ns(clock.run(1))
    clock.step_wall_clock(7200)  # only the wall clock knows of this
    clock.run(30)
    timeline.begin("host")
    timeline.anchor(clock())
    assert timeline.linear_ns(clock.run(2)) - start_ns == 32 * SECOND
    assert [length_ns for _, length_ns in timeline.away_ns] == [30 * SECOND]


def test_after_a_restart_of_the_host_only_the_wall_clock_can_join() -> None:
    before, timeline = HandClock(monotonic_s=5000), Timeline()
    timeline.begin("host, first start")
    timeline.anchor(before())
    start_ns = timeline.linear_ns(before.now.monotonic_ns)
    after = HandClock(monotonic_s=10, boottime_s=10)
    after.step_wall_clock(90)
    timeline.begin("host, second start")
    timeline.anchor(after())
    assert timeline.linear_ns(after.now.monotonic_ns) - start_ns == 90 * SECOND


def test_time_never_runs_backwards_when_the_wall_clock_was_set_back() -> None:
    before, timeline = HandClock(monotonic_s=5000), Timeline()
    timeline.begin("first")
    timeline.anchor(before())
    last_ns = timeline.linear_ns(before.run(60))
    after = HandClock(monotonic_s=10)
    after.step_wall_clock(-86400)
    timeline.begin("second")
    timeline.anchor(after())
    assert timeline.linear_ns(after.now.monotonic_ns) == last_ns


def test_a_run_without_any_anchor_begins_where_the_last_one_ended() -> None:
    timeline = Timeline()
    timeline.begin(None)
    last_ns = timeline.linear_ns(40 * SECOND)
    timeline.begin(None)
    assert timeline.linear_ns(3) == last_ns
    assert timeline.linear_ns(3 + SECOND) == last_ns + SECOND
