"""Any value survives the wire, and any bytes are a value or malformed."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from samenstemming.errors import MalformedPacketError
from samenstemming.wire import imported
from samenstemming.wire.heart_rate import HeartRateMeasurement, decode, encode

u16 = st.integers(0, 0xFFFF)
measurements = st.builds(
    HeartRateMeasurement,
    heart_rate_bpm=u16,
    contact=st.none() | st.booleans(),
    energy_kj=st.none() | u16,
    rr_ticks=st.lists(u16, max_size=9).map(tuple),
)
finite = st.floats(allow_nan=False, allow_infinity=False)


@given(measurements)
def test_decoding_undoes_encoding(measurement: HeartRateMeasurement) -> None:
    assert decode(encode(measurement)) == measurement


@given(st.binary(max_size=32))
def test_any_bytes_decode_or_are_called_malformed(payload: bytes) -> None:
    with suppress(MalformedPacketError):
        decode(payload)


@given(st.lists(st.tuples(finite, st.none() | finite), max_size=20))
def test_imported_beats_survive_to_the_last_bit(
    beats: list[tuple[float, float | None]],
) -> None:
    assert imported.decode_beats(imported.encode_beats(beats)) == tuple(beats)


@given(st.lists(finite, max_size=20))
def test_imported_intervals_survive_to_the_last_bit(rr_ms: list[float]) -> None:
    assert imported.decode_rr(imported.encode_rr(rr_ms)) == tuple(rr_ms)


@given(st.binary(max_size=64))
def test_any_bytes_are_imported_beats_or_malformed(payload: bytes) -> None:
    with suppress(MalformedPacketError):
        imported.decode_beats(payload)
    with suppress(MalformedPacketError):
        imported.decode_rr(payload)
