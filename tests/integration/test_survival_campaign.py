"""Short runs of the survival campaign; benchmarks/ has the long ones."""

import os
import sys
from pathlib import Path

import pytest

from benchmarks import bit_flips, hard_disk, power_cut
from benchmarks.logged_disk import why_not

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="The campaign is about Linux's file systems."
)


def test_what_was_acknowledged_survives_a_power_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (why := why_not()) is not None:
        pytest.skip(why)
    monkeypatch.setattr(power_cut, "SESSION_S", 0.6)
    tally = power_cut.run_cuts(tmp_path, 4, seed=3)
    assert tally.cuts == 4
    assert tally.unclean == []
    assert tally.lost == 0
    assert sorted(file.name for file in tmp_path.iterdir()) == ["cut.img", "empty.img"]


def test_the_power_cuts_have_teeth(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if (why := why_not()) is not None:
        pytest.skip(why)
    monkeypatch.setattr(power_cut, "SESSION_S", 0.6)
    tally = power_cut.run_cuts(tmp_path, 4, seed=3, synchronous="OFF")
    assert tally.lost > 0


@pytest.mark.parametrize("kind", ["gone", "read-only", "two"])
def test_nothing_is_lost_on_a_hard_day(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", os.environ.get("XDG_DATA_HOME", ""))
    tally = hard_disk.run_kind(kind, 2, seed=4)
    assert tally is not None
    assert tally.trials == 2
    assert (tally.lost, tally.odd) == (0, [])


def test_flipped_bits_are_seen_and_what_is_left_is_saved(tmp_path: Path) -> None:
    tally = bit_flips.run_flips(tmp_path, 40, seed=2)
    assert tally.undetected == []
    assert (tally.rows_false, tally.odd) == (0, [])
    assert tally.repairs > 0
