"""A small share of the fuzzing of files and recordings, with a fixed seed."""

from benchmarks import fuzz_files, fuzz_recordings

QUICK = (
    "study lock",
    "settings",
    "codes",
    "known straps",
    "profile",
    "RR text",
    "steps",
)


def test_every_file_gives_a_value_or_a_sentence() -> None:
    tally = fuzz_files.campaign(12, seed=3, only=QUICK)
    assert dict(tally.faults) == {}
    assert sum(tally.answered.values()) >= len(QUICK) - 1


def test_every_recording_gives_an_answer_or_a_sentence() -> None:
    tally = fuzz_recordings.campaign(10, seed=8, kinds=("forged", "damaged"))
    assert dict(tally.faults) == {}
    assert tally.tried["open"] == 10
    assert tally.refused["open"] > 3
