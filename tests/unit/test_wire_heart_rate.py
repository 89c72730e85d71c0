"""The packet of straps.md 1, paragraph by paragraph; wire values are literals here."""

import pytest

from samenstemming.errors import MalformedPacketError
from samenstemming.wire.heart_rate import HeartRateMeasurement, decode, encode

SIMPLE_CASES = [
    # flags, then heart rate, [energy], RR: what a strap sends, and what it means
    ("00 48", HeartRateMeasurement(heart_rate_bpm=72)),
    ("01 2c 01", HeartRateMeasurement(heart_rate_bpm=300)),
    ("04 48", HeartRateMeasurement(heart_rate_bpm=72, contact=False)),
    ("06 48", HeartRateMeasurement(heart_rate_bpm=72, contact=True)),
    ("08 48 05 00", HeartRateMeasurement(heart_rate_bpm=72, energy_kj=5)),
    (
        "10 48 00 04 ff 03",
        HeartRateMeasurement(heart_rate_bpm=72, rr_ticks=(1024, 1023)),
    ),
    (
        "1e 48 05 00 00 04",
        HeartRateMeasurement(
            heart_rate_bpm=72, contact=True, energy_kj=5, rr_ticks=(1024,)
        ),
    ),
]


@pytest.mark.parametrize(("packet", "meaning"), SIMPLE_CASES)
def test_a_packet_and_its_meaning_are_the_same_thing(
    packet: str, meaning: HeartRateMeasurement
) -> None:
    assert decode(bytes.fromhex(packet)) == meaning
    assert encode(meaning) == bytes.fromhex(packet)


@pytest.mark.parametrize(
    ("packet", "why"),
    [
        ("", "2 bytes"),
        ("10", "2 bytes"),
        ("01 48", "heart rate"),
        ("08 48 05", "energy"),
        ("10 48 00", "half an RR"),
        ("10 48 00 04 ff", "half an RR"),
    ],
)
def test_a_packet_that_ends_early_is_called_malformed(packet: str, why: str) -> None:
    with pytest.raises(MalformedPacketError, match=why):
        decode(bytes.fromhex(packet))


def test_the_rr_flag_without_rr_is_accepted() -> None:
    assert decode(bytes.fromhex("10 48")).rr_ticks == ()


def test_energy_is_never_taken_for_an_interval() -> None:
    said = decode(bytes.fromhex("18 48 4d 00 00 04"))
    assert said.energy_kj == 77
    assert said.rr_ticks == (1024,)


def test_contact_bits_mean_nothing_where_the_strap_does_not_support_them() -> None:
    assert decode(bytes.fromhex("02 48")).contact is None


def test_a_wide_rate_may_hold_a_small_one() -> None:
    assert decode(bytes.fromhex("01 48 00")).heart_rate_bpm == 72


def test_a_value_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="does not fit"):
        encode(HeartRateMeasurement(heart_rate_bpm=72, rr_ticks=(70_000,)))
