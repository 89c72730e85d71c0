"""A pair of straps and its own lag; serial numbers that are none; labels in the air."""

from pathlib import Path

import pytest

from samenstemming.errors import StrapNotFoundError
from samenstemming.events import Wearer
from samenstemming.measures.alignment import Alignment
from samenstemming.session.known_straps import (
    KnownStraps,
    StrapIdentity,
    load,
    save,
)
from samenstemming.sources.ble_names import SeenStrap, candidates, choose

A, B = Wearer.A, Wearer.B

BLUE = StrapIdentity(address="C0:00:00:00:00:0A", name="TICKR", serial="5512")
RED = StrapIdentity(address="C0:00:00:00:00:0B", name="TICKR", serial="5513")
GREEN = StrapIdentity(address="C0:00:00:00:00:0C", name="HRM", serial="77")

MEASURED = Alignment(lag_s=0.3, lag_sd_s=0.02, spread_s=0.015, n_beats=180)


def both() -> KnownStraps:
    known = KnownStraps().remember(BLUE, label="blue sticker", wearer=A)
    return known.remember(RED, wearer=B).align(BLUE, RED, MEASURED, "2026-01-01")


def test_a_pair_keeps_its_lag_and_turns_it_when_it_is_worn_the_other_way() -> None:
    known = both()
    assert known.alignment(BLUE, RED) == MEASURED
    assert known.alignment(RED, BLUE) == MEASURED.turned
    assert known.alignment(BLUE, GREEN) is None
    by_address = StrapIdentity(address=RED.address.lower())
    assert known.alignment(BLUE, by_address) == MEASURED


def test_the_newest_measurement_of_a_pair_is_the_one_that_counts() -> None:
    again = Alignment(lag_s=-0.1, lag_sd_s=0.02, spread_s=0.01, n_beats=200)
    known = both().align(RED, BLUE, again, "2026-02-01")
    assert known.alignment(RED, BLUE) == again
    assert len(known.pairs) == 1


def test_a_forgotten_strap_takes_its_pairs_along() -> None:
    assert both().forget(RED).pairs == ()


def test_pairs_survive_the_file_and_an_older_file_has_none(tmp_path: Path) -> None:
    path = tmp_path / "straps.json"
    save(path, both())
    assert load(path) == both()
    save(path, KnownStraps().remember(BLUE))
    assert load(path).pairs == ()


def test_serial_numbers_that_makers_leave_blank_make_no_two_straps_one() -> None:
    one = StrapIdentity(address=BLUE.address, serial="000000")
    other = StrapIdentity(address=RED.address, serial="000000")
    assert not one.is_same(other)
    known = KnownStraps().remember(one, label="one").remember(other, label="other")
    assert [strap.label for strap in known.straps] == ["one", "other"]


def test_who_wore_one_last_is_known_for_each_wearer() -> None:
    known = both().remember(GREEN, wearer=A)
    assert known.worn_last(A) is not None
    assert known.worn_last(A) == known.find(GREEN)
    assert known.worn_last(B) == known.find(RED)


@pytest.mark.parametrize("text", ["blue sticker", "BLUE STICKER", "c0:00:00:00:00:0a"])
def test_a_remembered_strap_is_named_by_label_or_address(text: str) -> None:
    assert [strap.identity for strap in both().named(text)] == [BLUE]


def test_a_name_of_two_names_both() -> None:
    assert len(both().named("TICKR")) == 2
    assert both().named("nothing") == ()


# -- labels in the air ------------------------------------------------------------

AIR = [
    SeenStrap(name="TICKR", address=BLUE.address, heart_rate=True, label="blue"),
    SeenStrap(name="TICKR", address=RED.address, heart_rate=True, label="red"),
    SeenStrap(name="blue", address=GREEN.address, heart_rate=True),
]


def test_a_label_means_the_strap_that_carries_it_and_shows_beside_its_name() -> None:
    chosen = choose("Blue", AIR)
    assert chosen == AIR[0]
    assert chosen.shown == "'TICKR' (C0:00:00:00:00:0A, \"blue\")"
    assert candidates("blu", AIR) == (AIR[2],)


def test_two_of_one_label_are_both_named() -> None:
    twice = [AIR[0], SeenStrap(name="X", address="9", heart_rate=True, label="blue")]
    with pytest.raises(StrapNotFoundError, match="fits 2 straps"):
        choose("blue", twice)
