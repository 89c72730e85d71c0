"""Which strap a name means, and the sentences where it is not clear."""

import pytest

from samenstemming.errors import StrapNotFoundError
from samenstemming.events import Wearer
from samenstemming.session.radio_straps import recognise
from samenstemming.sources.ble_names import SeenStrap, choose, not_found

A, B = Wearer.A, Wearer.B


def strap(name: str, address: str, *, heart_rate: bool = True) -> SeenStrap:
    return SeenStrap(name=name, address=address, heart_rate=heart_rate)


H10_A = strap("Polar H10 AAAA1111", "C0:00:00:00:00:0A")
H10_B = strap("Polar H10 BBBB2222", "C0:00:00:00:00:0B")
TICKR = strap("TICKR", "D0:00:00:00:00:01")
OTHER_TICKR = strap("TICKR", "D0:00:00:00:00:02")
SPEAKER = strap("Polar bear speaker", "E0:00:00:00:00:01", heart_rate=False)
AIR = [H10_A, H10_B, TICKR, SPEAKER]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("c0:00:00:00:00:0a", H10_A),
        ("polar h10 bbbb2222", H10_B),
        ("AAAA", H10_A),
        ("tick", TICKR),
        ("Polar bear speaker", SPEAKER),
        ("bear", None),
        ("Garmin", None),
    ],
)
def test_an_address_a_name_or_a_part_of_one(text: str, meant: SeenStrap | None) -> None:
    assert choose(text, AIR) == meant


@pytest.mark.parametrize(
    ("text", "air"), [("Polar", AIR), ("TICKR", [TICKR, OTHER_TICKR])]
)
def test_two_that_fit_are_both_named(text: str, air: list[SeenStrap]) -> None:
    with pytest.raises(StrapNotFoundError) as told:
        choose(text, air)
    fitting = [s for s in air if s.heart_rate and text in s.name]
    assert len(fitting) == 2
    assert all(s.shown in str(told.value) for s in fitting)
    assert told.value.in_the_air == tuple(s.name for s in fitting)


def test_a_name_that_fits_both_is_clear_once_the_other_is() -> None:
    known = recognise({A: "Polar", B: "BBBB"}, AIR, after_s=12)
    assert known == {A: H10_A, B: H10_B}


def test_two_names_of_one_strap_are_refused() -> None:
    with pytest.raises(StrapNotFoundError, match=r"'AAAA'.*'1111'.*one and the same"):
        recognise({A: "AAAA", B: "1111"}, AIR, after_s=12)


def test_one_of_two_is_enough_to_begin_with() -> None:
    assert recognise({A: "Garmin", B: "TICKR"}, AIR, after_s=12) == {B: TICKR}


def test_none_of_two_names_those_in_the_air() -> None:
    with pytest.raises(StrapNotFoundError) as told:
        recognise({A: "Garmin", B: "Wahoo"}, AIR, after_s=12)
    assert str(told.value) == str(not_found(["Garmin", "Wahoo"], AIR, after_s=12))
    assert "'Garmin' or 'Wahoo' answered within 12 s" in str(told.value)
    assert "'TICKR' (D0:00:00:00:00:01)" in str(told.value)
    assert "speaker" not in str(told.value)
    assert told.value.in_the_air == (H10_A.name, H10_B.name, "TICKR")


def test_an_empty_air_is_said_so() -> None:
    with pytest.raises(StrapNotFoundError, match="No strap is in the air"):
        recognise({A: "Garmin"}, [SPEAKER], after_s=12)
