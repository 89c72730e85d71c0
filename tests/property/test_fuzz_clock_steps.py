"""A few random histories of clocks, with a fixed seed."""

from benchmarks.clock_steps import campaign


def test_no_clock_step_moves_an_event_and_no_beat_joins_across_a_sleep() -> None:
    tally = campaign(3, seed=4)
    assert not any(tally.wrong.values()), tally.wrong
    assert tally.done["wall clock stepped"] > 3
    assert tally.done["slept"] > 2
