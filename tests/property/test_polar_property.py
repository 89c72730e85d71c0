"""Any bytes are a Polar value or malformed, and every value survives the wire."""

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from samenstemming.errors import MalformedPacketError
from samenstemming.wire import polar_pmd as pmd

byte = st.integers(0, 0xFF)
frames = st.builds(
    pmd.EcgFrame,
    stamp_ns=st.integers(0, pmd.LARGEST_STAMP_NS),
    microvolts=st.lists(
        st.integers(pmd.SMALLEST_UV, pmd.LARGEST_UV), min_size=1, max_size=80
    ).map(tuple),
)
responses = st.builds(
    pmd.Response,
    op_code=byte,
    measurement=byte,
    status=byte,
    more=st.booleans(),
    parameters=st.binary(max_size=20),
)
stream_settings = st.dictionaries(
    st.sampled_from([int(kind) for kind in pmd.Setting]),
    st.lists(byte, max_size=4).map(tuple),
)


@given(frames)
def test_ecg_frames_survive_the_wire(frame: pmd.EcgFrame) -> None:
    assert pmd.decode_ecg(pmd.encode_ecg(frame)) == frame


@given(responses)
def test_responses_survive_the_wire(response: pmd.Response) -> None:
    assert pmd.decode_response(pmd.encode_response(response)) == response


@given(stream_settings)
def test_settings_survive_the_wire(settings: dict[int, tuple[int, ...]]) -> None:
    assert pmd.decode_settings(pmd.encode_settings(settings)) == settings


@given(
    st.binary(max_size=64)
    | st.binary(max_size=60).map(lambda rest: bytes(10) + rest)
    | st.binary(max_size=20).map(lambda rest: b"\xf0" + rest)
)
def test_any_bytes_are_a_value_or_malformed(payload: bytes) -> None:
    for decode in (
        pmd.decode_ecg,
        pmd.decode_response,
        pmd.decode_settings,
        pmd.has_ecg,
    ):
        with suppress(MalformedPacketError):
            decode(payload)
