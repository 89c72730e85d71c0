"""A small share of the live path's fuzzing in benchmarks, with a fixed seed."""

from benchmarks.fuzz_events import campaign


def test_no_event_ends_the_live_path() -> None:
    tally = campaign(900, seed=11)
    assert dict(tally.crashes) == {}
    assert tally.malformed > 0
    assert tally.derived > tally.sessions
