"""What is remembered of the straps of one run, and when."""

from pathlib import Path

import pytest

from samenstemming.errors import SettingsError
from samenstemming.events import Wearer
from samenstemming.measures.alignment import Alignment, alignment_in
from samenstemming.session.known_straps import load
from samenstemming.session.worn_straps import WORN_PACKETS, WornStraps

A, B = Wearer.A, Wearer.B
LONG = {A: WORN_PACKETS, B: WORN_PACKETS}
MEASURED = Alignment(lag_s=0.3, lag_sd_s=0.02, spread_s=0.015, n_beats=180)


def worn(path: Path | None, *, swapped: bool = False) -> WornStraps:
    straps = WornStraps(path)
    first, second = (B, A) if swapped else (A, B)
    straps.see(first, name="TICKR", address="C0:0A")
    straps.see(second, name="TICKR", address="C0:0B")
    straps.see(first, serial="5512")
    return straps


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "straps.json"


def test_a_recording_of_a_minute_is_remembered_and_a_swap_then_noticed(
    path: Path,
) -> None:
    first = worn(path)
    assert first.swap is None
    first.keep(LONG)
    assert worn(path).swap is None
    warning = worn(path, swapped=True).swap
    assert warning is not None
    assert warning.code == "strap.swapped"
    assert warning.values["other_a"] == "B"


def test_who_stops_and_swaps_back_is_not_warned_again(path: Path) -> None:
    worn(path).keep(LONG)
    mistaken = worn(path, swapped=True)
    mistaken.keep(dict.fromkeys(LONG, WORN_PACKETS - 1))
    assert worn(path).swap is None
    worn(path, swapped=True).keep(LONG)  # they meant it
    assert worn(path, swapped=True).swap is None


def test_a_strap_is_known_even_where_it_was_worn_for_a_moment(path: Path) -> None:
    worn(path).keep({})
    assert [strap.wearer for strap in load(path).straps] == [None, None]
    assert load(path).straps[0].identity.serial == "5512"


def test_a_number_that_both_straps_have_is_their_makers(path: Path) -> None:
    straps = worn(path)
    straps.see(B, serial="5512")
    straps.keep(LONG)
    assert len(load(path).straps) == 2


def test_a_pairs_lag_is_carried_into_what_is_recorded_later(path: Path) -> None:
    worn(path).keep_alignment(MEASURED, "2026-11-22T19:00:00+00:00")
    held = worn(path).alignment
    assert alignment_in({"alignment": held}) == MEASURED
    assert held is not None
    assert held["measured_utc"] == "2026-11-22T19:00:00+00:00"
    turned = worn(path, swapped=True).alignment
    assert alignment_in({"alignment": turned}) == MEASURED.turned
    assert [strap.wearer for strap in load(path).straps] == [None, None]


def test_one_strap_alone_has_no_pair(path: Path) -> None:
    worn(path).keep_alignment(MEASURED, "")
    alone = WornStraps(path)
    alone.see(A, name="TICKR", address="C0:0A")
    assert alone.alignment is None


def test_a_spoilt_file_costs_the_warning_and_is_left_as_it_is(path: Path) -> None:
    path.write_text("not json")
    straps = worn(path)
    assert straps.trouble is not None
    assert "Move the file away" in straps.trouble
    straps.keep(LONG)
    assert path.read_text() == "not json"


def test_a_file_that_is_spoilt_meanwhile_is_one_sentence(path: Path) -> None:
    straps = worn(path)
    path.write_text("not json")
    with pytest.raises(SettingsError, match="cannot be read"):
        straps.keep(LONG)


def test_without_a_file_nothing_is_known_and_nothing_kept(tmp_path: Path) -> None:
    worn(None).keep(LONG)
    assert worn(None).label_of("TICKR", "C0:0A") == ""
    assert list(tmp_path.iterdir()) == []
