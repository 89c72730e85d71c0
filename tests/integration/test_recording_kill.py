"""The promise of the recording, kept against SIGKILL."""

import sys
from pathlib import Path

import pytest

from benchmarks.kill_collector import run_trials

TRIALS = 24


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_what_was_acknowledged_survives_a_kill_and_no_reader_ever_fails(
    tmp_path: Path,
) -> None:
    tally = run_trials(tmp_path, TRIALS, seed=20)
    assert tally.trials == TRIALS
    assert tally.lost == 0
    assert tally.reader_errors == []
    assert tally.unclean == []
    # Trials that killed nothing but a start-up would prove nothing.
    assert tally.acknowledged > 100
    assert tally.left["a -wal"] > 0
