"""A small share of the control channel's fuzzing, with a fixed seed."""

from benchmarks.fuzz_control import campaign, is_lost


def test_strangers_end_nothing_and_no_acknowledged_press_is_lost() -> None:
    found = campaign(120, seed=5)
    assert not is_lost(found), found
    assert found["presses_acknowledged"] == 12
    assert found["requests_that_were_good"] == {"marker": 12}
